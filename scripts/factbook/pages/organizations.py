"""Organizations: the index as a table, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import target
from factbook.content.page import Column, Link, Page, Pairs, Row, Section, Span, Spans, Table, Text
from factbook.content.paging import MOST_ROWS
from factbook.content.wording import links, names, plain, when_text
from factbook.pages.figures import indicators_section
from factbook.pages.paged import Part, beginning, paged
from factbook.pages.parts import (
    chinese,
    edited_at,
    entity_pages,
    facts_section,
    lead,
    not_found_section,
    related_facts,
    standing_section,
    strip_section,
)
from factbook.pages.projects import projects_section
from factbook.store import Fact, Organization, Store, by_date

_LEAD = "Companies and institutions that the facts name, by name, with how many facts there are about each."


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every organization."""
    yield from _index(store)
    for organization in store.organizations.values():
        yield from entity_pages(_page(organization, store), store, partial(_sections, organization, store))


def _index(store: Store) -> Iterator[Page]:
    found = sorted(store.organizations.values(), key=lambda organization: str(organization.name).casefold())
    for part in paged("organizations/index", found, MOST_ROWS, lambda organization: beginning(str(organization.name))):
        yield Page(part.path, part.titled("Organizations"), "", _LEAD, "index", partial(_rows, part, store))


def _rows(part: Part[Organization], store: Store) -> list[Section]:
    columns = [
        Column("Organization"),
        Column("Kind"),
        Column("Industries"),
        Column("Places"),
        Column("Facts", numeric=True),
    ]
    rows = []
    for organization in part.items:
        count = str(store.known_of(organization.id))
        name = Link(target(organization.id, store), str(organization.name), chinese(organization.name))
        rows.append(
            Row(
                (
                    (name,),
                    (Text(organization.kind),),
                    links(organization.industries, store),
                    links(organization.places, store),
                    (Text(count),),
                ),
                sort_keys=("", "", "", "", count),
            )
        )
    return part.around([Section("", "", [Table("All organizations", columns, rows)])], _LEAD)


def _page(organization: Organization, store: Store) -> Page:
    former = [former.name for former in organization.former_names]
    return Page(
        target(organization.id, store).page,
        str(organization.name),
        chinese(organization.name),
        plain(organization.summary, store),
        "organization",
        tuple,
        *edited_at(organization, store),
        organization.id,
        [*organization.aliases, *(part for name in former for part in name)],
    )


def _sections(organization: Organization, store: Store, part: Part[Fact]) -> list[Section]:
    statements = by_date(store.owned_by(organization.id))
    return [
        Section("", "", [lead(organization.summary, store), Pairs(_particulars(organization, store))]),
        *strip_section(organization.id, store, str(organization.name)),
        *indicators_section(organization.id, store, part.items),
        *projects_section(organization.id, store),
        *facts_section("Statements", "statements", statements, store, part.path, organization.id),
        *related_facts(organization.id, part, store),
        *standing_section([*statements, *store.facts_about(organization.id)], store),
        *not_found_section(organization.not_found, store),
    ]


def _particulars(organization: Organization, store: Store) -> list[tuple[str, Spans]]:
    rows: list[tuple[str, Spans]] = [("Kind", (Text(organization.kind),))]
    if organization.aliases:
        rows.append(("Also called", (Text(", ".join(organization.aliases)),)))
    if organization.former_names:
        spans: list[Span] = []
        for former in organization.former_names:
            spans.extend([Text("; ")] if spans else [])
            spans.extend(names(former.name))
            spans.extend([Text(f" (until {when_text(former.until)})")] if former.until else [])
        rows.append(("Former names", spans))
    if organization.industries:
        rows.append(("Industries", links(organization.industries, store)))
    if organization.chain:
        rows.append(("In the value chain", (Text(", ".join(store.term("chain", c) for c in organization.chain)),)))
    if organization.places:
        rows.append(("Places", links(organization.places, store)))
    return rows
