"""A first load has nothing of the search but what is needed to begin one (test_every_kind.py: what all of it costs)."""

from tests.browser.conftest import OpenPage
from tests.browser.server import SiteServer


def test_the_search_is_fetched_when_it_is_needed_and_not_before(open_page: OpenPage, server: SiteServer) -> None:
    server.sent.clear()
    page = open_page()
    page.wait_for_load_state("networkidle")
    assert sum(size for path, size in server.sent if "search" in path) < 4_000  # settings and a stand-in
    page.keyboard.press("/")
    page.keyboard.type("zone")
    page.locator(".md-search-result__item").first.wait_for()
    assert sum(size for path, size in server.sent if "search" in path) > 20_000
