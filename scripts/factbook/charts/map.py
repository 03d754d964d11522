"""A map of a place and of what lies around it: points to scale, no boundary and no base layer.

Points are WGS 84 coordinates of the store. The projection is equirectangular with the cosine of the middle latitude: over a few dozen
kilometres its error is far below that of the points themselves. Places beyond the window stand at its edge, with an arrow that
shows the direction and the distance in kilometres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians

from factbook.charts.frame import SMALL, Frame, legend
from factbook.charts.template import render
from factbook.charts.text import text_width
from factbook.content.addresses import Target, target
from factbook.languages import N_, _
from factbook.languages.lists import sentences
from factbook.store import Place, Store

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

_KM_PER_DEGREE = EARTH_KM * radians(1)
Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle on the paper."""

_NEAR = 2.0
"""Neighbours within so many radii of the drawn place are points of the map; those farther off stand at its edge."""

_MARGIN, _EDGE, _MARK, _LINE = 46.0, 14.0, 5.0, 15.0
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_BOLD = 1.12
"""How much wider bold words are."""

_SQUARE = ("station", "airport", "port")


@dataclass(frozen=True, slots=True)
class Point:
    """A place with coordinates: kilometres east and north of the middle of the map. ``inside``: it belongs to the place drawn."""

    place: Place
    east: float
    north: float
    inside: bool
    target: Target

    @property
    def shape(self) -> str:
        """How it is drawn: stations as squares, all else as circles."""
        return "square" if self.place.kind in _SQUARE else "circle"


@dataclass(frozen=True, slots=True)
class MapData:
    """A place with its parts and neighbours: points of the map, neighbours beyond it, and parts without coordinates.

    ``precision`` is how far off the least exact point may be, in kilometres.
    """

    subject: Place
    points: Sequence[Point]
    beyond: Sequence[Point]
    missing: Sequence[Place]
    precision: float

    @property
    def worth_drawing(self) -> bool:
        """Whether there are points of two parts of the place."""
        return sum(point.inside for point in self.points) > 1


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a point: a line in each language, where they begin, and how they are aligned (start, middle, end)."""

    lines: Sequence[tuple[str, str]]
    x: float
    y: float
    align: str
    box: Box


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point on the paper with its label; at the edge, the arrow's path."""

    point: Point
    x: float
    y: float
    label: Label
    arrow: str = ""


def read_map(store: Store, subject: Place) -> MapData:
    """Return what a map of a place shows: its parts, and all other places that have coordinates."""
    parts = list(_parts(store, subject.id))
    own = {place.id for place in parts}
    inside = [place for place in parts if place.at is not None]
    missing = [place for place in parts if place.at is None]
    wider = _holders(store, subject)
    others = [
        place
        for place in store.places.values()
        if place.at is not None and place.id not in own and place.id not in wider
    ]
    if not inside:
        return MapData(subject, [], [], missing, 0.0)
    middle = _middle(inside)
    points = [_point(place, middle, store, inside=True) for place in inside]
    reach = _NEAR * max(hypot(point.east, point.north) for point in points)
    around = [_point(place, middle, store, inside=False) for place in others]
    near = [point for point in around if hypot(point.east, point.north) <= reach]
    beyond = [point for point in around if point not in near]
    drawn = [*points, *near]
    return MapData(subject, drawn, beyond, missing, max(_at(p.place)[2] for p in drawn))


def _parts(store: Store, identifier: str) -> Iterator[Place]:
    for part in store.parts_of(identifier):
        yield store.places[part]
        yield from _parts(store, part)


def _holders(store: Store, place: Place) -> set[str]:
    """The places that hold a place: their point says nothing on a map of it, but that of a city, which has a centre, does."""
    found, at = set(), place
    while at.part_of and at.part_of in store.places and at.part_of not in found:
        at = store.places[at.part_of]
        if at.kind not in ("city", "district", "county", "town"):
            found.add(at.id)
    return {*found, place.id}


def _at(place: Place) -> tuple[float, float, float]:
    assert place.at is not None
    return float(place.at.lat), float(place.at.lon), float(place.at.precision_km)


