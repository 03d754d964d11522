"""The page that shows how the site is built: every file and folder that it names is there, and every room is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_NAMED = re.compile(r"`((?:scripts|data|docs|tests|benchmarks|theme|site|history)/[\w./-]*)`")


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "contribute" / "building.md").read_text(encoding="utf-8")


def test_every_file_that_is_named_is_there(root: Path, text: str) -> None:
    names = set(_NAMED.findall(text))
    assert len(names) > 30
    for name in names:
        assert (root / name).exists() or (root / "scripts" / "factbook" / name).exists(), name


def test_the_way_of_a_fact_has_ten_stops_each_with_a_file(root: Path, text: str) -> None:
    stops = re.split(
        r"^\d+\. ", text.partition("## The way of one fact")[2].partition("Where to look")[0], flags=re.MULTILINE
    )[1:]
    assert len(stops) == 10
    for stop in stops:
        name = re.search(r"`([\w./-]+\.\w+)`", stop)
        assert name, stop
        assert (root / name[1]).is_file(), name[1]


def test_every_room_is_drawn(root: Path, text: str) -> None:
    drawing = text.partition("```text")[2].partition("```")[0]
    rooms = {path.name for path in (root / "scripts" / "factbook").iterdir() if path.is_dir() and path.name[0] != "_"}
    for room in rooms:
        assert f"{room}/" in drawing, room
