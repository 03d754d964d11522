"""Places: the index by kind, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import target
from factbook.content.page import Page, Pairs, Section, Spans, Text
from factbook.content.wording import links, plain
from factbook.pages.entities import entity_pages
from factbook.pages.map import map_blocks
from factbook.pages.paged import opening
from factbook.pages.parts import MANY, cards, chinese, edited_at, lead
from factbook.pages.recency import as_of_rows, news_section
from factbook.store import Place, Store

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
        head, after = partial(_head, place, store), partial(_organizations, place, store)
        yield from entity_pages(_page(place, store), store, head, after, not_found=place.not_found)


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


def _head(place: Place, store: Store) -> list[Section]:
    parts = store.parts_of(place.id)
    rows: list[tuple[str, Spans]] = [("Kind", (Text(place.kind),))]
    if place.part_of:
        rows.append(("Lies in", links([place.part_of], store)))
    if parts:
        rows.append(("Contains", links(parts, store)))
    if place.aliases:
        rows.append(("Also called", (Text(", ".join(place.aliases)),)))
    rows += as_of_rows(place, store)
    return [
        Section("", "", [lead(place.summary, store), Pairs(rows)]),
        *map_section(place, store),
        *news_section(place, store),
    ]


def _organizations(place: Place, store: Store) -> list[Section]:
    members = [organization.id for organization in store.organizations_in(place.id)]
    if not members:
        return []
    here = Pairs([("Organizations", links(members, store))]) if len(members) > MANY else cards(members, store)
    return [Section("Organizations here", "organizations", [here])]
