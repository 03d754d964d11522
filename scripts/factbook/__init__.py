"""factbook: from a YAML store of sourced facts to a checked, published knowledge base.

The package knows facts, sources and pages. What a knowledge base is *about* stands in
its data, its pages and its ``mkdocs.yml``, never here.
"""

__version__ = "0.1.0"
