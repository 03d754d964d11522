"""The store as tables: one description for CSV, Excel, SQLite and the data package.

Dates are EDTF text, as precise as they are known. ``start`` and ``end`` alone are days: the bounds of what such a text may mean.
A cell is text, a number, or empty. Lists stand in one cell, separated by ``; ``; the tables of links
(``fact_sources`` and so on) hold the same without lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue
from factbook.store.newest import is_full_year
from mkdocs_timeline.dates import parse

Cell = str | int | Decimal | None
ColumnType = Literal["text", "number", "integer", "date", "day", "url"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``date`` is EDTF text, ``day`` a day of ISO 8601; ``refers`` names the table whose key the column holds."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    refers: str = ""


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


Spec = Sequence[tuple[Column, Callable[[Any], Cell]]]


def _joined(items: Iterable[str]) -> str | None:
    return "; ".join(items) or None


def _en(words: m.Words | None) -> str | None:
    return words.en if words else None


def _zh(words: m.Words | None) -> str | None:
    return words.zh if words else None


def _edtf(when: m.Dated | None) -> str | None:
    return when.edtf if when else None


def _id(link: m.Link | None) -> str | None:
    return link.id if link else None


def _of(part: str, name: str) -> Callable[[Any], Cell]:
    """The attribute ``name`` of the part of a record; empty where there is no such part."""
    return lambda record: getattr(getattr(record, part), name) if getattr(record, part) is not None else None


def _get(name: str) -> Callable[[Any], Cell]:
    return lambda record: getattr(record, name)


def _list(name: str) -> Callable[[Any], Cell]:
    return lambda record: _joined(getattr(record, name))


def _english(name: str) -> Callable[[Any], Cell]:
    return lambda record: _en(getattr(record, name))


def _chinese(name: str) -> Callable[[Any], Cell]:
    return lambda record: _zh(getattr(record, name))


def _when(name: str) -> Callable[[Any], Cell]:
    return lambda record: _edtf(getattr(record, name))


def _link(name: str) -> Callable[[Any], Cell]:
    return lambda record: _id(getattr(record, name))


def _bound(side: Literal["lower", "upper"]) -> Callable[[Any], Cell]:
    """The first or the last day that a fact's date may mean; empty where it is open on that side, or there is none."""

    def day(fact: m.Fact) -> Cell:
        found = getattr(parse(fact.date.edtf), side) if fact.date else None
        return found.isoformat() if found else None

    return day


def _break(item: m.Break) -> str:
    return f"{item.at.edtf}: {item.reason.en or item.reason.zh}"


def _in_turn(items: Iterable[str | None]) -> str | None:
    """Cells of a list of which none may be left out, or the rest would be taken for another's; empty if all are."""
    found = [item or "" for item in items]
    return "; ".join(found) if any(found) else None


def _both(name: str, what: str) -> Spec:
    """The two columns of a bilingual text."""
    return (
        (Column(f"{name}_en", "text", f"{what}, in English."), _english(name)),
        (Column(f"{name}_zh", "text", f"{what}, in Chinese."), _chinese(name)),
    )


_PERMALINK = (Column("permalink", "url", "The address that lasts.", required=True), _get("permalink"))
_PAGE = (Column("page", "url", "The page on the site."), _get("page"))
_ID = (Column("id", "text", "Permanent id.", required=True), _get("id"))