def _middle(places: Sequence[Place]) -> tuple[float, float]:
    """The middle of the rectangle around some places."""
    lats, lons = zip(*((_at(place)[0], _at(place)[1]) for place in places), strict=True)
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def _point(place: Place, middle: tuple[float, float], store: Store, *, inside: bool) -> Point:
    lat, lon, _ = _at(place)
    east = (lon - middle[1]) * _KM_PER_DEGREE * cos(radians(middle[0]))
    return Point(place, east, (lat - middle[0]) * _KM_PER_DEGREE, inside, target(place.id, store))


def draw_map(data: MapData, frame: Frame, style: str) -> str:
    """The map in one size, as SVG."""
    west, east = min(p.east for p in data.points), max(p.east for p in data.points)
    south, north = min(p.north for p in data.points), max(p.north for p in data.points)
    scale = (frame.width - 2 * _MARGIN - 2 * _EDGE) / max(east - west, 1e-6)
    height = min(max((north - south) * scale + 2 * _MARGIN + 2 * _EDGE, frame.width * 0.5), frame.width * 1.1)
    scale = min(scale, (height - 2 * _MARGIN - 2 * _EDGE) / max(north - south, 1e-6))

    def on_paper(point: Point) -> tuple[float, float]:
        x = frame.width / 2 + (point.east - (west + east) / 2) * scale
        return round(x, 1), round(height / 2 - (point.north - (south + north) / 2) * scale, 1)

    edge = _at_edge(data.beyond, frame, height)
    drawn = _labelled([(point, *on_paper(point)) for point in data.points], frame, height, edge)
    step = max((step for step in _STEPS if step * scale <= frame.width / 4), default=_STEPS[0])
    entries = [
        ("place-inside", _("in %(place)s") % {"place": data.subject.name}),
        *([("place-around", _("around it"))] if not all(item.point.inside for item in drawn) else []),
    ]
    if any(item.point.shape == "square" for item in drawn):
        entries.append(("place-station", _("station")))
    items, end = legend(entries, frame, height + 26)
    return render(
        "map.svg",
        style=style,
        frame=frame,
        data=data,
        title=_("%(place)s: a sketch map") % {"place": data.subject.name},
        description=describe(data),
        drawn=drawn,
        edge=edge,
        height=end,
        border=height,
        bar=(round(step * scale, 1), _("%(distance)s km") % {"distance": f"{step:g}"}),
        items=items,
        mark=_MARK,
        line=_LINE,
        small=SMALL,
        note=_("Points are good to about %(distance)s km.") % {"distance": f"{data.precision:g}"}
        if data.precision
        else "",
    )


def describe(data: MapData) -> str:
    """The map in words: every place with its direction and distance from the middle."""
    places = (*data.points, *data.beyond)
    parts = [_("%(place)s: %(where)s.") % {"place": _name(p.place), "where": _where(p)} for p in places]
    return sentences([_("Points to scale, north is up."), *parts])


def _where(point: Point) -> str:
    distance = hypot(point.east, point.north)
    if distance < 1:
        return _("in the middle")
    return _(_DIRECTIONS[round(_bearing(point) / 45) % 8]) % {"distance": f"{distance:.0f}"}


_DIRECTIONS = (
    N_("%(distance)s km north of the middle"),
    N_("%(distance)s km north-east of the middle"),
    N_("%(distance)s km east of the middle"),
    N_("%(distance)s km south-east of the middle"),
    N_("%(distance)s km south of the middle"),
    N_("%(distance)s km south-west of the middle"),
    N_("%(distance)s km west of the middle"),
    N_("%(distance)s km north-west of the middle"),
)


def _bearing(point: Point) -> float:
    return degrees(atan2(point.east, point.north)) % 360


def _name(place: Place) -> str:
    return str(place.name)


