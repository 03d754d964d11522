"""Skeletons of new records: every key that must be written, filled with what is known, empty where it is not.

An empty value is what ``check`` reports at its place until it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from factbook.editing.formatting.layout import record_lines
from factbook.editing.formatting.tree import grow
from factbook.editing.guidance import marks
from factbook.problems import ProjectError
from factbook.store.records import COLLECTIONS, Observation, ProjectFigure, Statement, keys_in_order
from factbook.store.scalars import Record, Term
from factbook.store.shape import inner_model, record_in
from factbook.store.texts import Text

Shape = Literal["plain", "text", "words", "sources"]
Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that can be made: its collection, or for one inside an entity the key it stands under."""

    name: str
    model: type[Record]
    collection: str = ""
    inside: str = ""
    also: tuple[str, ...] = ()
    """Keys that the schema lets out and the rules ask for, in most cases."""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("milestone", COLLECTIONS["milestones"], "milestones"),
        Kind("award", COLLECTIONS["awards"], "awards", also=("date",)),
        Kind("observation", Observation, inside="observations", also=("period",)),
        Kind("organization", COLLECTIONS["organizations"], "organizations", also=("statements",)),
        Kind("place", COLLECTIONS["places"], "places", also=("statements",)),
        Kind("plan", COLLECTIONS["plans"], "plans", also=("announced",)),
        Kind("industry", COLLECTIONS["industries"], "industries", also=("statements",)),
        Kind("indicator", COLLECTIONS["indicators"], "indicators", also=("place",)),
        Kind("project", COLLECTIONS["projects"], "projects", also=("organizations", "state_on", "figures")),
        Kind("figure", ProjectFigure, inside="figures", also=("period",)),
        Kind("source", COLLECTIONS["sources"], "sources"),
        Kind("dispute", COLLECTIONS["disputes"], "disputes"),
        Kind("claim", COLLECTIONS["claims"], "claims"),
        Kind("statement", Statement, inside="statements"),
    )
}
"""All kinds, by name."""

_HOLDERS = ("place", "organization", "industry")


@dataclass(frozen=True, slots=True)
class Question:
    """A key that can be given as an option or at a prompt."""

    key: str
    shape: Shape
    required: bool
    description: str
    example: str
    info: FieldInfo

    @property
    def term(self) -> str:
        """The kind of the terms that the value is one of; empty where it is none."""
        return next((mark.kind for mark in marks(self.info) if isinstance(mark, Term)), "")

    @property
    def choices(self) -> list[str]:
        """The words of the closed list that the value is one of; empty where it is none."""
        return words_of(self.info.annotation) if self.shape == "plain" else []

    def check(self, value: Value) -> None:
        """Raises ProjectError with the fix where the schema does not take the value."""
        annotation: Any = Annotated[self.info.annotation, self.info]
        adapter: TypeAdapter[Any] = TypeAdapter(annotation)
        try:
            adapter.validate_python(value)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            hint = (detail.get("ctx") or {}).get("hint", "")
            raise ProjectError(f"{self.key}: {detail['msg']}" + (f" ({hint})" if hint else "")) from None


def questions(kind: Kind) -> Iterator[Question]:
    """Yield the keys of a record of this kind, in the order in which they are written; nested records excepted."""
    fields = {(info.alias or name): info for name, info in kind.model.model_fields.items()}
    for key in keys_in_order(kind.model):
        info = fields[key]
        shape = _shape(info.annotation)
        if shape is not None:
            required = info.is_required() or key in kind.also
            example = str(info.examples[0]) if info.examples else ""
            yield Question(key, shape, required, info.description or "", example, info)


def words_of(annotation: Any) -> list[str]:
    """The words of a closed list in a type annotation."""
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    return [word for argument in get_args(annotation) for word in words_of(argument)]


def _shape(annotation: Any) -> Shape | None:
    if get_origin(annotation) is dict:
        return "sources"
    found = record_in(annotation)
    if get_origin(annotation) is list:
        return "words" if found is None else None
    if found is not None:
        return "text" if found is Text else None
    return "plain"


def skeleton(kind: Kind, values: Mapping[str, Value]) -> dict[str, Value]:
    """The record: what is given, and an empty value for every other key that it must have."""
    record: dict[str, Value] = {}
    for key in keys_in_order(kind.model):
        if key in values:
            record[key] = values[key]
        elif _is_needed(kind, key, values):
            record[key] = _blank(kind.model, key)
    return record


def _is_needed(kind: Kind, key: str, values: Mapping[str, Value]) -> bool:
    info = next(i for name, i in kind.model.model_fields.items() if (i.alias or name) == key)
    if key in _HOLDERS and any(holder in values for holder in _HOLDERS):
        return False
    return info.is_required() or key in kind.also


def _blank(model: type[Record], key: str) -> Value:
    """An empty value; for a list of records one of them, or the two sides of a dispute."""
    inner = inner_model(model, key)
    if inner is None or inner is Text:
        return ""
    one: dict[str, Value] = dict(skeleton(Kind(key, inner, also=("period", "facts")), {}))
    return [one, dict(one)] if key == "sides" else [one]


def lines_of(kind: Kind, record: Mapping[str, Value], indent: int = 0) -> list[str]:
    """A record as the lines of a list item, in the store's layout."""
    return record_lines(grow(_node(dict(record))), indent, kind.model)


def _node(value: Value) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_node(key), _node(item)) for key, item in value.items()]
        return yaml.MappingNode("", pairs, flow_style=set(value) <= {"en", "zh"})
    if isinstance(value, list):
        return yaml.SequenceNode("", [_node(item) for item in value], flow_style=not any(map(_is_record, value)))
    return yaml.ScalarNode("", value)


def _is_record(value: Value) -> bool:
    return isinstance(value, dict)


def unwritten(record: Mapping[str, Value], prefix: str = "") -> list[str]:
    """The keys that are still empty."""
    empty: list[str] = []
    for key, value in record.items():
        if value == "":
            empty.append(prefix + key)
        elif isinstance(value, list):
            for item in value:
                empty += unwritten(item, f"{prefix}{key}.") if isinstance(item, dict) else []
    return list(dict.fromkeys(empty))
