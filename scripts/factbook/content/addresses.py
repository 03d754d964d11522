"""Where everything lives on the site: the page of each record, the anchor of each fact.

A page is named by its path without a suffix: ``industries/new-energy-batteries``; an index by its folder: ``industries``.
The anchor of a fact equals its address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factbook.content.paging import MOST_FACTS, cut, part_path
from factbook.store import Fact, FactKind, Store, by_date
from factbook.store.changes import Commit

TIMELINE, AWARDS, PLANS = "timeline", "awards", "plans"
LISTS: Mapping[FactKind, str] = {"milestone": TIMELINE, "award": AWARDS, "plan": PLANS}
"""The page that is home to all facts of a kind; where they are many, to the first of them."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page of the site and a place on it."""

    page: str
    anchor: str = ""


def fact_target(fact: Fact, store: Store) -> Target:
    """The page that is a fact's home, and its anchor there."""
    page = LISTS.get(fact.kind)
    if page is None:
        return Target(f"{_folder(fact.owner, store)}/{fact.owner}", fact.address)
    return Target(part_path(page, store.once(_page_numbers).get(fact.address, 1)), fact.address)


def _page_numbers(store: Store) -> dict[str, int]:
    """Page numbers of the facts whose home is the second page of their kind's list, or a later one."""
    lists = (("milestone", store.events()), *((kind, by_date(store.facts_of(kind))) for kind in ("award", "plan")))
    parts = ((kind, number, part) for kind, facts in lists for number, part in enumerate(cut(facts, MOST_FACTS), 1))
    return {fact.address: number for kind, number, part in parts if number > 1 for fact in part if fact.kind == kind}


def commit_anchor(commit: Commit) -> str:
    """The place of a commit on the page of changes."""
    return f"c-{commit.id[:12]}"


def kind_listed(page: str) -> FactKind | None:
    """The kind of the facts that are at home on a page of a list, or on a later part of it; None for any other page."""
    return next((kind for kind, path in LISTS.items() if page == path or page.startswith(f"{path}/page/")), None)


def target(identifier: str, store: Store) -> Target:
    """Where a fact's address or the id of any record leads. Raises KeyError where there is none."""
    fact = store.facts.get(identifier)
    if fact is not None:
        return fact_target(fact, store)
    return Target(f"{_folder(identifier, store)}/{identifier}")


def _folder(identifier: str, store: Store) -> str:
    for name in ("industries", "organizations", "places", "indicators", "projects", "sources", "disputes", "claims"):
        if identifier in getattr(store, name):
            return name
    raise KeyError(identifier)
