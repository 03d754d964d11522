"""Drawings as files of their own: SVG with colours of its own, and the same as PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from factbook.charts.areas import areas, draw_areas, measures_area
from factbook.charts.chain import chain_links, draw_chain
from factbook.charts.colours import Palette
from factbook.charts.frame import SMALL, WIDE, Frame
from factbook.charts.grades import draw_grades
from factbook.charts.marks import read_series
from factbook.charts.plot import draw_series
from factbook.charts.raster import Rasterise, rasterise
from factbook.charts.template import render, style, unlinked
from factbook.charts.text import wrap
from factbook.store import Fact, Store
from factbook.store.publishers import is_unknown
from factbook.store.records import Indicator
from factbook.store.texts import Text as Bilingual

FOLDER = "assets/charts/"
"""Where the files lie below the site's root."""

_SOURCES_SHOWN = 6
_TOP, _LINE = 58.0, 17.0

Draw = Callable[[Frame, str], str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing for a file: its name, its title in English and Chinese, the facts in it, and how it is drawn."""

    name: str
    title: str
    zh: str
    facts: Sequence[Fact]
    draw: Draw


def export(store: Store, palette: Palette, picture: Rasterise = rasterise) -> Iterator[tuple[str, bytes]]:
    """Yield every figure of the site as SVG and PNG: path below the site's root, and content."""
    for drawing in drawings(store):
        yield f"{FOLDER}{drawing.name}.svg", standalone(drawing, store, palette).encode("utf-8")
        yield f"{FOLDER}{drawing.name}.png", picture(standalone(drawing, store, palette))


def drawings(store: Store) -> Iterator[Drawing]:
    """All drawings that have a file: charts of indicators, value chains, the grades of all facts."""
    for indicator in store.indicators.values():
        draw = _indicator(indicator, store)
        if draw is not None:
            yield Drawing(indicator.id, *_names(indicator.name), store.owned_by(indicator.id), draw)
    for industry in store.industries.values():
        links = chain_links(store, industry)
        if links:
            title, zh = _names(industry.name)
            yield Drawing(f"chain-{industry.id}", f"{title}: value chain", zh, (), _chain(industry.id, store))
    if store.facts:
        facts = list(store.facts.values())
        yield Drawing("grades", "Grades of all facts", "", (), lambda f, s: draw_grades(store, facts, "all", f, s))


def _names(name: Bilingual) -> tuple[str, str]:
    return str(name), name.beside


def _indicator(indicator: Indicator, store: Store) -> Draw | None:
    if measures_area(indicator, store):
        squares = areas(store, indicator)
        return (lambda frame, css: draw_areas(squares, frame, css)) if squares.worth_drawing else None
    data = read_series(store, indicator)
    return (lambda frame, css: draw_series(data, frame, css)) if data.worth_drawing else None


def _chain(identifier: str, store: Store) -> Draw:
    industry = store.industries[identifier]
    links = chain_links(store, industry)
    return lambda frame, css: draw_chain(industry, links, frame, css)


def standalone(drawing: Drawing, store: Store, palette: Palette) -> str:
    """Return a drawing as an SVG file: title above, sources below, colours inside."""
    inner = unlinked(drawing.draw(WIDE, style(palette)))
    credit = wrap(_credit(drawing.facts, store), SMALL, WIDE.width) if drawing.facts else []
    height = float(inner.partition('viewBox="')[2].partition('"')[0].split()[3])
    return render(
        "standalone.svg",
        inner=inner,
        title=drawing.title,
        zh=drawing.zh,
        width=WIDE.width,
        height=_TOP + height + _LINE * len(credit) + 20,
        top=_TOP,
        credit=[(_TOP + height + 18 + _LINE * row, words) for row, words in enumerate(credit)],
        palette=palette,
    )


def _credit(facts: Sequence[Fact], store: Store) -> str:
    """Who says so: the publishers of the sources, those first that carry most of the facts."""
    count: dict[str, int] = {}
    for fact in facts:
        for source in fact.sources:
            publisher = store.sources[source].publisher
            if not is_unknown(publisher):
                count[str(publisher)] = count.get(str(publisher), 0) + 1
    ordered = sorted(count, key=lambda name: -count[name])
    more = len(ordered) - _SOURCES_SHOWN
    return "Sources: " + ", ".join(ordered[:_SOURCES_SHOWN]) + (f" and {more} more" if more > 0 else "")
