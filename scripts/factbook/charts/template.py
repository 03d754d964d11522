"""The templates of the drawings, and the links in them.

A drawing does not know the page that it will stand on. Its links lead to stand-ins on a host that cannot exist
(``.invalid`` is reserved for that, RFC 2606), which :func:`placed` replaces once the page is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import escape

from factbook.charts.colours import Palette
from factbook.charts.frame import FRAMES, SMALL, TEXT, WIDE, Frame
from factbook.content.addresses import Target
from factbook.languages import _
from factbook.templates import environment

_STAND_IN = re.compile(r'//chart\.invalid/([^"#]*)(?:#([^"]*))?')

_FALLBACK = {
    "1": "#2a8f84",
    "2": "#c9782a",
    "3": "#5b7fb3",
    "grid": "#8888884d",
    "text": "currentColor",
    "bg": "var(--md-default-bg-color, #fff)",
}
"""What stands in where the theme defines no colour: middle tones that hold on light and on dark ground."""


def _colour(name: str) -> str:
    return f"var(--fb-chart-{name}, {_FALLBACK[name]})"


@cache
def _environment() -> Environment:
    made = environment("charts")
    made.filters["n"] = short
    made.globals.update(_=_, TEXT=short(TEXT), SMALL=short(SMALL), link=stand_in, colour=_colour)
    return made


def short(value: float) -> str:
    """A length with at most one digit after the point."""
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")
    )


@cache
def style(palette: Palette | None = None) -> str:
    """Return the style sheet of the drawings: with the theme's variables, or for a file, with colours of a palette."""
    if palette is None:
        return render("chart.css", colour=_colour, on_paper=False)
    series = {"1": palette.chart_1, "2": palette.chart_2, "3": palette.chart_3}
    colours = series | {"grid": palette.chart_grid, "text": palette.ink, "bg": palette.sheet}
    return render("chart.css", colour=colours.__getitem__, on_paper=True)


def render(template: str, **values: Any) -> str:
    """A template with its values; every text is escaped."""
    return _environment().get_template(template).render(**values).strip()


def both(draw: Callable[[Frame, str], str]) -> str:
    """A drawing in both sizes, one after the other; the first carries the style sheet."""
    return "\n".join(draw(frame, style() if frame is WIDE else "") for frame in FRAMES)


def stand_in(where: Target) -> str:
    """The stand-in for a link to a place on the site."""
    return f"//chart.invalid/{where.page}#{where.anchor}"


def placed(svg: str, href: Callable[[Target], str]) -> str:
    """A drawing with its links as they are on one page, by that page's ``href``."""
    return _STAND_IN.sub(lambda match: str(escape(href(Target(match[1], unescape(match[2] or ""))))), svg)


def unlinked(svg: str) -> str:
    """A drawing without links, for a file that stands alone."""
    return re.sub(r"</?a\b[^>]*>", "", svg)