_FACTS: Spec = (
    (Column("address", "text", "Permanent address of the fact.", required=True), _get("address")),
    (Column("kind", "text", "milestone, award, plan, statement, observation or figure.", required=True), _get("kind")),
    *_both("title", "Title, name, or what a value is of and its period"),
    *_both("text", "What it says"),
    (Column("date", "date", "EDTF: when it happened, was set, or what it is true of."), _when("date")),
    (
        Column("date_precision", "text", "day, month, quarter, year, decade, century or period."),
        _of("date", "precision"),
    ),
    (
        Column("start", "day", "The first day that the date may mean, for sorting and plots. No source gives it."),
        _bound("lower"),
    ),
    (Column("end", "day", "The last day that the date may mean."), _bound("upper")),
    (
        Column("is_full_year", "integer", "1 if the date is one calendar year, 0 if it is any other time."),
        lambda f: int(is_full_year(parse(f.date.edtf))) if f.date else None,
    ),
    (
        Column(
            "break_before",
            "text",
            "Breaks of the series between this value and those before it, which do not compare with it: when, and why.",
        ),
        lambda f: _joined(map(_break, f.breaks_before)),
    ),
    (Column("subject", "text", "The entity, indicator or project that it belongs to."), _link("subject")),
    (Column("subject_name_en", "text", "Its name, in English."), lambda f: _en(f.subject.name) if f.subject else None),
    (Column("subject_name_zh", "text", "Its name, in Chinese."), lambda f: _zh(f.subject.name) if f.subject else None),
    (
        Column("indicator", "text", "The indicator, for an observation.", refers="indicators"),
        lambda f: _id(f.subject) if f.kind == "observation" else None,
    ),
    (
        Column("project", "text", "The project, for a figure.", refers="projects"),
        lambda f: _id(f.subject) if f.kind == "figure" else None,
    ),
    *_both("what", "What a figure is of"),
    (Column("place", "text", "Whose value it is, when a place's.", refers="places"), _link("place")),
    (
        Column("organization", "text", "Whose value it is, when a body's.", refers="organizations"),
        _link("organization"),
    ),
    (Column("key", "text", "Tells several values of one period apart."), _get("key")),
    *_both("key_name", "What the key means"),
    (
        Column("value", "number", "The value, for an observation or a figure."),
        lambda f: Decimal(f.value.exact) if f.value else None,
    ),
    (Column("unit", "text", "The unit, a term of the vocabulary."), lambda f: f.value.unit.id if f.value else None),
    (Column("bound", "text", "exact, about, below, at-least or at-most."), _of("value", "bound")),
    (Column("nature", "text", "actual, provisional, estimate, target or forecast."), _of("value", "nature")),
    (Column("as_printed", "text", "The source's own words for the value."), _of("value", "as_printed")),
    (
        Column("formula", "text", "How the value was computed from other facts, by their addresses."),
        _of("value", "formula"),
    ),
    (Column("award_kind", "text", "title, base, ranking or prize."), _of("award", "kind")),
    (
        Column("awarded_by_en", "text", "Who gave it, in English."),
        lambda f: _en(f.award.awarded_by) if f.award else None,
    ),
    (
        Column("awarded_by_zh", "text", "Who gave it, in Chinese."),
        lambda f: _zh(f.award.awarded_by) if f.award else None,
    ),
    (Column("set_by_en", "text", "Who set the plan, in English."), lambda f: _en(f.plan.set_by) if f.plan else None),
    (Column("set_by_zh", "text", "Who set the plan, in Chinese."), lambda f: _zh(f.plan.set_by) if f.plan else None),
    (Column("due", "date", "EDTF: by when a plan was to be met."), lambda f: _edtf(f.plan.due) if f.plan else None),
    (Column("outcome", "text", "What became of a plan."), _of("plan", "outcome")),
    (Column("importance", "integer", "1 headline, 2 normal, 3 detail."), _get("importance")),
    (Column("topics", "text", "Topics, separated by '; '."), _list("topics")),
    (Column("places", "text", "Places that it is about, separated by '; '."), _list("places")),
    (Column("industries", "text", "Industries that it is about, separated by '; '."), _list("industries")),
    (Column("organizations", "text", "Bodies that it is about, separated by '; '."), _list("organizations")),
    (Column("grade", "text", "A to D: who says so.", required=True), _get("grade")),
    (
        Column("read_as", "text", "original, or copy: no source that counts was read itself.", required=True),
        _get("read_as"),
    ),
    (Column("status", "text", "disputed, rejected or other-figures; empty for all others."), _get("status")),
    (
        Column("sources", "text", "Ids of its sources, separated by '; '.", required=True),
        lambda f: _joined(c.source for c in f.sources),
    ),
    (
        Column("source_titles", "text", "Titles of its sources, in the same order, separated by '; '."),
        lambda f: _joined(c.title.en or c.title.zh or c.source for c in f.sources),
    ),
    (
        Column(
            "source_urls",
            "text",
            "Where they were read, in the same order, separated by '; '; empty where there is no address.",
        ),
        lambda f: _in_turn(c.url for c in f.sources),
    ),
    (
        Column("disputes", "text", "Disputes that it stands in, separated by '; '."),
        lambda f: _joined(d.id for d in f.disputes),
    ),
    (
        Column("claims", "text", "Checked claims that rest on it, separated by '; '."),
        lambda f: _joined(c.id for c in f.claims),
    ),
    (Column("caveats", "text", "What to be careful with, separated by '; '."), _list("caveats")),
    *_both("note", "A caveat in a sentence"),
    _PERMALINK,
    _PAGE,
)

