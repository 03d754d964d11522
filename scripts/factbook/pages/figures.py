"""Drawings with their captions and downloads, and key figures: what pages and blocks show of :mod:`factbook.charts`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from factbook.charts import area_svg, beside_svg, chain_svg, grades_svg, has_spark, series_svg, spark_svg
from factbook.charts.areas import areas, measures_area
from factbook.charts.chain import chain_links
from factbook.charts.marks import Omission, Series, read_series, unit_words
from factbook.charts.standalone import FOLDER
from factbook.content.addresses import Target, fact_target, target
from factbook.content.amounts import bounded, nature_text, shown_unit
from factbook.content.marks import fact_marks
from factbook.content.messages import side_by_side
from factbook.content.page import Block, Column, Drawing, Figure, KeyFigure, KeyFigures, Row, Section, Table
from factbook.content.spans import Link, Spans, Text, Value
from factbook.content.wording import cites, value_title, when_spans
from factbook.languages import N_, _, joined, listed, pgettext
from factbook.pages.parts import chinese
from factbook.pages.values import (
    ANNOUNCED,
    FIGURES,
    TO_BE,
    announcements,
    in_place_of_newest,
    results,
    series_tables,
    values_of_others,
)
from factbook.store import Fact, Store, by_date
from factbook.store.measures import measure_of
from factbook.store.newest import newest
from factbook.store.records import Indicator, Industry

SERIES_CSV = "downloads/indicators/{}.csv"
"""Where the values of one series lie below the site's root (:mod:`factbook.exports`)."""


def indicator_figure(indicator: Indicator, store: Store) -> list[Figure]:
    """The chart of a series, or the areas to scale of a square measure; none where there is nothing to compare."""
    drawing: str | Drawing | None
    if measures_area(indicator, store):
        data = areas(store, indicator)
        drawing, how, omitted = area_svg(store, indicator), _("Areas to scale."), data.omitted
    else:
        read = read_series(store, indicator)
        drawing, how, omitted = _series(read, store), _(_HOW[read.mode]), read.omitted
    if drawing is None:
        return []
    caption = _caption(str(indicator.name), unit_words(indicator, store), how, omitted)
    csv = SERIES_CSV.format(indicator.id)
    return [Figure(indicator.id, drawing, caption, (*_files(indicator.id), ("CSV", csv)))]


def beside_figure(indicators: Sequence[Indicator], store: Store) -> list[Figure]:
    """Series of one unit side by side; none where they share no two years."""
    drawing = beside_svg(store, indicators)
    if drawing is None:
        return []
    names = joined(str(indicator.name) for indicator in indicators)
    how = _("Columns start at zero, for the full years that at least two of the series have.")
    caption = _caption(names, unit_words(indicators[0], store), how)
    files = [
        (_("CSV: %(name)s") % {"name": indicator.name}, SERIES_CSV.format(indicator.id)) for indicator in indicators
    ]
    return [Figure("beside-" + "-".join(i.id for i in indicators), drawing, caption, files)]


def _series(series: Series, store: Store) -> Drawing | None:
    """The chart of a series; None where there are no values of two years."""
    if not series.worth_drawing:
        return None
    shown = (series.indicator.id, str(series.indicator.name), series.unit, series.mode)
    data = repr((*shown, series.marks, series.omitted, series.breaks))
    return Drawing(data, lambda: series_svg(store, series.indicator) or "")


_HOW = {
    "bars": N_("Columns start at zero, and time is to scale: years without a figure stay empty."),
    "points": N_("Each line spans the time that its figure is of; years without a figure stay empty."),
    "ranks": N_("The first place is on top; years without a figure stay empty."),
}


def _caption(names: str, unit: str, how: str, omitted: Iterable[Omission] = ()) -> str:
    """What a chart shows, how to read it, and what is not drawn: why, in words and without figures."""
    words = {"series": names, "unit": unit, "how": how}
    reasons = list(dict.fromkeys(left.reason for left in omitted))
    if not reasons:
        return _("%(series)s, %(unit)s. %(how)s") % words
    words["reasons"] = listed(reasons, style="or")
    return _("%(series)s, %(unit)s. %(how)s The table alone has values %(reasons)s.") % words


def _files(name: str) -> tuple[tuple[str, str], ...]:
    return (("SVG", f"{FOLDER}{name}.svg"), ("PNG", f"{FOLDER}{name}.png"))


def chain_figure(industry: Industry, store: Store) -> list[Figure]:
    """The value chain of an industry as a diagram; none where it has no chain."""
    svg = chain_svg(store, industry)
    if svg is None:
        return []
    name = f"chain-{industry.id}"
    caption = _(
        "%(industry)s: the value chain, the state of each link, and the organizations that the sources place there."
    )
    return [Figure(name, svg, caption % {"industry": industry.name}, _files(name), _chain_table(industry, store))]


