"""The newest value of a series: measured, dated, not weak; full years before parts of years."""

from __future__ import annotations

import pytest

from factbook.content.wording import spans_to_text
from factbook.pages.figures import key_figures
from factbook.pages.values import in_place_of_newest, series_tables
from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.newest import newest
from tests.projects import MakeProject

_HEAD = """# data/sources.yml +
- {id: blog, title: Blog, publisher: somebody, kind: blog, language: en, url: 'https://example.com/blog', access: direct,
   accessed: 2021-05-01}
- {id: copy, title: Copy, publisher: Council, kind: official, language: en, url: 'https://example.com/copy', access: mirror,
   carried_by: example.com, accessed: 2021-05-01}
# data/indicators.yml
- id: people
  name: Population
  definition: People who live in the town.
  unit: people
  place: town
  observations:
"""


def _store(make_project: MakeProject, rows: str, disputes: str = "") -> Store:
    lines = []
    for number, row in enumerate(rows.split("; ")):
        period, _, more = row.partition(" ")
        if "sources" not in more:
            more += ", sources: {yearbook: page 3}"
        when = "" if period == "undated" else f"period: {period}, "
        lines.append(f"    - {{{when}value: {100 + number}, {more.strip(', ')}}}\n")
    return build_store(load(make_project(_HEAD + "".join(lines) + disputes)))


@pytest.mark.parametrize(
    ("rows", "address"),
    [
        ("2020; 2021", "people@2021"),
        ("2021; 2020", "people@2021"),
        # what was not measured, is not dated, or is weak never stands for a series
        ("2020; 2021 nature: target", "people@2020"),
        ("2020; 2021 nature: forecast", "people@2020"),
        ("2020; 2021 nature: estimate", "people@2020"),
        ("2020; undated", "people@2020"),
        ("2020; 2021 caveats: [weak]", "people@2020"),
        ("2020; 2021 caveats: [inferred]", "people@2020"),
        ("2020; 2021 caveats: [rejected]", "people@2020"),
        ("2020; 2021 sources: {blog: page 1}", "people@2020"),
        ("2021 sources: {blog: page 1}; 2020 nature: target; undated", None),
        # these do
        ("2020; 2021 nature: provisional", "people@2021"),
        ("2020; 2021 caveats: [outdated]", "people@2021"),
        ("2020; 2021 caveats: [promotional]", "people@2021"),
        ("2020; 2021 caveats: [computed]", "people@2021"),
        ("2020; 2021 sources: {copy: page 1}", "people@2021"),
        # full years and moments before parts of years and spans of several
        ("2020; 2021-01/2021-09", "people@2020"),
        ("2020; 2021-Q1", "people@2020"),
        ("2015/2021; 2020", "people@2020"),
        ("2019/..; 2020", "people@2020"),
        ("2020; 2021-06", "people@2021-06"),
        ("2020; 2021-01/2021-12", "people@2021-01/2021-12"),
        ("2020-11-01; 2020", "people@2020"),
        ("2020-01/2020-09; 2021-Q1", "people@2021-Q1"),
        # of periods that end on one day the longest
        ("2021-Q3; 2021-01/2021-09", "people@2021-01/2021-09"),
        ("2021-01/2021-09; 2021-07/2021-09", "people@2021-01/2021-09"),
        # of several values of one time
        ("2020 key: autumn; 2020 key: year", "people@2020:year"),
        ("2020 key: year; 2020 key: autumn", "people@2020:year"),
        ("2020 key: autumn; 2020 key: year, sources: {copy: page 1}", "people@2020:year"),
        ("2020 key: autumn; 2020 key: year, nature: provisional", "people@2020:year"),
        ("2020 key: autumn; 2020 key: year, nature: estimate", "people@2020:autumn"),
        ("2021 key: autumn; 2020 key: year", "people@2021:autumn"),
        ("2020 key: first, nature: provisional; 2020 key: final", "people@2020:final"),
        ("2020 key: copied, sources: {copy: page 1}; 2020 key: read", "people@2020:read"),
    ],
)
def test_the_newest_value(make_project: MakeProject, rows: str, address: str | None) -> None:
    store = _store(make_project, rows)
    found = newest(store, "people")
    assert (found.address if found else None) == address
    (table,) = series_tables([store.indicators["people"]], store, "Series")
    row = table.rows[0]
    (card,) = key_figures([store.indicators["people"]], store).figures
    if address is None:
        assert spans_to_text(row.cells[1]) == card.value.text
        assert not any(character.isdigit() for character in card.value.text)
    else:
        assert found is not None
        value = str(getattr(found.record, "value", ""))
        assert value in spans_to_text(row.cells[1])
        assert card.value.text == value


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("2020 nature: target; 2021 nature: forecast", "nothing measured yet"),
        ("2020 caveats: [weak]; undated; 2021 nature: target", "undated only"),
        ("2020 caveats: [weak]; undated sources: {blog: page 1}", "no sound value"),
    ],
)
def test_a_series_without_a_sound_value_says_why(make_project: MakeProject, rows: str, words: str) -> None:
    store = _store(make_project, rows)
    assert in_place_of_newest(store.indicators["people"], store) == words


_DISPUTE = """# data/disputes.yml
- id: how-many
  question: How many?
  sides: [{facts: ['people@2020:count'], summary: A.}, {facts: ['people@2020:survey'], summary: B.}]
  outcome: %s
  reasoning: Because.
  decided_on: 2020-01-01
"""


@pytest.mark.parametrize(
    ("rows", "outcome", "address"),
    [
        ("2019; 2020 key: count; 2020 key: survey", "prefer\n  prefer: people@2020:survey", "people@2020:survey"),
        (
            "2019; 2020 key: count; 2020 key: survey, nature: forecast",
            "prefer\n  prefer: people@2020:survey",
            "people@2019",
        ),
        ("2019; 2020 key: count; 2020 key: survey", "open", "people@2020:count"),
    ],
)
def test_what_a_dispute_rejects_never_stands_for_a_series(
    make_project: MakeProject, rows: str, outcome: str, address: str
) -> None:
    found = newest(_store(make_project, rows, _DISPUTE % outcome), "people")
    assert found is not None
    assert found.address == address
