"""How wide a text is in a drawing, and where it wraps. No font is read: the figures are those of common sans-serif faces."""

from __future__ import annotations

import re
import unicodedata

_NARROW = frozenset("iljtfrI.,;:'|!()[]/ ·-")
_WIDE = frozenset("mwMW@%—≈≥≤")

_HAN = "\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff"
_OPENING, _CLOSING = "（《〈「『【〔“‘", "）》〉」』】〕”’，。、；：！？"
_PIECE = re.compile(
    rf"(?P<gap>\s*)(?P<piece>[{_OPENING}]*(?:[{_HAN}]|[^\s{_HAN}{_OPENING}{_CLOSING}]+)[{_CLOSING}]*|[{_OPENING}{_CLOSING}]+)"
)
"""What no line breaks within: a word or one Chinese character, with the punctuation that no line may end or begin with."""


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
    """A text in lines of at most ``width`` units, broken at spaces and between Chinese characters; a long word stays whole."""
    lines: list[str] = []
    for match in _PIECE.finditer(text):
        gap, piece = " " if match["gap"] and lines else "", match["piece"]
        if lines and text_width(f"{lines[-1]}{gap}{piece}", size) <= width:
            lines[-1] += f"{gap}{piece}"
        else:
            lines.append(piece)
    return lines
