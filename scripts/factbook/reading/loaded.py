"""What reading data files gives: records, the facts among them, documents, problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from factbook.problems import Problem
from factbook.reading.documents import Document
from factbook.store import Fact, Origin, observation_address
from factbook.store.records import (
    COLLECTIONS,
    Award,
    Indicator,
    Industry,
    Milestone,
    Organization,
    Place,
    Plan,
    Project,
)
from factbook.store.scalars import Record


@dataclass(slots=True)
class Loaded:
    """The records that are sound, the problems of those that are not, and what both mention."""

    records: dict[str, list[tuple[Record, Origin]]] = field(default_factory=lambda: {name: [] for name in COLLECTIONS})
    facts: dict[str, Fact] = field(default_factory=dict)
    """The facts in the records, by address. Of those that share an address, the first counts."""
    origins: dict[int, Origin] = field(default_factory=dict)
    """Where each record stands, those inside others included, by the record's ``id()``."""
    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken_words: set[str] = field(default_factory=set)
    """Every id and reference in files and records that could not be used: no rule may call these missing or unused."""

    def add(self, other: Loaded) -> None:
        """Take over what another file, or other files, gave."""
        for name, records in other.records.items():
            self.records[name].extend(records)
        for address, fact in other.facts.items():
            self.facts.setdefault(address, fact)
        self.origins.update(other.origins)
        self.documents.extend(other.documents)
        self.problems.extend(other.problems)
        self.broken_words |= other.broken_words

    def take(self, collection: str, record: Record, origin: Origin) -> None:
        """Add a sound record of a collection, with the facts in it."""
        self.records[collection].append((record, origin))
        self.origins[id(record)] = origin
        for fact in _facts_in(record, origin):
            self.facts.setdefault(fact.address, fact)
            self.origins[id(fact.record)] = fact.origin


def _facts_in(record: Record, origin: Origin) -> Iterator[Fact]:
    if isinstance(record, Milestone):
        yield Fact(record.id, "milestone", record, origin)
    elif isinstance(record, Award):
        yield Fact(record.id, "award", record, origin)
    elif isinstance(record, Plan):
        yield Fact(record.id, "plan", record, origin)
    elif isinstance(record, Indicator):
        for index, observation in enumerate(record.observations):
            place = Origin(origin.document, (*origin.loc, "observations", index))
            yield Fact(observation_address(record.id, observation), "observation", observation, place, record.id)
    elif isinstance(record, (Industry, Organization, Place, Project)):
        for index, statement in enumerate(record.statements):
            place = Origin(origin.document, (*origin.loc, "statements", index))
            yield Fact(statement.id, "statement", statement, place, record.id)
    if isinstance(record, Project):
        for index, figure in enumerate(record.figures):
            place = Origin(origin.document, (*origin.loc, "figures", index))
            yield Fact(figure.id, "figure", figure, place, record.id)
