"""Places: the index from the largest to what is part of it, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import target
from factbook.content.page import Column, Page, Pairs, Row, Section, Table
from factbook.content.spans import Link, Spans, Text
from factbook.content.wording import links
from factbook.languages import N_, _, joined
from factbook.pages.entities import entity_pages
from factbook.pages.map import map_blocks
from factbook.pages.paged import opening
from factbook.pages.parts import MANY, cards, chinese, lead, record_page
from factbook.pages.recency import as_of_rows, news_section
from factbook.store import Place, Store

_LEAD = N_(
    "Places that the facts name: on a map where a source gives coordinates, and in a list, each below the one that it is part of."
)


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every place."""
    if store.places:
        yield _index(store)
    for place in store.places.values():
        head, after = partial(_head, place, store), partial(_organizations, place, store)
        yield from entity_pages(record_page(place, "place", store), store, head, after)


def _index(store: Store) -> Page:
    return Page("places/index", store.term("collection", "places"), "", _(_LEAD), "index", partial(_all, store))


def _all(store: Store) -> list[Section]:
    """The map of the place that the store is about, and all places, each below the one that it is part of."""
    home = store.places.get(store.subject)
    columns = [Column(_("Place")), Column(_("Kind")), Column(_("Part of")), Column(_("Facts"), numeric=True)]
    rows = [_row(place, store) for place in _from_the_top(store)]
    caption = _("Places, each below the one that it is part of")
    return [
        *opening(_(_LEAD)),
        *(map_section(home, store) if home else []),
        *([Section(_("All places"), "all", [Table(caption, columns, rows)])] if rows else []),
    ]


def _from_the_top(store: Store) -> Iterator[Place]:
    """Every place after the one that it is part of, those that are part of none first."""
    waiting = [place for place in store.places.values() if place.part_of not in store.places]
    while waiting:
        place = waiting.pop(0)
        yield place
        waiting = [*(store.places[part] for part in store.parts_of(place.id)), *waiting]


def _row(place: Place, store: Store) -> Row:
    name, count = Link(target(place.id, store), str(place.name), chinese(place.name)), str(store.known_of(place.id))
    above = links([place.part_of], store, short=True) if place.part_of else (Text("–"),)
    kind = store.term("place-kind", place.kind)
    return Row(((name,), (Text(kind),), above, (Text(count),)), sort_keys=(str(place.name), kind, "", count))


def map_section(place: Place, store: Store) -> list[Section]:
    """A place's parts and neighbours on a map; none where no two parts have coordinates."""
    blocks = map_blocks(place, store)
    return [Section(_("Map"), "map", blocks)] if blocks else []


def _head(place: Place, store: Store) -> list[Section]:
    parts = store.parts_of(place.id)
    rows: list[tuple[str, Spans]] = [(_("Kind"), (Text(store.term("place-kind", place.kind)),))]
    if place.part_of:
        rows.append((_("Part of"), links([place.part_of], store)))
    if parts:
        rows.append((_("Includes"), links(parts, store)))
    if place.aliases:
        rows.append((_("Also called"), (Text(joined(place.aliases)),)))
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
    here = (
        Pairs([(store.term("collection", "organizations"), links(members, store))])
        if len(members) > MANY
        else cards(members, store)
    )
    return [Section(_("Organizations here"), "organizations", [here])]
