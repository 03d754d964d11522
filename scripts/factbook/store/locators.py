"""The places in sources that records name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from factbook.store.mentions import Loc
from factbook.store.scalars import Locator, Record, Text, places_in


def locators(record: Record) -> Iterator[tuple[Loc, str]]:
    """Yield every place in a source that a record names, with the path of its locator in the record."""
    for key, name in _keys(type(record)):
        yield from _within(getattr(record, name), (key,))


@cache
def _keys(model: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((info.alias or name, name) for name, info in model.model_fields.items())


def _within(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, Locator):
        for place in places_in(value):
            yield loc, place
    elif isinstance(value, Record) and not isinstance(value, Text):
        for inner, place in locators(value):
            yield (*loc, *inner), place
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _within(item, (*loc, index))
