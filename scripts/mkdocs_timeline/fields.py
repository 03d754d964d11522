"""Take the fields of a record apart, noting what does not fit and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from .cells import Cell
from .model import check_link
from .problems import Problem

_NO_RECORD = "expected fields (name: value)"


@dataclass(slots=True)
class Notes:
    """Gathers the problems of one file."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, cell: Cell, message: str) -> None:
        """Note a problem at the cell's place."""
        self.problems.append(Problem(self.path, cell.line, cell.column, message))


@dataclass(frozen=True, slots=True)
class Fields:
    """One record. Every reader returns something usable (empty, or the default) and notes what was wrong."""

    cell: Cell
    pairs: Mapping[str, tuple[Cell, Cell]]
    notes: Notes

    @classmethod
    def of(cls, cell: Cell, notes: Notes, allowed: Iterable[str] | None = None) -> Fields:
        """The record in a cell; keys outside `allowed` are noted, with the nearest right one (None allows all)."""
        if not isinstance(cell.value, dict):
            notes.add(cell, _NO_RECORD)
            return cls(cell, {}, notes)
        record = cls(cell, cell.value, notes)
        if allowed is not None:
            record._refuse_others(tuple(allowed))
        return record

    def names(self) -> tuple[str, ...]:
        """The names of the fields that are there."""
        return tuple(self.pairs)

    def note(self, name: str, message: str) -> None:
        """Note a problem at a field's value, or at the record if it has no such field."""
        self.notes.add(self.pairs[name][1] if name in self.pairs else self.cell, message)

    def has(self, *names: str) -> bool:
        """Whether the fields are there and are texts; what is missing or is none is noted."""
        missing = [name for name in names if name not in self.pairs or self.pairs[name][1].value == ""]
        for name in missing:
            self.note(name, f"{name}: is missing")
        present = [self.text(name) for name in names if name not in missing]
        return not missing and all(present)

    def text(self, name: str) -> str:
        """A field's text, white space at the ends cut off."""
        if name not in self.pairs:
            return ""
        value = self.pairs[name][1].value
        if isinstance(value, str):
            return value.strip()
        self.note(name, f"{name}: expected a text")
        return ""

    def integer(self, name: str, default: int) -> int:
        """A field's whole number."""
        text = self.text(name)
        if text.isascii() and text.isdigit():
            return int(text)
        if text:
            self.note(name, f"{name}: {text!r} is not a whole number")
        return default

    def flag(self, name: str, default: bool) -> bool:
        """A field's true or false."""
        text = self.text(name)
        if text not in ("", "true", "false"):
            self.note(name, f"{name}: {text!r} is not true or false")
        return default if text == "" else text == "true"

    def texts(self) -> dict[str, str]:
        """All fields as texts."""
        return {name: self.text(name) for name in self.pairs}

    def link_holds(self, name: str) -> bool:
        """Whether the field is a link that may be shown."""
        try:
            check_link(self.text(name))
        except ValueError as error:
            self.note(name, str(error))
            return False
        return True

    def words(self, name: str) -> list[str]:
        """A field's list of texts; a single text counts as a list of one."""
        found = self.texts_or_records(name, ())
        return [item for item in found if isinstance(item, str)]

    def records(self, name: str, allowed: Iterable[str] | None) -> Iterator[Fields]:
        """A field's list of records."""
        for item in self._items(name):
            if isinstance(item.value, dict):
                yield Fields.of(item, self.notes, allowed)
            else:
                self.notes.add(item, _NO_RECORD)

    def texts_or_records(self, name: str, allowed: Iterable[str]) -> Iterator[str | Fields]:
        """A field's list, whose items may be either."""
        for item in self._items(name):
            yield item.value.strip() if isinstance(item.value, str) else Fields.of(item, self.notes, allowed)

    def tables(self, name: str, allowed: Iterable[str] | None = None) -> Iterator[tuple[str, Fields]]:
        """The named records inside a field."""
        if name in self.pairs:
            for key, (_, cell) in Fields.of(self.pairs[name][1], self.notes).pairs.items():
                yield key, Fields.of(cell, self.notes, allowed)

    def lists(self, name: str) -> Iterator[tuple[str, list[str]]]:
        """The named lists of texts inside a field."""
        if name in self.pairs:
            inner = Fields.of(self.pairs[name][1], self.notes)
            for key in inner.pairs:
                yield key, inner.words(key)

    def _items(self, name: str) -> tuple[Cell, ...]:
        if name not in self.pairs:
            return ()
        cell = self.pairs[name][1]
        if isinstance(cell.value, tuple):
            return cell.value
        if isinstance(cell.value, dict):
            self.notes.add(cell, f"{name}: expected a list")
            return ()
        return (cell,) if cell.value.strip() else ()

    def _refuse_others(self, allowed: tuple[str, ...]) -> None:
        for name, (key, _) in self.pairs.items():
            if name not in allowed:
                near = get_close_matches(name, allowed, 1)
                hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(allowed)}"
                self.notes.add(key, f"{name}: unknown field; {hint}")
