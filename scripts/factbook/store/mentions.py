"""What a record mentions: ids of other records, terms of the vocabulary, and references in its texts, by the schema's marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from factbook.store.scalars import Record, Ref, Term
from factbook.store.shape import record_in
from factbook.store.texts import Text

Loc = tuple[str | int, ...]

Mention = tuple[Loc, str, Ref | Term | None]
"""Its path in the record, the id or term, and what it refers to (None: a text with ``[[…]]``)."""

_OPENS = "[["


@cache
def _reference_fields(model: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """(key, field name, annotation) of the fields of a model that hold references, terms, text or further records."""
    found = []
    for name, info in model.model_fields.items():
        annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        if _interesting(annotation):
            found.append((info.alias or name, name, annotation))
    return tuple(found)


def _interesting(annotation: Any) -> bool:
    if isinstance(annotation, (Ref, Term)) or (isinstance(annotation, type) and issubclass(annotation, Record)):
        return True
    return any(_interesting(argument) for argument in get_args(annotation))


def mentions(record: Record) -> Iterator[Mention]:
    """Every reference in a record: its path, the id or term, and what it refers to (None: a text with ``[[…]]``)."""
    for key, name, annotation in _reference_fields(type(record)):
        yield from _walk(getattr(record, name), annotation, (key,))


def _walk(value: Any, annotation: Any, loc: Loc) -> Iterator[Mention]:
    if isinstance(value, Text):
        yield from (((*loc, tag), text, None) for tag, text in value.parts() if "[[" in text)
    elif isinstance(value, Record):
        yield from (((*loc, *inner), item, ref) for inner, item, ref in mentions(value))
    elif isinstance(value, list):
        inside = _argument(annotation, list, 0)
        for index, item in enumerate(value):
            yield from _walk(item, inside, (*loc, index))
    elif isinstance(value, dict):
        marker = _marker(_argument(annotation, dict, 0))
        if marker is not None:
            yield from (((*loc, item), item, marker) for item in value)
    elif isinstance(value, str) and (marker := _marker(annotation)) is not None:
        yield loc, value, marker


def _argument(annotation: Any, origin: type, index: int) -> Any:
    if get_origin(annotation) is origin:
        return get_args(annotation)[index]
    for argument in get_args(annotation):
        found = _argument(argument, origin, index)
        if found is not None:
            return found
    return None


@cache
def _marker(annotation: Any) -> Ref | Term | None:
    if isinstance(annotation, (Ref, Term)):
        return annotation
    for argument in get_args(annotation):
        found = _marker(argument)
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class Named:
    """All that some records mention, without the places: enough to see quickly whether anything is wrong."""

    references: dict[str, set[str]] = field(default_factory=dict)
    """Names by what they refer to (:attr:`Ref.target`)."""
    terms: dict[str, set[str]] = field(default_factory=dict)
    """Terms by the kind of vocabulary."""
    speaking: list[Record] = field(default_factory=list)
    """The records that have a reference in a text."""


def named(records: Iterable[Record]) -> Named:
    """What some records mention."""
    found = Named()
    for record in records:
        if _collect(record, found):
            found.speaking.append(record)
    return found


Collector = Callable[[Any, Named], bool]
"""Adds what a value mentions; whether a text in it has a reference."""


def _collect(record: Record, found: Named) -> bool:
    speaks = False
    for name, collect in _collectors(type(record)):
        value = getattr(record, name)
        if value and collect(value, found):
            speaks = True
    return speaks


@cache
def _collectors(model: type[Record]) -> tuple[tuple[str, Collector], ...]:
    return tuple((name, _collector(annotation)) for _, name, annotation in _reference_fields(model))


def _collector(annotation: Any) -> Collector:
    """By the runtime type of values, as :func:`_walk`: a list of names goes into its set as a whole."""
    inside_list, keys = _argument(annotation, list, 0), _argument(annotation, dict, 0)
    marker = _marker(annotation)
    inner = _collector(inside_list) if inside_list is not None else None
    name_lists = inside_list is not None and marker is not None and record_in(inside_list) is None

    def collect(value: Any, found: Named) -> bool:
        if isinstance(value, Text):
            return any(_OPENS in text for _, text in value.parts())
        if isinstance(value, Record):
            return _collect(value, found)
        if isinstance(value, list):
            if name_lists:
                _add(found, marker, value)
                return False
            assert inner is not None
            spoken = [inner(item, found) for item in value]  # every one is looked at, whatever the first says
            return any(spoken)
        if isinstance(value, dict):
            _add(found, _marker(keys), value)
        elif isinstance(value, str) and marker is not None:
            _add(found, marker, (value,))
        return False

    return collect


def _add(found: Named, marker: Ref | Term | None, names: Iterable[str]) -> None:
    if isinstance(marker, Ref):
        found.references.setdefault(marker.target, set()).update(names)
    elif isinstance(marker, Term):
        found.terms.setdefault(marker.kind, set()).update(names)
