"""Indicators: a page for each series; the index is in :mod:`factbook.pages.series_index`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.charts.marks import unit_words
from factbook.content.addresses import target
from factbook.content.messages import filled
from factbook.content.page import Block, Items, Page, Pairs, Paragraph, Section
from factbook.content.spans import Spans, Text
from factbook.content.wording import links, rich, when_spans
from factbook.languages import _, joined, language
from factbook.pages.figures import indicator_figure
from factbook.pages.gaps import not_found_section
from factbook.pages.parts import lead, record_page, standing_section
from factbook.pages.series_index import index
from factbook.pages.values import values_tables
from factbook.store import Indicator, Store
from factbook.store.breaks import dividing


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every series."""
    yield from index(store)
    for indicator in store.indicators.values():
        yield record_page(indicator, "indicator", store, partial(_sections, indicator, store))


def _sections(indicator: Indicator, store: Store) -> list[Section]:
    path = target(indicator.id, store).page
    blocks: list[Block] = [lead(indicator.definition, store), Pairs(_particulars(indicator, store))]
    return [
        Section("", "", blocks),
        Section(_("Values"), "values", [*indicator_figure(indicator, store), *values_tables(indicator, store, path)]),
        *_breaks(indicator, store),
        *standing_section(store.owned_by(indicator.id), store),
        *not_found_section(indicator, store),
    ]


def _particulars(indicator: Indicator, store: Store) -> list[tuple[str, Spans]]:
    rows: list[tuple[str, Spans]] = []
    for label, identifier in (
        (_("Place"), indicator.place),
        (_("Organization"), indicator.organization),
        (_("Industry"), indicator.industry),
    ):
        if identifier:
            rows.append((label, links([identifier], store)))
    rows.append((_("Unit"), (Text(_unit(indicator, store)),)))
    if indicator.topics:
        rows.append((_("Topics"), (Text(joined(store.term("topic", topic) for topic in indicator.topics)),)))
    if indicator.aliases:
        rows.append((_("Also called"), (Text(joined(indicator.aliases)),)))
    return rows


def _unit(indicator: Indicator, store: Store) -> str:
    """The unit in words; in a language that counts in other steps, the one that the values are printed in."""
    term = store.unit(indicator.unit)
    counted = term is not None and language() in term.scales
    return unit_words(indicator, store) if counted else store.term("unit", indicator.unit)


def _breaks(indicator: Indicator, store: Store) -> list[Section]:
    """The breaks that part values of a series; one before all of them parts nothing."""
    parting = dividing(store, indicator)
    if not parting:
        return []
    message = _("%(when)s: %(what)s")
    items = [filled(message, when=when_spans(b.at), what=rich(b.reason, store)) for b in parting]
    note = Paragraph((Text(_("Figures on the two sides of a break do not compare.")),))
    return [Section(_("Breaks in the series"), "breaks", [note, Items(items)])]
