"""What an entry belongs to: the names around it, the concepts that it falls under, and whether it is about the subject.

The subject of a knowledge base is the place of which most is known. A reader who names no place means it: its series, its lists and
its disputes come before those of others that fit alike, and its names count as said where an entry is about it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from factbook.content.page import Page
from factbook.search.concepts import concept, concepts_of
from factbook.search.questions import OFFICES, SAID
from factbook.search.spelling import folded
from factbook.store import Award, Fact, Milestone, Plan, Statement, Store
from factbook.store.records import Claim, Dispute, Indicator, Industry, Organization, Place, Project

if TYPE_CHECKING:
    from factbook.search.entries import Entry

LISTS: Final = {"awards": "award", "plans": "plan", "timeline": "milestone"}
"""Folders of lists without pages of their records, which are kinds of pages here, with the kind of their records."""
_INDEXES: Final = {
    "industries": "industry",
    "organizations": "organization",
    "places": "place",
    "indicators": "indicator",
    "projects": "project",
    "sources": "source",
    "disputes": "dispute",
    "claims": "claim",
}
_RELATIVE: Final = frozenset({"percent", "rank"})
"""Base units of what says how something else moves or stands."""

_SAID: Final = {concept("alike", name) for name in SAID}
_OFFICES: Final = {concept("alike", name) for name in OFFICES}

_YEAR: Final = re.compile(r"\b[12]\d{3}\b")


class Surroundings:
    """Adds to the entries of a store what they belong to."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.subject = store.subject
        self.concepts = concepts_of(store)

    def of_page(self, page: Page, entry: Entry) -> None:
        """Add what a page belongs to."""
        record = (
            self.store.entity(page.record) or self.store.disputes.get(page.record) or self.store.claims.get(page.record)
        )
        concepts = {f"kind:{kind}" for kind in self._kinds(page, record)}
        around: list[str] = []
        about_subject = page.record == self.subject
        if isinstance(record, Indicator):
            holders = [holder for holder in (record.place, record.organization, record.industry) if holder]
            concepts |= {concept("topic", topic) for topic in record.topics} | {concept("unit", record.unit)}
            around = list(self._names(holders))
            concepts |= {concept("kind", holder.kind) for holder in map(self.store.places.get, holders) if holder}
            about_subject = self._is_of_subject(record)
        elif isinstance(record, Industry | Organization):
            links = record.links if isinstance(record, Industry) else record.chain
            concepts |= {concept("chain", link) for link in links}
            if isinstance(record, Organization):
                around = list(record.origin or ())
                if any(one.startswith("nation:") for one in self.concepts.of(map(folded, around))):
                    concepts.add(concept("alike", "foreign"))  # the origin of others is a city
                if record.stock_code:
                    around.append(record.stock_code)
                    concepts.add(concept("alike", "listed"))
        elif isinstance(record, Project):
            around = list(self._names((*record.organizations, *record.places, *self._industries(record))))
            about_subject = any(map(self._lies_in_subject, record.places))
        elif isinstance(record, Dispute | Claim):
            addresses = (
                [a for side in record.sides for a in side.facts] if isinstance(record, Dispute) else record.facts
            )
            about_subject = any(self._is_subjects(self.store.facts[address]) for address in addresses)
            if isinstance(record, Claim) and record.verdict == "contradicted":
                concepts.add(concept("alike", "wrong"))
        elif record is None:
            about_subject = page.path.removesuffix("/index") in {*LISTS, *_INDEXES}
        _put(entry, around, concepts, about_subject=about_subject)

    def of_fact(self, fact: Fact, entry: Entry) -> None:
        """Add what a fact belongs to."""
        record = fact.record
        concepts = {concept("kind", fact.kind)}
        if isinstance(record, Award):
            concepts.add(concept("kind", record.kind))
        around = []
        if isinstance(record, Statement):  # its name is its text
            concepts |= self.said(record) & _SAID
        if isinstance(record, Milestone | Award | Plan | Statement):
            concepts |= {concept("topic", topic) for topic in record.topics}
            around = list(self._names((*record.organizations, *record.places, *record.industries)))
            due = record.due if isinstance(record, Plan) else None
            around += [year for when in (fact.date, due) if when is not None for year in _YEAR.findall(str(when))]
        _put(entry, around, concepts, about_subject=self._is_subjects(fact))

    def said(self, statement: Statement) -> set[str]:
        """The concepts that a statement speaks of, in any language."""
        return self.concepts.of(map(folded, statement.text))

    def is_last_in_office(self, fact: Fact) -> bool:
        """Whether a statement is the newest of its entity, and of it alone, on who holds an office."""
        return fact.address in self._last_in_office

    @cached_property
    def _last_in_office(self) -> set[str]:
        last: dict[tuple[str, str], Fact] = {}
        dated = (fact for fact in self.store.facts_of("statement") if fact.date is not None)
        for fact in sorted(dated, key=lambda fact: fact.date.sort_key if fact.date else ()):
            assert isinstance(fact.record, Statement)
            if not {*fact.record.places, *fact.record.organizations} - {fact.owner}:
                last.update({(fact.owner, one): fact for one in self.said(fact.record) & _OFFICES})
        return {fact.address for fact in last.values()}

    def qualifies(self, indicator: str) -> bool:
        """Whether a series says how something else that is measured moves or stands: a rate or a rank of it."""
        record = self.store.indicators.get(indicator)
        unit = self.store.unit(record.unit) if record else None
        if record is None or unit is None or (unit.base or unit.term) not in _RELATIVE:
            return False
        measures = {one for one in self.concepts.of(map(folded, record.name)) if one.startswith("measure:")}
        return len(measures) > 1

    def _is_subjects(self, fact: Fact) -> bool:
        """Whether a fact is about the subject alone: its own, a value of its series, or an event that names nobody else."""
        indicator = self.store.indicators.get(fact.owner)
        if indicator is not None:
            return self._is_of_subject(indicator)
        project = self.store.projects.get(fact.owner)
        if project is not None:
            return any(map(self._lies_in_subject, project.places))
        record = fact.record
        named = {*record.places, *record.organizations, *record.industries}
        if self.subject in named:
            named -= self._around_subject
        return fact.owner == self.subject or (not fact.owner and named <= {self.subject})

    @cached_property
    def _around_subject(self) -> set[str]:
        """The places that the subject lies in: who names it, and them, names nobody else."""
        found: set[str] = set()
        place = self.store.places.get(self.subject)
        while place is not None and place.part_of and place.part_of not in found:
            found.add(place.part_of)
            place = self.store.places.get(place.part_of)
        return found

    def _lies_in_subject(self, place: str) -> bool:
        """Whether a place is the subject, or a part of it."""
        seen: set[str] = set()
        while place != self.subject and place in self.store.places and place not in seen:
            seen.add(place)
            place = self.store.places[place].part_of or ""
        return place == self.subject

    def _industries(self, project: Project) -> list[str]:
        """The industries of a project, and those of the organizations that build or run it."""
        own = [found for one in project.organizations for found in self.store.organizations[one].industries]
        return list(dict.fromkeys((*project.industries, *own)))

    def _is_of_subject(self, indicator: Indicator) -> bool:
        return indicator.place == self.subject and not indicator.organization

    def _names(self, identifiers: Iterable[str]) -> Iterator[str]:
        """The names of entities; the subject's need not be said, for what is about it is marked."""
        for identifier in dict.fromkeys(identifiers):
            entity = self.store.entity(identifier)
            if entity is not None and identifier != self.subject:
                yield from (*entity.name, *getattr(entity, "aliases", ()))

    def _kinds(self, page: Page, record: object) -> Iterator[str]:
        folder = page.path.partition("/")[0]
        if record is None and (folder in LISTS or page.path.endswith("/index")):
            kind = LISTS.get(folder) or _INDEXES.get(folder)
            if kind:
                yield kind
            if kind in ("organization", "place"):
                counts = Counter(one.kind for one in getattr(self.store, f"{kind}s").values())
                yield from (found for found, count in counts.items() if count > 1)
        if isinstance(record, Organization | Place):
            yield record.kind
        elif isinstance(record, Industry | Dispute | Claim):
            yield type(record).__name__.lower()


def _put(entry: Entry, around: list[str], concepts: set[str], *, about_subject: bool) -> None:
    if around:
        entry["around"] = around
    entry["concepts"] = sorted(concepts)
    if about_subject:
        entry["subject"] = True
