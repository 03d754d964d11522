"""A timeline for MkDocs: a list that reads and prints anywhere, and an axis drawn to scale where scripts run.

`model` holds the values, `dates` reads EDTF, `load` reads files, `render` writes the list, `export` writes ICS, CSV,
JSON and SVG, `markdown` adds the block `/// timeline`, and `plugin` fits it all into MkDocs.
"""

__version__ = "0.1.0"
