"""A map of a place, and beside it the same in words: each point with its coordinates, how exact they are, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from factbook.charts import map_svg
from factbook.charts.map import MapData, Point, describe, read_map
from factbook.content.addresses import target
from factbook.content.messages import filled
from factbook.content.page import Block, Column, Drawing, Figure, Paragraph, Row, Table
from factbook.content.spans import Link, Span, Spans, Text
from factbook.content.wording import cites_of, links
from factbook.languages import _
from factbook.pages.parts import chinese
from factbook.store import Place, Store


def map_blocks(place: Place, store: Store) -> list[Block]:
    """Return the map of a place, its points as a table, and the parts of which no coordinates are known; nothing without a map."""
    data = read_map(store, place)
    if not data.worth_drawing:
        return []
    caption = _("%(place)s and its surroundings: a sketch with points to scale, north up. It shows no boundary.") % {
        "place": place.name
    }
    if data.beyond:
        caption = _("%(caption)s Arrows at the edge lead to places beyond it.") % {"caption": caption}
    svg = Drawing(describe(data) + repr(data), partial(_drawn, place, store))
    blocks: list[Block] = [Figure(f"map-{place.id}", svg, caption, alternative=_table(data, store))]
    if data.missing:
        missing = links([p.id for p in data.missing], store)
        words = filled(_("Without coordinates in any source: %(places)s."), places=missing)
        blocks.append(Paragraph(words, "note"))
    return blocks


def _drawn(place: Place, store: Store) -> str:
    return map_svg(store, place) or ""


def _table(data: MapData, store: Store) -> Table:
    columns = [
        Column(_("Place")),
        Column(_("Latitude"), numeric=True),
        Column(_("Longitude"), numeric=True),
        Column(_("Good to")),
        Column(_("Source")),
    ]
    return Table(
        _("%(place)s: the points of the map, WGS 84") % {"place": data.subject.name},
        columns,
        [_row(point, store) for point in _in_order(data)],
    )


def _in_order(data: MapData) -> Sequence[Point]:
    return sorted((*data.points, *data.beyond), key=lambda point: (not point.inside, str(point.place.name)))


def _row(point: Point, store: Store) -> Row:
    place, at = point.place, point.place.at
    assert at is not None, "a point of the map has coordinates"
    name: Span = Link(target(place.id, store), str(place.name), chinese(place.name))
    sources: Spans = cites_of(at.sources)
    cells: list[Spans] = [
        (name,),
        (Text(f"{at.lat}°"),),
        (Text(f"{at.lon}°"),),
        (Text(_("%(distance)s km") % {"distance": at.precision_km}),),
        sources,
    ]
    return Row(cells, sort_keys=["", str(at.lat), str(at.lon), str(at.precision_km), ""])
