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


def col(
    name: str,
    type_: ColumnType,
    what: str,
    read: str | Callable[[Any], Cell] = "",
    *,
    required: bool = False,
    refers: str = "",
) -> tuple[Column, Callable[[Any], Cell]]:
    """A column and how it is read: by a function, or by the attributes on the way to it (``award.kind``); by default its own name."""
    column = Column(name, type_, what, required, refers)
    return column, read if callable(read) else lambda record: _cell(_at(record, read or name))


def _at(record: Any, path: str) -> Any:
    for part in path.split("."):
        record = None if record is None else getattr(record, part)
    return record


def _cell(value: Any) -> Any:
    """A value of a record as a cell has it: of a link its id, of a date its EDTF text, of a list its items."""
    match value:
        case bool():
            return int(value)
        case m.Dated():
            return value.edtf
        case m.Break():
            return f"{value.at.edtf}: {value.reason.en or value.reason.zh}"
        case m.Citation() | m.Link() | m.Unit() | m.DisputeLink() | m.ClaimLink():
            return value.source if isinstance(value, m.Citation) else value.id
        case list():
            return "; ".join(map(_cell, value)) or None
    return value


def _bound(side: Literal["lower", "upper"]) -> Callable[[Any], Cell]:
    """The first or the last day that a fact's date may mean; empty where it is open on that side, or there is none."""

    def day(fact: m.Fact) -> Cell:
        found = getattr(parse(fact.date.edtf), side) if fact.date else None
        return found.isoformat() if found else None

    return day


def _owner(kind: str) -> Callable[[Any], Cell]:
    """What a fact of a kind belongs to; empty for other facts."""
    return lambda fact: fact.subject.id if fact.kind == kind else None


def _in_turn(items: Iterable[str | None]) -> str | None:
    """Cells of a list of which none may be left out, or the rest would be taken for another's; empty if all are."""
    found = [item or "" for item in items]
    return "; ".join(found) if any(found) else None


def both(name: str, what: str) -> Spec:
    """The two columns of a bilingual text."""
    return [
        col(f"{name}_{tag}", "text", f"{what}, in {language}.", f"{name}.{tag}")
        for tag, language in (("en", "English"), ("zh", "Chinese"))
    ]


_PERMALINK = col("permalink", "url", "The address that lasts.", required=True)
_PAGE = col("page", "url", "The page on the site.")
_ID = col("id", "text", "Permanent id.", required=True)

