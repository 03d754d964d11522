"""Industries: the index by role, and a page for each with its value chain."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import target
from factbook.content.page import Block, Page, Pairs, Paragraph, Section, Spans, Text
from factbook.content.wording import links, plain
from factbook.pages.entities import entity_pages
from factbook.pages.figures import chain_figure
from factbook.pages.paged import opening
from factbook.pages.parts import cards, chinese, edited_at, lead
from factbook.store import Industry, Store

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
        head = partial(_head, industry, store)
        yield from entity_pages(_page(industry, store), store, head, not_found=industry.not_found)


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


def _head(industry: Industry, store: Store) -> list[Section]:
    rows: list[tuple[str, Spans]] = [("Role", (Text(ROLES[industry.role]),))]
    if industry.place:
        rows.append(("Place", links([industry.place], store)))
    if industry.aliases:
        rows.append(("Also called", (Text(", ".join(industry.aliases)),)))
    return [Section("", "", [lead(industry.summary, store), Pairs(rows)]), *_chain(industry, store)]


def _chain(industry: Industry, store: Store) -> list[Section]:
    """The value chain, and the organizations that stand at none of its links."""
    blocks: list[Block] = [*chain_figure(industry, store)]
    rest = [o.id for o in store.organizations_in(industry.id) if not set(o.chain) & set(industry.links)]
    if rest:
        blocks.extend([Paragraph((Text(_AT_NO_LINK),))] if industry.chain else [])
        blocks.append(cards(rest, store))
    return [Section("Value chain" if industry.chain else "Organizations", "chain", blocks)] if blocks else []
