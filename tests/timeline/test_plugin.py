"""The plugin in a bare MkDocs, from the built wheel: pages, search, downloads, mistakes, preview."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from mkdocs_timeline.dates import parse
from mkdocs_timeline.load import load
from mkdocs_timeline.plugin import block_lines

from .conftest import EXAMPLE, Build

SPACE = load(EXAMPLE / "docs" / "spaceflight.yml")
PLAIN_THEME = "site_name: Plain\ntheme: mkdocs\nplugins: [search, timeline]\n"


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Make a project with the theme that comes with MkDocs."""

    def make(page: str, config: str = PLAIN_THEME, **files: str) -> Path:
        (tmp_path / "docs").mkdir()
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        (tmp_path / "docs" / "index.md").write_text(page, encoding="utf-8")
        shutil.copy(EXAMPLE / "docs" / "spaceflight.yml", tmp_path / "docs")
        for name, text in files.items():
            (tmp_path / "docs" / name.replace("_", ".")).write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_every_event_has_its_own_entry_in_the_search(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    for event in SPACE.events:
        entry = found[f"timeline/#{event.id}"]
        assert entry["title"] == event.title
    assert "108 minutes" in found["timeline/#gagarin"]["text"]
    assert "NASA History Office" in found["timeline/#gagarin"]["text"]


def test_the_table_of_contents_holds_the_years(site: Path) -> None:
    html = (site / "timeline" / "index.html").read_text(encoding="utf-8")
    sidebar = html[html.index("md-sidebar--secondary") : html.index("data-timeline")]
    assert re.findall(r'href="#(year-\d+)"', sidebar)[:3] == ["year-1903", "year-1926", "year-1927"]
    assert "#sputnik" not in sidebar


def test_pages_with_a_timeline_load_its_files_and_others_do_not(site: Path) -> None:
    assert (site / "assets/timeline/timeline.js").stat().st_size > 10_000
    assert 'src="../assets/timeline/timeline.js"' in (site / "timeline/index.html").read_text(encoding="utf-8")
    assert "timeline.js" not in (site / "404.html").read_text(encoding="utf-8")
    assert "timeline.js" not in (site / "index.html").read_text(encoding="utf-8")  # the strip needs no script
    assert 'href="assets/timeline/timeline.css"' in (site / "index.html").read_text(encoding="utf-8")


def test_downloads_lie_where_their_links_point(site: Path) -> None:
    for page in ("timeline", "chinese"):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        links = re.findall(r'<a href="([^"]+)" download', html)
        assert [link.rsplit(".", 1)[1] for link in links] == ["ics", "csv", "json", "svg"]
        for link in links:
            assert (site / page / link).resolve().stat().st_size > 100
    everything = load(site / "assets/timeline/spaceflight.csv").events
    in_time = sorted(SPACE.events, key=lambda event: parse(event.date).sort_key)
    assert [event.id for event in everything] == [event.id for event in in_time]


def test_two_builds_are_the_same_byte_for_byte(site: Path, mkdocs_build: Build, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    assert mkdocs_build(tmp_path).returncode == 0
    for path in [*sorted((site / "assets/timeline").iterdir()), site / "timeline/index.html"]:
        assert (tmp_path / "site" / path.relative_to(site)).read_bytes() == path.read_bytes()


def test_the_theme_of_mkdocs_itself_will_do(project: Callable[..., Path], mkdocs_build: Build) -> None:
    folder = project("# Home\n\n[first](#sputnik)\n\n/// timeline | spaceflight.yml\n///\n")
    done = mkdocs_build(folder)
    assert (done.returncode, done.stderr) == (0, "")
    html = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert html.count('<li class="tl-event"') == len(SPACE.events)


def test_a_mistake_ends_the_build_with_one_clean_line(project: Callable[..., Path], mkdocs_build: Build) -> None:
    folder = project("# Home\n\n/// timeline | bad.yml\n///\n", bad_yml="- {id: a, date: 1992-13, title: A}\n")
    done = mkdocs_build(folder)
    assert done.returncode == 1
    assert "ERROR   -  docs/bad.yml:1:17: date: '1992-13': there is no month 13" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site" / "index.html").exists()


def test_a_wrong_option_is_told_with_the_line_of_its_block(project: Callable[..., Path], mkdocs_build: Build) -> None:
    page = (
        "---\ntitle: x\n---\n# Home\n\n```\n/// timeline\n```\n\n/// timeline | spaceflight.yml\n    ordr: desc\n///\n"
    )
    done = mkdocs_build(project(page))
    assert "docs/index.md:10:1: unknown option 'ordr'; did you mean order?" in done.stderr


def test_all_mistakes_of_all_pages_come_at_once(project: Callable[..., Path], mkdocs_build: Build) -> None:
    folder = project(
        "/// timeline | a.yml\n///\n", a_yml="- {id: a}\n", more_md="/// timeline | b.csv\n///\n", b_csv="id\nx\n"
    )
    stderr = mkdocs_build(folder).stderr
    assert "docs/a.yml:1:3" in stderr
    assert "docs/b.csv:2:1" in stderr


def test_a_preview_shows_the_mistake_in_the_page_and_recovers(
    project: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    folder = project("# Home\n\n/// timeline | bad.yml\n///\n", bad_yml="- {id: a, date: 1992-13, title: A}\n")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.run_event("startup", command="serve", dirty=False)
    with caplog.at_level(logging.WARNING):
        build(config)
    assert "docs/bad.yml:1:17" in caplog.text
    page = folder / "site" / "index.html"
    assert 'role="alert"' in page.read_text(encoding="utf-8")
    (folder / "docs" / "bad.yml").write_text("- {id: a, date: 1992-12, title: A}\n", encoding="utf-8")
    again = load_config(str(folder / "mkdocs.yml"))
    again.plugins = config.plugins  # as `mkdocs serve` keeps them
    build(again)
    assert 'role="alert"' not in page.read_text(encoding="utf-8")
    assert "December 1992" in page.read_text(encoding="utf-8")


def test_outside_a_preview_the_mistake_ends_the_build(
    project: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    folder = project("/// timeline | gone.yml\n///\n")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.run_event("startup", command="build", dirty=False)
    with pytest.raises(Abort), caplog.at_level(logging.ERROR):
        build(config)
    assert "docs/gone.yml:1:1: cannot be read" in caplog.text


def test_another_plugin_can_register_a_source(project: Callable[..., Path]) -> None:
    folder = project("/// timeline | store\n    filter: country=cn\n///\n")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins["timeline"].register("store", lambda: SPACE)
    config.plugins.run_event("startup", command="build", dirty=False)
    build(config)
    html = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert 'id="shenzhou-5"' in html
    assert 'id="sputnik"' not in html


LINKED = """
- {id: a, date: 1992-11-09, title: A, url: "more.md#x", sources: [{title: T, url: "../far/"}, {title: U, url: "https://u.example/"}]}
"""


@pytest.mark.parametrize(
    ("site_url", "base"), [("https://town.example/book/", "https://town.example/book/"), ("", "/")]
)
def test_links_in_files_are_whole(site_url: str, base: str, project: Callable[..., Path], mkdocs_build: Build) -> None:
    page = "# Deep\n\n/// timeline | linked.yml\n///\n"
    folder = project(
        "# Home\n", f"{PLAIN_THEME}site_url: {site_url!r}\n", deep_md=page, linked_yml=LINKED, more_md="# M {#x}\n"
    )
    done = mkdocs_build(folder)
    assert (done.returncode, done.stderr) == (0, "")
    (event,) = json.loads((folder / "site/assets/timeline/linked.json").read_text(encoding="utf-8"))["events"]
    assert event["url"] == f"{base}more/#x"
    assert [source["url"] for source in event["sources"]] == [f"{base}far/", "https://u.example/"]
    uid = "a@town.example" if site_url else "a@timeline"
    assert f"UID:{uid}\r\n" in (folder / "site/assets/timeline/linked.ics").read_bytes().decode()


def test_a_registered_source_may_have_its_own_events_for_files(project: Callable[..., Path]) -> None:
    folder = project("/// timeline | store\n    filter: country=cn\n///\n")
    config = load_config(str(folder / "mkdocs.yml"))
    stand_ins = replace(SPACE, events=tuple(replace(e, summary_html="\x02later\x03") for e in SPACE.events))
    config.plugins["timeline"].register("store", lambda: stand_ins, lambda: SPACE)
    config.plugins.run_event("startup", command="build", dirty=False)
    build(config)
    files = [path for path in (folder / "site/assets/timeline").iterdir() if path.name.startswith("store-")]
    assert {path.suffix for path in files} == {".ics", ".csv", ".json", ".svg"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "later" not in text, path
        assert "Sputnik" not in text, path
    assert "\x02later" in (folder / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("assets", "in_404"), [("everywhere", True), ("none", False)])
def test_where_the_files_are_loaded_is_an_option(
    assets: str, in_404: bool, project: Callable[..., Path], mkdocs_build: Build
) -> None:
    config = f"site_name: X\ntheme: mkdocs\nplugins: [{{timeline: {{assets: {assets}, downloads: false}}}}]\n"
    folder = project("/// timeline | spaceflight.yml\n///\n", config)
    assert mkdocs_build(folder).returncode == 0
    page = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert ("timeline.js" in (folder / "site" / "404.html").read_text(encoding="utf-8")) is in_404
    assert page.count("timeline.js") == in_404
    assert "tl-downloads" not in page


def test_the_link_under_a_strip_may_name_a_page_by_its_file(project: Callable[..., Path], mkdocs_build: Build) -> None:
    strip = "# Home\n\n/// timeline | spaceflight.yml\n    compact: true\n    more: all.md#events\n///\n"
    folder = project(strip, all_md="# All\n\n## Events {#events}\n")
    assert mkdocs_build(folder).returncode == 0
    assert '<p class="tl-more"><a href="all/#events">' in (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_blocks_in_fences_are_not_counted() -> None:
    text = "/// timeline\n///\n\n~~~\n/// timeline\n```\n~~~\n\n//// timeline | x\n////\n /// timelines\n"
    assert list(block_lines(text)) == [1, 9]
