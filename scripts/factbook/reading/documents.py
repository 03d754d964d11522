"""Reading a data file: YAML text to plain values, with the position of everything.

The parser of PyYAML (written in C where that is built in) gives events with marks; values are built from them as they come.
Every scalar stays the text that was typed; the schema decides its type, never YAML. What YAML can do beyond mappings,
lists and text is refused before it is expanded.

The place where each record begins is cached. Any other place is looked up on request, by PyYAML's composer:
a node with two marks for each value is the largest part of what a store costs in memory, and few are ever requested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError

from factbook.problems import MAX_PROBLEMS, Problem
from factbook.reading.characters import UNSEEN, invisible_characters, merge_markers
from factbook.reading.folding import unfolded
from factbook.reading.syntax import lost_text, syntax_problem
from factbook.store.store import Loc

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""PyYAML's parser without its guessing of types: every scalar is text."""

_EXTRAS = re.compile(r"[&*!<%](?:(?<=[&*!])(?<![^\s\[{,:-][&*!])(?:\S|(?<=!)(?:\s|\Z))|(?<=<)<\s*:|(?<=%)(?<![^\n]%))")
"""What may be an anchor, an alias, a tag, a merge key or a directive. It begins with what is rare, which is searched for quickly."""
_ID_LINE = re.compile(r"(?m)^\s*(?:-\s*)?\{?\s*(?:id|term):\s*['\"]?([^'\",}#\n]*[^'\",}#\s])")

EVERYTHING = "*"
"""Stands among the words of unreadable files when it is not known which words they held."""

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_ITEMS = 10_000
"""How many records a file has at most, and how many items a list or a mapping."""

_MANY_BRACKETS = 2_000
"""The C parser calls itself once for each level and crashes at some tens of thousands; up to here nothing can happen."""
_MANY_MARKS = re.compile(rf"[-?][ \t]+(?:[-?][ \t]+){{{MAX_DEPTH}}}")