FACTS: Spec = (
    col("address", "text", "Permanent address of the fact.", required=True),
    col("kind", "text", "milestone, award, plan, statement, observation or figure.", required=True),
    *both("title", "Title, name, or what a value is of and its period"),
    *both("text", "What it says"),
    col("date", "date", "EDTF: when it happened, was set, or what it is true of."),
    col("date_precision", "text", "day, month, quarter, year, decade, century or period.", "date.precision"),
    col(
        "start",
        "day",
        "The first day that the date may mean, for sorting and plots. No source gives it.",
        _bound("lower"),
    ),
    col("end", "day", "The last day that the date may mean.", _bound("upper")),
    col(
        "is_full_year",
        "integer",
        "1 if the date is one calendar year, 0 if it is any other time.",
        lambda f: int(is_full_year(parse(f.date.edtf))) if f.date else None,
    ),
    col(
        "break_before",
        "text",
        "Breaks of the series between this value and those before it, which do not compare with it: when, and why.",
        "breaks_before",
    ),
    col("subject", "text", "The entity, indicator or project that it belongs to."),
    col("subject_name_en", "text", "Its name, in English.", "subject.name.en"),
    col("subject_name_zh", "text", "Its name, in Chinese.", "subject.name.zh"),
    col(
        "indicator",
        "text",
        "The indicator, for an observation.",
        _owner("observation"),
        refers="indicators",
    ),
    col(
        "project",
        "text",
        "The project, for a figure.",
        _owner("figure"),
        refers="projects",
    ),
    *both("what", "What a figure is of"),
    col("place", "text", "Whose value it is, when a place's.", refers="places"),
    col("organization", "text", "Whose value it is, when a body's.", refers="organizations"),
    col("key", "text", "Tells several values of one period apart."),
    *both("key_name", "What the key means"),
    col(
        "value",
        "number",
        "The value, for an observation or a figure.",
        lambda f: Decimal(f.value.exact) if f.value else None,
    ),
    col("unit", "text", "The unit, a term of the vocabulary.", "value.unit"),
    col("bound", "text", "exact, about, below, at-least, over, at-most or under.", "value.bound"),
    col("nature", "text", "actual, provisional, estimate, target or forecast.", "value.nature"),
    col("as_printed", "text", "The source's own words for the value.", "value.as_printed"),
    col("formula", "text", "How the value was computed from other facts, by their addresses.", "value.formula"),
    col("award_kind", "text", "title, base, ranking or prize.", "award.kind"),
    col("awarded_by_en", "text", "Who gave it, in English.", "award.awarded_by.en"),
    col("awarded_by_zh", "text", "Who gave it, in Chinese.", "award.awarded_by.zh"),
    col("set_by_en", "text", "Who set the plan, in English.", "plan.set_by.en"),
    col("set_by_zh", "text", "Who set the plan, in Chinese.", "plan.set_by.zh"),
    col("due", "date", "EDTF: by when a plan was to be met.", "plan.due"),
    col("outcome", "text", "What became of a plan.", "plan.outcome"),
    col("importance", "integer", "1 headline, 2 normal, 3 detail."),
    col("topics", "text", "Topics, separated by '; '."),
    col("places", "text", "Places that it is about, separated by '; '."),
    col("industries", "text", "Industries that it is about, separated by '; '."),
    col("organizations", "text", "Bodies that it is about, separated by '; '."),
    col("grade", "text", "A to D: who says so.", required=True),
    col("read_as", "text", "original, or copy: no source that counts was read itself.", required=True),
    col("status", "text", "disputed, rejected or other-figures; empty for all others."),
    col("sources", "text", "Ids of its sources, separated by '; '.", required=True),
    col(
        "source_titles",
        "text",
        "Titles of its sources, in the same order, separated by '; '.",
        lambda f: "; ".join(c.title.en or c.title.zh or c.source for c in f.sources),
    ),
    col(
        "source_urls",
        "text",
        "Where they were read, in the same order, separated by '; '; empty where there is no address.",
        lambda f: _in_turn(c.url for c in f.sources),
    ),
    col("disputes", "text", "Disputes that it stands in, separated by '; '."),
    col("claims", "text", "Checked claims that rest on it, separated by '; '."),
    col("caveats", "text", "What to be careful with, separated by '; '."),
    *both("note", "A caveat in a sentence"),
    _PERMALINK,
    _PAGE,
)

INDUSTRIES: Spec = (
    _ID,
    *both("name", "Name"),
    col("role", "text", "What it is to the subject."),
    *both("summary", "What it is"),
    col("place", "text", "Where it is.", refers="places"),
    col("chain", "text", "Links of the value chain, in order, separated by '; '."),
    col("aliases", "text", "Other names, separated by '; '."),
    _PERMALINK,
    _PAGE,
)

ORGANIZATIONS: Spec = (
    _ID,
    *both("name", "Name"),
    col("kind", "text", "company, government, research or association."),
    col("state", "text", "operating, building, announced, left, elsewhere or unknown."),
    col("since", "date", "EDTF: since when it has been there."),
    col("last_seen", "date", "EDTF: the newest time at which a source has it there."),
    *both("origin", "Where it comes from"),
    col("website", "url", "Its own site."),
    col("stock_code", "text", "Exchange and code."),
    col("sources", "text", "Who says so of these, separated by '; '."),
    *both("summary", "What it is"),
    col("industries", "text", "Its industries, separated by '; '."),
    col("chain", "text", "Its links in the value chain, separated by '; '."),
    col("places", "text", "Where it is, separated by '; '."),
    col("aliases", "text", "Other names, separated by '; '."),
    _PERMALINK,
    _PAGE,
)

PLACES: Spec = (
    _ID,
    *both("name", "Name"),
    col("kind", "text", "What it is."),
    col("part_of", "text", "The place that it lies in.", refers="places"),
    *both("summary", "What it is"),
    col("aliases", "text", "Other names, separated by '; '."),
    _PERMALINK,
    _PAGE,
)


def _not_found(tag: str, language: str) -> tuple[Column, Callable[[Any], Cell]]:
    what = f"What was looked for and not found, in {language}, separated by '; '."
    return col(
        f"not_found_{tag}",
        "text",
        what,
        lambda i: "; ".join(filter(None, (getattr(t, tag) for t in i.not_found))) or None,
    )


