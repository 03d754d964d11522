"""The two sizes of every drawing: one for a page's column, one for a phone. The style sheet shows one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.charts.text import text_width

TEXT, SMALL = 13.0, 12.0
"""Font sizes of labels and of axes, in units of the drawing, which are close to CSS pixels on the page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A size: its name in class names and ids, and its width. The height follows from what is drawn."""

    name: str
    width: float


WIDE = Frame("wide", 720)
NARROW = Frame("narrow", 344)
FRAMES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True)
class LegendItem:
    """An entry of a legend: the key's kind, which the template draws, its words, and where it stands."""

    kind: str
    text: str
    x: float
    y: float


def legend(entries: Sequence[tuple[str, str]], frame: Frame, top: float) -> tuple[list[LegendItem], float]:
    """Entries (kind, words) in rows below ``top``; returns them and where they end."""
    gap, line = 18.0, 20.0
    items: list[LegendItem] = []
    x, y = 0.0, top + 14
    for kind, text in entries:
        width = (0 if kind == "sign" else 24) + text_width(text, SMALL)
        if x and x + width > frame.width:
            x, y = 0.0, y + line
        items.append(LegendItem(kind, text, round(x, 1), y))
        x += width + gap
    return items, (y + 8 if items else top)
