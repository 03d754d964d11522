"""One layout for every data file: the order of keys and records, the width of lines; comments and values stay.

- Keys stand in the order of the schema. Milestones stand by date, sources by id, observations by period and key (those
  without a period last); every other list keeps its order, because people chose it.
- ``- `` at column 0, two spaces an indent, 110 columns a line. Text that does not fit is folded (``>-``).
- Quotes go where text is the same without them. ``[…]`` and ``{…}`` stay where they fit on the line, and words always
  go into ``[…]`` where they fit.
- At most one blank line stays between two entries. A comment stays above, or behind, the entry it stood at.
"""

from factbook.editing.formatting.files import Formatted, format_file, format_text

__all__ = ["Formatted", "format_file", "format_text"]
