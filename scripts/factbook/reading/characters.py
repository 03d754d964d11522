"""Characters that a text file of a project must not hold: unseen ones, and the markers of a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from factbook.problems import MAX_PROBLEMS, Problem

_CONFLICT = re.compile(r"(?m)^(<{7}|={7}|>{7}|\|{7})(?= |$)")


def merge_markers(path: str, text: str) -> Iterator[Problem]:
    """Every marker of a merge that was left in a text."""
    for match in islice(_CONFLICT.finditer(text), MAX_PROBLEMS):
        line = text.count("\n", 0, match.start()) + 1
        message = f"a merge marker '{match[1]}' was left in the file"
        yield Problem(path, line, 1, "FB104", message, "choose one side and delete the marker lines")


# Refused outright: C0/C1 controls but tab and line ends, the byte-order mark inside the text, bidirectional
# controls (Unicode Technical Report 36, section 2.5), zero-width characters, and the line ends that only some
# programs take for one (U+0085, U+2028, U+2029).
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
"""An invisible character that changes what a text says."""


def invisible_characters(path: str, text: str) -> Iterator[Problem]:
    """Every invisible character of a text that changes what it says."""
    for match in islice(UNSEEN.finditer(text), MAX_PROBLEMS):
        start = match.start()
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        message = f"the invisible character U+{ord(match[0]):04X} is not allowed"
        yield Problem(path, line, column, "FB105", message, "delete it; retype the word if it was pasted")
