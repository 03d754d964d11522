"""How wide a text is in a drawing, and where it wraps. No font is read: the figures are those of common sans-serif faces."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,;:'|!()[]/ ·-")
_WIDE = frozenset("mwMW@%—≈≥≤")


def text_width(text: str, size: float) -> float:
    """About how many units a line of text takes at a font size; rather too many than too few."""
    return sum(_advance(character) for character in text) * size


def _advance(character: str) -> float:
    """The advance of a character in ems (after the metrics of Helvetica and its kin; Han characters are square)."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.87
    return 0.7 if character.isupper() else 0.57


def wrap(text: str, size: float, width: float) -> list[str]:
    """A text in lines of at most ``width`` units, broken at spaces; a single word that is too long stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
