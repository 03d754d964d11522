"""Read YAML, JSON and CSV into values that remember their place. Every scalar stays the text that was typed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from .problems import LoadError, Problem

_FAST_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What spreadsheets may take for a formula (https://owasp.org/www-community/attacks/CSV_Injection), full-width forms
included. Apostrophes before it count, so that taking off one always gives the text back."""

_MAX_DEPTH = 20


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what could be one."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text again, without the apostrophe that `guarded` put there."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and where it stands, counted from 1. A mapping holds (key, value) pairs, keys unique."""

    value: str | tuple[Cell, ...] | dict[str, tuple[Cell, Cell]]
    line: int
    column: int


def read_cells(text: str, suffix: str, path: str) -> Cell:
    """Read the text of a file named `path`; `suffix` (.yml, .yaml, .json, .csv) is its format.

    A CSV file becomes a list of mappings, its empty fields left out. Raises LoadError for text that is not in
    the format, and for a key that stands twice.
    """
    match suffix.lower():
        case ".yml" | ".yaml":
            return _read_yaml(text, path)
        case ".json":
            return _read_json(text, path)
        case ".csv":
            return _read_csv(text, path)
    raise LoadError([Problem(path, 1, 1, f"{suffix or 'no suffix'}: expected .yml, .yaml, .json or .csv")])


def _read_yaml(text: str, path: str, loader: Any = _FAST_LOADER) -> Cell:
    try:
        _refuse_bombs(text, path, loader)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise LoadError([Problem(path, line, column, error.problem or "not YAML")]) from error
    except yaml.YAMLError as error:
        raise LoadError([Problem(path, 1, 1, " ".join(str(error).split()))]) from error
    return Cell((), 1, 1) if node is None else _cell(node, path)


def _refuse_bombs(text: str, path: str, loader: Any) -> None:
    """Refuse what grows when it is expanded, and what is so deep that the C parser, which calls itself, would crash."""
    depth = 0
    events: Any = yaml.parse(text, Loader=loader)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH or isinstance(event, yaml.AliasEvent):
            message = "nested too deeply" if depth > _MAX_DEPTH else "aliases are not read; write the value out"
            raise LoadError([Problem(path, event.start_mark.line + 1, event.start_mark.column + 1, message)])


def _read_json(text: str, path: str) -> Cell:
    """JSON is checked as JSON and then read as YAML, of which it is a part, because that preserves the positions."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise LoadError([Problem(path, error.lineno, error.colno, error.msg)]) from error
    except (RecursionError, ValueError) as error:  # too deep, or a number of too many digits
        raise LoadError([Problem(path, 1, 1, "not readable as JSON: " + str(error).partition(";")[0])]) from error
    loader = yaml.BaseLoader if _SURROGATE.search(text) else _FAST_LOADER  # the fast one refuses half characters
    return _read_yaml(text.replace("\t", " "), path, loader)


def _cell(node: yaml.Node, path: str) -> Cell:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.MappingNode):
        return Cell(_mapping(node, path), line, column)
    if isinstance(node, yaml.SequenceNode):
        return Cell(tuple(_cell(item, path) for item in node.value), line, column)
    return Cell(_whole_characters(node.value), line, column)


def _mapping(node: yaml.MappingNode, path: str) -> dict[str, tuple[Cell, Cell]]:
    pairs: dict[str, tuple[Cell, Cell]] = {}
    for key_node, value_node in node.value:
        key = _cell(key_node, path)
        if not isinstance(key.value, str):
            raise LoadError([Problem(path, key.line, key.column, "a key must be a word")])
        if key.value in pairs:
            first = pairs[key.value][0].line
            raise LoadError([Problem(path, key.line, key.column, f"{key.value}: already given on line {first}")])
        pairs[key.value] = (key, _cell(value_node, path))
    return pairs


def _whole_characters(text: str) -> str:
    r"""Join the surrogate halves that a JSON escape such as "\ud83d\ude80" leaves behind in YAML."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_csv(text: str, path: str) -> Cell:
    rows = _rows(text)
    _, header, _ = next(rows, (1, [], []))
    try:
        records = tuple(_record(header, *row, path) for row in rows if row[1])
    except csv.Error as error:
        raise LoadError([Problem(path, 1, 1, str(error))]) from error
    return Cell(records, 1, 1)


def _rows(text: str) -> Iterator[tuple[int, list[str], list[int]]]:
    """Yield each record's first line, its fields, and the column in which each field begins."""
    reader = csv.reader(io.StringIO(text, newline=""))
    lines = text.splitlines()
    first = 1
    for fields in reader:
        yield first, fields, _field_columns(lines[first - 1], len(fields))
        first = reader.line_num + 1


def _field_columns(line: str, count: int) -> list[int]:
    """Where fields begin in a line; fields behind a line break inside quotes get the record's first column."""
    columns, quoted = [1], False
    for index, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            columns.append(index + 2)
    return columns[:count] + [1] * (count - len(columns))


def _record(header: list[str], line: int, fields: list[str], columns: list[int], path: str) -> Cell:
    if len(fields) > len(header):
        column = columns[len(header)]
        raise LoadError([Problem(path, line, column, f"more fields ({len(fields)}) than columns ({len(header)})")])
    pairs = {
        name.strip(): (Cell(name, 1, 1), Cell(unguarded(value.strip()), line, column))
        for name, value, column in zip(header, fields, columns, strict=False)
        if value.strip()
    }
    return Cell(pairs, line, 1)
