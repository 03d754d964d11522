"""Finds the comments and blank lines of a YAML text and gives each to the entry that it stands at.

PyYAML drops comments while it scans, so they are found as what stands outside every scalar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from factbook.editing.formatting.tree import Entry, Position, walk

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*$")
_MODELINE = re.compile(r"#\s*yaml-language-server:")


@dataclass(slots=True)
class Margins:
    """The lines of a file that belong to no entry: what stands at its head, and at its end."""

    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


def attach(root: Entry, text: str) -> Margins:
    """Give every comment and blank line of ``text`` to an entry below ``root``; returns the rest."""
    lines, inside = _masked(root, text)
    entries = list(walk(root))
    first: dict[int, Entry] = {}
    for entry in entries:
        first.setdefault(entry.start[0], entry)
    margins, pending, record = Margins(), list[tuple[int, str]](), None
    for number, line in enumerate(lines):
        comment = _COMMENT.search(line)
        content = (line[: comment.start()] if comment else line).strip()
        if not content and number not in inside:
            pending.append((comment.start(), comment[0].rstrip()) if comment else (0, ""))
            continue
        here = first.get(number)
        if here is not None and pending:
            if here.parent is root:
                pending = _split(pending, record, margins)
            here.lead, pending = [text for _, text in pending], []
        if here is not None and here.parent is root:
            record = here
        if comment:
            _trail(entries, (number, comment.start()), comment[0].rstrip())
    margins.tail = [text for _, text in (_keep_below(pending, record) if record else pending)]
    return margins


def _masked(root: Entry, text: str) -> tuple[list[str], set[int]]:
    """The lines of a text with every scalar blanked, and the numbers of those that lie inside a scalar."""
    lines = text.split("\n")
    inside: set[int] = set()
    for node in _scalars(root):
        start, end = node.start_mark, node.end_mark
        last, width = end.line, end.column
        if node.style in ("|", ">"):
            last, width = _block_end(lines, start.line, end.line)
            header = lines[start.line]
            lines[start.line] = header[: start.column] + "x" + header[start.column + 1 :]
        for number in range(start.line + (node.style in ("|", ">")), last + 1):
            line = lines[number]
            begin = start.column if number == start.line else 0
            stop = width if number == last else len(line)
            lines[number] = line[:begin] + "x" * (stop - begin) + line[stop:]
        inside.update(range(start.line + 1, last + 1))
    return lines, inside


def _block_end(lines: list[str], start: int, end: int) -> tuple[int, int]:
    """The last line of a block scalar, and its length. Blank lines below belong to it only if it keeps them (``+``)."""
    last = min(end - 1, len(lines) - 1) if end > start else start
    keeps = re.search(r"[|>]\d?\+", lines[start]) is not None
    while not keeps and last > start and not lines[last].strip():
        last -= 1
    return last, len(lines[last])


def _scalars(root: Entry) -> Iterator[yaml.ScalarNode]:
    for entry in walk(root):
        if entry.key is not None:
            yield entry.key
        if isinstance(entry.node, yaml.ScalarNode):
            yield entry.node


def _split(pending: list[tuple[int, str]], record: Entry | None, margins: Margins) -> list[tuple[int, str]]:
    """What of the lines between two records belongs to the second; the rest goes to the first, or to the head."""
    if record is not None:
        return _keep_below(pending, record)
    texts = [text for _, text in pending]
    blank = next((index for index, text in enumerate(texts) if index and not text), 0)
    modelines = sum(1 for text in texts if _MODELINE.match(text))
    cut = blank or (modelines if modelines and all(map(_MODELINE.match, texts[:modelines])) else 0)
    margins.head = [text for text in texts[:cut] if text]
    return pending[cut:]


def _keep_below(pending: list[tuple[int, str]], record: Entry) -> list[tuple[int, str]]:
    """Indented comments right below a record stay with it."""
    cut = 0
    while cut < len(pending) and pending[cut][0] > 0:
        cut += 1
    record.after = [text for _, text in pending[:cut]]
    return pending[cut:]


def _trail(entries: list[Entry], place: Position, comment: str) -> None:
    """Put a comment behind the last entry before it; behind the whole of a bracket that is closed."""
    target = next((entry for entry in reversed(entries) if entry.start <= place), None)
    assert target is not None
    while target.parent is not None and target.parent.is_flow and target.parent.end <= place and target.parent.parent:
        target = target.parent
    if target.trailing:
        target.lead.append(comment)
    else:
        target.trailing = comment
