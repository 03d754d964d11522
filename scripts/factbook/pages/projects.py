"""Projects: the index by state, and a page for each with what was announced and what is real."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from babel.numbers import is_currency

from factbook.content.addresses import fact_target, target
from factbook.content.amounts import amount_text
from factbook.content.marks import fact_marks
from factbook.content.messages import filled
from factbook.content.page import Block, Column, Page, Pairs, Row, Section, Table
from factbook.content.sentences import uncapitalized
from factbook.content.spans import Link, Spans, Text
from factbook.content.wording import cites_of, links, names, when_spans, when_text
from factbook.languages import N_, _, joined
from factbook.pages.gaps import not_found_section
from factbook.pages.paged import opening
from factbook.pages.parts import MANY, chinese, facts_section, lead, record_page, standing_section
from factbook.pages.values import ANNOUNCED, REAL, announcements, project_sections, results
from factbook.store import Fact, Project, Store, by_date
from factbook.store.measures import measure_of
from factbook.store.presence import places_of_subject

STATES = {
    "announced": N_("Announced"),
    "signed": N_("Signed"),
    "building": N_("Being built"),
    "running": N_("Running"),
    "ended": N_("Ended"),
    "unknown": N_("Unknown what became of it"),
}
"""Heading of each state, in the order of the index."""

_LEAD = N_(
    "Investment projects: who builds what and where, what was announced for it, and what was carried out. The state is that of the"
    " newest source, and says when that is of."
)


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every project."""
    if store.projects:
        yield Page(
            "projects/index", store.term("collection", "projects"), "", _(_LEAD), "index", partial(_by_state, store)
        )
    for project in store.projects.values():
        yield record_page(project, "project", store, partial(_sections, project, store))


def _by_state(store: Store) -> list[Section]:
    """Those in the subject's place by state, and after them all others."""
    sections = opening(_(_LEAD))
    here, elsewhere = _split(store.projects.values(), store)
    for state, heading in STATES.items():
        found = [project for project in here if project.state == state]
        if found:
            words = {"list": store.term("collection", "projects"), "part": uncapitalized(_(heading))}
            table = projects_table(found, store, _("%(list)s: %(part)s") % words, state=False)
            sections.append(Section(_(heading), state, [table]))
    if elsewhere:
        words = {"list": store.term("collection", "projects"), "part": uncapitalized(_elsewhere(store))}
        table = projects_table(elsewhere, store, _("%(list)s: %(part)s") % words)
        sections.append(Section(_elsewhere(store), "elsewhere", [table]))
    return sections


def _split(projects: Iterable[Project], store: Store) -> tuple[list[Project], list[Project]]:
    """Projects that lie in the subject's place, and the others; without a subject all are in the first list."""
    there = places_of_subject(store)
    here: list[Project] = []
    elsewhere: list[Project] = []
    for project in projects:
        (here if not there or there.intersection(project.places) else elsewhere).append(project)
    return here, elsewhere


def _elsewhere(store: Store) -> str:
    return _("Outside %(subject)s, or not placed in it by a source") % {"subject": store.subject_name}


def projects_section(identifier: str, store: Store) -> list[Section]:
    """The projects of an organization, a place or an industry: a table, of many their names by state; none where there are none.

    Those that lie outside the subject's place stand in a table of their own, unless all of them do.
    """
    found = store.projects_of(identifier)
    here, elsewhere = _split(found, store)
    if not here or identifier in store.places:
        here, elsewhere = found, []
    blocks: list[Block] = []
    if here:
        blocks.append(
            Pairs(list(_names_by_state(here, store)))
            if len(here) > MANY
            else projects_table(here, store, _("Projects"), about=identifier)
        )
    if elsewhere:
        blocks.append(projects_table(elsewhere, store, _elsewhere(store), about=identifier))
    return [Section(_("Projects"), "projects", blocks)] if blocks else []


def _names_by_state(projects: Sequence[Project], store: Store) -> Iterator[tuple[str, Spans]]:
    for state, heading in STATES.items():
        found = [project.id for project in projects if project.state == state]
        if found:
            yield _(heading), links(found, store)


