"""Where everything lives on the site: the page of each record, the anchor of each fact.

A page is named by its path without a suffix: ``industries/new-energy-batteries``; an index by its folder: ``industries``.
The anchor of a fact equals its address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factbook.content.paging import part_path
from factbook.store import Fact, FactKind, Store

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
    return Target(part_path(page, store.page_number(fact.address)), fact.address)


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
    for name in ("industries", "organizations", "places", "indicators", "sources", "disputes", "claims"):
        if identifier in getattr(store, name):
            return name
    raise KeyError(identifier)
