"""The value chain of an industry: its links in order, who works at each, and whether that is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from factbook.store.presence import last_seen, not_seen_lately
from factbook.store.records import ChainState, Industry, Organization
from factbook.store.records.entities import ChainStep
from factbook.store.store import Store
from mkdocs_timeline.dates import When


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain.

    ``link`` is its term, ``industry`` the id of the industry that has a page of its own for it; ``beside``: it stands beside the
    flow. ``last_seen``: of a link whose state is unknown, when somebody was last seen at it.
    """

    link: str
    beside: bool
    state: ChainState
    members: Sequence[Organization]
    last_seen: When | None = None
    industry: str | None = None


def chain_of(store: Store, industry: Industry) -> list[Step]:
    """The links of an industry's chain, in order. A state that is not written follows from the organizations at the link."""
    return [_step(store, industry, step) for step in industry.chain]


def presence(store: Store, organization: Organization) -> ChainState:
    """What an organization makes of the links at which it stands. One that nobody has seen for long makes them unknown."""
    if not_seen_lately(store, organization):
        return "unknown"
    return _OF_ONE[organization.state]


_OF_ONE: Final[dict[str, ChainState]] = {
    "operating": "here",
    "building": "building",
    "announced": "signed",
    "unknown": "unknown",
    "left": "left",
    "elsewhere": "elsewhere",
}
"""The states of organizations, as states of a link; of several at one link the first counts."""


def _step(store: Store, industry: Industry, step: ChainStep) -> Step:
    holders = [industry.id, *([step.industry] if step.industry else [])]
    found = {one.id: one for holder in holders for one in store.organizations_in(holder) if step.link in one.chain}
    members = list(found.values())
    of_members = {presence(store, member) for member in members}
    derived: ChainState = next((state for state in _OF_ONE.values() if state in of_members), "not-recorded")
    state: ChainState = step.state or derived
    return Step(step.link, step.beside, state, members, _newest(store, members, state), step.industry)


def _newest(store: Store, members: Sequence[Organization], state: ChainState) -> When | None:
    if state != "unknown":
        return None
    there = (last_seen(store, member) for member in members if presence(store, member) in ("unknown", "left"))
    return max((when for when in there if when), key=lambda when: when.upper or date.max, default=None)
