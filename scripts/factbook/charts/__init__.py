"""Charts, drawn at build time as SVG by the templates of this package: no script, no third party.

Each drawing comes in two sizes, for a page's column and for a phone; the style sheet that goes with it shows one of them. Its
colours are the theme's custom properties ``--fb-chart-1`` … ``--fb-chart-3``, ``--fb-chart-grid``, ``--fb-chart-text`` and
``--fb-chart-bg``. Every mark carries its fact's address and value, and a title in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbook.charts.areas import areas, draw_areas, measures_area
from factbook.charts.beside import by_year, draw_beside, fit_beside, read_beside, shared_years
from factbook.charts.chain import chain_links, draw_chain
from factbook.charts.grades import draw_grades
from factbook.charts.map import draw_map, read_map
from factbook.charts.marks import read_series
from factbook.charts.plot import draw_series
from factbook.charts.raster import cached_in
from factbook.charts.spark import draw_spark, spark_marks
from factbook.charts.standalone import drawings, export
from factbook.charts.template import both, placed
from factbook.store import Fact, Store
from factbook.store.newest import newest
from factbook.store.records import Indicator, Industry, Place


def series_svg(store: Store, indicator: Indicator) -> str | None:
    """A series over the years; None where there are no values of two years."""
    data = read_series(store, indicator)
    return both(lambda frame, style: draw_series(data, frame, style)) if data.worth_drawing else None


def area_svg(store: Store, indicator: Indicator) -> str | None:
    """The areas of an indicator to scale; None where there are no two that the eye can tell apart."""
    data = areas(store, indicator)
    return both(lambda frame, style: draw_areas(data, frame, style)) if data.worth_drawing else None


def chart_svg(store: Store, indicator: Indicator) -> str | None:
    """The drawing that suits an indicator: areas to scale for a square measure, else a series; None where neither does."""
    return (area_svg if measures_area(indicator, store) else series_svg)(store, indicator)


def has_spark(store: Store, indicator: Indicator) -> bool:
    """Whether there is such a small drawing of a series."""
    return not measures_area(indicator, store) and bool(spark_marks(read_series(store, indicator)))


def spark_svg(store: Store, indicator: Indicator, *, in_row: bool = False) -> str | None:
    """A series in the space of a word, for a card or for a row of a table; None where there are no values of two years."""
    if measures_area(indicator, store):
        return None
    fact = newest(store, indicator.id)
    return draw_spark(read_series(store, indicator), fact.address if fact else "", in_row=in_row)


def beside_svg(store: Store, indicators: Sequence[Indicator]) -> str | None:
    """Series that fit on one scale side by side, year by year; None where they share no two years."""
    data = read_beside(store, indicators)
    if not data.worth_drawing:
        return None
    return both(lambda frame, style: draw_beside(data, indicators, store, frame, style))


def chain_svg(store: Store, industry: Industry) -> str | None:
    """An industry's value chain; None where it has none. Its links are stand-ins until :func:`placed`."""
    links = chain_links(store, industry)
    return both(lambda frame, style: draw_chain(industry, links, frame, style)) if links else None


def map_svg(store: Store, place: Place) -> str | None:
    """A place's parts and neighbours on a map; None where no two parts have coordinates."""
    data = read_map(store, place)
    return both(lambda frame, style: draw_map(data, frame, style)) if data.worth_drawing else None


def grades_svg(store: Store, facts: Sequence[Fact], name: str = "all") -> str | None:
    """The shares of the grades of some facts; None without facts. ``name`` tells drawings on one page apart."""
    return both(lambda frame, style: draw_grades(store, facts, name, frame, style)) if facts else None


__all__ = [
    "area_svg",
    "beside_svg",
    "by_year",
    "cached_in",
    "chain_svg",
    "chart_svg",
    "drawings",
    "export",
    "fit_beside",
    "grades_svg",
    "has_spark",
    "map_svg",
    "placed",
    "series_svg",
    "shared_years",
    "spark_svg",
]
