"""Industries: the index by role, and a page for each with its value chain."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import target
from factbook.content.page import Block, Page, Pairs, Paragraph, Section, Spans, Text
from factbook.content.wording import links, plain
from factbook.pages.figures import chain_figure, indicators_section
from factbook.pages.paged import Part, opening
from factbook.pages.parts import (
    cards,
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
from factbook.store import Fact, Industry, Store, by_date

ROLES = {
    "pillar": "Pillar industries",
    "strategic": "Strategic industries",
    "emerging": "Emerging industries",
    "other": "Other industries, in none of the lists of key industries",
    "outside-zone": "Not in the zone",
}
"""Heading of each role, in the order of the index."""

_LEAD = "The industries by their role: what the evidence says of each, and who works in it."

_AT_NO_LINK = "Also in the industry, at no link of the chain that a source names:"


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every industry."""
    yield _index(store)
    for industry in store.industries.values():
        yield from entity_pages(_page(industry, store), store, partial(_sections, industry, store))


def _index(store: Store) -> Page:
    return Page("industries/index", "Industries", "", _LEAD, "index", partial(_by_role, store))


def _by_role(store: Store) -> list[Section]:
    sections = opening(_LEAD)
    for role, heading in ROLES.items():
        found = [industry.id for industry in store.industries.values() if industry.role == role]
        if found:
            sections.append(Section(heading, role, [cards(found, store)]))
    return sections


def _page(industry: Industry, store: Store) -> Page:
    return Page(
        target(industry.id, store).page,
        str(industry.name),
        chinese(industry.name),
        plain(industry.summary, store),
        "industry",
        tuple,
        *edited_at(industry, store),
        industry.id,
        industry.aliases,
    )


def _sections(industry: Industry, store: Store, part: Part[Fact]) -> list[Section]:
    statements = by_date(store.owned_by(industry.id))
    rows: list[tuple[str, Spans]] = [("Role", (Text(ROLES[industry.role]),))]
    if industry.place:
        rows.append(("Place", links([industry.place], store)))
    if industry.aliases:
        rows.append(("Also called", (Text(", ".join(industry.aliases)),)))
    return [
        Section("", "", [lead(industry.summary, store), Pairs(rows)]),
        *_chain(industry, store),
        *strip_section(industry.id, store, str(industry.name)),
        *indicators_section(industry.id, store, part.items),
        *projects_section(industry.id, store),
        *facts_section("Statements", "statements", statements, store, part.path, industry.id),
        *related_facts(industry.id, part, store),
        *standing_section([*statements, *store.facts_about(industry.id)], store),
        *not_found_section(industry.not_found, store),
    ]


def _chain(industry: Industry, store: Store) -> list[Section]:
    """The value chain, and the organizations that stand at none of its links."""
    blocks: list[Block] = [*chain_figure(industry, store)]
    rest = [o.id for o in store.organizations_in(industry.id) if not set(o.chain) & set(industry.links)]
    if rest:
        blocks.extend([Paragraph((Text(_AT_NO_LINK),))] if industry.chain else [])
        blocks.append(cards(rest, store))
    return [Section("Value chain" if industry.chain else "Organizations", "chain", blocks)] if blocks else []