def projects_table(
    projects: Sequence[Project], store: Store, caption: str, *, state: bool = True, about: str = ""
) -> Table:
    """Projects at a glance.

    Args:
        projects: The rows.
        store: The store.
        caption: What the table is called.
        state: Whether their states differ and have a column.
        about: The entity on whose page it stands; who or where has no column if it is that entity alone.

    """
    columns: dict[str, tuple[Column, Callable[[Project], Spans], Callable[[Project], str]]] = {
        "project": (
            Column(_("Project")),
            lambda p: (Link(target(p.id, store), str(p.name), chinese(p.name)),),
            lambda p: str(p.name),
        ),
        "state": (Column(_("State")), lambda p: (Text(_(STATES[p.state])),), lambda p: _(STATES[p.state])),
        "as of": (Column(_("As of")), _as_of, lambda p: p.state_on.text if p.state_on else ""),
        "who": (Column(_("Who")), lambda p: links(p.organizations, store) or _NOTHING, _unsorted),
        "where": (
            Column(_("Where")),
            lambda p: _where(p, store) or _NOTHING,
            _unsorted,
        ),
        "announced": (Column(_(ANNOUNCED)), lambda p: _first(announcements(store.owned_by(p.id)), store), _unsorted),
        "real": (Column(_(REAL)), lambda p: _first(results(store.owned_by(p.id)), store), _unsorted),
    }
    left_out = {
        *(() if state else ("state",)),
        *(("who",) if all(project.organizations == [about] for project in projects) else ()),
        *(("where",) if all(_narrowest(p.places, store) == [about] and not p.where for p in projects) else ()),
    }
    shown = [column for name, column in columns.items() if name not in left_out]
    rows = [
        Row([cell(p) for _column, cell, _key in shown], sort_keys=[key(p) for _column, _cell, key in shown])
        for p in projects
    ]
    return Table(caption, [column for column, _cell, _key in shown], rows)


def _where(project: Project, store: Store) -> Spans:
    """The narrowest places that a project lies in; what is no place of the store in words."""
    words = names(project.where) if project.where else ()
    return (*links(_narrowest(project.places, store), store, short=True), *words)


_NOTHING: Spans = (Text("–"),)


def _unsorted(_: Project) -> str:
    return ""


def _as_of(project: Project) -> Spans:
    return when_spans(project.state_on, short=True) if project.state_on else _NOTHING


def _narrowest(places: Sequence[str], store: Store) -> list[str]:
    """Places without those that another of them lies in."""
    around = {outer for place in places for outer in _around(place, store)}
    return [place for place in places if place not in around]


def _around(place: str, store: Store) -> Iterator[str]:
    """The places that a place lies in, the nearest first."""
    found = store.places.get(place)
    while found is not None and found.part_of:
        yield found.part_of
        found = store.places.get(found.part_of)


def _first(facts: Sequence[Fact], store: Store) -> Spans:
    """The figure that stands for others in a list: the first sum in the order of the record, else the first of any unit."""
    if not facts:
        return (Text("–"),)
    in_order = sorted(facts, key=lambda fact: fact.origin.position())
    fact = next((fact for fact in in_order if _is_sum(fact, store)), in_order[0])
    measure = measure_of(fact, store)
    message = _("%(what)s: %(amount)s (%(when)s)") if measure.period else _("%(what)s: %(amount)s")
    value = Link(fact_target(fact, store), amount_text(measure, store))
    figure = filled(message, what=str(measure.name), amount=value, when=when_text(measure.period))
    if len(facts) > 1:
        more = Link(target(fact.owner, store), _("%(count)s more") % {"count": len(facts) - 1})
        figure = filled(_("%(figure)s; %(more)s"), figure=figure, more=more)
    return (*figure, Text(" "), *fact_marks(fact, store))


def _is_sum(fact: Fact, store: Store) -> bool:
    """Whether a figure is in money: the base of its unit is a currency (ISO 4217)."""
    unit = store.unit(measure_of(fact, store).unit)
    return unit is not None and is_currency(unit.base or unit.term)


def _sections(project: Project, store: Store) -> list[Section]:
    path, facts = target(project.id, store).page, store.owned_by(project.id)
    statements = by_date(fact for fact in facts if fact.kind == "statement")
    head: list[Block] = [lead(project.summary, store), Pairs(_particulars(project, store))]
    return [
        Section("", "", head),
        *project_sections(project, store),
        *facts_section(_("Statements"), "statements", statements, store, path, project.id),
        *standing_section(facts, store),
        *not_found_section(project, store),
    ]


def _particulars(project: Project, store: Store) -> list[tuple[str, Spans]]:
    state, when = _(STATES[project.state]), project.state_on
    words = filled(_("%(state)s, as of %(when)s"), state=state, when=when_spans(when)) if when else (Text(state),)
    rows: list[tuple[str, Spans]] = [(_("State"), (*words, *cites_of(project.sources)))]
    where = (*links(project.places, store), *(names(project.where) if project.where else ()))
    for label, shown in (
        (_("Who"), links(project.organizations, store)),
        (_("Where"), where),
        (_("Industries"), links(project.industries, store)),
    ):
        if shown:
            rows.append((label, shown))
    if project.aliases:
        rows.append((_("Also called"), (Text(joined(project.aliases)),)))
    return rows
