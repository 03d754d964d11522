"""Where everything lives on the site: the page of each record, the anchor of each fact.

A page is named by its path without a suffix: ``industries/new-energy-batteries``; an index by its folder: ``industries``.
The anchor of a fact equals its address.
"""

from __future__ import annotations

from dataclasses import dataclass

from factbook.store import Fact, Store

TIMELINE, AWARDS, PLANS = "timeline", "awards", "plans"


@dataclass(frozen=True, slots=True)
class Target:
    """A page of the site and a place on it."""

    page: str
    anchor: str = ""


def fact_target(fact: Fact, store: Store) -> Target:
    """The page that is a fact's home, and its anchor there."""
    page = {"milestone": TIMELINE, "award": AWARDS, "plan": PLANS}.get(
        fact.kind
    ) or f"{_folder(fact.owner, store)}/{fact.owner}"
    return Target(page, fact.address)


def target(identifier: str, store: Store) -> Target:
    """Where a fact's address or the id of any record leads. Raises KeyError where there is none."""
    fact = store.facts.get(identifier)
    if fact is not None:
        return fact_target(fact, store)
    return Target(f"{_folder(identifier, store)}/{identifier}")


def _folder(identifier: str, store: Store) -> str:
    for name in ("industries", "organizations", "places", "indicators", "sources", "disputes", "claims"):
        if identifier in getattr(store, name):
            return name
    raise KeyError(identifier)