@dataclass(slots=True)
class Document:
    """One data file: its text, its plain value, and where everything in it stands."""

    path: str
    text: str
    value: list[Any] = field(default_factory=list)
    broken: bool = False
    cut_off: bool = False
    """Whether the file ends too early or could not be read: what it held is not known even by its words."""
    empty: frozenset[Loc] = frozenset()
    starts: Mapping[Loc, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each mapping that is an item of a list: of records, observations, statements."""
    defined: Sequence[tuple[str, Loc]] = ()
    """Every id and address that the file defines, with the path of the record that bears it."""
    _composed: yaml.Node | None = None

    @property
    def node(self) -> yaml.Node | None:
        """The file as nodes with marks, composed with the first request. Raises YAMLError if it is no YAML."""
        if self._composed is None:
            self._composed = yaml.compose(self.text, Loader=_Loader)
        return self._composed

    def position(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value at ``loc``, or of its key.

        A part of ``loc`` that is not there stops the walk: the nearest place that exists is given.
        """
        if not key and loc in self.starts:
            return self.starts[loc]
        node = found = self.node
        for part in loc:
            parent, child, key_node = node, None, None
            if isinstance(parent, yaml.MappingNode):
                for k, v in parent.value:
                    if k.value == part:
                        key_node, child = k, v
            elif isinstance(parent, yaml.SequenceNode) and isinstance(part, int) and part < len(parent.value):
                child = parent.value[part]
            if child is None:
                break
            node = child
            found = key_node if key and key_node is not None else child
        if found is None:
            return 1, 1
        return found.start_mark.line + 1, found.start_mark.column + 1

    def line(self, number: int) -> str:
        """The text of one line (from 1), without its line break; empty past the end."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def raw_ids(self) -> set[str]:
        """The ids and terms that the text seems to define, even where it does not parse."""
        return set(_ID_LINE.findall(self.text))


def read_document(root: Path, path: Path) -> tuple[Document, list[Problem]]:
    """Read one data file: the document and the problems of reading, as :func:`parse_document` gives them."""
    name = path.relative_to(root).as_posix()
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = Problem(name, 1, 1, "FB101", f"cannot be read: {error.strerror}")
        return Document(name, "", broken=True, cut_off=True), [problem]
    return parse_document(name, raw)


def parse_document(name: str, raw: bytes) -> tuple[Document, list[Problem]]:
    """The document in a file's bytes, and the problems of reading it.

    A file that cannot be read as YAML at all gives a document that is marked ``broken`` and holds no records.
    """
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}"
        return Document(name, "", broken=True, cut_off=True), [
            Problem(name, 1, 1, "FB101", message, "split it into a folder of files")
        ]
    text = decode(name, raw)
    if isinstance(text, Problem):
        readable = raw.decode("utf-8", "replace").replace("\0", "")  # ids are ASCII: they survive
        return Document(name, readable, broken=True, cut_off=text.line > raw.rstrip().count(b"\n")), [text]
    document = Document(name, text)
    problems = list(_parse(document))
    return document, problems


def decode(name: str, raw: bytes) -> str | Problem:
    """The text of a file, without a byte-order mark and with every line ended by a line feed; or why it is no text."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raw = error.object  # without the byte-order mark
        before = _line_feeds(raw[: error.start].decode("utf-8", "replace"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return Problem(name, line, column, "FB102", message, "save the file as UTF-8")
    return _line_feeds(text)


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parse(document: Document) -> Iterator[Problem]:
    refused = [*merge_markers(document.path, document.text), *invisible_characters(document.path, document.text)]
    if not refused and (_EXTRAS.search(document.text) or _may_be_deep(document.text)):
        refused = list(islice(_extras(document), MAX_PROBLEMS))
    if refused:
        document.broken = True
        yield from refused
        return
    if not document.text.strip():
        yield Problem(
            document.path, 1, 1, "FB103", "the file is empty", "write the records, write [], or delete the file"
        )
        return
    builder = _Builder(document.path)
    try:
        value = builder.read(document.text)
    except yaml.YAMLError as error:
        document.broken = True
        yield _unparsed(document, error)
        return
    document.empty, document.starts = frozenset(builder.empty), builder.starts
    yield from builder.problems
    yield from lost_text(document.path, document.text)
    if any(problem.code in {"FB105", "FB110"} for problem in builder.problems):
        document.broken = True
        return
    if not isinstance(value, list):
        document.broken = True
        line, column = document.position(())
        message = "the file is not a list of records"
        yield Problem(document.path, line, column, "FB103", message, "begin each record with '- '")
        return
    document.value = value


def _may_be_deep(text: str) -> bool:
    return text.count("[") + text.count("{") > _MANY_BRACKETS or _MANY_MARKS.search(text) is not None


def _extras(document: Document) -> Iterator[Problem]:
    """What is refused before anything is expanded, by the parser's events, which never go deep themselves."""
    depth, records = 0, 0
    try:
        events: Iterator[Any] = yaml.parse(document.text, Loader=_Loader)
        for event in events:
            found = _extra(event)
            if found:
                yield _at(document.path, event, "FB106", *found)
            records += depth == 1 and isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
            if records > MAX_ITEMS:
                yield _at(document.path, event, "FB110", f"more than {MAX_ITEMS:,} records", "make a folder of files")
                return
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH + 1:
                yield _at(document.path, event, "FB103", _TOO_DEEP, "flatten it")
                return
    except yaml.YAMLError as error:
        yield _unparsed(document, error)


_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"


def _extra(event: Any) -> tuple[str, str] | None:
    """What an event has that no data file may have, and the fix."""
    if isinstance(event, yaml.AliasEvent):
        return f"alias '*{event.anchor}'", "write the value out"
    if getattr(event, "anchor", None):
        return f"anchor '&{event.anchor}'", "remove it"
    if getattr(event, "tag", None):
        return f"tag '{event.tag}'", "put text that begins with '!' in quotes"
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
        return "merge key '<<'", "write the keys out"
    return None


def _unparsed(document: Document, error: Exception) -> Problem:
    problem, document.cut_off = syntax_problem(document.path, document.text, error)
    return problem


def _at(path: str, node: Any, code: str, message: str, hint: str) -> Problem:
    return Problem(path, node.start_mark.line + 1, node.start_mark.column + 1, code, message, hint)


class _Builder:
    """Plain values from events: mappings, lists and text; notes duplicate keys, empty values and where mappings begin."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.empty: list[Loc] = []
        self.starts: dict[Loc, tuple[int, int]] = {}
        self._loc: list[str | int] = []
        self._text, self._lines = "", list[str]()
        self._next: Callable[[], Any] = lambda: None

    def read(self, text: str) -> Any:
        """The value of a whole file; an empty list where it holds nothing but comments. Raises YAMLError."""
        loader = _Loader(text)
        self._text = text
        try:
            self._next = loader.get_event
            self._next()  # the stream begins
            first = self._next()
            if isinstance(first, yaml.StreamEndEvent):
                return []
            value = self._build(self._next())
            self._next()  # the document ends
            after = self._next()
            if not isinstance(after, yaml.StreamEndEvent):
                message = "expected a single document in the stream"
                raise ComposerError(message, first.start_mark, "but found another document", after.start_mark)
            return value
        finally:
            loader.dispose()

    def _build(self, event: Any) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if len(self._loc) > MAX_DEPTH:
            self._add(event, "FB103", _TOO_DEEP, "flatten it")
            self._skip(event)
            return ""
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list()
        return self._mapping()

    def _skip(self, event: Any) -> None:
        """Pass over a value."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = self._next()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.end_mark.line > event.start_mark.line:
            self._lines = self._lines or self._text.split("\n")
            value = unfolded(event, self._lines)
        if event.style == '"':
            self._escaped(event)
        if not value or value.isspace():
            self.empty.append(tuple(self._loc))
            return None
        return value

    def _escaped(self, event: Any) -> None:
        """What a text in double quotes writes by escapes is not seen in the file."""
        found = UNSEEN.search(event.value)
        if found:
            message = f"the invisible character U+{ord(found[0]):04X} is not allowed, in escaped form neither"
            self._add(event, "FB105", message, "delete it")

    def _list(self) -> list[Any]:
        result: list[Any] = []
        self._loc.append(0)
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            if len(result) == MAX_ITEMS:
                self._too_many(event, yaml.SequenceEndEvent, values=1)
                result = []
                break
            self._loc[-1] = len(result)
            if isinstance(event, yaml.MappingStartEvent):
                mark: Any = event.start_mark
                self.starts[tuple(self._loc)] = mark.line + 1, mark.column + 1
            result.append(self._build(event))
        self._loc.pop()
        return result

    def _mapping(self) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first: dict[str, int] = {}
        count = 0
        self._loc.append("")
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            if count == MAX_ITEMS:
                self._too_many(key, yaml.MappingEndEvent, values=2)
                result = {}
                break
            count += 1
            if self._is_key(key, first):
                self._loc[-1] = key.value
                first[key.value] = key.start_mark.line + 1
                result[key.value] = self._build(self._next())
            else:
                self._skip(key)
                self._skip(self._next())
        self._loc.pop()
        return result

    def _is_key(self, key: Any, first: Mapping[str, int]) -> bool:
        """Whether an event is a key that is not there yet."""
        if not isinstance(key, yaml.ScalarEvent):
            self._add(key, "FB103", "a key must be plain text", "put text that begins with {{, {, [ or ? in quotes")
            return False
        if key.style == '"':
            self._escaped(key)
        if key.value in first:
            message = f"duplicate key '{key.value}' (first on line {first[key.value]})"
            self._add(key, "FB107", message, "delete one of the two")
            return False
        return True

    def _too_many(self, event: Any, end: type, *, values: int) -> None:
        """Tell at the item that is one too many; pass over it and the rest. An item has ``values`` values."""
        place, count = event, MAX_ITEMS
        while not isinstance(event, end):
            count += 1
            self._skip(event)
            for _ in range(values - 1):
                self._skip(self._next())
            event = self._next()
        inside = len(self._loc) > 1
        what = f"{count:,} {'items' if inside else 'records'}; the limit is {MAX_ITEMS:,}"
        self._add(place, "FB110", what, "split it" if inside else "split it into a folder of files")

    def _add(self, event: Any, code: str, message: str, hint: str) -> None:
        self.problems.append(_at(self.path, event, code, message, hint))
