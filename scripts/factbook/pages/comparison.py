"""Several series side by side, year by year: what a place is beside another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbook.content.marks import fact_marks
from factbook.content.page import Column, Row, Table
from factbook.content.spans import Span, Spans, Text
from factbook.content.wording import cites, value_span, when_spans
from factbook.store import Fact, Store
from factbook.store.newest import is_full_year, is_measured, rank
from factbook.store.records import Indicator

_NOTHING: Spans = (Text("–"),)


def comparison(indicators: Sequence[Indicator], store: Store) -> Table:
    """The values of some series for the full years of which at least two of them have one, with what a reader must know of each."""
    values = [_by_year(indicator, store) for indicator in indicators]
    years = sorted({year for found in values for year in found}, reverse=True)
    shared = [year for year in years if sum(year in found for found in values) > 1]
    rows = [Row(list(_cells(year, values, store)), sort_keys=[str(year), *[""] * len(values)]) for year in shared]
    columns = [Column("Year"), *(Column(str(indicator.name), numeric=True) for indicator in indicators)]
    names = ", ".join(str(indicator.name) for indicator in indicators)
    return Table(f"{names}: year by year", columns, rows)


def _by_year(indicator: Indicator, store: Store) -> dict[int, Fact]:
    """The value of each full year that was measured and not judged wrong; of several the one that stands for the series first."""
    found: dict[int, Fact] = {}
    for fact in store.owned_by(indicator.id):
        if not is_measured(fact) or fact.date is None or not is_full_year(fact.date):
            continue
        if store.status(fact.address).name == "rejected" or "rejected" in fact.record.caveats:
            continue
        year = fact.date.sort_key[0].year
        found[year] = max((fact, found.get(year, fact)), key=lambda one: rank(store, one))
    return found


def _cells(year: int, values: Sequence[dict[int, Fact]], store: Store) -> Iterator[Spans]:
    yield when_spans(next(found[year].date for found in values if year in found))
    for found in values:
        yield _value(found[year], store) if year in found else _NOTHING


def _value(fact: Fact, store: Store) -> Spans:
    spans: list[Span] = [value_span(fact, store), *cites(fact), Text(" "), *fact_marks(fact, store)]
    return spans
