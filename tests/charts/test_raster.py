"""Pictures: the same bytes on every machine, with a glyph for every character that a drawing can show."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from factbook import charts
from factbook.charts.colours import neutral
from factbook.charts.raster import FONTS, cached_in, rasterise
from factbook.charts.standalone import standalone
from factbook.checks.project import Project

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32">'
    '<text x="4" y="26" font-size="24" font-family="sans-serif">%s</text></svg>'
)


@pytest.mark.parametrize("text", ["Aa", "仲恺", "≥ ≈ ◇"])
def test_text_is_drawn(text: str) -> None:
    assert rasterise(_SVG % text) != rasterise(_SVG % "")


def test_every_character_of_a_picture_has_a_glyph(project: Project) -> None:
    """Where this fails, tests/charts/cut_fonts.py cuts the fonts anew."""
    has = set(map(ord, "\n\t")).union(*(TTFont(font).getBestCmap() for font in FONTS))
    for drawing in charts.drawings(project.store):
        assert not set(map(ord, standalone(drawing, project.store, neutral().light))) - has, drawing.name
    for words in _card_words(project):
        assert not set(map(ord, words)) - has, words


def _card_words(project: Project) -> Iterator[str]:
    """What social cards say: the names of industries, and of pages as their headings or ``mkdocs.yml`` have them."""
    yield (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    for industry in project.store.industries.values():
        yield f"{industry.name.en} {industry.name.zh}"
    for page in project.pages:
        yield from (line for line in page.text.splitlines() if line.startswith(("# ", "title:")))


def test_a_picture_does_not_depend_on_the_machines_fonts(tmp_path: Path) -> None:
    """Drawn again where the system has no fonts and another home and language."""
    program = (
        "import sys; from factbook.charts.raster import rasterise; sys.stdout.buffer.write(rasterise(sys.argv[1]))"
    )
    bare = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    bare |= {"HOME": str(tmp_path), "LC_ALL": "zh_CN.UTF-8", "FONTCONFIG_FILE": str(tmp_path / "none.conf")}
    command = [sys.executable, "-c", program, _SVG % "仲恺 GDP"]
    assert subprocess.run(command, env=bare, capture_output=True, check=True).stdout == rasterise(_SVG % "仲恺 GDP")


def test_a_picture_already_made_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = cached_in(tmp_path)
    first = picture(_SVG % "A")
    monkeypatch.setattr("factbook.charts.raster.rasterise", lambda svg: pytest.fail(f"made again: {svg[:80]}"))
    assert picture(_SVG % "A") == first
    monkeypatch.setattr("factbook.charts.raster._maker", lambda: "other fonts")
    with pytest.raises(pytest.fail.Exception, match="made again"):
        picture(_SVG % "A")
