"""A jump to any place of a page ends with that place in view below the header: at once, after Back, and after a reload."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.kinds import PRESENT, largest, pages_of
from tests.browser.server import SiteServer

PLACES = """most => {
    const found = [...document.querySelectorAll(".md-content [id]")].filter((element) => element.getClientRects().length
        && !element.closest("svg, .tl-app") && !/^(__|fb-preview)/.test(element.id) && !element.dataset.moved);
    const step = Math.max(1, Math.floor(found.length / most));
    return found.filter((_, index) => index % step === 0 || index === found.length - 1).map((element) => element.id);
}"""
"""The ids of a page, a few from its beginning to its end."""

STILL = """async () => {
    const lists = [...document.querySelectorAll(".md-sidebar__scrollwrap")];
    const at = () => [scrollY, ...lists.map((list) => list.scrollTop)].join();
    for (let last = "", same = 0; same < 6; last = at()) {
        await new Promise(requestAnimationFrame);
        same = at() === last ? same + 1 : 0;
    }
}"""
"""Wait until neither the page nor the list of its contents moves any more: a browser loses a jump while that list scrolls."""

SETTLED = (
    """async ({ place, jump }) => {
    const still = """
    + STILL
    + """;
    if (jump) location.hash = "#" + encodeURIComponent(place);
    while (document.querySelector(":target")?.id !== place) await new Promise(requestAnimationFrame);
    let found;
    for (let time = 0; time < 4; time++) {  // a machine that does other work may be slow to scroll
        await still();
        const header = Math.max(0, ...[...document.querySelectorAll(".md-header, .md-tabs")]
            .filter((element) => ["sticky", "fixed"].includes(getComputedStyle(element).position))
            .map((element) => element.getBoundingClientRect().bottom));
        const top = document.getElementById(place).getBoundingClientRect().top;
        const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 60;
        const inView = header - 1 <= top && top <= header + (end ? innerHeight : 100);
        found = { inView, top, header, end, below: innerHeight };
        if (inView) break;
    }
    return found;
}"""
)
"""Where a place stands once nothing moves, after a jump to it or as the page was opened: in view is below the header, and near the top
unless the page ends before."""


def _assert_in_view(page: Page, place: str, when: str, *, jump: bool = False) -> None:
    found: dict[str, Any] = page.evaluate(SETTLED, {"place": place, "jump": jump})
    assert found["inView"], f"{page.url} {when}: {place} is not in view: {found}"


def _jump_about(page: Page) -> list[str]:
    """Jump from the page itself to places all over it, and return them."""
    places: list[str] = page.evaluate(PLACES, 5)
    for place in places:
        _assert_in_view(page, place, "from the page itself", jump=True)
    return places


def _reload(page: Page, place: str) -> None:
    page.reload(wait_until="load")
    _assert_in_view(page, place, "after a reload")


def _go_back(page: Page, place: str) -> None:
    page.goto(f"{page.url.partition('/zhongkai/')[0]}/zhongkai/licences.txt")
    page.go_back(wait_until="load")
    _assert_in_view(page, place, "after Back")


@pytest.mark.parametrize("kind", PRESENT)
def test_a_jump_ends_at_its_place(kind: str, site: Path, open_page: OpenPage) -> None:
    """From the page itself, and after Back, on a phone; opened, reloaded and from the page itself on a desktop."""
    address = largest(kind, site, 1)[0]
    phone = open_page(address, viewport=PHONE)
    if places := _jump_about(phone):
        _go_back(phone, places[-1])
        middle = places[len(places) // 2]
        page = open_page(f"{address}#{middle}", viewport=DESKTOP)
        _assert_in_view(page, middle, "opened")
        _reload(page, middle)
        _jump_about(page)


@pytest.mark.soak
@pytest.mark.parametrize("kind", PRESENT)
def test_a_jump_ends_at_its_place_the_other_ways(kind: str, site: Path, open_page: OpenPage) -> None:
    """Opened and reloaded on a phone, and after Back on a desktop."""
    address = largest(kind, site, 1)[0]
    page = open_page(address, viewport=DESKTOP)
    if places := _jump_about(page):
        _go_back(page, places[-1])
        phone = open_page(f"{address}#{places[-1]}", viewport=PHONE)
        _assert_in_view(phone, places[-1], "opened")
        _reload(phone, places[-1])


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_contents_of_the_timeline_lead_to_the_years(size: dict[str, int], open_page: OpenPage) -> None:
    page = open_page("timeline/", viewport=size)
    years: list[str] = page.evaluate("() => [...document.querySelectorAll('.tl-group[id]')].map((year) => year.id)")
    for year in [*years[:: max(1, len(years) // 6)], years[-1], years[2]]:
        page.evaluate("id => document.querySelector(`.md-sidebar a[href='#${id}']`).click()", year)
        _assert_in_view(page, year, "from the contents")
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
    _assert_in_view(page, target.partition("#")[2], "from the page that it left")
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
