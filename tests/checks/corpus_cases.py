"""The cases of ``corpus/*.txt``: files with the places of their problems marked in them (see corpus/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"

_CASE = re.compile(r"^=== (.+)\n", re.MULTILINE)
_MARK = re.compile(r"«(FB\d{3})»")
_FILE = re.compile(r"^# (?P<path>(?:(?:data|docs)/\S+|mkdocs\.yml))(?P<rest>.*)$")
_LINK_MARK = re.compile(r"(?m)^(# \S+ -> \S+) «FB\d{3}»$")
_INVISIBLE = re.compile(r"\{(?:U\+([0-9A-F]{4,6})|0x[0-9a-f]{2})\}")

Place = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One broken input: the text of its files, and the problems that must be found: path, line, column, code."""

    name: str
    text: str
    expected: tuple[Place, ...]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    parts = _CASE.split(path.read_text(encoding="utf-8"))
    good = "" if path.name == "good.txt" else GOOD.text
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        text = body.rstrip("\n") + "\n"
        yield Case(name, _MARK.sub("", _LINK_MARK.sub(r"\1", text)), tuple(_places(text, good)))


def _places(text: str, good: str) -> Iterator[Place]:
    path, line = "", 0
    for raw in text.splitlines():
        header = _FILE.match(raw)
        if header:
            path = header["path"]
            line = _length(good, path) if header["rest"].startswith(" +") else 0
            yield from ((path, 1, 1, code) for code in _MARK.findall(header["rest"]))
            continue
        line += 1
        for mark in _MARK.finditer(raw):
            before = _INVISIBLE.sub(_shown, _MARK.sub("", raw[: mark.start()]))
            yield path, line, len(before) + 1, mark[1]


def _shown(escape: re.Match[str]) -> str:
    """What stands for an escape when columns are counted: nothing for a byte-order mark, else one character."""
    return "" if escape[1] == "FEFF" else "x"


def _length(good: str, path: str) -> int:
    """The number of lines of a good file."""
    match = re.search(rf"^# {re.escape(path)}\n(.*?)(?=^# (?:data|docs)/|\Z)", good, re.MULTILINE | re.DOTALL)
    return match[1].count("\n") if match else 0


GOOD = next(read_cases(CORPUS / "good.txt"))
CASES = tuple(case for path in sorted(CORPUS.glob("*.txt")) if path.name != "good.txt" for case in read_cases(path))
