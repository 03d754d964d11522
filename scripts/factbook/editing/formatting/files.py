"""Formats the text of a data file, and proves that nothing but its layout changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from factbook.editing.formatting.comments import attach
from factbook.editing.formatting.layout import list_lines
from factbook.editing.formatting.order import RECORD_ORDER
from factbook.editing.formatting.tree import Entry, grow, walk
from factbook.problems import Problem, ProjectError
from factbook.reading.documents import read_document
from factbook.reading.folding import unfolded
from factbook.store.records import COLLECTIONS

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file as it should be laid out; ``problems`` say why it was left as it is."""

    path: Path
    text: str
    changed: bool
    problems: Sequence[Problem] = ()


def format_file(root: Path, collection: str, path: Path) -> Formatted:
    """The layout of one data file. One that cannot be read as a list of records is left as it is."""
    document, problems = read_document(root, path)
    if problems or document.broken or document.node is None:
        return Formatted(path, "", changed=False, problems=problems)
    text = format_text(document.text, collection)
    return Formatted(path, text, changed=text.encode("utf-8") != path.read_bytes())


def format_text(text: str, collection: str) -> str:
    """The text of a data file in its layout.

    Raises ProjectError where the layout would lose anything, which is a mistake of the formatter, never of the file.
    """
    before = _compose(text)
    margins = attach(before, text)
    comments = Counter((*before.comments(), *filter(None, (*margins.head, *margins.tail))))
    lines = list_lines(before, 0, COLLECTIONS[collection], collection)
    body = "\n".join(lines).strip("\n") if before.entries else "[]"
    first = before.entries and lines and not lines[0]
    head = "".join(f"{line}\n" for line in margins.head) + ("\n" if margins.head and first else "")
    tail = "\n".join(_single_blanks(margins.tail)).rstrip("\n")
    result = head + body + "\n" + (f"{tail}\n" if tail else "")
    _prove(_compose(text), _compose(result), collection)
    after = _compose(result)
    attached = attach(after, result)
    if Counter((*after.comments(), *filter(None, (*attached.head, *attached.tail)))) != comments:
        raise ProjectError("the formatter would lose a comment; the file was left as it is")
    return result


def _single_blanks(lines: list[str]) -> list[str]:
    return [line for number, line in enumerate(lines) if line or not number or lines[number - 1]]


def _compose(text: str) -> Entry:
    loader = _Loader(text)
    try:
        root = grow(loader.get_single_node())
    finally:
        loader.dispose()
    lines = text.split("\n")
    for entry in walk(root):
        if isinstance(entry.node, yaml.ScalarNode):
            entry.node.value = unfolded(entry.node, lines)
    return root


def _prove(before: Entry, after: Entry, collection: str) -> None:
    if _value(before, collection) != _value(after, collection):
        raise ProjectError("the formatter would change a value; the file was left as it is")


def _value(entry: Entry, name: str) -> Any:
    """What an entry holds, whatever its layout: keys in any order, and records too where the layout orders them."""
    if isinstance(entry.node, yaml.ScalarNode):
        return str(entry.node.value), entry.node.value == "" and not entry.node.style
    if isinstance(entry.node, yaml.SequenceNode):
        values = [_value(item, "") for item in entry.entries]
        return ("list", sorted(values, key=repr) if name in RECORD_ORDER else values)
    pairs = [(str(e.key.value), _value(e, str(e.key.value))) for e in entry.entries if e.key is not None]
    return ("mapping", sorted(pairs, key=repr))
