"""The store as tables: one description for CSV, Excel, SQLite and the data package.

The tables of links (``fact_sources`` and so on) hold without lists what stands in cells of the others, separated by ``; ``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from factbook.exports.catalogue import Catalogue
from factbook.exports.columns import (
    CLAIMS,
    DISPUTES,
    FACTS,
    INDICATORS,
    INDUSTRIES,
    ORGANIZATIONS,
    PLACES,
    PROJECTS,
    REDIRECTS,
    SOURCES,
    VOCABULARY,
    Cell,
    Column,
    Spec,
    both,
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, its key (one column or several), its rows."""

    name: str
    title: str
    columns: Sequence[Column]
    key: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def index(self, column: str) -> int:
        """The place of a column."""
        return next(i for i, found in enumerate(self.columns) if found.name == column)


_OBSERVATION_COLUMNS = {
    "address", "date", "date_precision", "start", "end", "is_full_year", "break_before", "key", "key_name_en", "key_name_zh",
    "value", "unit", "bound", "nature",
    "as_printed", "formula", "grade", "read_as", "status", "sources", "source_titles",
    "source_urls", "disputes", "caveats", "note_en", "note_zh",
    "permalink",
}  # fmt: skip


def _table(name: str, title: str, spec: Spec, records: Iterable[Any], key: str = "id") -> Table:
    rows = [tuple(value(record) for _, value in spec) for record in records]
    return Table(name, title, [column for column, _ in spec], [key], rows)


def tables(catalogue: Catalogue) -> list[Table]:
    """All facts in one long table, and a table for each collection."""
    facts = catalogue.facts.values()
    found = [
        _table("facts", "Every fact of every kind", FACTS, facts, "address"),
        *(_facts_of(kind, title, catalogue) for kind, title in _KIND_TITLES.items()),
        _table("industries", "Industries and their value chains", INDUSTRIES, catalogue.industries.values()),
        _table("organizations", "Companies and institutions", ORGANIZATIONS, catalogue.organizations.values()),
        _table("places", "Places", PLACES, catalogue.places.values()),
        _table("indicators", "Measured series", INDICATORS, catalogue.indicators.values()),
        _table("projects", "Investment projects, planned and real", PROJECTS, catalogue.projects.values()),
        _table("sources", "Texts that facts rest on", SOURCES, catalogue.sources.values()),
        _table("disputes", "Sources that disagree", DISPUTES, catalogue.disputes.values()),
        _table("claims", "Claims that were checked", CLAIMS, catalogue.claims.values()),
        _table("vocabulary", "Units, topics, value-chain links, eras", VOCABULARY, catalogue.vocabulary.values()),
        _table("redirects", "Addresses that are gone", REDIRECTS, catalogue.redirects.values()),
        *link_tables(catalogue),
    ]
    return [replace(table, title=catalogue.called(table.name) or table.title) for table in found]


def listed_tables(catalogue: Catalogue) -> list[Table]:
    """The tables that have rows, and that of all facts: a list without records is left out, as on the site."""
    return [table for table in tables(catalogue) if table.rows or table.name == "facts"]


_KIND_TITLES = {
    "milestone": "Events",
    "award": "Titles, bases, rankings and prizes",
    "plan": "Goals, and what became of them",
    "statement": "What sources say of an entity",
    "observation": "Values of indicators",
    "figure": "Sums and capacities of projects",
}


def _facts_of(kind: str, title: str, catalogue: Catalogue) -> Table:
    """The facts of a kind, without the columns that this kind never has."""
    foreign = _NOT_OF_KIND[kind]
    spec = [(column, value) for column, value in FACTS if column.name not in {"kind", *foreign}]
    return _table(f"{kind}s", title, spec, catalogue.of_kind(kind).values(), "address")


