"""In which order keys and records stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from factbook.editing.formatting.tree import Entry
from factbook.store.records import keys_in_order
from factbook.store.scalars import Record
from mkdocs_timeline.dates import parse

_LAST = "9999-12-31"

SortKey = Callable[[Entry], Any]


def _by_date(entry: Entry) -> Any:
    return parse(entry.value_of("date") or _LAST).sort_key


def _by_id(entry: Entry) -> Any:
    return entry.value_of("id") or ""


def _by_period(entry: Entry) -> Any:
    return parse(entry.value_of("period") or _LAST).sort_key, entry.value_of("key") or ""


RECORD_ORDER: dict[str, SortKey] = {
    "milestones": _by_date,
    "sources": _by_id,
    "observations": _by_period,
}
"""The lists that have an order, and what they are ordered by. All others stay as they are written."""


def records_in_order(entries: list[Entry], name: str) -> list[Entry]:
    """The records of a list in their order; as they stand, where one of them has no date that can be read."""
    key = RECORD_ORDER.get(name)
    if key is None:
        return entries
    try:
        return sorted(entries, key=key)
    except ValueError:
        return entries


def keys_in_their_order(entries: list[Entry], model: type[Record] | None) -> list[Entry]:
    """The keys of a record in the order of the schema; unknown ones last, as they stand."""
    if model is None:
        return entries
    places = {key: place for place, key in enumerate(keys_in_order(model))}
    return sorted(entries, key=lambda entry: places.get(str(entry.key.value) if entry.key else "", len(places)))
