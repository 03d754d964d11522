"""The columns of the tables: what each is called, of which type it is, what it means, and how it is read from a record.

Dates are EDTF text, as precise as they are known. ``start`` and ``end`` alone are days: the bounds of what such a text may mean.
A cell is text, a number, or empty. Lists stand in one cell, separated by ``; ``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from factbook.exports import models as m
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


def both(name: str, what: str) -> Spec:
    """The two columns of a bilingual text."""
    return (
        (Column(f"{name}_en", "text", f"{what}, in English."), _english(name)),
        (Column(f"{name}_zh", "text", f"{what}, in Chinese."), _chinese(name)),
    )


_PERMALINK = (Column("permalink", "url", "The address that lasts.", required=True), _get("permalink"))
_PAGE = (Column("page", "url", "The page on the site."), _get("page"))
_ID = (Column("id", "text", "Permanent id.", required=True), _get("id"))

FACTS: Spec = (
    (Column("address", "text", "Permanent address of the fact.", required=True), _get("address")),
    (Column("kind", "text", "milestone, award, plan, statement, observation or figure.", required=True), _get("kind")),
    *both("title", "Title, name, or what a value is of and its period"),
    *both("text", "What it says"),
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
    *both("what", "What a figure is of"),
    (Column("place", "text", "Whose value it is, when a place's.", refers="places"), _link("place")),
    (
        Column("organization", "text", "Whose value it is, when a body's.", refers="organizations"),
        _link("organization"),
    ),
    (Column("key", "text", "Tells several values of one period apart."), _get("key")),
    *both("key_name", "What the key means"),
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
    *both("note", "A caveat in a sentence"),
    _PERMALINK,
    _PAGE,
)

INDUSTRIES: Spec = (
    _ID,
    *both("name", "Name"),
    (Column("role", "text", "What it is to the subject."), _get("role")),
    *both("summary", "What it is"),
    (Column("place", "text", "Where it is.", refers="places"), _link("place")),
    (Column("chain", "text", "Links of the value chain, in order, separated by '; '."), _list("chain")),
    (Column("aliases", "text", "Other names, separated by '; '."), _list("aliases")),
    _PERMALINK,
    _PAGE,
)
ORGANIZATIONS: Spec = (
    _ID,
    *both("name", "Name"),
    (Column("kind", "text", "company, government, research or association."), _get("kind")),
    (Column("state", "text", "operating, building, announced, left, elsewhere or unknown."), _get("state")),
    (Column("since", "date", "EDTF: since when it has been there."), _when("since")),
    (Column("last_seen", "date", "EDTF: the newest time at which a source has it there."), _when("last_seen")),
    *both("origin", "Where it comes from"),
    (Column("website", "url", "Its own site."), _get("website")),
    (Column("stock_code", "text", "Exchange and code."), _get("stock_code")),
    (
        Column("sources", "text", "Who says so of these, separated by '; '."),
        lambda o: _joined(s.source for s in o.sources),
    ),
    *both("summary", "What it is"),
    (Column("industries", "text", "Its industries, separated by '; '."), _list("industries")),
    (Column("chain", "text", "Its links in the value chain, separated by '; '."), _list("chain")),
    (Column("places", "text", "Where it is, separated by '; '."), _list("places")),
    (Column("aliases", "text", "Other names, separated by '; '."), _list("aliases")),
    _PERMALINK,
    _PAGE,
)
PLACES: Spec = (
    _ID,
    *both("name", "Name"),
    (Column("kind", "text", "What it is."), _get("kind")),
    (Column("part_of", "text", "The place that it lies in.", refers="places"), _link("part_of")),
    *both("summary", "What it is"),
    (Column("aliases", "text", "Other names, separated by '; '."), _list("aliases")),
    _PERMALINK,
    _PAGE,
)
INDICATORS: Spec = (
    _ID,
    *both("name", "Name"),
    *both("definition", "What is counted"),
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
PROJECTS: Spec = (
    _ID,
    *both("name", "Name"),
    (Column("state", "text", "announced, signed, building, running, ended or unknown."), _get("state")),
    (Column("state_on", "date", "EDTF: the time of the source that gives the state."), _when("state_on")),
    *both("summary", "What it is"),
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
SOURCES: Spec = (
    _ID,
    *both("title", "Title"),
    *both("publisher", "Who answers for the text"),
    (Column("kind", "text", "What kind of text it is."), _get("kind")),
    (Column("reliability", "text", "weak, where the text itself gives reason for doubt."), _get("reliability")),
    (Column("weak", "integer", "1 for a weak text, on which no grade above D rests."), lambda s: int(s.weak)),
    (Column("grade", "text", "A to D: the grade of a fact that rests on it alone."), _get("grade")),
    (Column("published", "date", "EDTF: when, as far as shown."), _when("published")),
    (Column("language", "text", "BCP 47 tag of the text."), _get("language")),
    (Column("url", "url", "Where it was read."), _get("url")),
    (Column("linked", "integer", "0 where pages do not link the address, for its host."), lambda s: int(s.linked)),
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
    *both("note", "What a reader should know"),
    _PERMALINK,
    _PAGE,
)
DISPUTES: Spec = (
    _ID,
    *both("question", "The question that the sides answer differently"),
    (Column("outcome", "text", "prefer, open, both-hold, different-scope or rounding."), _get("outcome")),
    (Column("prefer", "text", "The fact that is preferred.", refers="facts"), _get("prefer")),
    *both("reasoning", "Why"),
    (Column("decided_on", "date", "EDTF: when it was decided."), _when("decided_on")),
    _PERMALINK,
    _PAGE,
)
CLAIMS: Spec = (
    _ID,
    (Column("source", "text", "The article.", refers="sources"), _link("source")),
    (Column("at", "text", "Where it stands in the article."), _get("at")),
    *both("claim", "What it asserts"),
    (Column("verdict", "text", "supported, partly, contradicted, not-found or opinion."), _get("verdict")),
    *both("explanation", "Why"),
    (Column("facts", "text", "The facts behind the verdict, separated by '; '."), _list("facts")),
    (Column("checked_on", "date", "EDTF: when it was checked."), _when("checked_on")),
    _PERMALINK,
    _PAGE,
)
VOCABULARY: Spec = (
    _ID,
    (Column("kind", "text", "unit, topic, chain or era."), _get("kind")),
    (Column("term", "text", "The word, as records use it."), _get("term")),
    *both("name", "Name"),
    (Column("symbol", "text", "How a unit is printed after a number."), _get("symbol")),
    (Column("base", "text", "The unit that it is a multiple of."), _get("base")),
    (
        Column("factor", "number", "How many base units it holds."),
        lambda t: Decimal(t.factor) if t.factor is not None else None,
    ),
    (Column("period", "date", "EDTF: the stretch of time of an era."), _when("period")),
)
REDIRECTS: Spec = (
    (Column("id", "text", "The old address.", required=True), _get("id")),
    (Column("kind", "text", "moved, merged, split or withdrawn."), _get("kind")),
    (Column("to", "text", "The new addresses, separated by '; '."), _list("to")),
    *both("reason", "Why"),
    (Column("on", "date", "EDTF: when."), _when("on")),
    _PERMALINK,
)