_OF_SERIES = {"indicator", "break_before", "place", "organization", "key", "key_name_en", "key_name_zh", "formula"}
_OF_PROJECT = {"project", "what_en", "what_zh"}
_VALUE = {*_OF_SERIES, *_OF_PROJECT, "value", "unit", "bound", "nature", "as_printed"}
_AWARD = {"award_kind", "awarded_by_en", "awarded_by_zh"}
_SUBJECT = {"subject", "subject_name_en", "subject_name_zh"}
_PLAN = {"set_by_en", "set_by_zh", "due", "outcome"}
_NOT_OF_KIND: Mapping[str, set[str]] = {
    "milestone": {*_VALUE, *_AWARD, *_PLAN, *_SUBJECT},
    "award": {*_VALUE, *_PLAN, *_SUBJECT},
    "plan": {*_VALUE, *_AWARD, "importance", *_SUBJECT},
    "statement": {*_VALUE, *_AWARD, *_PLAN, "importance"},
    "observation": {*_OF_PROJECT, *_AWARD, *_PLAN, "importance", "text_en", "text_zh", *_SUBJECT},
    "figure": {*_OF_SERIES, *_AWARD, *_PLAN, "importance", "text_en", "text_zh", *_SUBJECT},
}


def series_tables(catalogue: Catalogue) -> Iterator[Table]:
    """A table for each indicator, with its values in the order of the store."""
    spec = [(column, value) for column, value in FACTS if column.name in _OBSERVATION_COLUMNS]
    for indicator in catalogue.indicators.values():
        title = indicator.name.en or indicator.name.zh or indicator.id
        observations = [catalogue.facts[address] for address in indicator.observations]
        yield _table(indicator.id, title, spec, observations, "address")


def link_tables(catalogue: Catalogue) -> Iterator[Table]:
    """What ties records together, one tie a row: for databases, and for tables without lists in cells."""
    facts = catalogue.facts.values()
    fact = Column("fact", "text", "Address of the fact.", required=True, refers="facts")
    source = Column("source", "text", "Id of the source.", required=True, refers="sources")
    locator = Column("locator", "text", "Where in the source it stands.")
    excerpt = Column("excerpt", "text", "The few words that state it, in the source's language.")
    yield Table(
        "fact_sources",
        "Which fact rests on which source, and where in it",
        [fact, source, locator, excerpt],
        ["fact", "source"],
        [(f.address, c.source, c.locator, c.excerpt) for f in facts for c in f.sources],
    )
    for name, singular in (("places", "place"), ("industries", "industry"), ("organizations", "organization")):
        other = Column(singular, "text", f"Id of the {singular}.", required=True, refers=name)
        rows = [(f.address, one) for f in facts for one in dict.fromkeys(getattr(f, name))]
        yield Table(f"fact_{name}", f"Which fact is about which {singular}", [fact, other], ["fact", singular], rows)
    topic = Column("topic", "text", "The topic, a term of the vocabulary.", required=True)
    rows = [(f.address, one) for f in facts for one in dict.fromkeys(f.topics)]
    yield Table("fact_topics", "Which fact is about which topic", [fact, topic], ["fact", "topic"], rows)
    yield _sides(catalogue)
    claim = Column("claim", "text", "Id of the claim.", required=True, refers="claims")
    yield Table(
        "claim_facts",
        "Which facts are behind a verdict",
        [claim, fact],
        ["claim", "fact"],
        [(c.id, one) for c in catalogue.claims.values() for one in dict.fromkeys(c.facts)],
    )


def _sides(catalogue: Catalogue) -> Table:
    columns = [
        Column("dispute", "text", "Id of the dispute.", required=True, refers="disputes"),
        Column("side", "integer", "Number of the side, from 1.", required=True),
        Column("item", "text", "Address of a fact, or id of a claim, on this side.", required=True),
        *(column for column, _ in both("summary", "What this side says")),
    ]
    rows = [
        (dispute.id, number, item, side.summary.en, side.summary.zh)
        for dispute in catalogue.disputes.values()
        for number, side in enumerate(dispute.sides, 1)
        for item in dict.fromkeys((*side.facts, *side.claims))
    ]
    return Table("dispute_sides", "What stands on each side of a dispute", columns, ["dispute", "side", "item"], rows)
