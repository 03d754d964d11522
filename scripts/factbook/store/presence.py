"""Until when an organization was seen at the place that the store is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from factbook.store.newest import is_trusted
from factbook.store.records import Organization
from factbook.store.store import Fact, Store
from mkdocs_timeline.dates import When, parse

LONG_AGO: Final = 5
"""After so many years without a sign of an organization, nobody may take it for there still."""

_PLACING: Final = frozenset({"statement", "milestone"})
"""The kinds of facts that can say that an organization is somewhere. A value, an award or a plan names a place for other reasons."""


def last_review(store: Store) -> When | None:
    """The newest day on which a source was read or a question decided; None for an empty store."""
    return max(_reviews(store), key=lambda when: when.sort_key, default=None)


def _reviews(store: Store) -> Iterator[When]:
    yield from (source.accessed for source in store.sources.values())
    yield from (dispute.decided_on for dispute in store.disputes.values())
    yield from (claim.checked_on for claim in store.claims.values())


def before_review(store: Store, years: int) -> date | None:
    """The day so many years before the last review; None for an empty store."""
    reviewed = store.once(last_review)
    if reviewed is None or reviewed.lower is None:
        return None
    return date(reviewed.lower.year - years, reviewed.lower.month, min(reviewed.lower.day, 28))


@dataclass(frozen=True, slots=True)
class Sighting:
    """When an organization was seen, and the fact that says so; no fact where its own record does."""

    when: When
    fact: Fact | None = None


def newest_sighting(store: Store, organization: Organization) -> Sighting | None:
    """The newest time at which a source has an organization at the subject's place; None where none does.

    That is what its record says, or a newer dated fact that names it and the place (or a place inside it) and is not in doubt. A fact
    that names no place there says nothing about it, such as a figure of the whole group.
    """
    own = [Sighting(organization.last_seen)] if organization.last_seen else []
    return max((*own, *_sightings(store, organization)), key=_first_day, default=None)


def last_seen(store: Store, organization: Organization) -> When | None:
    """The time of the newest sighting."""
    found = newest_sighting(store, organization)
    return found.when if found else None


def not_seen_lately(store: Store, organization: Organization) -> bool:
    """Whether an organization counts as operating, and was last seen more than :data:`LONG_AGO` years before the last review."""
    if organization.state != "operating":
        return False
    seen, first = last_seen(store, organization), before_review(store, LONG_AGO)
    return seen is not None and seen.upper is not None and first is not None and seen.upper < first


def places_of_subject(store: Store) -> frozenset[str]:
    """The ids of the subject's place and of all places in it."""
    return store.once(_places_of_subject)


def _places_of_subject(store: Store) -> frozenset[str]:
    return frozenset(_within(store.subject, store)) if store.subject else frozenset()


def _within(place: str, store: Store) -> Iterator[str]:
    yield place
    for part in store.parts_of(place):
        yield from _within(part, store)


def _sightings(store: Store, organization: Organization) -> Iterator[Sighting]:
    """The facts that place an organization there, with their time; of a period its end."""
    if organization.state != "operating":
        return
    for fact in _placing((*store.owned_by(organization.id), *store.facts_about(organization.id)), store):
        if fact.date is not None and fact.date.end is not None:
            yield Sighting(parse(fact.date.end.text) if fact.date.is_period else fact.date, fact)


def _placing(facts: Iterable[Fact], store: Store) -> Iterator[Fact]:
    there = places_of_subject(store)
    for fact in facts:
        if fact.kind in _PLACING and there.intersection(fact.record.places) and is_trusted(store, fact):
            yield fact


def _first_day(sighting: Sighting) -> date:
    return sighting.when.end.lower if sighting.when.end else date.min
