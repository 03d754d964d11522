"""Places: the index by kind, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import target
from factbook.content.page import Block, Page, Pairs, Section, Spans, Text
from factbook.content.wording import links, plain
from factbook.pages.figures import indicators_section
from factbook.pages.map import map_blocks
from factbook.pages.paged import Part, opening
from factbook.pages.parts import (
    MANY,
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
from factbook.pages.recency import as_of_rows, news_section
from factbook.store import Fact, Place, Store, by_date

KINDS = {
    "zone": "Zones",
    "park": "Parks",
    "subdistrict": "Subdistricts",
    "town": "Towns",
    "village": "Villages",
    "station": "Stations",
    "wetland": "Wetlands",
    "district": "Districts",
    "county": "Counties",
    "city": "Cities",
    "province": "Provinces",
    "region": "Regions",
}
"""Heading of each kind of place, in the order of the index."""

_LEAD = "Zones, parks, towns and the places around them."


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every place."""
    yield _index(store)
    for place in store.places.values():
        yield from entity_pages(_page(place, store), store, partial(_sections, place, store))


def _index(store: Store) -> Page:
    return Page("places/index", "Places", "", _LEAD, "index", partial(_by_kind, store))


def _by_kind(store: Store) -> list[Section]:
    sections = opening(_LEAD)
    for kind, heading in KINDS.items():
        found = [place.id for place in store.places.values() if place.kind == kind]
        if found:
            sections.append(Section(heading, kind, [cards(found, store)]))
    return sections


def map_section(place: Place, store: Store) -> list[Section]:
    """A place's parts and neighbours on a map; none where no two parts have coordinates."""
    blocks = map_blocks(place, store)
    return [Section("Map", "map", blocks)] if blocks else []


def _page(place: Place, store: Store) -> Page:
    return Page(
        target(place.id, store).page,
        str(place.name),
        chinese(place.name),
        plain(place.summary, store),
        "place",
        tuple,
        *edited_at(place, store),
        place.id,
        place.aliases,
    )


def _sections(place: Place, store: Store, part: Part[Fact]) -> list[Section]:
    statements = by_date(store.owned_by(place.id))
    parts = store.parts_of(place.id)
    rows: list[tuple[str, Spans]] = [("Kind", (Text(place.kind),))]
    if place.part_of:
        rows.append(("Lies in", links([place.part_of], store)))
    if parts:
        rows.append(("Contains", links(parts, store)))
    if place.aliases:
        rows.append(("Also called", (Text(", ".join(place.aliases)),)))
    rows += as_of_rows(place, store)
    members = [organization.id for organization in store.organizations_in(place.id)]
    here: list[Block] = (
        [Pairs([("Organizations", links(members, store))])] if len(members) > MANY else [cards(members, store)]
    )
    return [
        Section("", "", [lead(place.summary, store), Pairs(rows)]),
        *map_section(place, store),
        *news_section(place, store),
        *strip_section(place.id, store, str(place.name)),
        *indicators_section(place.id, store, part.items),
        *projects_section(place.id, store),
        *facts_section("Statements", "statements", statements, store, part.path, place.id),
        *related_facts(place.id, part, store),
        *([Section("Organizations here", "organizations", here)] if members else []),
        *standing_section([*statements, *store.facts_about(place.id)], store),
        *not_found_section(place.not_found, store),
    ]
