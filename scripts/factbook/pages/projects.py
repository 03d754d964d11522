"""Projects: the index by state, and a page for each with what was announced and what is real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from babel.numbers import is_currency

from factbook.content.addresses import fact_target, target
from factbook.content.marks import fact_marks
from factbook.content.page import Block, Column, Link, Page, Pairs, Row, Section, Spans, Table, Text
from factbook.content.wording import amount_text, cites_of, links, plain, when_spans, when_text
from factbook.pages.paged import opening
from factbook.pages.parts import (
    chinese,
    edited_at,
    facts_section,
    lead,
    not_found_section,
    standing_section,
)
from factbook.pages.values import ANNOUNCED, REAL, announcements, project_sections, results
from factbook.store import Fact, Project, Store, by_date
from factbook.store.measures import measure_of

STATES = {
    "announced": "Announced",
    "signed": "Signed",
    "building": "Being built",
    "running": "Running",
    "ended": "Ended",
    "unknown": "Unknown what became of it",
}
"""Heading of each state, in the order of the index."""

_LEAD = (
    "Investment projects: who builds what and where, what was announced for it, and what is real. The state is that of the"
    " newest source, and says when that is of."
)


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every project."""
    yield Page("projects/index", "Projects", "", _LEAD, "index", partial(_by_state, store))
    for project in store.projects.values():
        yield _page(project, store)


def _by_state(store: Store) -> list[Section]:
    sections = opening(_LEAD)
    for state, heading in STATES.items():
        found = [project for project in store.projects.values() if project.state == state]
        if found:
            table = projects_table(found, store, f"Projects: {heading.lower()}", state=False)
            sections.append(Section(heading, state, [table]))
    return sections


def projects_section(identifier: str, store: Store) -> list[Section]:
    """The projects of an organization, a place or an industry; none where there are none."""
    found = store.projects_of(identifier)
    return [Section("Projects", "projects", [projects_table(found, store, "Projects")])] if found else []


def projects_table(projects: Sequence[Project], store: Store, caption: str, *, state: bool = True) -> Table:
    """Projects at a glance. ``state``: whether their states differ and have a column."""
    columns = [
        Column("Project"),
        *([Column("State")] if state else []),
        Column("As of"),
        Column("Who"),
        Column("Where"),
        Column(ANNOUNCED),
        Column(REAL),
    ]
    return Table(caption, columns, [_row(project, store, state=state) for project in projects])


def _row(project: Project, store: Store, *, state: bool) -> Row:
    facts = store.owned_by(project.id)
    as_of = project.state_on.text if project.state_on else ""
    cells: list[Spans] = [
        (Link(target(project.id, store), str(project.name), chinese(project.name)),),
        *([(Text(STATES[project.state]),)] if state else []),
        when_spans(project.state_on) if project.state_on else (Text("–"),),
        links(project.organizations, store) or (Text("–"),),
        links(project.places, store) or (Text("–"),),
        _first(announcements(facts), store),
        _first(results(facts), store),
    ]
    keys = [str(project.name), *([STATES[project.state]] if state else []), as_of]
    return Row(cells, sort_keys=[*keys, *[""] * (len(cells) - len(keys))])


def _first(facts: Sequence[Fact], store: Store) -> Spans:
    """The figure that stands for others in a list: the first sum in the order of the record, else the first of any unit."""
    if not facts:
        return (Text("–"),)
    in_order = sorted(facts, key=lambda fact: fact.origin.position())
    fact = next((fact for fact in in_order if _is_sum(fact, store)), in_order[0])
    measure = measure_of(fact, store)
    when = f" ({when_text(measure.period)})" if measure.period else ""
    more = f"; {len(facts) - 1} more" if len(facts) > 1 else ""
    value = Link(fact_target(fact, store), amount_text(measure, store))
    return (Text(f"{measure.name}: "), value, Text(f"{when}{more} "), *fact_marks(fact, store))


def _is_sum(fact: Fact, store: Store) -> bool:
    """Whether a figure is in money: the base of its unit is a currency (ISO 4217)."""
    unit = store.unit(measure_of(fact, store).unit)
    return unit is not None and is_currency(unit.base or unit.term)


def _page(project: Project, store: Store) -> Page:
    return Page(
        target(project.id, store).page,
        str(project.name),
        chinese(project.name),
        plain(project.summary, store),
        "project",
        partial(_sections, project, store),
        *edited_at(project, store),
        project.id,
        project.aliases,
    )


def _sections(project: Project, store: Store) -> list[Section]:
    path, facts = target(project.id, store).page, store.owned_by(project.id)
    statements = by_date(fact for fact in facts if fact.kind == "statement")
    head: list[Block] = [lead(project.summary, store), Pairs(_particulars(project, store))]
    return [
        Section("", "", head),
        *project_sections(project, store),
        *facts_section("Statements", "statements", statements, store, path, project.id),
        *standing_section(facts, store),
        *not_found_section(project.not_found, store),
    ]


def _particulars(project: Project, store: Store) -> list[tuple[str, Spans]]:
    as_of: Spans = (Text(", as of "), *when_spans(project.state_on)) if project.state_on else ()
    state: Spans = (Text(STATES[project.state]), *as_of, *cites_of(project.sources))
    rows: list[tuple[str, Spans]] = [("State", state)]
    for label, identifiers in (
        ("Who", project.organizations),
        ("Where", project.places),
        ("Industries", project.industries),
    ):
        if identifiers:
            rows.append((label, links(identifiers, store)))
    if project.aliases:
        rows.append(("Also called", (Text(", ".join(project.aliases)),)))
    return rows
