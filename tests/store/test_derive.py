"""What follows from the records: best values and backlinks."""

from pathlib import Path
from typing import Any

import pytest

from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.derive import best
from tests.projects import MakeProject


def _store(make_project: MakeProject, text: str) -> Store:
    root: Path = make_project(text)
    return build_store(load(root))


_SERIES = """# data/indicators.yml
- id: population
  name: Population
  definition: People who live in the town.
  unit: people
  place: town
  observations:
    - {period: 1990, key: count, key_name: door to door, value: 3000, sources: {yearbook: page 3}}
    - {period: 1990, key: survey, key_name: by survey, value: 3100, sources: {yearbook: page 30}}
    - {period: 1991, value: 3200, sources: {yearbook: page 3}}
"""
_DISPUTE = """# data/disputes.yml
- id: people-1990
  question: How many?
  sides:
    - {facts: ['population@1990:count'], summary: The count.}
    - {facts: ['population@1990:survey'], summary: The survey.}
  outcome: %s
  reasoning: Because.
  decided_on: 2020-01-01
"""


@pytest.mark.parametrize(
    ("outcome", "address"),
    [("prefer\n  prefer: population@1990:survey", "population@1990:survey"), ("open", None)],
)
def test_the_best_value_is_the_preferred_one_or_none(make_project: MakeProject, outcome: str, address: Any) -> None:
    store = _store(make_project, _SERIES + _DISPUTE % outcome)
    found = best(store, "population", "1990")
    assert (found.address if found else None) == address


def test_the_only_value_is_the_best_value(make_project: MakeProject) -> None:
    store = _store(make_project, _SERIES + _DISPUTE % "open")
    found = best(store, "population", "1991")
    assert found is not None
    assert found.address == "population@1991"


def test_backlinks_lead_from_sources_and_entities_to_facts(make_project: MakeProject) -> None:
    store = _store(make_project, _SERIES + _DISPUTE % "open")
    assert {fact.address for fact in store.facts_citing("yearbook")} >= {"town-river", "population@1991"}
    assert [dispute.id for dispute in store.disputes_on("population@1990:count")] == ["people-1990"]
