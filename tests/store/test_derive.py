"""What follows from the records: grades by access, kind and publisher; best values; backlinks."""

from pathlib import Path
from typing import Any

import pytest

from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.derive import best, text_groups
from tests.projects import MakeProject

_SOURCE = """- id: {id}
  title: Source {id}
  publisher: {publisher}
  kind: {kind}
  language: en
  url: https://example.org/{id}
  access: {access}
{more}  accessed: 2020-01-01
"""


def _source(
    identifier: str, publisher: str = "Council", kind: str = "trade-press", access: str = "direct", more: str = ""
) -> str:
    if access == "mirror":
        more += "  carried_by: example.org\n"
    return _SOURCE.format(id=identifier, publisher=publisher, kind=kind, access=access, more=more)


def _store(make_project: MakeProject, text: str) -> Store:
    root: Path = make_project(text)
    return build_store(load(root))


def _graded(make_project: MakeProject, *sources: str, claims: str = "") -> str:
    ids = [line.removeprefix("- id: ") for text in sources for line in text.splitlines() if line.startswith("- id: ")]
    cited = ", ".join(f"{name}: page 1" for name in ids)
    milestone = (
        f"# data/milestones.yml\n- {{id: fair, date: 1990, title: Fair, summary: A fair., topics: [history], places: [town],"
        f" sources: {{{cited}}}}}\n"
    )
    return _store(make_project, "# data/sources.yml +\n" + "".join(sources) + milestone + claims).grade("fair")


@pytest.mark.parametrize(
    ("sources", "grade"),
    [
        ([_source("a", kind="official")], "A"),
        ([_source("a", kind="filing", access="archive")], "A"),
        ([_source("a", kind="official", access="mirror")], "D"),
        ([_source("a"), _source("b", "Herald")], "B"),
        ([_source("a"), _source("b")], "C"),
        ([_source("a"), _source("b", "Herald", more="  same_text_as: a\n")], "C"),
        ([_source("a"), _source("b", "unknown")], "C"),
        ([_source("a"), _source("b", "Herald", access="mirror")], "B"),
        ([_source("a", access="mirror"), _source("b", "Herald", access="mirror")], "D"),
    ],
)
def test_a_grade_follows_from_access_kind_and_independent_publishers(
    make_project: MakeProject, sources: list[str], grade: str
) -> None:
    assert _graded(make_project, *sources) == grade


def test_an_article_whose_claims_are_checked_proves_nothing(make_project: MakeProject) -> None:
    claims = (
        "# data/claims.yml\n- {id: claim-fair, source: a, at: page 1, claim: A fair., verdict: opinion, explanation: So it"
        " says., checked_on: 2020-01-01}\n"
    )
    assert _graded(make_project, _source("a", kind="official"), claims=claims) == "D"


_SERIES = """# data/indicators.yml
- id: population
  name: Population
  definition: People who live in the town.
  unit: people
  place: town
  observations:
    - {period: 1990, key: count, value: 3000, sources: {yearbook: page 3}}
    - {period: 1990, key: survey, value: 3100, sources: {yearbook: page 30}}
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


def test_reposts_share_their_originals_text(make_project: MakeProject) -> None:
    sources = _source("a") + _source("b", more="  same_text_as: a\n") + _source("c", more="  same_text_as: b\n")
    store = _store(make_project, "# data/sources.yml +\n" + sources)
    groups = text_groups(store.sources)
    assert groups["a"] == groups["b"] == groups["c"] != groups["yearbook"]
