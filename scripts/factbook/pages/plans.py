"""Plans: goals, what they aim at, and what became of them, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from factbook.content.addresses import PLANS, fact_target, listed, target
from factbook.content.amounts import aim_text
from factbook.content.marks import PLAN_OUTCOMES, fact_marks, plan_outcome
from factbook.content.messages import filled
from factbook.content.page import Column, Page, Row, Section, Table
from factbook.content.paging import MOST_FACTS
from factbook.content.spans import Badge, Link, Span, Spans, Text
from factbook.content.wording import fact_title, names, when_spans
from factbook.languages import N_, _, pgettext
from factbook.pages.paged import Part, paged, year
from factbook.pages.parts import facts_section
from factbook.store import Fact, Plan, Store
from factbook.store.publishers import is_unknown

_LEAD = N_("Goals and targets: who set them, by when, and what became of them.")


def pages(store: Store) -> Iterator[Page]:
    """The page of all plans, or the pages, by what became of them; none without plans."""
    if not store.facts_of("plan"):
        return
    for part in paged(PLANS, listed("plan", store), MOST_FACTS, year):
        title = part.titled(store.term("collection", "plans"))
        yield Page(part.path, title, "", _(_LEAD), "index", partial(_sections, part, store))


def _sections(part: Part[Fact], store: Store) -> list[Section]:
    facts = part.items
    overview = _("The plans at a glance, the newest first; each leads to what is known of it below")
    sections = [Section("", "", [replace(plans_table(facts, store, overview), is_overview=True)])] if facts else []
    for outcome in PLAN_OUTCOMES:
        name, meaning = plan_outcome(outcome)
        heading = _("%(name)s: %(meaning)s") % {"name": name, "meaning": meaning}
        found = [fact for fact in facts if isinstance(fact.record, Plan) and fact.record.outcome == outcome]
        sections += facts_section(heading, outcome, found, store, part.path)
    return part.around(sections, _(_LEAD))


def plans_table(facts: Sequence[Fact], store: Store, caption: str) -> Table:
    """Plans at a glance."""
    columns = [
        Column(pgettext("when a plan was", "Announced")),
        Column(_("Plan")),
        Column(_("Due")),
        Column(_("Outcome")),
        Column(_("Set by")),
        Column(_("Grade")),
    ]
    rows = []
    for fact in facts:
        record = fact.record
        assert isinstance(record, Plan)
        cells = (
            when_spans(record.announced, short=True),
            (Link(fact_target(fact, store), str(record.title)), *_target(record, store)),
            when_spans(record.due, short=True) if record.due else (Text("–"),),
            (*outcome_spans(record), *_results(record, store)),
            (Text("–"),) if is_unknown(record.set_by) else names(record.set_by),
            fact_marks(fact, store),
        )
        rows.append(Row(cells, sort_keys=(record.announced.text if record.announced else "", "", "", "", "", "")))
    return Table(caption, columns, rows, heads=1)


def _target(plan: Plan, store: Store) -> Spans:
    """What a plan aims at, in numbers: nothing where it names none."""
    if plan.target is None:
        return ()
    indicator = store.indicators[plan.target.indicator]
    value = aim_text(plan.target, indicator.unit, store)
    series = Link(target(indicator.id, store), str(indicator.name))
    return filled(_(" – %(series)s: %(value)s"), series=series, value=value)


def outcome_spans(plan: Plan) -> Spans:
    """What became of a plan."""
    name, meaning = plan_outcome(plan.outcome)
    return (Badge("outcome", plan.outcome, name, meaning),)


def _results(plan: Plan, store: Store) -> Spans:
    spans: list[Span] = []
    for address in plan.results:
        if address in store.facts:
            spans.append(Text(" "))
            spans.extend(fact_title(store.facts[address], store))
    return spans
