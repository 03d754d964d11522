"""A store whose every text is hostile: made from the schema's own classes, so that no field is forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from factbook.store.records import COLLECTIONS
from factbook.store.scalars import Date, Host, Id, Number, Plain, Record, Ref, Term, Url
from factbook.store.texts import Text

HERE = Path(__file__).parent
_ESCAPES = {"\\r": "\r", "\\n": "\n", "\\t": "\t", "\\\\": "\\"}


def payloads() -> list[str]:
    """The corpus."""
    lines = (HERE / "payloads.txt").read_text(encoding="utf-8").splitlines()
    return [_unescaped(line) for line in lines if line and not line.startswith("# ──")]


def _unescaped(line: str) -> str:
    return re.sub(r"\\[rnt\\]", lambda match: _ESCAPES[match[0]], line)


def grouped(texts: Sequence[str], size: int) -> list[str]:
    """The same texts, several in one, for a store that is made and read faster."""
    return [" ¶ ".join(texts[i : i + size]) for i in range(0, len(texts), size)]


def shown(text: str) -> str:
    """A text as a store keeps it: its white space is one space."""
    return " ".join(text.split())


def _same(one: Any, other: Any) -> bool:
    return get_origin(one) is Annotated and get_args(one)[1:] == get_args(other)[1:]


_COMPUTED = ("formula", "digits")
"""Keys that stand in place of a typed value."""


class _Maker:
    """Makes records with one payload in every text."""

    def __init__(self, text: str, number: int) -> None:
        self.text, self.number = text, number
        self.fields: set[str] = set()

    def record(self, model: type[Record], name: str, *, skip: Sequence[str] = ()) -> dict[str, Any]:
        made = {}
        for field, info in model.model_fields.items():
            annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
            if field not in (*skip, *_COMPUTED):
                made[info.alias or field] = self._value(annotation, name, f"{model.__name__}.{field}")
        return made

    def _value(self, annotation: Any, name: str, field: str) -> Any:  # noqa: PLR0911 - one line for each kind of value
        marker = _marker(annotation)
        if isinstance(marker, Ref):
            self.fields.add(field)
            return self._reference(annotation, marker, name)
        if isinstance(marker, Term):
            term = f"term-{self.number}"
            return [term] if _is_list(annotation) else term
        if get_origin(annotation) is Annotated:
            for kind, value in (
                (Id, name),
                (Date, "2001-02-03"),
                (Number, "20" if field == "Target.to" else "10"),  # the upper end of a range
                (Host, "example.org"),
                (Url, self._url()),
            ):
                if _same(annotation, kind):
                    return value
            if _same(annotation, Plain):
                self.fields.add(field)
                return self.text
            return self._value(get_args(annotation)[0], name, field)
        if annotation is bool:
            return "true"
        if get_origin(annotation) is Literal:
            return get_args(annotation)[0]
        if isinstance(annotation, type) and issubclass(annotation, Record):
            self.fields.add(field)
            return {"en": self.text, "zh": self.text} if annotation is Text else self.record(annotation, f"{name}-in")
        arguments = [argument for argument in get_args(annotation) if argument is not NoneType]
        if get_origin(annotation) in (list, dict):
            values = [self._value(argument, name, field) for argument in arguments]
            return values if len(values) == 1 else dict([values])
        if get_origin(annotation) is Union or str(type(annotation)).endswith("UnionType'>"):
            return self._value(arguments[0], name, field)
        raise AssertionError(f"the generator does not know {annotation} of {field}")

    def _url(self) -> str:
        return "https://example.org/" + re.sub(r"\s", "", self.text)

    def _reference(self, annotation: Any, marker: Ref, name: str) -> Any:
        target = {"address": f"milestones-{self.number}", "any": f"places-{self.number}"}.get(
            marker.target, f"{marker.target}-{self.number}"
        )
        if _is_dict(annotation):
            return {target: self.text}
        if target == name:
            target = f"{marker.target}-base"
        return [target] if _is_list(annotation) else target


def _marker(annotation: Any) -> Ref | Term | None:
    if isinstance(annotation, (Ref, Term)):
        return annotation
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return None
    return next((found for argument in get_args(annotation) if (found := _marker(argument)) is not None), None)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_is_list(argument) for argument in get_args(annotation))


def _is_dict(annotation: Any) -> bool:
    return get_origin(annotation) is dict or any(_is_dict(argument) for argument in get_args(annotation))


_OWN = {"places": ("part_of",), "sources": ("same_text_as",), "redirects": ()}


def records(texts: Sequence[str]) -> tuple[dict[str, list[dict[str, Any]]], set[str]]:
    """A whole store, one record of each collection for each text, and the names of the fields that hold texts."""
    store: dict[str, list[dict[str, Any]]] = {name: [] for name in COLLECTIONS}
    fields: set[str] = set()
    for number, text in enumerate(texts):
        maker = _Maker(text, number)
        for collection, model in COLLECTIONS.items():
            store[collection] += _of(maker, collection, model)
        fields |= maker.fields
    for collection in ("places", "sources"):
        store[collection].append({**store[collection][0], "id": f"{collection}-base"})
        for key in _OWN[collection]:
            store[collection][-1].pop(key, None)
    return store, fields


def _of(maker: _Maker, collection: str, model: type[Record]) -> Iterator[dict[str, Any]]:
    made = maker.record(model, f"{collection}-{maker.number}")
    if collection == "vocabulary":
        yield {**made, "term": f"term-{maker.number}", "kind": "unit", "factor": "1"}
        term = {"term": f"term-{maker.number}", "name": made["name"]}
        yield from (
            {**term, "kind": kind, "period": "2001/2002"} if kind == "era" else {**term, "kind": kind}
            for kind in (
                "topic",
                "chain",
                "era",
                "place-kind",
                "organization-kind",
                "award-kind",
                "source-kind",
                "role",
            )
        )
        return
    if collection == "disputes":
        made["sides"] = [
            {**made["sides"][0], "facts": [f"milestones-{maker.number}"]},
            {**made["sides"][0], "facts": [f"awards-{maker.number}"]},
        ]
        made["prefer"] = f"milestones-{maker.number}"
    if collection == "redirects":
        made.update(
            {
                "from": f"gone-{maker.number}",
                "to": [f"places-{maker.number}"],
                "page": f"indicators/gone-{maker.number}",
            }
        )
    if collection == "places":
        made["part_of"] = "places-base"
    yield made


def write(root: Path, texts: Sequence[str]) -> set[str]:
    """Write the store below a project's root, as JSON, which is YAML too; returns the names of the fields that hold texts."""
    store, fields = records(texts)
    for collection, made in store.items():
        folder = root / "data" / collection
        folder.mkdir(parents=True)
        for start in range(0, len(made), 100):
            text = json.dumps(made[start : start + 100], ensure_ascii=False, indent=1)
            (folder / f"{start}.yml").write_text(text, encoding="utf-8")
    return fields
