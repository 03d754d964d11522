"""What a reader's first page costs: all that is fetched until it stands, compressed, within the budget of 100 kB; and it stands still."""

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kinds import PRESENT, largest
from tests.browser.server import SiteServer

BUDGET = 100_000
"""Bytes (design, section 8)."""

STILL = 0.02
"""Layout shift of a page that a reader does not see move (web.dev/articles/cls: good is 0.1 at most)."""

_SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 100);
})"""


@pytest.mark.parametrize("kind", PRESENT)
def test_the_largest_page_of_each_kind_is_within_the_budget_and_asks_no_other_host(
    kind: str, site: Path, open_page: OpenPage, server: SiteServer
) -> None:
    """All that the server sent for the page counts, workers and what they load included.

    Then it is scrolled to its end, and its search opened: on any request elsewhere, and on what its policy refuses, the fixture fails.
    """
    server.sent.clear()
    page = open_page(largest(kind, site, 1)[0])
    page.wait_for_load_state("networkidle")
    weight = {path or "home page": size for path, size in server.sent}
    assert sum(weight.values()) <= BUDGET, f"{sum(weight.values())} bytes: {weight}"
    page.keyboard.press("End")
    page.keyboard.press("/")
    page.keyboard.type("zone")
    page.locator(".md-search-result__item").first.wait_for()


@pytest.mark.parametrize("kind", PRESENT)
def test_the_largest_page_of_each_kind_stands_still_on_a_phone(kind: str, site: Path, open_page: OpenPage) -> None:
    page = open_page(largest(kind, site, 1)[0], viewport=PHONE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(_SHIFTS) <= STILL


def test_the_search_is_fetched_when_it_is_needed_and_not_before(open_page: OpenPage, server: SiteServer) -> None:
    server.sent.clear()
    page = open_page()
    page.wait_for_load_state("networkidle")
    assert sum(size for path, size in server.sent if "search" in path) < 4_000  # settings and a stand-in
    page.keyboard.press("/")
    page.keyboard.type("zone")
    page.locator(".md-search-result__item").first.wait_for()
    assert sum(size for path, size in server.sent if "search" in path) > 20_000
