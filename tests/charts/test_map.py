"""The map: points to scale, labels that do not overlap, neighbours at the edge with their distance."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

import pytest

from factbook.charts.frame import FRAMES, WIDE
from factbook.charts.map import EARTH_KM, _at_edge, draw_map, read_map
from factbook.checks.project import Project, read_project
from factbook.store import Store
from tests.projects import TODAY, MakeProject

_AT = "at: {lat: %s, lon: %s, precision_km: %s, sources: {yearbook: map 1}}"
PLACES = f"""# data/places.yml
- id: shire
  name: Shire
  kind: county
  summary: A county.
  statements: [{{id: shire-seat, text: The shire has a seat., sources: {{yearbook: page 1}}}}]
- {{id: town, name: {{en: Town, zh: 小镇}}, kind: town, part_of: shire, summary: A town., {_AT % (55.0, 10.0, 1)}}}
- {{id: mill, name: Mill, kind: village, part_of: shire, summary: A village., {_AT % (55.1, 10.2, 2)}}}
- {{id: halt, name: Halt, kind: station, part_of: town, summary: A station., {_AT % (55.05, 10.05, 1)}}}
- {{id: port, name: Port, kind: city, summary: A city., {_AT % (56.0, 10.1, 1)}}}
- {{id: ford, name: Ford, kind: village, part_of: shire, summary: A village.}}
"""


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    return read_project(make_project(PLACES), TODAY).store


def test_parts_are_points_neighbours_far_off_stand_at_the_edge_and_the_rest_is_listed(store: Store) -> None:
    data = read_map(store, store.places["shire"])
    assert [point.place.id for point in data.points] == ["town", "halt", "mill"]
    assert [point.place.id for point in data.beyond] == ["port"]
    assert [place.id for place in data.missing] == ["ford"]
    assert data.precision == 2


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude in degrees), by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def test_points_are_to_scale(store: Store) -> None:
    """As far apart on the map as on the globe, within a thousandth."""
    points = {point.place.id: point for point in read_map(store, store.places["shire"]).points}
    for one, other in combinations(points.values(), 2):
        flat = ((one.east - other.east) ** 2 + (one.north - other.north) ** 2) ** 0.5
        ends = [(float(p.place.at.lat), float(p.place.at.lon)) for p in (one, other) if p.place.at]
        assert flat == pytest.approx(distance_km(ends[0], ends[1]), rel=2e-3)


def test_a_distance_of_one_degree_of_latitude() -> None:
    assert distance_km((55, 10), (56, 10)) == pytest.approx(111.195, abs=0.01)


def test_the_drawing_links_each_place_and_says_where_it_is(store: Store) -> None:
    svg = draw_map(read_map(store, store.places["shire"]), WIDE, "")
    for place in ("town", "mill", "halt", "port"):
        assert f"//chart.invalid/places/{place}#" in svg
    assert re.search(r"Port: \d+ km north of the middle", svg)
    assert re.search(r">Port \d+ km</text>", svg)
    assert "Points are good to about 2 km." in svg
    assert 'lang="zh"' in svg


def test_a_place_whose_parts_have_no_coordinates_has_no_map(store: Store) -> None:
    assert not read_map(store, store.places["town"]).worth_drawing
    assert not read_map(store, store.places["ford"]).worth_drawing


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_no_label_of_the_real_map_lies_on_another(frame: object, project: Project) -> None:
    for place in project.store.places.values():
        data = read_map(project.store, place)
        if data.worth_drawing:
            svg = draw_map(data, frame, "")  # type: ignore[arg-type]
            boxes = [
                tuple(map(float, found))
                for found in re.findall(r'data-box="([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+)"', svg)
            ]
            assert len(boxes) == len(data.points) + len(data.beyond)
            for one, other in combinations(boxes, 2):
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_places_at_the_edge_keep_apart(store: Store) -> None:
    data = read_map(store, store.places["shire"])
    twins = [
        replace(point, place=point.place.model_copy(update={"id": f"port-{number}"}))
        for number, point in enumerate(data.beyond * 3)
    ]
    boxes = [item.label.box for item in _at_edge(twins, WIDE, 400)]
    for one, other in combinations(boxes, 2):
        assert one[3] <= other[1] or other[3] <= one[1]
    assert Decimal(len(boxes)) == 3
