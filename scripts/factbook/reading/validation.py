"""What the validator objects to in a record, said in the words of the check: code, message, place and the way to put it right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from factbook.problems import Problem, nearest
from factbook.reading.documents import Document
from factbook.store.scalars import Record
from factbook.store.shape import record_in
from factbook.store.store import Loc
from factbook.store.texts import Text


def empty_value(document: Document, loc: Loc) -> Problem:
    """The problem of a key or an item without a value."""
    line, column = document.position(loc, key=True)
    last = loc[-1]
    rest = document.line(line)[column - 1 :]
    if isinstance(last, str) and rest.startswith(last) and rest[len(last) :].lstrip()[:1] in {",", "}"}:
        message = f"'{last}' is read as a key: a comma ends the text before it"
        return Problem(
            document.path, line, column, "FB203", message, "put the whole text, its comma included, in quotes"
        )
    name = f"item {last + 1}" if isinstance(last, int) else f"'{last}'"
    hint = f"write the value, or delete the {'item' if isinstance(last, int) else 'key'}"
    return Problem(document.path, line, column, "FB203", f"{name} has no value", hint)


def schema_problems(error: ValidationError, model: type[Record], document: Document, index: int) -> Iterator[Problem]:
    """The problems of the record that is the ``index``-th of a file; ``error``: what the validator raised for it."""
    for detail in error.errors(include_url=False):
        loc = _clean(detail["loc"])
        code, message, hint, on_key = _explain(detail, model, loc)
        on_key = on_key or "[key]" in detail["loc"]
        line, column = document.position((index, *loc), key=on_key)
        if (index, *loc) in document.empty:
            continue  # reported as such
        yield Problem(document.path, line, column, code, message, hint)


_FOUND: tuple[tuple[type, str], ...] = ((list, "a list"), (dict, "a mapping"), (str, "text"))


def _clean(loc: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(part for part in loc if part != "[key]")


def _explain(detail: Any, model: type[Record], loc: tuple[str | int, ...]) -> tuple[str, str, str, bool]:
    """Code, message, hint, and whether the place is the key, for one error of the validator."""
    kind, context = str(detail["type"]), detail.get("ctx") or {}
    name = str(loc[-1]) if loc else ""
    if kind.startswith("FB"):
        return kind, detail["msg"], str(context.get("hint", "")) or _example(model, loc), False
    if kind == "extra_forbidden":
        keys = _keys_at(model, loc[:-1])
        guess = nearest(name, keys)
        hint = f"did you mean '{guess}'?" if guess else f"the keys here are {', '.join(keys)}"
        return "FB201", f"unknown key '{name}'", hint, True
    if kind == "missing":
        return "FB202", f"missing key '{name}'", _example(model, loc), False
    if kind == "literal_error" and isinstance(detail["input"], str):
        words = [str(word) for word in _allowed(model, loc)]
        guess = nearest(str(detail["input"]), words)
        hint = f"did you mean '{guess}'?" if guess else f"one of {', '.join(words)}"
        return "FB210", f"'{detail['input']}' is not a word of this list", hint, False
    if kind == "too_short":
        return "FB202", f"'{name}' is empty", _example(model, loc), False
    expected = {
        "list_type": "a list",
        "dict_type": "a mapping",
        "model_type": "a mapping",
        "model_attributes_type": "a mapping",
    }
    found = next((word for cls, word in _FOUND if isinstance(detail["input"], cls)), "nothing")
    wanted = expected.get(kind, "text")
    given = detail["input"] if isinstance(detail["input"], str) else ""
    hint = f"write [{given}]" if kind == "list_type" and given else _example(model, loc)
    if wanted == "a mapping" and "：" in given:
        hint = "write ': ' for '：' after a key"
    return "FB204", f"expected {wanted}, found {found}", hint, False


def _field_at(model: type[Record], loc: tuple[str | int, ...]) -> tuple[type[Record] | None, Any]:
    """The model and the field that a path leads to."""
    owner: type[Record] | None = model
    info: Any = None
    for part in loc:
        if isinstance(part, int):
            continue
        if owner is None:
            return None, None
        fields = {(f.alias or n): f for n, f in owner.model_fields.items()}
        info = fields.get(part)
        if info is None:
            return owner, None
        owner = record_in(info.annotation)
    return owner, info


def _keys_at(model: type[Record], loc: tuple[str | int, ...]) -> list[str]:
    owner, _ = _field_at(model, loc)
    return [] if owner is None else [info.alias or name for name, info in owner.model_fields.items()]


def _allowed(model: type[Record], loc: tuple[str | int, ...]) -> list[Any]:
    _, info = _field_at(model, loc)
    return _literal_values(info.annotation) if info is not None else []


def _literal_values(annotation: Any) -> list[Any]:
    values: list[Any] = []
    for argument in get_args(annotation):
        values.extend([argument] if isinstance(argument, str) else _literal_values(argument))
    return values


def _example(model: type[Record], loc: tuple[str | int, ...]) -> str:
    _, info = _field_at(model, loc)
    if info is None or not info.examples or not loc:
        return ""
    name, example = next(part for part in reversed(loc) if isinstance(part, str)), info.examples[0]
    if isinstance(loc[-1], int):
        example = f"[{example}]"
    if record_in(info.annotation) not in (None, Text) or ": " in str(example):
        return f"for example {name}: {{{example}}}" if ": " in str(example) else ""
    return f"for example {name}: {example}"
