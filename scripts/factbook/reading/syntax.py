"""What is wrong with a file that is no YAML, and with one that YAML reads otherwise than people do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from factbook.problems import MAX_PROBLEMS, Problem

_OPENED = re.compile("quoted scalar|flow (mapping|sequence)")
_ANYTHING = "look at this line and the one above: indentation, quotes, brackets"
_QUOTES = "put the whole text in quotes: a '#' behind a space begins a comment"


def syntax_problem(path: str, text: str, error: Exception) -> tuple[Problem, bool]:
    """Return the problem of a text that a parser of YAML refuses, and whether the text ends too early."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(path, 1, 1, "FB103", f"not readable as YAML: {error}", _hint(text.split("\n"), 1)), False
    mark, message = error.problem_mark or error.context_mark, error.problem or error.context or "not YAML"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    text = text.rstrip()
    end = text.count("\n") + 1, len(text) - text.rfind("\n")
    is_cut_off = (line, column) >= end
    if is_cut_off:  # noticed at the end: show what was opened, or the end of what is there
        line, column = end
        if error.context_mark and _OPENED.search(error.context or ""):
            line, column = error.context_mark.line + 1, error.context_mark.column + 1
            message = "it is not closed by the end of the file"
    elif error.context_mark and "expected ':'" in message:  # noticed on the line below the one that lacks it
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    problem = Problem(path, line, column, "FB103", f"not readable as YAML: {message}", _hint(text.split("\n"), line))
    return problem, is_cut_off


def _space(found: re.Match[str]) -> str:
    name = unicodedata.name(found[1], "another space").lower()
    return f"indent with ordinary spaces: here stands U+{ord(found[1]):04X}, {name}"


_SLIPS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"^[ \t]*\t"), "indent with spaces, not tabs"),
    (re.compile(r"^ *-\t"), "write a space, not a tab, after the dash"),
    (re.compile(r"^\s*?([^\S \t])"), _space),
    (re.compile(r"^(?!.*: ).*："), "write ': ' for '：' after a key"),
    (re.compile(r"^ *-(?![\s-])"), "write a space after the dash: '- '"),
    (
        re.compile(r"^ *(?:- +)?\{?([a-z_]+):(?=[^\s/:])"),
        lambda found: f"write a space after the colon: '{found[1]}: '",
    ),
    (
        re.compile(r":\s*'(?:[^']|'')*'\s*[^\s',}\]#:]"),
        "write '' for an apostrophe inside '…', or put the text in \"…\"",
    ),
    (
        re.compile(r':\s*"(?:[^"\\]|\\.)*"\s*[^\s,}\]#]'),
        'put the whole text in quotes, or none of it; inside "…" write \\" for a quote',
    ),
    (re.compile(r":\s+\{\{|-\s+\{\{"), "put text that holds {{ }} in quotes"),
    (re.compile(r"^[^#'\"]*\S\s+#[^\s#]"), _QUOTES),
    (re.compile(r"^(?!.*\{)(?:.*: ){2}"), "put text that holds ': ' in quotes"),
    (re.compile(r":\s*[%@`]"), "put text that begins with %, @ or ` in quotes"),
)
"""Slips of the hand, each with its fix; looked for on the line of the error, then on the line above."""


def _hint(lines: list[str], number: int) -> str:
    for line in (number, number - 1):
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        for pattern, fix in _SLIPS:
            found = pattern.search(text)
            if found:
                return str(fix(found)) if callable(fix) else str(fix)
    here, above = (lines[n - 1] if 0 < n <= len(lines) else "" for n in (number, number - 1))
    key = re.match(r"( *)(?:- )?[a-z_]+:", here)
    before = re.match(r"( *(?:- )?)[a-z_]+: *\S", above)
    if key and before and len(key[0]) and len(key[1]) > len(before[1]):
        return f"begin a key after {len(before[1])} spaces, as above; put text that holds ': ' in quotes"
    return _ANYTHING


_GLUED = re.compile(r"(?m)^[^\n]*?\s#[^\s#!]|^\s+#[^\s#!]")
_BEHIND = re.compile(r"[ \t]+#(?=[^\s#])")
_BELOW = re.compile(r"([ \t]+)#(?=[^\s#])")


def lost_text(path: str, text: str) -> Iterator[Problem]:
    """Yield every comment that cuts a text short: "#1" behind a plain text is a comment to YAML, and lost.

    A comment whose ``#`` a space follows is one that was meant; so is one that stands for itself.
    """
    if _GLUED.search(text):
        yield from islice(_lost(path, text), MAX_PROBLEMS)


def _lost(path: str, text: str) -> Iterator[Problem]:
    lines = text.split("\n")
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    for event in yaml.parse(text, Loader=loader):
        if not isinstance(event, yaml.ScalarEvent) or event.style or not event.value or event.end_mark is None:
            continue
        number, column = event.end_mark.line, event.end_mark.column
        found = _BEHIND.match(lines[number], column)
        if found:
            yield _cut(path, number, found.end() - 1, lines[number])
        elif not lines[number][column:].strip() and number + 1 < len(lines):
            below = _BELOW.match(lines[number + 1])
            if below and len(below[1]) > len(re.match(r"[ -]*", lines[number])[0]):  # type: ignore[index]
                yield _cut(path, number + 1, below.end() - 1, lines[number + 1])


def _cut(path: str, line: int, column: int, text: str) -> Problem:
    lost = text[column:].strip()
    message = f"'{lost[:40]}' is a comment to YAML: it is not part of the text before it"
    return Problem(
        path, line + 1, column + 1, "FB111", message, "put the whole text in quotes; for a comment, write '# '"
    )
