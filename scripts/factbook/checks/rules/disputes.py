"""Rules about disagreement: none undeclared, none stale, each decided; claims rest on facts."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.store import VALUES, Dispute, Fact
from factbook.store.formulas import formula_of
from factbook.store.measures import measure_of
from factbook.store.records import Valued


def _value(fact: Fact) -> tuple[object, ...]:
    """What makes two facts agree."""
    record = fact.record
    if isinstance(record, Valued):
        return record.value, record.bound
    return (fact.address,)


def _series_key(fact: Fact, view: View) -> tuple[str, ...]:
    """What one value is of: the series, or the project and what of it; the time and the nature."""
    measure = measure_of(fact, view.store)
    period = measure.period.text if measure.period else "undated"
    return fact.owner, *measure.name, period, measure.nature


def _undeclared(view: View) -> Iterator[Finding]:
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in (fact for kind in VALUES for fact in view.store.facts_of(kind)):
        if not formula_of(fact):  # our arithmetic contradicts no source
            groups.setdefault(_series_key(fact, view), []).append(fact)
    for facts in groups.values():
        first = facts[0]
        for fact in facts[1:]:
            if _value(fact) == _value(first) or _share_a_dispute(first, fact, view):
                continue
            message = f"'{fact.address}' and '{first.address}' differ, and no dispute says so"
            hint = "add a dispute to data/disputes.yml, or correct one of them"
            yield at(fact.origin, "value", message=message, hint=hint)


def _share_a_dispute(first: Fact, second: Fact, view: View) -> bool:
    if view.excused(first.address) or view.excused(second.address):
        return True
    one = {dispute.id for dispute in view.store.disputes_on(first.address)}
    return any(dispute.id in one for dispute in view.store.disputes_on(second.address))


def _stale(view: View) -> Iterator[Finding]:
    for dispute in view.store.disputes.values():
        if any(side.claims for side in dispute.sides):
            continue
        sides = [_side_values(side.facts, view) for side in dispute.sides]
        if len(sides) > 1 and all(side and side == sides[0] for side in sides):
            message = "the sides of the dispute no longer differ"
            yield at(view.store.origin(dispute), "sides", message=message, hint="delete the dispute", key=True)


def _side_values(addresses: list[str], view: View) -> frozenset[tuple[object, ...]]:
    return frozenset(_value(view.store.facts[a]) for a in addresses if a in view.store.facts)


def _decision(view: View) -> Iterator[Finding]:
    for dispute in view.store.disputes.values():
        origin = view.store.origin(dispute)
        if len(dispute.sides) < 2:
            yield at(origin, "sides", message="a dispute has at least two sides", hint="add the other side", key=True)
        if (dispute.outcome == "prefer") != (dispute.prefer is not None):
            message = "outcome 'prefer' and the key 'prefer' belong together"
            yield at(origin, "outcome", message=message, hint="name the preferred fact, or choose another outcome")
        elif dispute.prefer is not None and dispute.prefer not in _facts_of(dispute):
            message = f"the preferred fact '{dispute.prefer}' stands on no side"
            yield at(origin, "prefer", message=message, hint="add it to the side that it supports")


def _facts_of(dispute: Dispute) -> set[str]:
    return {address for side in dispute.sides for address in side.facts}


def _verdicts(view: View) -> Iterator[Finding]:
    for claim in view.store.claims.values():
        if claim.verdict in {"supported", "partly", "contradicted"} and not claim.facts:
            message = f"the verdict '{claim.verdict}' rests on no fact"
            hint = "name the facts, or choose not-found or opinion"
            yield at(view.store.origin(claim), "verdict", message=message, hint=hint)


_SERIES = """# data/indicators.yml
- id: population
  name: Population
  definition: People who live in the town.
  unit: people
  place: town
  observations:
    - {period: 1990, key: count, key_name: door to door, value: 3000, sources: {yearbook: page 3}}
    - {period: 1990, key: survey, key_name: by survey, value: %s, sources: {yearbook: page 30}}
"""
_DISPUTE = """# data/disputes.yml
- id: people-1990
  question: How many people lived there?
  sides:
    - {facts: ['population@1990:count'], summary: The count.}
    - {facts: ['population@1990:survey'], summary: The survey.}
  outcome: %s
  reasoning: The count went from door to door.
  decided_on: 2020-01-01
"""
_CLAIM = """# data/claims.yml
- {id: claim-river, source: yearbook, at: page 1, claim: It lies on a river., verdict: supported, %sexplanation: So it is.,
   checked_on: 2020-01-01}
"""

RULES = (
    Rule(
        "FB701",
        "undeclared-dispute",
        N_(
            "Two values of one thing (a series, or a figure of a project), period and nature that differ are tied by a dispute."
        ),
        N_("Sources that contradict each other are shown, not hidden."),
        _SERIES % "3100",
        _SERIES % "3100" + _DISPUTE % "open",
        _undeclared,
    ),
    Rule(
        "FB702",
        "stale-dispute",
        N_("The sides of a dispute differ."),
        N_("A quarrel that is over is history, not a warning."),
        _SERIES % "3000" + _DISPUTE % "open",
        _SERIES % "3100" + _DISPUTE % "open",
        _stale,
    ),
    Rule(
        "FB703",
        "decision",
        N_("A dispute has at least two sides; with outcome `prefer` it names the fact, which stands on a side."),
        N_("The best value of a series follows from it."),
        _SERIES % "3100" + _DISPUTE % "prefer",
        _SERIES % "3100" + _DISPUTE % "prefer\n  prefer: population@1990:count",
        _decision,
    ),
    Rule(
        "FB704",
        "verdict-without-facts",
        N_("A claim that is supported, partly right or contradicted names the facts that say so."),
        N_("A verdict is only as good as its evidence."),
        _CLAIM % "",
        _CLAIM % "facts: [town-river], ",
        _verdicts,
    ),
)