_PLACES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Where a label may stand beside its point: to the right, to the left, above, below, and in the corners; the first are best."""


def _labelled(
    places: Sequence[tuple[Point, float, float]], frame: Frame, height: float, edge: Sequence[Drawn]
) -> list[Drawn]:
    """Points with labels that overlap as little as possible: greedy, from west to east, by overlap and then by position."""
    taken: list[Box] = [(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for _, x, y in places]
    taken += [item.label.box for item in edge]
    drawn = []
    for point, x, y in sorted(places, key=lambda item: (item[1], item[2])):
        labels = [_label(point, x, y, side, frame) for side in _PLACES]
        label = min(enumerate(labels), key=lambda item: (_overlap(item[1].box, taken, (frame.width, height)), item[0]))[
            1
        ]
        taken.append(label.box)
        drawn.append(Drawn(point, x, y, label))
    return drawn


def _label(point: Point, x: float, y: float, side: tuple[int, int], frame: Frame) -> Label:
    lines = _lines(point.place, frame)
    width = max(text_width(text, SMALL) for text, _ in lines) * (_BOLD if point.inside else 1)
    height = _LINE * len(lines)
    across, down = side
    left = x + across * (_MARK + 4) - (0 if across > 0 else width if across < 0 else width / 2)
    top = y + down * (_MARK + 3) - (0 if down > 0 else height if down < 0 else height / 2)
    align = {1: "start", 0: "middle", -1: "end"}[across]
    at = {"start": left, "middle": left + width / 2, "end": left + width}[align]
    return Label(lines, round(at, 1), round(top + _LINE - 4, 1), align, (left, top, left + width, top + height))


def _lines(place: Place, frame: Frame) -> list[tuple[str, str]]:
    """A place's name, and on a wide map its Chinese name below it; each with its language, empty for the page's own."""
    lines = [(str(place.name), place.name.tongue)]
    if place.name.beside and frame.name == "wide":
        lines.append((place.name.beside, "zh"))
    return lines


def _overlap(box: Box, taken: Sequence[Box], paper: tuple[float, float]) -> float:
    """How much of a box lies on others, or off the paper (counted double)."""
    area = sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in taken
    )
    inside = max(0.0, min(box[2], paper[0]) - max(box[0], 0)) * max(0.0, min(box[3], paper[1]) - max(box[1], 0))
    return area + 2 * ((box[2] - box[0]) * (box[3] - box[1]) - inside)


def _at_edge(points: Sequence[Point], frame: Frame, height: float) -> list[Drawn]:
    """Places beyond the map: an arrow at the border, in their direction from the middle, with name and distance."""
    drawn: list[Drawn] = []
    for point in points:
        far = hypot(point.east, point.north)
        dx, dy = point.east / far, -point.north / far
        reach = min(
            (frame.width / 2 - _EDGE) / abs(dx) if abs(dx) > 1e-6 else far * 1e6,
            (height / 2 - _EDGE) / abs(dy) if abs(dy) > 1e-6 else far * 1e6,
        )
        x, y = frame.width / 2 + dx * reach, height / 2 + dy * reach
        text = _("%(place)s %(distance)s km") % {"place": point.place.name, "distance": f"{far:.0f}"}
        width = text_width(text, SMALL)
        left = min(max(x - width / 2 - dx * (width / 2 + 10), 4), frame.width - width - 4)
        top = min(max(y - _LINE / 2 - dy * 16, 4), height - _LINE - 4)
        while any(
            _overlap((left, top, left + width, top + _LINE), [item.label.box], (frame.width, height)) for item in drawn
        ):
            top += _LINE if dy <= 0 else -_LINE
        label = Label(
            [(text, "")], round(left, 1), round(top + _LINE - 4, 1), "start", (left, top, left + width, top + _LINE)
        )
        drawn.append(Drawn(point, round(x, 1), round(y, 1), label, _arrow(x, y, dx, dy)))
    return drawn


def _arrow(x: float, y: float, dx: float, dy: float) -> str:
    """The path of an arrow that ends at a point."""
    back_x, back_y = x - dx * 14, y - dy * 14
    left = (x - dx * 6 - dy * 4, y - dy * 6 + dx * 4)
    right = (x - dx * 6 + dy * 4, y - dy * 6 - dx * 4)
    return f"M{back_x:.1f} {back_y:.1f}L{x:.1f} {y:.1f}M{left[0]:.1f} {left[1]:.1f}L{x:.1f} {y:.1f}L{right[0]:.1f} {right[1]:.1f}"
