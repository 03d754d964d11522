"""Text that is folded over several lines: YAML puts a space for each line break, and Chinese has none between its characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

CJK = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65"
    "\u2014\u2018\u2019\u201c\u201d\u2026\U00020000-\U0003ffff"
)
"""Characters between which no space is written: Chinese characters, kana, and the punctuation among them."""

_ENDS = re.compile(f"[{CJK}]{{1,12}}$")
_BEGINS = re.compile(f"[{CJK}]{{1,12}}")
_HAN = re.compile("[\u3400-\u9fff\u3040-\u30ff\uf900-\ufaff\U00020000-\U0003ffff]")


def unfolded(scalar: Any, lines: Sequence[str]) -> str:
    """Return the text of a scalar (an event or a node of PyYAML) without the spaces that folding puts between Chinese characters.

    ``lines``: all lines of the file. Spaces that somebody typed stay.
    """
    value: str = scalar.value
    start, end = scalar.start_mark, scalar.end_mark
    if end.line == start.line or scalar.style == "|" or value.isascii():
        return value
    parts = [lines[start.line][start.column :], *lines[start.line + 1 : end.line + 1]]
    for above, below in pairwise(parts):
        head, tail = _ENDS.search(above.rstrip()), _BEGINS.match(below.lstrip())
        if head and tail and (_HAN.search(head[0][-1]) or _HAN.search(tail[0][0])):
            value = value.replace(f"{head[0]} {tail[0]}", f"{head[0]}{tail[0]}", 1)
    return value
