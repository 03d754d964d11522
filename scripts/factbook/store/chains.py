"""The value chain of an industry: its links in order, who works at each, and whether that is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.store.records import ChainState, Industry, Organization
from factbook.store.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain: its term, whether it stands beside the flow, its state, and the organizations at it."""

    link: str
    beside: bool
    state: ChainState
    members: Sequence[Organization]


def chain_of(store: Store, industry: Industry) -> list[Step]:
    """The links of an industry's chain, in order. A state that is not written follows from the organizations at the link."""
    organizations = store.organizations_in(industry.id)
    steps = []
    for step in industry.chain:
        members = [organization for organization in organizations if step.link in organization.chain]
        steps.append(Step(step.link, step.beside, step.state or _state(members), members))
    return steps


def _state(members: Sequence[Organization]) -> ChainState:
    states = {member.state for member in members}
    if states & {"operating", "unknown"}:
        return "here"
    if "announced" in states:
        return "signed"
    return "elsewhere" if "elsewhere" in states else "none-found"
