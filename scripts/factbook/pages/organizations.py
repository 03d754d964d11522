"""Organizations: the index as a table, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.addresses import target
from factbook.content import Column, Link, Page, Pairs, Row, Section, Span, Spans, Table, Text
from factbook.pages.parts import (
    by_date,
    chinese,
    edited_at,
    facts_section,
    indicators_section,
    lead,
    not_found_section,
    related_facts,
    standing_section,
)
from factbook.store import Organization, Store
from factbook.wording import links, names, plain, when_text


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every organization."""
    yield _index(store)
    for organization in store.organizations.values():
        yield _page(organization, store)


def _index(store: Store) -> Page:
    description = "Companies and institutions, with the facts about each."
    return Page("organizations/index", "Organizations", "", description, "index", partial(_all, store))


def _all(store: Store) -> list[Section]:
    columns = [
        Column("Organization"),
        Column("Kind"),
        Column("Industries"),
        Column("Places"),
        Column("Facts", numeric=True),
    ]
    rows = []
    for organization in sorted(store.organizations.values(), key=lambda o: str(o.name).casefold()):
        count = str(_count(organization, store))
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
    return [Section("", "", [Table("All organizations", columns, rows)])]


def _count(organization: Organization, store: Store) -> int:
    series = sum(len(store.owned_by(indicator.id)) for indicator in store.indicators_of(organization.id))
    return len(store.owned_by(organization.id)) + len(store.facts_about(organization.id)) + series


def _page(organization: Organization, store: Store) -> Page:
    former = [former.name for former in organization.former_names]
    return Page(
        target(organization.id, store).page,
        str(organization.name),
        chinese(organization.name),
        plain(organization.summary, store),
        "organization",
        partial(_sections, organization, store),
        *edited_at(organization, store),
        organization.id,
        [*organization.aliases, *(part for name in former for part in name)],
    )


def _sections(organization: Organization, store: Store) -> list[Section]:
    path = target(organization.id, store).page
    statements = by_date(store.owned_by(organization.id))
    return [
        Section("", "", [lead(organization.summary, store), Pairs(_particulars(organization, store))]),
        *facts_section("What is said of it", "statements", statements, store, path, organization.id),
        *indicators_section(organization.id, store),
        *related_facts(organization.id, store, path),
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
