"""Several series side by side, year by year: what a place is beside another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbook.charts import by_year, shared_years
from factbook.content.marks import fact_marks
from factbook.content.page import Column, Row, Table
from factbook.content.spans import Span, Spans, Text
from factbook.content.wording import cites, value_span, when_spans
from factbook.languages import _, joined
from factbook.store import Fact, Store
from factbook.store.records import Indicator

_NOTHING: Spans = (Text("–"),)


def comparison(indicators: Sequence[Indicator], store: Store) -> Table:
    """The values of some series for the full years of which at least two of them have one, with what a reader must know of each."""
    values = [by_year(indicator, store) for indicator in indicators]
    rows = [
        Row(list(_cells(year, values, store)), sort_keys=[str(year), *[""] * len(values)])
        for year in reversed(shared_years(values))
    ]
    columns = [Column(_("Year")), *(Column(str(indicator.name), numeric=True) for indicator in indicators)]
    names = joined(str(indicator.name) for indicator in indicators)
    return Table(_("%(series)s: year by year") % {"series": names}, columns, rows)


def _cells(year: int, values: Sequence[dict[int, Fact]], store: Store) -> Iterator[Spans]:
    yield when_spans(next(found[year].date for found in values if year in found))
    for found in values:
        yield _value(found[year], store) if year in found else _NOTHING


def _value(fact: Fact, store: Store) -> Spans:
    spans: list[Span] = [value_span(fact, store), *cites(fact), Text(" "), *fact_marks(fact, store)]
    return spans
