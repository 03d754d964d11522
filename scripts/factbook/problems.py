"""A problem is a value: a code, a place, a message and the fix."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MAX_PROBLEMS = 200
"""How many problems of one file are listed."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, at one place.

    ``path`` is relative to the project's root, with forward slashes. ``line`` and ``column``
    count from 1; a column counts characters, not bytes. ``hint`` says how to fix it and may
    be empty.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


class ProjectError(Exception):
    """The project cannot be read at all (exit status 2): no store, no configuration."""


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word of ``words`` most like ``word``; an empty string when none is near."""
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return found[0] if found else ""
