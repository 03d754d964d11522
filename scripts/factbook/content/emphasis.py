r"""Emphasis in texts of the store: ``*stressed*``, exactly where CommonMark has it, and an asterisk everywhere else.

The rules are those of delimiter runs (CommonMark 0.31, section 6.2) for ``*`` alone: ``2 * 3 * 4`` and ``Hotel (5*)`` are not
stressed. ``\*`` is an asterisk, always. What is strongly stressed (``**so**``) is stressed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_RUN = re.compile(r"\\\*|\*+")
_SPACES = "\t\n\f\r"


@dataclass(slots=True)
class _Run:
    """A run of asterisks that may open or close emphasis; ``left`` of its ``length`` are not used yet, from ``start`` on."""

    start: int
    length: int
    left: int
    opens: bool
    closes: bool


def pieces(text: str, left_out: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int, bool]]:
    """Yield begin and end of each piece of text that is shown, and whether it is stressed.

    ``left_out`` are stretches in which an asterisk is none, in order: references. Each is a piece of its own.
    """
    stretches = list(left_out)
    runs, escapes = _runs(text, stretches)
    gone, stressed = _resolved(runs)
    gone |= escapes
    edges = {0, len(text), *gone, *(position + 1 for position in gone)}
    edges |= {edge for pair in (*stressed, *stretches) for edge in pair}
    ordered = sorted(edges)  # none lies within a stretch that is left out: no asterisk there is a mark
    for begin, end in pairwise(ordered):
        if begin not in gone:
            yield begin, end, any(first <= begin < last for first, last in stressed)


def _runs(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[list[_Run], set[int]]:
    """The runs of asterisks, and where the backslashes of escaped ones stand."""
    covered = {position for begin, end in stretches for position in range(begin, end)}
    runs: list[_Run] = []
    escapes: set[int] = set()
    for match in _RUN.finditer(text):
        if match.start() in covered:
            continue
        if match[0].startswith("\\"):
            escapes.add(match.start())
            continue
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        opens = not _is_space(after) and (not _is_mark(after) or _is_space(before) or _is_mark(before))
        closes = not _is_space(before) and (not _is_mark(before) or _is_space(after) or _is_mark(after))
        length = len(match[0])
        runs.append(_Run(match.start(), length, length, opens, closes))
    return runs, escapes


def _resolved(runs: list[_Run]) -> tuple[set[int], list[tuple[int, int]]]:
    """Which asterisks are marks (and vanish), and which stretches between them are stressed ("process emphasis")."""
    gone: set[int] = set()
    stressed: list[tuple[int, int]] = []
    openers: list[_Run] = []
    for run in runs:
        while run.closes and run.left:
            index = next((i for i in reversed(range(len(openers))) if _fit(openers[i], run)), None)
            if index is None:
                break
            opener = openers[index]
            del openers[index + 1 :]
            count = 2 if opener.left > 1 and run.left > 1 else 1
            opener.left -= count
            inner = opener.start + opener.left + count  # the innermost asterisks of both runs are used first
            outer = run.start + run.length - run.left
            run.left -= count
            gone.update(range(inner - count, inner), range(outer, outer + count))
            stressed.append((inner, outer))
            if not opener.left:
                openers.pop()
        if run.opens and run.left:
            openers.append(run)
    return gone, stressed


def _fit(opener: _Run, closer: _Run) -> bool:
    """The rule of three: runs that both open and close go together only if their lengths do."""
    if not (opener.closes or closer.opens):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _is_space(character: str) -> bool:
    return character in _SPACES or unicodedata.category(character) == "Zs"


def _is_mark(character: str) -> bool:
    """Whether a character is punctuation, as CommonMark counts it: symbols are."""
    return unicodedata.category(character)[0] in "PS"
