"""What changed between two states of a store, in facts and not in lines."""

from factbook.history.compare import Change, Changes, FieldChange, compare
from factbook.history.revision import revision
from factbook.history.show import STYLES, show

__all__ = ["STYLES", "Change", "Changes", "FieldChange", "compare", "revision", "show"]