_OBSERVATION_COLUMNS = {
    "address", "date", "date_precision", "start", "end", "is_full_year", "break_before", "key", "key_name_en", "key_name_zh",
    "value", "unit", "bound", "nature",
    "as_printed", "formula", "grade", "read_as", "status", "sources", "source_titles",
    "source_urls", "disputes", "caveats", "note_en", "note_zh",
    "permalink",
}  # fmt: skip

_INDUSTRIES: Spec = (
    _ID,
    *_both("name", "Name"),
    (Column("role", "text", "What it is to the subject."), _get("role")),
    *_both("summary", "What it is"),
    (Column("place", "text", "Where it is.", refers="places"), _link("place")),
    (Column("chain", "text", "Links of the value chain, in order, separated by '; '."), _list("chain")),
    (Column("aliases", "text", "Other names, separated by '; '."), _list("aliases")),
    _PERMALINK,
    _PAGE,
)
_ORGANIZATIONS: Spec = (
    _ID,
    *_both("name", "Name"),
    (Column("kind", "text", "company, government, research or association."), _get("kind")),
    (Column("state", "text", "operating, announced, left, elsewhere or unknown."), _get("state")),
    (Column("since", "date", "EDTF: since when it has been there."), _when("since")),
    (Column("last_seen", "date", "EDTF: the newest time at which a source has it there."), _when("last_seen")),
    *_both("origin", "Where it comes from"),
    (Column("website", "url", "Its own site."), _get("website")),
    (Column("stock_code", "text", "Exchange and code."), _get("stock_code")),
    (
        Column("sources", "text", "Who says so of these, separated by '; '."),
        lambda o: _joined(s.source for s in o.sources),
    ),
    *_both("summary", "What it is"),
    (Column("industries", "text", "Its industries, separated by '; '."), _list("industries")),
    (Column("chain", "text", "Its links in the value chain, separated by '; '."), _list("chain")),
    (Column("places", "text", "Where it is, separated by '; '."), _list("places")),
    (Column("aliases", "text", "Other names, separated by '; '."), _list("aliases")),
    _PERMALINK,
    _PAGE,
)
_PLACES: Spec = (
    _ID,
    *_both("name", "Name"),
    (Column("kind", "text", "What it is."), _get("kind")),
    (Column("part_of", "text", "The place that it lies in.", refers="places"), _link("part_of")),
    *_both("summary", "What it is"),
    (Column("aliases", "text", "Other names, separated by '; '."), _list("aliases")),
    _PERMALINK,
    _PAGE,
)
_INDICATORS: Spec = (
    _ID,
    *_both("name", "Name"),
    *_both("definition", "What is counted"),
    (Column("unit", "text", "The unit, a term of the vocabulary."), lambda i: i.unit.id),
    (Column("unit_symbol", "text", "How the unit is printed."), lambda i: i.unit.symbol),
    (Column("place", "text", "Whose it is, when a place's.", refers="places"), _link("place")),
    (Column("organization", "text", "Whose it is, when a body's.", refers="organizations"), _link("organization")),
    (Column("industry", "text", "The industry that is measured.", refers="industries"), _link("industry")),
    (Column("topics", "text", "Topics, separated by '; '."), _list("topics")),
    (
        Column("breaks", "text", "Breaks of the series, with their reasons, separated by '; '."),
        lambda i: _joined(map(_break, i.breaks)),
    ),
    *(
        (
            Column(
                f"not_found_{language}", "text", f"What was looked for and not found, in {name}, separated by '; '."
            ),
            lambda i, language=language: _joined(filter(None, (getattr(text, language) for text in i.not_found))),
        )
        for language, name in (("en", "English"), ("zh", "Chinese"))
    ),
    (Column("observations", "integer", "How many values there are."), lambda i: len(i.observations)),
    (
        Column("latest", "text", "The newest value that is measured, dated and not weak.", refers="facts"),
        _get("latest"),
    ),
    _PERMALINK,
    _PAGE,
)
_PROJECTS: Spec = (
    _ID,
    *_both("name", "Name"),
    (Column("state", "text", "announced, signed, building, running, ended or unknown."), _get("state")),
    (Column("state_on", "date", "EDTF: the time of the source that gives the state."), _when("state_on")),
    *_both("summary", "What it is"),
    (Column("organizations", "text", "Who builds or runs it, separated by '; '."), _list("organizations")),
    (Column("industries", "text", "Its industries, separated by '; '."), _list("industries")),
    (Column("places", "text", "Where it is, separated by '; '."), _list("places")),
    (Column("figures", "integer", "How many figures there are."), lambda p: len(p.figures)),
    (
        Column("sources", "text", "Sources of its state, separated by '; '."),
        lambda p: _joined(s.source for s in p.sources),
    ),
    (Column("aliases", "text", "Other names, separated by '; '."), _list("aliases")),
    _PERMALINK,
    _PAGE,
)
_SOURCES: Spec = (
    _ID,
    *_both("title", "Title"),
    *_both("publisher", "Who answers for the text"),
    (Column("kind", "text", "What kind of text it is."), _get("kind")),
    (Column("reliability", "text", "weak, where the text itself gives reason for doubt."), _get("reliability")),
    (Column("weak", "integer", "1 for a weak text, on which no grade above D rests."), lambda s: int(s.weak)),
    (Column("grade", "text", "A to D: the grade of a fact that rests on it alone."), _get("grade")),
    (Column("published", "date", "EDTF: when, as far as shown."), _when("published")),
    (Column("language", "text", "BCP 47 tag of the text."), _get("language")),
    (Column("url", "url", "Where it was read."), _get("url")),
    (Column("archived", "url", "A web archive's copy of the address."), _get("archived")),
    (Column("access", "text", "direct, archive, portal or mirror."), _get("access")),
    (Column("carried_by", "text", "The host, when a mirror."), _get("carried_by")),
    (Column("same_text_as", "text", "The source whose text this repeats.", refers="sources"), _get("same_text_as")),
    (
        Column("repeats", "text", "The source whose statement it repeats in other words.", refers="sources"),
        _get("repeats"),
    ),
    (Column("reading", "text", "text, or notes: the text itself was not seen again."), _get("reading")),
    (Column("accessed", "date", "EDTF: when it was read."), _when("accessed")),
    (Column("facts", "integer", "How many facts rest on it."), lambda s: len(s.facts)),
    *_both("note", "What a reader should know"),
    _PERMALINK,
    _PAGE,
)
_DISPUTES: Spec = (
    _ID,
    *_both("question", "The question that the sides answer differently"),
    (Column("outcome", "text", "prefer, open, both-hold, different-scope or rounding."), _get("outcome")),
    (Column("prefer", "text", "The fact that is preferred.", refers="facts"), _get("prefer")),
    *_both("reasoning", "Why"),
    (Column("decided_on", "date", "EDTF: when it was decided."), _when("decided_on")),
    _PERMALINK,
    _PAGE,
)
_CLAIMS: Spec = (
    _ID,
    (Column("source", "text", "The article.", refers="sources"), _link("source")),
    (Column("at", "text", "Where it stands in the article."), _get("at")),
    *_both("claim", "What it asserts"),
    (Column("verdict", "text", "supported, partly, contradicted, not-found or opinion."), _get("verdict")),
    *_both("explanation", "Why"),
    (Column("facts", "text", "The facts behind the verdict, separated by '; '."), _list("facts")),
    (Column("checked_on", "date", "EDTF: when it was checked."), _when("checked_on")),
    _PERMALINK,
    _PAGE,
)
_VOCABULARY: Spec = (
    _ID,
    (Column("kind", "text", "unit, topic, chain or era."), _get("kind")),
    (Column("term", "text", "The word, as records use it."), _get("term")),
    *_both("name", "Name"),
    (Column("symbol", "text", "How a unit is printed after a number."), _get("symbol")),
    (Column("base", "text", "The unit that it is a multiple of."), _get("base")),
    (
        Column("factor", "number", "How many base units it holds."),
        lambda t: Decimal(t.factor) if t.factor is not None else None,
    ),
    (Column("period", "date", "EDTF: the stretch of time of an era."), _when("period")),
)
_REDIRECTS: Spec = (
    (Column("id", "text", "The old address.", required=True), _get("id")),
    (Column("kind", "text", "moved, merged, split or withdrawn."), _get("kind")),
    (Column("to", "text", "The new addresses, separated by '; '."), _list("to")),
    *_both("reason", "Why"),
    (Column("on", "date", "EDTF: when."), _when("on")),
    _PERMALINK,
)


