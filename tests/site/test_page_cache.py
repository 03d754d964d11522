"""Pages of earlier builds: used only where nothing that they are made of has changed, and never from a file that was changed."""

from __future__ import annotations

import filecmp
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from factbook.checks.project import Project
from factbook.content.page import Page, Paragraph, Section
from factbook.content.spans import Cite, Text
from factbook.pages.generate import generate
from factbook.site.page_cache import Digests, PageCache, key
from tests.conftest import ROOT
from tests.program import factbook


def _page(*spans: Text | Cite, title: str = "A page") -> Page:
    return Page("places/a", title, "", "", "place", lambda: [Section("", "", [Paragraph(spans)])])


def test_equal_pages_have_equal_digests_and_others_have_others(project: Project) -> None:
    source, other, *_ = project.store.sources
    digests = Digests(project.store)
    same = {digests.page(_page(Text("a"), Cite(source, "p. 1")))[0] for _ in range(2)}
    assert len(same) == 1
    for changed in (
        _page(Text("b"), Cite(source, "p. 1")),
        _page(Text("a"), Cite(source, "p. 2")),
        _page(Text("a"), Cite(other, "p. 1")),
        _page(Text("a", "zh"), Cite(source, "p. 1")),
        _page(Text("a"), Cite(source, "p. 1"), title="Another"),
        _page(Text("a")),
    ):
        assert digests.page(changed)[0] not in same


def test_a_source_that_says_something_else_changes_the_pages_that_cite_it(project: Project) -> None:
    store = project.store
    name, source = next(iter(store.sources.items()))
    changed = replace(
        store, sources={**store.sources, name: source.model_copy(update={"access": "archive", "url": None})}
    )
    citing, silent = _page(Cite(name)), _page(Text("a"))
    assert Digests(store).page(citing)[0] != Digests(changed).page(citing)[0]
    assert Digests(store).page(silent)[0] == Digests(changed).page(silent)[0]


def test_the_digest_tells_whether_something_is_cited(project: Project) -> None:
    digests = Digests(project.store)
    assert digests.page(_page(Cite(next(iter(project.store.sources)))))[1]
    assert not digests.page(_page(Text("a")))[1]


def test_every_page_of_the_store_has_a_digest_of_its_own(project: Project) -> None:
    digests = Digests(project.store)
    found = [digests.page(page)[0] for page in generate(project.store)]
    assert len(found) == len(set(found))


def test_the_parts_of_a_key_cannot_run_into_each_other() -> None:
    assert key("ab", "c") != key("a", "bc")
    assert key(["a", "b"]) != key(["ab"])


@pytest.fixture
def cached(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A folder of cached pages with one in it, its page in a site, and its Markdown."""
    site, markdown = tmp_path / "site" / "a.html", tmp_path / "a.md"
    site.parent.mkdir()
    site.write_text("<p>a</p>", encoding="utf-8")
    markdown.write_text("a", encoding="utf-8")
    cache = PageCache(tmp_path / "cached")
    assert not cache.link("k", tmp_path / "new" / "a.html", markdown)
    cache.record("k", site, markdown)
    cache.save()
    return tmp_path / "cached", site, markdown


def test_a_kept_page_is_put_in_its_place(cached: tuple[Path, Path, Path], tmp_path: Path) -> None:
    folder, _, markdown = cached
    assert PageCache(folder).link("k", tmp_path / "new" / "deep" / "a.html", markdown)
    assert (tmp_path / "new" / "deep" / "a.html").read_text(encoding="utf-8") == "<p>a</p>"


@pytest.mark.parametrize("touched", ["site", "markdown", "list", "page", "markdown gone"])
def test_a_page_that_was_changed_is_not_used(cached: tuple[Path, Path, Path], tmp_path: Path, touched: str) -> None:
    folder, site, markdown = cached
    if touched == "markdown gone":
        markdown.unlink()
    else:
        place = {"site": site, "markdown": markdown, "list": folder / "pages.json", "page": folder / "k"}[touched]
        place.write_text("[]" if touched == "list" else "<p>b</p>", encoding="utf-8")
        os.utime(place, ns=(1, 1))
    assert not PageCache(folder).link("k", tmp_path / "new.html", markdown)


def test_what_is_not_used_is_deleted(cached: tuple[Path, Path, Path]) -> None:
    folder, _, _ = cached
    PageCache(folder).save()
    assert [path.name for path in folder.iterdir()] == ["pages.json"]


def _build(project: Path) -> None:
    result = factbook("--root", project, "build")
    assert result.returncode == 0, result.stdout + result.stderr


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_build_after_an_edit_gives_the_bytes_of_a_clean_build(tmp_path: Path) -> None:
    lights = tmp_path / "lights"
    shutil.copytree(ROOT / "tests" / "second", lights)
    _build(lights)
    facts = lights / "data" / "milestones.yml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("fourth tower is lit", "new light shines"), encoding="utf-8"
    )
    _build(lights)
    after = tmp_path / "after"
    shutil.copytree(lights / "site", after)
    cached = {path.stat().st_ino for path in (lights / "build" / "cache" / "pages").iterdir()}
    assert any(path.stat().st_ino in cached for path in (lights / "site").rglob("index.html"))

    shutil.rmtree(lights / "build")
    _build(lights)
    names = _files(after)
    assert names == _files(lights / "site")
    _, different, errors = filecmp.cmpfiles(after, lights / "site", sorted(names), shallow=False)
    assert (different, errors) == ([], [])
    assert "new light shines" in (after / "timeline" / "index.html").read_text(encoding="utf-8")
