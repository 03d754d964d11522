"""What of a record outlasts its edits: the first id that it was published under, and the times of its first and last commit.

Feeds and calendars know a record by them, so that a reader's program takes a renamed record for the one that it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from factbook.store import Fact, Store
from factbook.store.records import Redirect


def first_address(address: str, store: Store) -> str:
    """Return the address that a record was first published under: before all renamings that redirects tell of."""
    earlier = store.once(_renamings)
    seen = {address}
    while (former := earlier.get(address)) is not None and former not in seen:
        seen.add(former)
        address = former
    return address


def published(address: str, store: Store) -> str:
    """Return when a record was first committed, under any of its names, in UTC; empty where the history is not known."""
    names = {address, first_address(address, store)}
    commits = [commit.on for name in names for commit, _ in (store.history.of(name) if store.history else ())]
    return min(commits, default="")


def last_changed(fact: Fact, store: Store) -> str:
    """Return when a fact was last changed, in UTC: by the history, else the last day on which one of its sources was read.

    Empty where neither is known.
    """
    commits = store.history.of(fact.address) if store.history else ()
    if commits:
        return max(commit.on for commit, _ in commits)
    read = [store.sources[source].accessed for source in fact.sources]
    days = [day.text for day in read if day.precision == "day" and not (day.approximate or day.uncertain)]
    return f"{max(days)}T00:00:00Z" if days else ""


def page_changed(record: str, store: Store) -> str:
    """Return the day of the last commit to the record that a page is about, or to one of its facts; empty where none is known."""
    if store.history is None or not record:
        return ""
    names = {record, *(fact.address for fact in (*store.owned_by(record), *store.facts_about(record)))}
    return max((commit.on[:10] for name in names for commit, _ in store.history.of(name)), default="")


def _renamings(store: Store) -> Mapping[str, str]:
    """The former name of each address that is the new name of another; the earliest of several."""
    moved = [record for record in store.redirects.values() if record.kind == "moved" and len(record.to) == 1]
    found: dict[str, str] = {}
    for record in sorted(moved, key=_when):
        found.setdefault(record.to[0], record.from_)
    return found


def _when(record: Redirect) -> tuple[date, date]:
    return record.on.sort_key
