"""What stands in a record, at any depth: its texts, its locators, each with its path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from factbook.store.mentions import Loc
from factbook.store.scalars import Locator, Record, places_in

_Part = TypeVar("_Part")


def parts(value: Any, of: type[_Part], loc: Loc = ()) -> Iterator[tuple[Loc, _Part]]:
    """Yield every value of a class in a record, a list or a mapping, with its path; not what is in such a value."""
    if isinstance(value, of):
        yield loc, value
    elif isinstance(value, Record):
        for key, name in _keys(type(value)):
            yield from parts(getattr(value, name), of, (*loc, key))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from parts(item, of, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from parts(item, of, (*loc, index))


def locators(record: Record) -> Iterator[tuple[Loc, str]]:
    """Yield every place in a source that a record names, with the path of its locator in the record."""
    for loc, locator in parts(record, Locator):
        for place in places_in(locator):
            yield loc, place


@cache
def _keys(model: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((info.alias or name, name) for name, info in model.model_fields.items())
