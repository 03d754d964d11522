"""What changed between two states of a store, in facts and not in lines."""

from factbook.changes.compare import Change, Changes, FieldChange, compare
from factbook.changes.revision import revision
from factbook.changes.show import STYLES, show

__all__ = ["STYLES", "Change", "Changes", "FieldChange", "compare", "revision", "show"]
