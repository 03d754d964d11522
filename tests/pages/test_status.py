"""The one status of a fact, by the outcome of its disputes and by the side on which it stands."""

from __future__ import annotations

from typing import Any

import pytest

from factbook.content.marks import fact_marks, standing_links, standing_spans, status_text
from factbook.content.spans import Badge, Link
from factbook.content.wording import spans_to_text
from factbook.reading.load import build_store, load
from factbook.store import Status, Store
from factbook.store.records import Dispute, FactRecord
from factbook.store.status import NO_STATUS, status_of
from tests.projects import MakeProject

OURS, THEIRS = "people@1990:count", "people@1990:survey"


def dispute(identifier: str, outcome: str, *, sides: Any = ((OURS,), (THEIRS,)), prefer: str = "") -> Dispute:
    return Dispute.model_validate(
        {
            "id": identifier, "question": "How many?", "outcome": outcome, "reasoning": "Because.", "decided_on": "2020-01-01",
            "sides": [{"facts": list(facts), "summary": "So many."} for facts in sides], **({"prefer": prefer} if prefer else {}),
        }
    )  # fmt: skip


def record(*caveats: str) -> FactRecord:
    return FactRecord.model_validate({"sources": {"yearbook": "page 1"}, "caveats": list(caveats)})


OPEN, BOTH = dispute("open", "open"), dispute("both", "both-hold")
WON, LOST = dispute("won", "prefer", prefer=OURS), dispute("lost", "prefer", prefer=THEIRS)
BESIDE = dispute("beside", "prefer", sides=((OURS, "people@1990:register"), (THEIRS,)), prefer="people@1990:register")


@pytest.mark.parametrize(
    ("disputes", "caveats", "status"),
    [
        ([], [], NO_STATUS),
        ([WON], [], NO_STATUS),
        ([BESIDE], [], NO_STATUS),
        ([OPEN], [], Status("disputed", ("open",))),
        ([LOST], [], Status("rejected", ("lost",))),
        ([BOTH], [], Status("other-figures", ("both",))),
        ([dispute("scope", "different-scope")], [], Status("other-figures", ("scope",))),
        ([dispute("round", "rounding")], [], Status("other-figures", ("round",))),
        # open before rejected before other figures; the disputes of that status are counted
        ([BOTH, LOST, OPEN], [], Status("disputed", ("open",))),
        ([BOTH, WON, LOST], [], Status("rejected", ("lost",))),
        ([WON, BOTH, dispute("round", "rounding")], [], Status("other-figures", ("both", "round"))),
        # our own verdict is a status without a dispute
        ([], ["rejected"], Status("rejected", ())),
        ([BOTH], ["rejected"], Status("rejected", ())),
        ([OPEN], ["rejected"], Status("disputed", ("open",))),
        ([], ["weak", "inferred"], NO_STATUS),
    ],
)
def test_a_fact_has_one_status(disputes: list[Dispute], caveats: list[str], status: Status) -> None:
    assert status_of(OURS, record(*caveats), disputes) == status


_STORE = """# data/indicators.yml
- id: people
  name: Population
  definition: People who live in the town.
  unit: people
  place: town
  observations:
    - {period: 1990, key: count, value: 3000, sources: {yearbook: page 3}}
    - {period: 1990, key: survey, value: 3100, sources: {yearbook: page 30}, caveats: [weak]}
# data/claims.yml
- {id: claim-a, source: yearbook, at: page 1, claim: Three thousand., verdict: supported, explanation: So., facts: ['people@1990:count'],
   checked_on: 2020-01-01}
- {id: claim-b, source: yearbook, at: page 1, claim: Three million., verdict: contradicted, explanation: So.,
   facts: ['people@1990:count'], checked_on: 2020-01-01}
# data/disputes.yml
"""
_DISPUTE = """- id: {id}
  question: Question {id}?
  sides: [{{facts: ['people@1990:count'], summary: A.}}, {{facts: ['people@1990:survey'], summary: B.}}]
  outcome: {outcome}
  reasoning: Because.
  decided_on: 2020-01-01
"""


def _store(make_project: MakeProject, **outcomes: str) -> Store:
    return build_store(
        load(make_project(_STORE + "".join(_DISPUTE.format(id=i, outcome=o) for i, o in outcomes.items())))
    )


def _marks(store: Store, address: str) -> list[Badge]:
    return [mark for mark in fact_marks(store.facts[address], store) if isinstance(mark, Badge)]


def test_several_disputes_are_one_badge_with_their_number_that_leads_to_where_all_are_named(
    make_project: MakeProject,
) -> None:
    store = _store(make_project, one="open", two="open", three="rounding")
    fact = store.facts[OURS]
    (badge,) = [mark for mark in _marks(store, OURS) if mark.family == "status"]
    assert (badge.name, badge.text, badge.title) == ("disputed", "disputed · 2", "Question one? Question two?")
    assert badge.target is not None
    assert (badge.target.page, badge.target.anchor) == ("indicators/people", "disputes")
    listed = spans_to_text(standing_spans(fact, store))
    for words in (
        "Question one? (open)",
        "Question three? (rounding)",
        "Three thousand (supported)",
        "Three million (contradicted)",
    ):
        assert words in listed
    (quiet,) = standing_links(fact, store)
    assert isinstance(quiet, Link)
    assert (quiet.text, quiet.target) == ("2 claims checked by it", badge.target)


def test_a_fact_for_which_a_dispute_was_decided_has_no_badge_but_a_quiet_link(make_project: MakeProject) -> None:
    store = _store(make_project, one="prefer\n  prefer: people@1990:count")
    assert [mark.family for mark in _marks(store, OURS)] == ["grade"]
    why = standing_links(store.facts[OURS], store)[0]
    assert isinstance(why, Link)
    assert why.target.page == "disputes/one"
    assert "decided for this" in spans_to_text(standing_spans(store.facts[OURS], store))
    (_, status, caveat) = _marks(store, THEIRS)
    assert (status.text, status.target and status.target.page, caveat.text) == ("rejected", "disputes/one", "weak")
    assert "decided against this" in spans_to_text(standing_spans(store.facts[THEIRS], store))


def test_what_is_no_value_has_other_versions_and_not_other_figures(make_project: MakeProject) -> None:
    text = "# data/disputes.yml\n" + _DISPUTE.format(id="one", outcome="both-hold").replace(
        "people@1990:count", "town-river"
    )
    store = build_store(load(make_project(_STORE.replace("# data/disputes.yml\n", "") + text)))
    assert status_text(store.facts["town-river"], store) == "other versions exist"
    assert status_text(store.facts[THEIRS], store) == "other figures exist"
