"""Values that follow from others: computed exactly, cited by their parts, never better than these."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from factbook.checks.project import read_project
from factbook.content.computed import formula_spans
from factbook.content.wording import spans_to_text
from factbook.editing.editor_schema import editor_schema
from factbook.history.fields import fact_fields
from factbook.pages.values import values_tables
from factbook.reading.load import build_store, load
from factbook.store import Fact, Observation, Store
from tests.projects import TODAY, MakeProject

_SOURCES = """# data/sources.yml +
- {id: blog, title: Blog, publisher: Blog, kind: blog, language: en, url: 'https://example.com/blog', access: mirror,
   carried_by: example.com, accessed: 2020-01-01}
"""
_SERIES = (
    _SOURCES
    + """# data/indicators.yml
- id: trade
  name: Trade
  definition: What is sold.
  unit: GBP m
  place: town
  observations:
    - {period: 1990, value: 10.5, sources: {yearbook: page 3}}
    - {period: 1991, value: 12.25, bound: about, caveats: [weak], sources: {yearbook: page 4, blog: first line}}
    - {period: 1992, value: 20, nature: target, sources: {blog: second line}}
    - {period: 1993, formula: %s}
    - {period: 1994, formula: trade@1993 * 2, digits: 3}
"""
)


def _store(make_project: MakeProject, formula: str) -> Store:
    return build_store(load(make_project(_SERIES % formula)))


def _record(store: Store, address: str = "trade@1993") -> Observation:
    record = store.facts[address].record
    assert isinstance(record, Observation)
    return record


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("trade@1990 * 2", "21.0"),
        ("trade@1991 / trade@1990", "1.2"),
        ("trade@1991 / trade@1990, digits: 4", "1.1667"),
        ("trade@1990 - trade@1991, digits: 0", "-2"),
        ("(trade@1990 + trade@1991) / 2, digits: 2", "11.38"),
        ("trade@1990 - 10.501, digits: 1", "0.0"),
    ],
)
def test_a_formula_is_computed_exactly_and_rounded_once(formula: str, value: str, make_project: MakeProject) -> None:
    assert str(_record(_store(make_project, formula)).value) == value


def test_a_formula_of_a_formula_takes_its_exact_value(make_project: MakeProject) -> None:
    store = _store(make_project, "trade@1991 / trade@1990")
    assert _record(store).value == Decimal("1.2")
    assert _record(store, "trade@1994").value == Decimal("2.333")


def test_sources_are_those_of_the_parts_each_locator_once(make_project: MakeProject) -> None:
    sources = _record(_store(make_project, "(trade@1990 + trade@1991) / trade@1990")).sources
    assert dict(sources) == {"yearbook": "page 3; page 4", "blog": "first line"}


def test_a_computed_value_is_no_better_than_its_weakest_part(make_project: MakeProject) -> None:
    store = _store(make_project, "trade@1990 + trade@1992")
    assert (store.grade("trade@1990"), store.grade("trade@1992")) == ("A", "D")
    assert store.grade("trade@1993") == store.grade("trade@1994") == "D"
    best = _store_again(make_project, "trade@1990 * 3")
    assert best.grade("trade@1993") == "A"


def _store_again(make_project: MakeProject, formula: str) -> Store:
    return build_store(load(make_project(_SERIES % formula, name="again")))


def test_caveats_bound_and_nature_follow_from_the_parts(make_project: MakeProject) -> None:
    record = _record(_store(make_project, "trade@1990 + trade@1991"))
    assert (record.caveats, record.bound, record.nature) == (["computed", "weak"], "about", "actual")
    record = _record(_store_again(make_project, "trade@1990 + trade@1992"))
    assert (record.caveats, record.bound, record.nature) == (["computed"], "exact", "forecast")


def test_the_table_shows_how_a_value_was_computed_with_links_to_its_parts(make_project: MakeProject) -> None:
    store = _store(make_project, "(trade@1990 + trade@1991) / 2")
    assert spans_to_text(formula_spans(store.facts["trade@1993"], store)) == "Computed: (Trade, 1990 + Trade, 1991) ÷ 2"
    tables = values_tables(store.indicators["trade"], store, "indicators/trade")
    rows = {row.anchor: row for table in tables for row in table.rows}
    text = " ".join(spans_to_text(cell) for cell in rows["trade@1993"].cells)
    assert "Computed: (Trade, 1990 + Trade, 1991) ÷ 2." in text
    assert "computed" in text
    assert "Computed:" not in " ".join(spans_to_text(cell) for cell in rows["trade@1990"].cells)


def test_a_change_of_a_part_shows_as_a_change_of_what_follows(make_project: MakeProject) -> None:
    store = _store(make_project, "trade@1990 * 2")
    fields = fact_fields(store.facts["trade@1993"], store)
    assert (fields["value"], fields["formula"]) == ("21.0 GBP m", "trade@1990 * 2")


def test_what_cannot_be_computed_is_no_fact_and_is_reported_once(make_project: MakeProject) -> None:
    root = make_project(_SERIES % "trade@1995 * 2")
    store = build_store(load(root))
    assert [address for address in store.facts if address.startswith("trade@")] == [
        "trade@1990", "trade@1991", "trade@1992",
    ]  # fmt: skip
    problems = [p for p in read_project(root, TODAY).problems if p.code == "FB604"]
    assert [p.message for p in problems] == ["there is no value 'trade@1995'"]
    assert "did you mean" in problems[0].hint


def test_formulas_that_rest_on_many_others_end(make_project: MakeProject) -> None:
    rows = "".join(f"    - {{period: {year}, formula: trade@{year + 1} + 1}}\n" for year in range(1000, 1400))
    root = make_project(_SERIES % "trade@1990 * 2" + rows)
    problems = [p for p in read_project(root, TODAY).problems if p.code == "FB604"]
    assert problems
    assert all("rest on one another" in p.message or "no value" in p.message for p in problems)


def test_editors_want_a_value_with_sources_or_a_formula() -> None:
    observation: dict[str, Any] = editor_schema("indicators")["definitions"]["Observation"]
    assert observation["required"] == []
    assert [set(option["required"]) for option in observation["oneOf"]] == [{"value", "sources"}, {"formula"}]
    assert "computed" in observation["properties"]["formula"]["description"]


def test_the_computed_values_of_this_store_agree_with_what_is_published(project: Any) -> None:
    """The output of 2020 by two routes, and the share in the city's GDP beside the one that a paper prints."""
    facts: dict[str, Fact] = project.store.facts
    by_growth, by_share = (facts[f"above-scale-output@2020:{key}"].record for key in ("by-growth", "by-share"))
    assert isinstance(by_growth, Observation)
    assert isinstance(by_share, Observation)
    assert abs(by_growth.value / by_share.value - 1) < Decimal("0.03")
    computed, printed = (facts[f"{name}@2020"].record for name in ("computed-share-of-city-gdp", "share-of-city-gdp"))
    assert isinstance(computed, Observation)
    assert isinstance(printed, Observation)
    assert round(computed.value) == printed.value
