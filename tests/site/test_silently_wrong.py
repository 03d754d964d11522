"""Mistakes that gave a site which was wrong without a word: each is refused with its place now, or cannot happen."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from factbook.checks.links import check_links
from tests import program

SITE = """site_name: Lighthouses
theme: {name: material}
plugins: [factbook, {timeline: {source: store}}, search]
"""


@pytest.fixture
def lights(root: Path, tmp_path: Path) -> Path:
    """A small knowledge base without a page of the timeline and without an address."""
    folder = tmp_path / "lights"
    shutil.copytree(root / "tests" / "second", folder)
    (folder / "docs" / "timeline.md").unlink()
    (folder / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    return folder


def factbook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return program.factbook("--root", folder, *arguments)


def test_without_a_page_of_the_timeline_one_is_made_and_without_an_address_a_line_says_what_is_left_out(
    lights: Path,
) -> None:
    done = factbook(lights, "build")
    assert done.returncode == 0, done.stderr
    assert "mkdocs.yml has no site_url" in done.stderr
    assert 'id="fourth-tower-lit"' in (lights / "site" / "timeline" / "index.html").read_text(encoding="utf-8")
    assert check_links(lights / "site").broken == []
    for path in (lights / "site").rglob("*"):
        if path.suffix in {".html", ".md", ".txt"}:
            text = path.read_text(encoding="utf-8-sig")
            assert "</>" not in text.replace("&lt;/&gt;", "</>"), path
            if (
                "contribute/rules" not in path.as_posix() and path.name != "llms-full.txt"
            ):  # these show it as an example
                assert not re.search(r"\{\{ *(site|repo|package)", text), path


@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_a_site_without_the_plugin_is_refused(command: str, lights: Path) -> None:
    (lights / "mkdocs.yml").write_text("site_name: Lighthouses\ntheme: {name: material}\n", encoding="utf-8")
    done = factbook(lights, command, *(["--port", "0"] if command == "serve" else []))
    assert done.returncode in (1, 2)
    assert "the plugin 'factbook'" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (lights / "site").exists()


@pytest.mark.parametrize(
    "plugins", ["[factbook, search]", "[factbook, timeline, search]", "[factbook, {timeline: {source: e.yml}}]"]
)
def test_events_without_the_plugin_that_shows_them_are_a_problem_at_its_line(plugins: str, lights: Path) -> None:
    (lights / "mkdocs.yml").write_text(
        f"site_name: Lighthouses\ntheme: {{name: material}}\nplugins: {plugins}\n", encoding="utf-8"
    )
    done = factbook(lights, "check")
    assert done.stdout.startswith("mkdocs.yml:3:1: FB810 the plugin 'timeline' ")


def test_what_another_file_says_counts(lights: Path) -> None:
    (lights / "mkdocs.yml").rename(lights / "base.yml")
    (lights / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: More lights\n", encoding="utf-8")
    assert factbook(lights, "check").returncode == 0


def test_a_dead_link_in_html_is_refused_at_its_place_and_downloads_are_named_by_the_site(lights: Path) -> None:
    page = lights / "docs" / "more.md"
    page.write_text(
        '# More\n\n<a href="../downloads/{{ package }}.xlsx">all</a> <a href="../places/eddystone/#eddystone-reef">reef</a>\n\n'
        '<a href="../downloads/old-name.xlsx">all</a> <a href="../places/eddystone/#nowhere">reef</a>\n',
        encoding="utf-8",
    )
    done = factbook(lights, "build")
    assert done.returncode == 2
    assert "docs/more.md:5:10: ../downloads/old-name.xlsx: no such file" in done.stderr
    assert "docs/more.md:5:55: ../places/eddystone/#nowhere: no such place in the file" in done.stderr
    assert "2 links inside the site lead nowhere" in done.stderr
    assert not (lights / "site").exists()


def test_an_unknown_option_is_refused(lights: Path) -> None:
    (lights / "mkdocs.yml").write_text(
        SITE.replace("[factbook,", "[{factbook: {search_on_demand: true}},"), encoding="utf-8"
    )
    done = factbook(lights, "build")
    assert done.returncode == 2
    assert "search_on_demand" in done.stderr


def test_a_page_of_ones_own_takes_the_place_of_an_index(lights: Path) -> None:
    (lights / "docs" / "places").mkdir()
    (lights / "docs" / "places" / "index.md").write_text("# My places\n", encoding="utf-8")
    assert factbook(lights, "build").returncode == 0
    assert "My places</h1>" in (lights / "site" / "places" / "index.html").read_text(encoding="utf-8")


def test_texts_hold_for_a_store_without_disputes_claims_and_floor(lights: Path) -> None:
    assert factbook(lights, "build").returncode == 0
    pages = {path: path.read_text(encoding="utf-8") for path in (lights / "site").rglob("*.md")}
    for path, text in pages.items():
        if path.parent.name not in ("rules", "reference") and "llms" not in path.name:
            assert "the zone" not in text, path
            assert "disputes/index" not in text, path
    assert "committed with the data" in pages[lights / "site" / "about" / "quality" / "index.md"]