INDICATORS: Spec = (
    _ID,
    *both("name", "Name"),
    *both("definition", "What is counted"),
    col("unit", "text", "The unit, a term of the vocabulary."),
    col("unit_symbol", "text", "How the unit is printed.", lambda i: i.unit.symbol),
    col("place", "text", "Whose it is, when a place's.", refers="places"),
    col("organization", "text", "Whose it is, when a body's.", refers="organizations"),
    col("industry", "text", "The industry that is measured.", refers="industries"),
    col("topics", "text", "Topics, separated by '; '."),
    col("breaks", "text", "Breaks of the series, with their reasons, separated by '; '."),
    _not_found("en", "English"),
    _not_found("zh", "Chinese"),
    col(
        "missing_years",
        "text",
        "Full years after the newest of which no value is on record, separated by '; '.",
        lambda i: "; ".join(map(str, i.missing_years)) or None,
    ),
    col("observations", "integer", "How many values there are.", lambda i: len(i.observations)),
    col("latest", "text", "The newest value that is measured, dated and not weak.", refers="facts"),
    _PERMALINK,
    _PAGE,
)

PROJECTS: Spec = (
    _ID,
    *both("name", "Name"),
    col("state", "text", "announced, signed, building, running, ended or unknown."),
    col("state_on", "date", "EDTF: the time of the source that gives the state."),
    *both("summary", "What it is"),
    col("organizations", "text", "Who builds or runs it, separated by '; '."),
    col("industries", "text", "Its industries, separated by '; '."),
    col("places", "text", "Where it is, separated by '; '."),
    *both("where", "Where it is, where that is no place of the store"),
    col("figures", "integer", "How many figures there are.", lambda p: len(p.figures)),
    col("sources", "text", "Sources of its state, separated by '; '."),
    col("aliases", "text", "Other names, separated by '; '."),
    _PERMALINK,
    _PAGE,
)

SOURCES: Spec = (
    _ID,
    *both("title", "Title"),
    *both("publisher", "Who answers for the text"),
    col("kind", "text", "What kind of text it is."),
    col("reliability", "text", "weak, where the text itself gives reason for doubt."),
    col("weak", "integer", "1 for a weak text, on which no grade above D rests."),
    col("grade", "text", "A to D: the grade of a fact that rests on it alone."),
    col("published", "date", "EDTF: when, as far as shown."),
    col("language", "text", "BCP 47 tag of the text."),
    col("url", "url", "Where it was read."),
    col("linked", "integer", "0 where pages do not link the address, for its host."),
    col("archived", "url", "A web archive's copy of the address."),
    col("access", "text", "direct, archive, portal or mirror."),
    col("carried_by", "text", "The host, when a mirror."),
    col("same_text_as", "text", "The source whose text this repeats.", refers="sources"),
    col("repeats", "text", "The source whose statement it repeats in other words.", refers="sources"),
    col("reading", "text", "text, or notes: the text itself was not seen again."),
    col("accessed", "date", "EDTF: when it was read."),
    col("facts", "integer", "How many facts rest on it.", lambda s: len(s.facts)),
    *both("note", "What a reader should know"),
    _PERMALINK,
    _PAGE,
)

DISPUTES: Spec = (
    _ID,
    *both("question", "The question that the sides answer differently"),
    col("outcome", "text", "prefer, open, both-hold, different-scope or rounding."),
    col("prefer", "text", "The fact that is preferred.", refers="facts"),
    *both("reasoning", "Why"),
    col("decided_on", "date", "EDTF: when it was decided."),
    _PERMALINK,
    _PAGE,
)

CLAIMS: Spec = (
    _ID,
    col("source", "text", "The article.", refers="sources"),
    col("at", "text", "Where it stands in the article."),
    *both("claim", "What it asserts"),
    col("verdict", "text", "supported, partly, contradicted, not-found or opinion."),
    *both("explanation", "Why"),
    col("facts", "text", "The facts behind the verdict, separated by '; '."),
    col("checked_on", "date", "EDTF: when it was checked."),
    _PERMALINK,
    _PAGE,
)

VOCABULARY: Spec = (
    _ID,
    col("kind", "text", "unit, topic, chain or era."),
    col("term", "text", "The word, as records use it."),
    *both("name", "Name"),
    col("symbol", "text", "How a unit is printed after a number."),
    col("base", "text", "The unit that it is a multiple of."),
    col(
        "factor",
        "number",
        "How many base units it holds.",
        lambda t: Decimal(t.factor) if t.factor is not None else None,
    ),
    col("period", "date", "EDTF: the stretch of time of an era."),
)

REDIRECTS: Spec = (
    col("id", "text", "The old address.", required=True),
    col("kind", "text", "moved, merged, split or withdrawn."),
    col("to", "text", "The new addresses, separated by '; '."),
    *both("reason", "Why"),
    col("on", "date", "EDTF: when."),
    _PERMALINK,
)
