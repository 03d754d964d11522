"""A jump to any place of a page ends with that place in view below the header: at once, after Back, and after a reload."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.kinds import PRESENT, largest
from tests.browser.server import SiteServer

PLACES = """most => {
    const found = [...document.querySelectorAll(".md-content [id]")].filter((element) =>
        element.getClientRects().length && !element.closest("svg, .tl-app") && !/^(__|fb-preview)/.test(element.id));
    const step = Math.max(1, Math.floor(found.length / most));
    return found.filter((_, index) => index % step === 0 || index === found.length - 1).map((element) => element.id);
}"""
"""The ids of a page, a few from its beginning to its end."""

WHERE = """id => {
    const header = Math.max(0, ...[...document.querySelectorAll(".md-header, .md-tabs")]
        .filter((element) => ["sticky", "fixed"].includes(getComputedStyle(element).position))
        .map((element) => element.getBoundingClientRect().bottom));
    const box = document.getElementById(id).getBoundingClientRect();
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 60;
    return { top: box.top, header, below: innerHeight, end };
}"""

SETTLED = """() => new Promise((resolve) => {
    let last = -1, same = 0;
    const look = () => {
        same = scrollY === last ? same + 1 : 0;
        last = scrollY;
        same > 12 ? resolve() : requestAnimationFrame(look);
    };
    look();
})"""
"""Wait until the page has kept its place for a while."""


def _assert_in_view(page: Page, place: str, when: str) -> None:
    """The place stands below the header, near the top unless the page ends before, once nothing moves any more."""
    page.wait_for_function("id => document.querySelector(':target')?.id === id", arg=place)
    found: dict[str, Any] = {}
    for _ in range(4):  # a machine that does other work may be slow to scroll
        page.evaluate(SETTLED)
        found = page.evaluate(WHERE, place)
        if found["header"] - 1 <= found["top"] <= found["header"] + (found["below"] if found["end"] else 100):
            return
    raise AssertionError(f"{page.url} {when}: {place} is not in view: {found}")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("kind", PRESENT)
def test_a_jump_ends_at_its_place(kind: str, size: dict[str, int], site: Path, open_page: OpenPage) -> None:
    """From the page itself to places all over it; opened, reloaded and after Back, on the desktop in the middle, on a phone at the end."""
    address = largest(kind, site, 1)[0]
    page = open_page(address, viewport=size)
    base = page.url
    places: list[str] = page.evaluate(PLACES, 5)
    for place in places:
        page.wait_for_timeout(
            400
        )  # as nobody is faster; a browser loses a jump while the contents still scroll after the last
        page.evaluate("id => { location.hash = '#' + encodeURIComponent(id) }", place)
        _assert_in_view(page, place, "from the page itself")
    for place in [places[len(places) // 2] if size is DESKTOP else places[-1]] if places else []:
        page.goto("about:blank")
        page.goto(f"{base}#{place}", wait_until="load")
        _assert_in_view(page, place, "opened")
        page.reload(wait_until="load")
        _assert_in_view(page, place, "after a reload")
        page.goto(f"{base.partition('/zhongkai/')[0]}/zhongkai/licences.txt")
        page.go_back(wait_until="load")
        _assert_in_view(page, place, "after Back")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_contents_of_the_timeline_lead_to_the_years(size: dict[str, int], open_page: OpenPage) -> None:
    page = open_page("timeline/", viewport=size)
    years: list[str] = page.evaluate("() => [...document.querySelectorAll('.tl-group[id]')].map((year) => year.id)")
    for year in [*years[:: max(1, len(years) // 6)], years[-1], years[2]]:
        page.evaluate("id => document.querySelector(`.md-sidebar a[href='#${id}']`).click()", year)
        _assert_in_view(page, year, "from the contents")
        page.evaluate("() => scrollTo(0, 0)")
        page.wait_for_timeout(400)


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