def _chain_table(industry: Industry, store: Store) -> Table:
    """The same as text: each link, its state, and who works there."""
    rows = []
    for link in chain_links(store, industry):
        name = _("%(link)s (beside the flow)") % {"link": link.name} if link.beside else link.name
        zh: Spans = (Text(" "), Text(link.zh, "zh")) if link.zh else ()
        linked = Link(link.page, name) if link.page else Text(name)
        rows.append(Row(((linked, *zh), (Text(link.state_name),), _listed(link.members))))
    columns = [Column(pgettext("value chain", "Link")), Column(_("State")), Column(_("Organizations"))]
    return Table(_("%(industry)s: value chain") % {"industry": industry.name}, columns, rows)


def _listed(members: Iterable[tuple[str, Target]]) -> Spans:
    return side_by_side(Link(where, name) for name, where in members)


def grades_figure(facts: Sequence[Fact], store: Store, name: str = "") -> list[Figure]:
    """The share of each grade among some facts. ``name`` is the entity that they are of; without one they are all facts."""
    svg = grades_svg(store, facts, name or "all")
    if svg is None:
        return []
    return [
        Figure(f"grades-{name or 'all'}", svg, _("How well the facts are sourced."), () if name else _files("grades"))
    ]


def key_figures(indicators: Iterable[Indicator], store: Store) -> KeyFigures:
    """Series as cards with their newest value."""
    return KeyFigures([_key_figure(indicator, store) for indicator in indicators])


MOST_CARDS = 3
"""So many series of an entity are shown as cards with a small chart at most: the longest."""


def figure_cards(identifier: str, store: Store) -> list[Section]:
    """The longest series of an entity as cards with a small chart; none where no series is worth one."""
    drawn = _drawn(identifier, store)
    return [Section("", "", [key_figures(drawn, store)])] if drawn else []


def _drawn(identifier: str, store: Store) -> list[Indicator]:
    worth = (i for i in _by_length(identifier, store) if newest(store, i.id) is not None and has_spark(store, i))
    return list(islice(worth, MOST_CARDS))


def _by_length(identifier: str, store: Store) -> list[Indicator]:
    """The series of an entity, those with the most values first."""
    return sorted(store.indicators_of(identifier), key=lambda indicator: -len(store.owned_by(indicator.id)))


def indicators_section(identifier: str, store: Store, related: Sequence[Fact] = ()) -> list[Section]:
    """The figures of an entity, and apart from them what was announced and planned.

    Its series come with their newest values, the longest first, some as cards with a small chart. ``related``: facts that name the
    entity, of which the values of others' series stand in tables of their own.
    """
    indicators = _by_length(identifier, store)
    own = [fact for indicator in indicators for fact in store.owned_by(indicator.id)]
    real = [indicator for indicator in indicators if results(store.owned_by(indicator.id))]
    blocks: list[Block] = [block for section in figure_cards(identifier, store) for block in section.blocks]
    blocks += series_tables(real, store, _("Series and their newest values"))
    others = results(related)
    if others:
        blocks.append(values_of_others(others, store, _("Figures of others that name it"), identifier))
    planned = by_date(announcements((*own, *related)))
    return [
        *([Section(_(FIGURES), "figures", blocks)] if blocks else []),
        *(
            [Section(_(ANNOUNCED), "announced", [values_of_others(planned, store, _(TO_BE), identifier)])]
            if planned
            else []
        ),
    ]


def _key_figure(indicator: Indicator, store: Store) -> KeyFigure:
    name, zh, svg = str(indicator.name), chinese(indicator.name), spark_svg(store, indicator) or ""
    fact = newest(store, indicator.id)
    if fact is None:
        return KeyFigure(
            target(indicator.id, store), name, zh, Text(in_place_of_newest(indicator, store)), "", (), svg, (), ()
        )
    measure = measure_of(fact, store)
    shown = shown_unit(indicator.unit, store, [measure.value])
    unit, number = shown.symbol, bounded(measure.bound, shown.figure(measure.value))
    return KeyFigure(
        target(indicator.id, store),
        name,
        zh,
        Value((fact.address,), number, value_title(fact, store), fact_target(fact, store)),
        _beside("" if unit == "%" else unit, nature_text(measure.nature)),
        when_spans(measure.period),
        svg,
        fact_marks(fact, store),
        cites(fact),
    )


def _beside(unit: str, nature: str) -> str:
    """What stands beside the number of a key figure: its unit, and what it is where it was not measured."""
    if not nature:
        return unit
    return (
        (_("%(unit)s (%(nature)s)") % {"unit": unit, "nature": nature})
        if unit
        else _("(%(words)s)") % {"words": nature}
    )
