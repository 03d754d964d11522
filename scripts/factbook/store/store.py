"""The store: every record of the knowledge base, read-only, with what is derived from it.

A *fact* is anything that a reader could dispute. Six kinds of record are facts; each has one address:
its id, or ``indicator@period`` (``indicator@period:key``) for an observation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeVar

from factbook.languages import language
from factbook.store.grading import Grade, Grading, Standing
from factbook.store.lists import SUBJECT, terms_of
from factbook.store.records import (
    Award,
    Claim,
    Dispute,
    FactRecord,
    Indicator,
    Industry,
    Milestone,
    Observation,
    Organization,
    Place,
    Plan,
    Project,
    Redirect,
    Source,
    Statement,
    Valued,
    VocabularyTerm,
)
from factbook.store.scalars import Record
from factbook.store.status import NO_STATUS, Status
from factbook.store.texts import Text

if TYPE_CHECKING:
    from factbook.store.changes import History
    from factbook.store.formulas import Fault
    from mkdocs_timeline.dates import When

FactKind = Literal["milestone", "award", "plan", "statement", "observation", "figure"]
EVENTS: Final[tuple[FactKind, ...]] = ("milestone", "award")
"""The kinds of facts that are events: what timelines show."""

VALUES: Final[tuple[FactKind, ...]] = ("observation", "figure")
"""The kinds of facts that are values: of a series, or of a project."""

Entity = Industry | Organization | Place | Indicator | Project
Holder = Industry | Organization | Place | Project
"""The entities that statements stand in."""

_T = TypeVar("_T")


Loc = tuple[str | int, ...]
"""A path inside a file: keys, and ordinals of list items from 0."""


class Located(Protocol):
    """A file of records that knows where each part of it stands."""

    path: str

    def position(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at a path (of its key, if ``key``)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: its file and the path inside it."""

    document: Located
    loc: Loc

    def position(self, *loc: str | int, key: bool = False) -> tuple[int, int]:
        """Line and column of the record, or of a part of it."""
        return self.document.position((*self.loc, *loc), key=key)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its address, its record, and the entity that it belongs to (if it stands inside one)."""

    address: str
    kind: FactKind
    record: FactRecord
    origin: Origin
    owner: str = ""

    @property
    def date(self) -> When | None:
        """The time of the fact: when it happened, was set, or what it is true of."""
        record = self.record
        return record.period if isinstance(record, Valued) else getattr(record, "date", None)

    @property
    def sources(self) -> Mapping[str, str]:
        """Source ids and locators."""
        return self.record.sources


def observation_address(indicator: str, observation: Observation) -> str:
    """The address of an observation. One without a period has ``undated`` in its place."""
    period = observation.period.text if observation.period is not None else "undated"
    return f"{indicator}@{period}" + (f":{observation.key}" if observation.key else "")


@dataclass(frozen=True)
class Derived:
    """What follows from the records and is never typed."""

    standings: Mapping[str, Standing] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    """Of the facts that have one."""
    citing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    about: Mapping[str, Sequence[str]] = field(default_factory=dict)
    disputes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    claims: Mapping[str, Sequence[str]] = field(default_factory=dict)
    same_text: Mapping[str, str] = field(default_factory=dict)
    grading: Grading = field(default_factory=lambda: Grading({}))


@dataclass(frozen=True)
class Store:
    """All records by collection and id, all facts by address, in the order of the files."""

    industries: Mapping[str, Industry]
    organizations: Mapping[str, Organization]
    places: Mapping[str, Place]
    indicators: Mapping[str, Indicator]
    projects: Mapping[str, Project]
    sources: Mapping[str, Source]
    disputes: Mapping[str, Dispute]
    claims: Mapping[str, Claim]
    vocabulary: Mapping[tuple[str, str], VocabularyTerm]
    redirects: Mapping[str, Redirect]
    facts: Mapping[str, Fact]
    origins: Mapping[int, Origin]
    derived: Derived = field(default_factory=Derived)
    uncomputed: Sequence[Fault] = ()
    """The formulas that could not be computed; their facts are not in the store."""
    history: History | None = None
    """What the commits of the store changed; only a build of the site reads it."""

    def once(self, compute: Callable[[Store], _T]) -> _T:
        """Return what a function computes from this store; it is called once in each language, with the first request."""
        key = language(), compute
        if key not in self._computed:
            self._computed[key] = compute(self)
        found: _T = self._computed[key]
        return found

    @cached_property
    def subject(self) -> str:
        """The id of the place that the store is about: the vocabulary's subject, else that of which most is known; empty without."""
        named = next((term for term in self.terms(SUBJECT) if term in self.places), None)
        return named or max(self.places, key=self.known_of, default="")

    @cached_property
    def subject_name(self) -> Text | None:
        """What texts call that which the store is about: the vocabulary's subject, else the name of the place; None without."""
        named = next(iter(self.terms(SUBJECT).values()), None)
        place = self.places.get(self.subject)
        return named.name if named else place.name if place else None

    @cached_property
    def _computed(self) -> dict[tuple[str, Callable[[Store], Any]], Any]:
        return {}

    def origin(self, record: Record) -> Origin:
        """Where a record stands."""
        return self.origins[id(record)]

    def entity(self, identifier: str) -> Entity | None:
        """The industry, organization, place, indicator or project with this id."""
        return (
            self.industries.get(identifier)
            or self.organizations.get(identifier)
            or self.places.get(identifier)
            or self.indicators.get(identifier)
            or self.projects.get(identifier)
        )

    def facts_of(self, kind: FactKind) -> list[Fact]:
        """All facts of one kind."""
        return list(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, list[Fact]]:
        return _grouped((fact.kind, fact) for fact in self.facts.values())

    @cached_property
    def _by_owner(self) -> dict[str, list[Fact]]:
        return _grouped((fact.owner, fact) for fact in self.facts.values() if fact.owner)

    def events(self) -> list[Fact]:
        """The dated milestones and awards, in their order: what a timeline shows."""
        return self._events

    @cached_property
    def _events(self) -> list[Fact]:
        return by_date(fact for kind in EVENTS for fact in self.facts_of(kind) if fact.date is not None)

    def owned_by(self, identifier: str) -> list[Fact]:
        """The statements, observations or figures that stand inside an entity."""
        return self._by_owner.get(identifier, [])

    def grade(self, address: str) -> Grade:
        """Who says so: see :mod:`factbook.store.grading`."""
        return self.derived.standings[address].grade

    def standing(self, address: str) -> Standing:
        """Who says so, and how it was read: see :mod:`factbook.store.grading`."""
        return self.derived.standings[address]

    def status(self, address: str) -> Status:
        """What its disputes make of a fact: see :mod:`factbook.store.status`."""
        return self.derived.statuses.get(address, NO_STATUS)

    def facts_citing(self, source: str) -> list[Fact]:
        """The facts that rest on a source."""
        return [self.facts[a] for a in self.derived.citing.get(source, ())]

    def claims_in(self, source: str) -> list[Claim]:
        """The claims that a source makes."""
        return self._claims_by_source.get(source, [])

    @cached_property
    def _claims_by_source(self) -> dict[str, list[Claim]]:
        return _grouped((claim.source, claim) for claim in self.claims.values())

    def reposts_of(self, source: str) -> list[str]:
        """The sources that repeat the text of a source."""
        return self._reposts.get(source, [])

    @cached_property
    def _reposts(self) -> dict[str, list[str]]:
        return _grouped((other.same_text_as or "", other.id) for other in self.sources.values())

    def repeated_by(self, source: str) -> list[str]:
        """The sources that repeat the statement of a source in other words."""
        return self._repeating.get(source, [])

    @cached_property
    def _repeating(self) -> dict[str, list[str]]:
        return _grouped((other.repeats or "", other.id) for other in self.sources.values())

    def profiles_citing(self, source: str) -> list[tuple[str, str]]:
        """The records, by collection and id, of which a source gives what is no fact of its own: a state, coordinates."""
        return self._profiles_by_source.get(source, [])

    @cached_property
    def _profiles_by_source(self) -> dict[str, list[tuple[str, str]]]:
        cited: list[tuple[str, str, Mapping[str, str]]] = [
            *(("organizations", one.id, one.sources) for one in self.organizations.values()),
            *(("projects", project.id, project.sources) for project in self.projects.values()),
            *(("places", place.id, place.at.sources) for place in self.places.values() if place.at),
        ]
        return _grouped((source, (name, record)) for name, record, sources in cited for source in sources)

    def organizations_in(self, identifier: str) -> list[Organization]:
        """The organizations of an industry or a place."""
        return self._organizations_by_holder.get(identifier, [])

    @cached_property
    def _organizations_by_holder(self) -> dict[str, list[Organization]]:
        return _grouped(
            (holder, organization)
            for organization in self.organizations.values()
            for holder in dict.fromkeys((*organization.industries, *organization.places))
        )

    def projects_of(self, identifier: str) -> list[Project]:
        """The projects of an organization, an industry or a place."""
        return self._projects_by_holder.get(identifier, [])

    @cached_property
    def _projects_by_holder(self) -> dict[str, list[Project]]:
        return _grouped(
            (holder, project)
            for project in self.projects.values()
            for holder in dict.fromkeys((*project.organizations, *project.industries, *project.places))
        )

    def parts_of(self, place: str) -> list[str]:
        """The places that lie in a place."""
        return self._parts.get(place, [])

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        return _grouped((other.part_of or "", other.id) for other in self.places.values())

    def facts_about(self, identifier: str) -> list[Fact]:
        """The facts that name an entity, those inside it excepted."""
        return [self.facts[a] for a in self.derived.about.get(identifier, ())]

    def known_of(self, identifier: str) -> int:
        """How many facts there are of an entity: its own, those that name it, and those of its series and projects."""
        found = {fact.address for fact in (*self.owned_by(identifier), *self.facts_about(identifier))}
        for owners in (self.indicators_of(identifier), self.projects_of(identifier)):
            found.update(fact.address for owner in owners for fact in self.owned_by(owner.id))
        return len(found)

    def disputes_on(self, address: str) -> list[Dispute]:
        """The disputes in which a fact stands on a side."""
        return [self.disputes[i] for i in self.derived.disputes.get(address, ())]

    def claims_on(self, address: str) -> list[Claim]:
        """The claims whose verdict rests on a fact."""
        return [self.claims[i] for i in self.derived.claims.get(address, ())]

    def indicators_of(self, identifier: str) -> list[Indicator]:
        """The series of a place, an organization or an industry."""
        return self._indicators_by_holder.get(identifier, [])

    @cached_property
    def _indicators_by_holder(self) -> dict[str, list[Indicator]]:
        return _grouped(
            (holder, indicator)
            for indicator in self.indicators.values()
            for holder in (indicator.place, indicator.organization, indicator.industry)
            if holder
        )

    def plans_for(self, indicator: str) -> list[Fact]:
        """The plans that aim at a value of an indicator."""
        return self._plans_by_indicator.get(indicator, [])

    @cached_property
    def _plans_by_indicator(self) -> dict[str, list[Fact]]:
        return _grouped(
            (fact.record.target.indicator, fact)
            for fact in self.facts_of("plan")
            if isinstance(fact.record, Plan) and fact.record.target is not None
        )

    def unit(self, term: str) -> VocabularyTerm | None:
        """The vocabulary's entry for a unit."""
        return self.vocabulary.get(("unit", term))

    def terms(self, kind: str) -> Mapping[str, VocabularyTerm]:
        """The terms of a kind, the vocabulary's or the program's own: see :mod:`factbook.store.lists`."""
        if kind not in self._terms:
            self._terms[kind] = terms_of(kind, self.vocabulary)
        return self._terms[kind]

    @cached_property
    def _terms(self) -> dict[str, Mapping[str, VocabularyTerm]]:
        return {}

    def term(self, kind: str, term: str) -> str:
        """The English name of a term; the term itself when it is not there."""
        found = self.terms(kind).get(term)
        return str(found.name) if found else term

    def records(self) -> Iterator[Record]:
        """Every top-level record, in the order of the collections."""
        entities = (self.industries, self.organizations, self.places, self.indicators, self.projects, self.sources)
        others = (self.disputes, self.claims, self.vocabulary, self.redirects)
        yield from chain(*(found.values() for found in entities), *(found.values() for found in others))
        for fact in self.facts.values():
            if not fact.owner:
                yield fact.record


def by_date(facts: Iterable[Fact]) -> list[Fact]:
    """Facts in the order of their dates; undated ones last."""
    return sorted(facts, key=_date_key)


def newest_first(facts: Iterable[Fact]) -> list[Fact]:
    """Facts from the newest to the oldest; undated ones last."""
    found = by_date(facts)
    dated = [fact for fact in found if fact.date]
    return [*reversed(dated), *found[len(dated) :]]


def _date_key(fact: Fact) -> tuple[date, date, str]:
    return (*(fact.date.sort_key if fact.date else (date.max, date.max)), fact.address)


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


__all__ = [
    "Award", "Claim", "Derived", "Dispute", "Entity", "Fact", "FactKind", "Grade", "Holder", "Indicator", "Industry",
    "Milestone", "Observation", "Organization", "Origin", "Place", "Plan", "Project", "Redirect", "Source", "Standing", "Statement",
    "Status", "Store", "VocabularyTerm", "observation_address",
]  # fmt: skip
