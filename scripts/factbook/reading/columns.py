"""How wide a text is on a screen."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """Columns that a text takes: wide characters take two (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
