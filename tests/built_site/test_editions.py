"""Editions of a site in other languages: what a small base with a Chinese one is built to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.program import factbook

_SETTINGS = """\
INHERIT: mkdocs.yml
site_name: 灯塔
docs_dir: docs/zh
theme: {name: material, language: zh}
nav:
  - 首页: index.md
"""


@pytest.fixture(scope="module")
def lights(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The site of the second base with an edition that has its own home page and its own page in place of a generated one."""
    folder = tmp_path_factory.mktemp("editions") / "lights"
    shutil.copytree(root / "tests" / "second", folder)
    (folder / "mkdocs.zh.yml").write_text(_SETTINGS, "utf-8")
    for name, text in (("index", "# 灯塔\n"), ("places/index", "# 地点\n\n这一页由人写成。\n")):
        page = folder / "docs" / "zh" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")
    done = factbook("--root", folder, "build", "--out", folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_a_page_of_an_edition_stands_in_the_place_of_the_generated_one(lights: Path) -> None:
    page = (lights / "zh" / "places" / "index.html").read_text("utf-8")
    assert "这一页由人写成。" in page
    assert "这一页由人写成。" not in (lights / "places" / "index.html").read_text("utf-8")


def test_an_edition_has_the_generated_pages_that_it_does_not_write_itself(lights: Path) -> None:
    pages = {path.relative_to(lights).as_posix() for path in lights.rglob("index.html")}
    main = {path for path in pages if not path.startswith("zh/")}
    assert {f"zh/{path}" for path in main if path.startswith(("places/", "indicators/"))} <= pages
