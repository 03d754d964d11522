"""Where a new record goes, and the text of its file with it; every other line stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from factbook.editing.formatting.comments import Margins, attach
from factbook.editing.formatting.layout import record_lines
from factbook.editing.formatting.order import RECORD_ORDER
from factbook.editing.formatting.tree import Entry, grow
from factbook.problems import ProjectError
from factbook.reading.data_files import DATA, data_files
from factbook.reading.documents import Document, read_document
from factbook.store.records import COLLECTIONS


@dataclass(frozen=True, slots=True)
class Inserted:
    """A file with a new record in it, and the line (from 1) at which that begins."""

    path: Path
    text: str
    line: int


def file_for(root: Path, collection: str, name: str = "", words: Collection[str] = ()) -> Path:
    """The file that a new record of a collection goes to.

    ``name`` may name one of several files (``town`` for ``milestones/town.yml``; a source's kind). Else it is the file
    whose records say most often the same ``words`` (places, topics …) as the new one, and of equals the longest.
    """
    paths = [path for known, path in data_files(root) if known == collection]
    named = [path for path in paths if name and path.stem == name]
    if named or not paths:
        return named[0] if named else root / DATA / f"{collection}.yml"

    def likeness(path: Path) -> tuple[float, int]:
        records = [value for value in read_document(root, path)[0].value if isinstance(value, dict)]
        shared = sum(len(set(words) & _words(record)) for record in records)
        return shared / max(len(records), 1), len(records)

    return max(paths, key=likeness)


def _words(record: dict[str, Any]) -> set[str]:
    """The words of the lists in a record."""
    lists = [value for value in record.values() if isinstance(value, list)]
    return {word for words in lists for word in words if isinstance(word, str)}


def add_record(root: Path, path: Path, collection: str, lines: Sequence[str]) -> Inserted:
    """The file with a record added: at its place where the layout orders the records, else at the end."""
    if not path.exists():
        depth = len(path.relative_to(root / DATA).parts) - 1
        head = f"# yaml-language-server: $schema={'../' * depth}schema/{collection}.schema.json\n"
        return Inserted(path, head + "\n".join(lines) + "\n", 2)
    document = _readable(root, path)
    tree, margins = _tree(document)
    if tree.is_flow or not tree.entries:
        if tree.entries:
            raise ProjectError(f"{document.path}: the list is in brackets; write each record with '- ' first")
        margin = "".join(f"{line}\n" for line in (*margins.head, *margins.tail) if line)
        return Inserted(path, margin + "\n".join(lines) + "\n", margin.count("\n") + 1)
    return _insert(path, document, _line_for(tree.entries, lines, collection, document), lines)


def add_inside(root: Path, entity: str, name: str, lines_at: dict[int, list[str]]) -> Inserted:
    """The file with an item added to a list of an entity (``statements``, ``observations``).

    ``lines_at`` holds the item's lines for an indent of two (the list's key is new) and of four.
    """
    for collection, path in data_files(root):
        document, problems = read_document(root, path)
        if problems and document.broken:
            continue
        for value, index in ((value, index) for index, value in enumerate(document.value) if isinstance(value, dict)):
            if value.get("id") == entity and name in _lists(collection):
                document = _opened(document, index, name, collection)
                return _insert_inside(path, document, index, name, lines_at)
    raise ProjectError(f"there is no record '{entity}' that has {name}")


def _lists(collection: str) -> set[str]:
    return set(COLLECTIONS[collection].model_fields)


def _readable(root: Path, path: Path) -> Document:
    document, problems = read_document(root, path)
    if document.broken:
        raise ProjectError(f"{problems[0]}; fix the file first")
    return document


def _tree(document: Document) -> tuple[Entry, Margins]:
    tree = grow(document.node or yaml.SequenceNode("", []))
    return tree, attach(tree, document.text)


def _line_for(entries: list[Entry], lines: Sequence[str], name: str, document: Document) -> int:
    """The line (from 0) before which the record goes."""
    key = RECORD_ORDER.get(name)
    if key is not None:
        new = grow(_composed("\n".join(lines))).entries[0]
        try:
            later = [entry for entry in entries if key(entry) > key(new)]
        except ValueError:
            later = []
        if later and later[0].start[0] > 0:
            return later[0].start[0] - len(later[0].lead)
    return _end_of(entries[-1], document)


def _end_of(entry: Entry, document: Document) -> int:
    """The line (from 0) right below an entry and the comments that belong to it."""
    rows = document.text.split("\n")
    line = entry.end[0] + (1 if entry.end[1] else 0)
    while line > entry.start[0] + 1 and not rows[line - 1].strip():
        line -= 1
    return line + len(entry.after)


def _insert(path: Path, document: Document, line: int, lines: Sequence[str]) -> Inserted:
    rows = document.text.split("\n")
    if line >= len(rows) or (line == len(rows) - 1 and rows[line]):
        rows.append("")
    rows[line:line] = list(lines)
    text = "\n".join(rows)
    return Inserted(path, text if text.endswith("\n") else text + "\n", line + 1)


def _opened(document: Document, index: int, name: str, collection: str) -> Document:
    """The document with one record, and the list in it, out of their braces and brackets."""
    tree, _ = _tree(document)
    record = tree.entries[index]
    pair = next((pair for pair in record.entries if pair.key is not None and pair.key.value == name), None)
    if not record.is_flow and not (pair and pair.is_flow):
        return document
    for entry in (record, *([pair] if pair else [])):
        assert isinstance(entry.node, yaml.CollectionNode)
        entry.node.flow_style = False
    if pair is not None and not pair.entries:
        record.entries.remove(pair)
    rows = document.text.split("\n")
    last = _end_of(record, document) - len(record.after)
    first = record.start[0]
    record.lead, record.after = [], []
    rows[first:last] = record_lines(record, 0, COLLECTIONS[collection])
    return _again(document, "\n".join(rows))


def _again(document: Document, text: str) -> Document:
    return Document(document.path, text)


def _composed(text: str) -> yaml.Node:
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    assert node is not None
    return node


def _insert_inside(path: Path, document: Document, index: int, name: str, lines_at: dict[int, list[str]]) -> Inserted:
    tree, _ = _tree(document)
    record = tree.entries[index]
    pair = next((pair for pair in record.entries if pair.key is not None and pair.key.value == name), None)
    if pair is None or not pair.entries:
        line = _end_of(record.entries[-1], document)
        return _insert(path, document, line, [f"  {name}:", *lines_at[4]])
    indent = _dash_column(pair.entries[0], document)
    return _insert(path, document, _line_for(pair.entries, lines_at[indent], name, document), lines_at[indent])


def _dash_column(item: Entry, document: Document) -> int:
    row = document.text.split("\n")[item.start[0]]
    return 2 if row.startswith("  - ") else 4