def _table(name: str, title: str, spec: Spec, records: Iterable[Any], key: str = "id") -> Table:
    rows = [tuple(value(record) for _, value in spec) for record in records]
    return Table(name, title, [column for column, _ in spec], [key], rows)


def tables(catalogue: Catalogue) -> list[Table]:
    """All facts in one long table, and a table for each collection."""
    facts = catalogue.facts.values()
    return [
        _table("facts", "Every fact of every kind", _FACTS, facts, "address"),
        *(_facts_of(kind, title, catalogue) for kind, title in _KIND_TITLES.items()),
        _table("industries", "Industries and their value chains", _INDUSTRIES, catalogue.industries.values()),
        _table("organizations", "Companies and institutions", _ORGANIZATIONS, catalogue.organizations.values()),
        _table("places", "Places", _PLACES, catalogue.places.values()),
        _table("indicators", "Measured series", _INDICATORS, catalogue.indicators.values()),
        _table("projects", "Investment projects, planned and real", _PROJECTS, catalogue.projects.values()),
        _table("sources", "Texts that facts rest on", _SOURCES, catalogue.sources.values()),
        _table("disputes", "Sources that disagree", _DISPUTES, catalogue.disputes.values()),
        _table("claims", "Claims that were checked", _CLAIMS, catalogue.claims.values()),
        _table("vocabulary", "Units, topics, value-chain links, eras", _VOCABULARY, catalogue.vocabulary.values()),
        _table("redirects", "Addresses that are gone", _REDIRECTS, catalogue.redirects.values()),
        *link_tables(catalogue),
    ]


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
    spec = [(column, value) for column, value in _FACTS if column.name not in {"kind", *foreign}]
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
    spec = [(column, value) for column, value in _FACTS if column.name in _OBSERVATION_COLUMNS]
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
        *(column for column, _ in _both("summary", "What this side says")),
    ]
    rows = [
        (dispute.id, number, item, side.summary.en, side.summary.zh)
        for dispute in catalogue.disputes.values()
        for number, side in enumerate(dispute.sides, 1)
        for item in dict.fromkeys((*side.facts, *side.claims))
    ]
    return Table("dispute_sides", "What stands on each side of a dispute", columns, ["dispute", "side", "item"], rows)
