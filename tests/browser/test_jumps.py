"""Jumps that lead further than to a place of the same page: to the years of the timeline, to what moved, and to what is folded.

``test_every_kind.py`` has the jumps within a page of each kind.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.jumping import STILL, assert_in_view, go_back, jump_about, reload
from tests.browser.kinds import PRESENT, largest, pages_of
from tests.browser.server import SiteServer


@pytest.mark.soak
@pytest.mark.parametrize("kind", PRESENT)
def test_a_jump_ends_at_its_place_the_other_ways(kind: str, site: Path, open_page: OpenPage) -> None:
    """Opened and reloaded on a phone, and after Back on a desktop."""
    address = largest(kind, site, 1)[0]
    page = open_page(address, viewport=DESKTOP)
    if places := jump_about(page):
        go_back(page, places[-1])
        phone = open_page(f"{address}#{places[-1]}", viewport=PHONE)
        assert_in_view(phone, places[-1], "opened")
        reload(phone, places[-1])


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_contents_of_the_timeline_lead_to_the_years(size: dict[str, int], open_page: OpenPage) -> None:
    page = open_page("timeline/", viewport=size)
    years: list[str] = page.evaluate("() => [...document.querySelectorAll('.tl-group[id]')].map((year) => year.id)")
    for year in [*years[:: max(1, len(years) // 6)], years[-1], years[2]]:
        page.evaluate("id => document.querySelector(`.md-sidebar a[href='#${id}']`).click()", year)
        assert_in_view(page, year, "from the contents")
        page.evaluate("() => scrollTo(0, 0)")
        page.evaluate(STILL)


def test_a_place_that_moved_to_another_page_leads_on(site: Path, open_page: OpenPage) -> None:
    """From an entity's page to the list below it: by a jump, and by an old link."""
    address = next(
        address for address in pages_of("place", site) if re.search('data-moved="[^"]*#', _text(site / address))
    )
    page = open_page(address)
    place, target = page.locator("[data-moved*='#']").first.evaluate("moved => [moved.id, moved.dataset.moved]")
    page.evaluate("id => { location.hash = '#' + encodeURIComponent(id) }", place)
    page.wait_for_url(urljoin(page.url, target))
    assert_in_view(page, target.partition("#")[2], "from the page that it left")
    old = open_page(f"{address}#{place}")
    old.wait_for_url(page.url)


def _text(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("at", "opens"), [("", False), ("#zone-opened", True), ("?tl.topic=governance", True)])
def test_all_events_unfold_on_demand_and_the_script_is_fetched_with_them(
    at: str, opens: bool, open_page: OpenPage, server: SiteServer
) -> None:
    server.sent.clear()
    page = open_page(f"timeline/{at}")
    page.wait_for_load_state("networkidle")
    fold = page.locator(".fb-fold")
    fetched = any(path.endswith("timeline.js") for path, _ in server.sent)
    assert (fold.evaluate("fold => fold.open"), fetched) == (opens, opens)
    assert page.locator(".fb-headlines li").first.is_visible()
    if not opens:
        fold.locator("> summary").click()
    page.locator(".tl-view").wait_for()
    page.locator(".tl-event:visible").first.wait_for()
