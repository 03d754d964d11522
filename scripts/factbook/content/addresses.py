"""Where everything lives on the site: the page of each record, the anchor of each fact.

A page is named by its path without a suffix: ``industries/new-energy-batteries``; an index by its folder: ``industries``.
The anchor of a fact equals its address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factbook.content.paging import MOST_FACTS, MOST_STATEMENTS, cut, part_path
from factbook.store import Fact, FactKind, Store, by_date, newest_first
from factbook.store.changes import Commit

TIMELINE, AWARDS, PLANS = "timeline", "awards", "plans"
LISTS: Mapping[FactKind, str] = {"milestone": TIMELINE, "award": AWARDS, "plan": PLANS}
"""The page that is home to all facts of a kind; where they are many, to the first of them."""


FOLDERS = ("industries", "organizations", "places", "indicators", "projects", "sources", "disputes", "claims")
"""The folders of the records' own pages, each with an index."""

LIST_PAGES = (*LISTS.values(), *(f"{folder}/index" for folder in FOLDERS))
"""The page of every list of the site; one without records has none."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page of the site and a place on it."""

    page: str
    anchor: str = ""


def fact_target(fact: Fact, store: Store) -> Target:
    """The page that is a fact's home, and its anchor there."""
    page = store.once(_listed_pages).get(fact.address) or LISTS.get(fact.kind)
    return Target(page or f"{_folder(fact.owner, store)}/{fact.owner}", fact.address)


def listed(kind: FactKind, store: Store) -> Sequence[Fact]:
    """What stands in the list of a kind of fact, in its order: all events for milestones, the newest first for awards and plans."""
    return store.events() if kind == "milestone" else newest_first(store.facts_of(kind))


def statements_path(page: str) -> str:
    """The page of the statements of an entity whose own page cannot hold them; where they are very many, of the first of them."""
    return f"{page}/statements"


def statements_listed(page: str, store: Store) -> Sequence[Fact]:
    """The statements that are at home on a page of them alone; none for any other page."""
    return store.once(_statement_pages).get(page, ())


def _listed_pages(store: Store) -> dict[str, str]:
    """The pages of the facts whose home is a later page of their kind's list, or a page of statements."""
    lists = ((kind, listed(kind, store)) for kind in LISTS)
    parts = ((kind, number, part) for kind, facts in lists for number, part in enumerate(cut(facts, MOST_FACTS), 1))
    later = {f.address: part_path(LISTS[kind], n) for kind, n, part in parts if n > 1 for f in part if f.kind == kind}
    apart = {fact.address: page for page, facts in store.once(_statement_pages).items() for fact in facts}
    return {**later, **apart}


def _statement_pages(store: Store) -> dict[str, Sequence[Fact]]:
    found: dict[str, Sequence[Fact]] = {}
    for folder, holders in (
        ("industries", store.industries),
        ("organizations", store.organizations),
        ("places", store.places),
    ):
        for holder in holders:
            facts = by_date(fact for fact in store.owned_by(holder) if fact.kind == "statement")
            if len(facts) > MOST_STATEMENTS:
                path = statements_path(f"{folder}/{holder}")
                found |= {part_path(path, n): part for n, part in enumerate(cut(facts, MOST_FACTS), 1)}
    return found


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
    for name in FOLDERS:
        if identifier in getattr(store, name):
            return name
    raise KeyError(identifier)
