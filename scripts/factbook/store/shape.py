"""The shape of records: which record stands below a key of another."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from factbook.store.scalars import Record


@cache
def inner_model(model: type[Record], key: str) -> type[Record] | None:
    """The record that a key of ``model`` holds, by itself or in a list; None where it holds anything else."""
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            return record_in(info.annotation)
    return None


def record_in(annotation: Any) -> type[Record] | None:
    """The record class in a type annotation, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for argument in get_args(annotation):
        found = record_in(argument)
        if found is not None:
            return found
    return None
