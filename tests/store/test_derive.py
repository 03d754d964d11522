"""What follows from the records: backlinks."""

from pathlib import Path

from factbook.reading.load import build_store, load
from factbook.store import Store
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


def test_backlinks_lead_from_sources_and_entities_to_facts(make_project: MakeProject) -> None:
    store = _store(make_project, _SERIES + _DISPUTE % "open")
    assert {fact.address for fact in store.facts_citing("yearbook")} >= {"town-river", "population@1991"}
    assert [dispute.id for dispute in store.disputes_on("population@1990:count")] == ["people-1990"]
