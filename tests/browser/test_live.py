"""The preview in a browser: what is saved shows in the open page, which is not loaded again and stays where it is."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from factbook.search.files import DIGEST
from tests.built_site.test_preview import Preview

SMALL = {"width": 800, "height": 300}
"""So small that the page scrolls."""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Preview]:
    project = tmp_path_factory.mktemp("live") / "lights"
    shutil.copytree(root / "tests" / "second", project)
    running = Preview(project)
    try:
        running.wait_for("places/eddystone/", "Eddystone")
        yield running
    finally:
        running.end()


@pytest.fixture
def page(preview: Preview, browser: Browser) -> Iterator[Page]:
    """A fact's page, scrolled down, with a mark that does not outlive the page."""
    context = browser.new_context(viewport=SMALL, bypass_csp=True)  # Playwright's own waiting needs eval
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{preview.port}/places/eddystone/", wait_until="load")
    page.evaluate("() => { window.here = true; scrollTo(0, 150); }")
    yield page
    context.close()


def _stayed(page: Page) -> bool:
    return bool(page.evaluate("() => window.here === true && scrollY === 150"))


def test_a_saved_fact_shows_where_the_reader_is(preview: Preview, page: Page) -> None:
    facts = preview.project / "data" / "milestones.yml"
    sound = facts.read_text(encoding="utf-8")
    assert _stayed(page)
    facts.write_text(sound.replace("The fourth tower is lit", "A new light shines"), encoding="utf-8")
    expect(page.get_by_text("A new light shines").first).to_be_attached(timeout=30_000)
    assert _stayed(page)
    facts.write_text(sound, encoding="utf-8")
    expect(page.get_by_text("The fourth tower is lit").first).to_be_attached(timeout=30_000)
    assert _stayed(page)


def test_a_broken_save_shows_its_problems_and_heals(preview: Preview, page: Page) -> None:
    facts = preview.project / "data" / "milestones.yml"
    sound = facts.read_text(encoding="utf-8")
    facts.write_text(sound.replace("date: 1882-05", "date: 1882-13"), encoding="utf-8")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("data/milestones.yml:2:9", timeout=30_000)
    assert "data/milestones.yml:2:9: FB206" in preview.log()
    facts.write_text(sound, encoding="utf-8")
    expect(alert).to_have_count(0, timeout=30_000)
    expect(page.get_by_text("The fourth tower is lit").first).to_be_attached()


def test_what_only_the_check_finds_comes_after_the_page(preview: Preview, page: Page) -> None:
    """A source that is not there can be read, and not shown: the check's word stands in place of the page."""
    facts = preview.project / "data" / "milestones.yml"
    sound = facts.read_text(encoding="utf-8")
    facts.write_text(sound.replace("survey-1882:", "survey-1883:"), encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("FB302", timeout=30_000)
    facts.write_text(sound, encoding="utf-8")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)


def test_a_new_record_has_its_page_at_once(preview: Preview) -> None:
    places = preview.project / "data" / "places.yml"
    sound = places.read_text(encoding="utf-8")
    record = (
        "- id: new-rock\n  name: New rock\n  kind: park\n  summary: A rock.\n  statements:\n"
        "    - {id: new-rock-dark, text: The rock has no light., sources: {gazetteer: page 9}}\n"
    )
    places.write_text(sound.rstrip("\n") + "\n" + record, encoding="utf-8")
    preview.wait_for("places/new-rock/", "The rock has no light.")
    names = textwrap.wrap(json.loads(preview.page("search/contents.json"))["shards"], DIGEST)
    assert any("New rock" in preview.page(f"search/entries/{name}.json") for name in names)
    places.write_text(sound, encoding="utf-8")
    preview.wait_for("places/eddystone/", "Eddystone")
