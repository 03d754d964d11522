"""What a record mentions: ids of other records, terms of the vocabulary, and references in its texts, by the schema's marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from factbook.store.scalars import Record, Ref, Term
from factbook.store.texts import Text

Loc = tuple[str | int, ...]

Mention = tuple[Loc, str, Ref | Term | None]
"""Its path in the record, the id or term, and what it refers to (None: a text with ``[[…]]``)."""


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
