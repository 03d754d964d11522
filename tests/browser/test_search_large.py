"""The shipped search on many facts, on thirty thousand with ``make soak``: the site's own pages, the search's files of made-up entries."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from factbook.search.entries import Entry, two_names
from tests.browser.server import SiteServer
from tests.search.made_up import SIZES, entries, files
from tests.search.worker import lay_out


@pytest.fixture(scope="module", params=SIZES)
def facts(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def server(facts: int, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    folder = tmp_path_factory.mktemp("large")
    for path in site.iterdir():
        if path.name != "search":
            (folder / path.name).symlink_to(path)
    lay_out(folder, files(facts))
    shutil.copy(site / "search" / "search_index.json", folder / "search")
    with SiteServer(folder) as running:
        yield running
        running.shutdown()


@pytest.fixture
def page(browser: Browser, server: SiteServer) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}about/")
    yield page
    context.close()


def _named(facts: int) -> list[tuple[str, Entry]]:
    """An English name of one page, a Chinese name of another, and so on."""
    chance = random.Random(3)
    several = chance.sample([entry for entry in entries(facts) if two_names(entry)], 6)
    return [(two_names(entry)[number % 2], entry) for number, entry in enumerate(several)]


def test_a_name_is_among_the_first_five(page: Page, facts: int) -> None:
    page.keyboard.press("/")
    field = page.locator("input.md-search__input")
    for name, entry in _named(facts):
        field.fill(name)
        field.press("End")  # the search listens to keys
        results = page.locator(".md-search-result__item:nth-child(-n+5)")
        path, _, anchor = entry["location"].partition("#")
        results.locator(f"a[href*='{path}']" + f"[href*='#{anchor}']" * bool(anchor)).first.wait_for(state="attached")


def test_a_reader_stays_through_a_new_publication(page: Page, facts: int, server: SiteServer) -> None:
    """What the contents of before name is gone, and a browser was told so."""
    page.keyboard.press("/")
    field = page.locator("input.md-search__input")
    field.fill("b")
    field.press("End")
    page.locator(".md-search-result__item").first.wait_for()
    search = server.folder / "search"
    renamed = {path: path.with_name(f"0{path.name[1:]}") for path in search.glob("*/*.json")}  # no hash has a 0
    contents = (search / "contents.json").read_text(encoding="utf-8")
    for path, other in renamed.items():
        path.rename(other)
        contents = contents.replace(path.stem, other.stem)
    (search / "contents.json").write_text(contents, encoding="utf-8")
    server.read.cache_clear()
    name, entry = _named(facts)[1]
    field.fill(name)
    field.press("End")
    link = page.locator(f".md-search-result__item a[href*='{entry['location'].partition('#')[0]}']")
    link.first.wait_for(state="attached")
