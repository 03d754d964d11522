"""The picture that goes with a link to a page in messages and social media: its name on a card, made without the network."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.charts.colours import Palette
from factbook.charts.raster import Rasterise, rasterise
from factbook.charts.template import render
from factbook.charts.text import wrap

FOLDER = "assets/social/"
"""Where the pictures lie below the site's root."""

WIDTH, HEIGHT = 600, 315
"""Units of the drawing; a picture has twice as many pixels, 1200 by 630 (https://ogp.me, as the large sites ask for)."""

_MARGIN, _TITLE, _LINE, _LINES = 40, 38, 46, 3


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: the page's name in English and Chinese, and the site's."""

    title: str
    zh: str
    site: str


def card_file(page: str = "") -> str:
    """The file of a page's card, below the site's root; without a page that of all pages that have none of their own."""
    return f"{FOLDER}{page.replace('/', '-') or 'site'}.png"


def drawing(card: Card, palette: Palette) -> str:
    """Return a card as SVG."""
    lines = wrap(card.title, _TITLE, WIDTH - 2 * _MARGIN)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return render(
        "social.svg",
        width=WIDTH,
        height=HEIGHT,
        margin=_MARGIN,
        size=_TITLE,
        palette=palette,
        lines=[(110 + _LINE * row, line) for row, line in enumerate(lines)],
        below=110 + _LINE * len(lines),
        zh=card.zh,
        site=card.site if card.site != card.title else "",
    )


def picture(card: Card, palette: Palette, rasterised: Rasterise = rasterise) -> bytes:
    """Return a card as PNG."""
    return rasterised(drawing(card, palette))
