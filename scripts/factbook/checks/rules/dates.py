"""Rules about time: order, the future, facts without a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.store import Fact, Plan, Source, Statement
from factbook.store.records import Valued
from mkdocs_timeline.dates import When

ANNOUNCED = timedelta(days=31)
"""How long before an event a source may announce it as settled: a listing, an opening."""


def _lower(when: When | None) -> date | None:
    return when.lower if when else None


def _upper(when: When | None) -> date | None:
    return when.upper if when else None


def _is_actual(fact: Fact) -> bool:
    record = fact.record
    if isinstance(record, Plan):
        return False
    return not isinstance(record, Valued) or record.nature in {"actual", "provisional"}


def _key(fact: Fact) -> str:
    return {"observation": "period", "figure": "period", "plan": "announced"}.get(fact.kind, "date")


_NOT_YET = "set nature: forecast or target"


def _order(view: View) -> Iterator[Finding]:
    for fact in view.store.facts.values():
        record = fact.record
        if isinstance(record, Plan):
            set_on, due = _lower(record.announced), _upper(record.due)
            if set_on and due and due < set_on:
                yield at(
                    fact.origin, "due", message="the plan is due before it was announced", hint="correct one of the two"
                )
        if not _is_actual(fact):
            continue
        begin, newest = _lower(fact.date), _newest_source(fact, view)
        if begin and newest and begin - newest > ANNOUNCED:
            message = f"every source was published before this ({newest.isoformat()} at the latest)"
            hint = "correct the date" + (f", or {_NOT_YET}" if isinstance(fact.record, Valued) else "")
            yield at(fact.origin, _key(fact), message=message, hint=hint)
    for source in view.store.sources.values():
        published, accessed = _lower(source.published), _upper(source.accessed)
        if published and accessed and accessed < published:
            message = "the source was read before it was published"
            yield at(view.store.origin(source), "accessed", message=message, hint="correct one of the two")


def _newest_source(fact: Fact, view: View) -> date | None:
    """The last day on which the newest source can have been published; None when one is undated."""
    newest: date | None = None
    for identifier in fact.sources:
        source: Source | None = view.store.sources.get(identifier)
        upper = _upper(source.published) if source else None
        if upper is None:
            return None
        newest = max(newest or upper, upper)
    return newest


def _future(view: View) -> Iterator[Finding]:
    for fact in view.store.facts.values():
        begin = _lower(fact.date)
        if begin and begin > view.today and _is_actual(fact):
            message = f"{fact.record.__class__.__name__.lower()} of the future: {begin.isoformat()} is after {view.today.isoformat()}"
            hint = (
                f"{_NOT_YET}, or correct the date"
                if isinstance(fact.record, Valued)
                else "make it a plan, or correct the date"
            )
            yield at(fact.origin, _key(fact), message=message, hint=hint)
    for record in {id(each): each for each in (*view.store.records(), *view.store.projects.values())}.values():
        for key in _OF_OUR_DOING:
            begin = _lower(getattr(record, key, None))
            if begin and begin > view.today:
                message = f"'{key}' is of the future: {begin.isoformat()} is after {view.today.isoformat()}"
                yield at(view.store.origin(record), key, message=message, hint="correct the date")


_OF_OUR_DOING = ("accessed", "published", "decided_on", "checked_on", "on", "last_seen", "state_on")
"""Dates of what was done, read or seen: none of them can be of the future."""


def _undated(view: View) -> Iterator[Finding]:
    for fact in view.store.facts.values():
        record = fact.record
        if fact.date is not None or record.note is not None or isinstance(record, Statement):
            continue
        hint = "add the date, or say in a note that none is known"
        yield at(fact.origin, message=f"'{fact.address}' has no date and no note says why", hint=hint)


def _outcome(view: View) -> Iterator[Finding]:
    """Never that an open plan is overdue: no check turns red by itself when a day passes."""
    for fact in view.store.facts_of("plan"):
        record = fact.record
        assert isinstance(record, Plan)
        due = _lower(record.due)
        if record.due is None and record.outcome in ("open", "missed"):
            message = f"a plan without a day by which it is due cannot be {record.outcome}"
            yield at(fact.origin, "outcome", message=message, hint="write outcome: unknown, or add due")
        elif record.outcome == "unknown" and due and due > view.today:
            message = f"the plan is not due before {due.isoformat()}"
            yield at(fact.origin, "outcome", message=message, hint="write outcome: open")


_PLAN = """# data/plans.yml
- {id: bridge, title: A bridge, set_by: Council, announced: 1990, due: %s, outcome: unknown, summary: A bridge over the river.,
   sources: {yearbook: page 9}}
"""
_GOAL = """# data/plans.yml
- {id: bridge, title: A bridge, set_by: Council, announced: 1990, outcome: %s, summary: A bridge over the river.,
   sources: {yearbook: page 9}}
"""
_EVENT = """# data/milestones.yml
- {id: fair, date: %s, title: Fair, summary: A fair is held., topics: [history], places: [town], sources: {%s: page 5}}
"""
_BULLETIN = """# data/sources.yml
- {id: yearbook, title: Yearbook, publisher: Council, kind: official, published: 1995, language: en,
   url: 'https://example.org/yearbook', access: direct, accessed: 2020-01-01}
- {id: bulletin, title: Bulletin, publisher: Council, kind: official, language: en,
   url: 'https://example.org/bulletin', access: direct, accessed: 2020-01-01}
"""
_PRIZE = """# data/awards.yml
- {id: prize, name: Prize, kind: prize, awarded_by: Council, places: [town], %ssources: {yearbook: page 6}}
"""

RULES = (
    Rule(
        "FB501",
        "order-of-dates",
        N_("Nothing ends before it begins, no source is read before it is published or reports what came later."),
        N_("One of the two dates is wrong."),
        _PLAN % "1980",
        _PLAN % "1999",
        _order,
    ),
    Rule(
        "FB502",
        "future-actual",
        N_(
            "What has not happened yet is a plan, a target or a forecast; no source was published or read, no dispute decided in"
            " the future."
        ),
        N_("Nobody can have measured it. Today is the latest day on Earth."),
        _BULLETIN + _EVENT % ("2999", "bulletin"),
        _BULLETIN + _EVENT % ("2001", "bulletin"),
        _future,
    ),
    Rule(
        "FB503",
        "undated",
        N_("A fact without a date says so in a note."),
        N_("Readers would take it for today's."),
        _PRIZE % "",
        _PRIZE % "note: The yearbook gives no year., ",
        _undated,
    ),
    Rule(
        "FB504",
        "outcome-of-a-plan",
        N_(
            "A plan is `open` while its day has not come, and `missed` only if it had one; where no source tells what became of it, and"
            " its day has come or none was set, it is `unknown`."
        ),
        N_("Of two plans alike, one would be called open and the other unknown."),
        _GOAL % "open",
        _GOAL % "unknown",
        _outcome,
    ),
)
