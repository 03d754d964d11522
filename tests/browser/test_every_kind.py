"""What holds of the largest page of each kind. It is opened three times: on a desktop, on a phone, and without scripts.

The tests of a page come in the order in which they stand here: first those that look at it as it was opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, OpenPage, opening, settle
from tests.browser.jumping import assert_in_view, go_back, jump_about, reload
from tests.browser.kinds import LAYOUTS, PRESENT, largest, sample
from tests.browser.server import SiteServer

BUDGET = 100_000
"""Bytes of a first load (design, section 8)."""

STILL = 0.02
"""Layout shift of a page that a reader does not see move (web.dev/articles/cls: good is 0.1 at most)."""

NARROW = {"width": 360, "height": 740}


_LAYOUTS = pytest.mark.parametrize("address", LAYOUTS, indirect=True)
"""For what the layout of a page decides."""


@pytest.fixture(scope="module", params=PRESENT)
def address(request: pytest.FixtureRequest, site: Path) -> str:
    return largest(request.param, site, 1)[0]


@pytest.fixture(scope="module")
def first_load(address: str, browser: Browser, server: SiteServer) -> Iterator[tuple[Page, Mapping[str, int]]]:
    """The page on a desktop, and the bytes of all that the server sent for it, workers and what they load included."""
    with opening(browser, server) as open_it:
        server.sent.clear()
        page = open_it(address)
        settle(page, server)
        yield page, {path or "home page": size for path, size in server.sent}


@pytest.fixture(scope="module")
def desktop(first_load: tuple[Page, Mapping[str, int]]) -> Page:
    return first_load[0]


@pytest.fixture(scope="module")
def phone(address: str, browser: Browser, server: SiteServer) -> Iterator[Page]:
    with opening(browser, server) as open_it:
        page = open_it(address, viewport=PHONE)
        settle(page, server)
        yield page


@pytest.fixture(scope="module")
def bare(address: str, browser: Browser, server: SiteServer) -> Iterator[Page]:
    """The page without scripts."""
    with opening(browser, server) as open_it:
        yield open_it(address, java_script_enabled=False)


def test_a_first_load_is_within_the_budget(first_load: tuple[Page, Mapping[str, int]]) -> None:
    _, weight = first_load
    assert sum(weight.values()) <= BUDGET, f"{sum(weight.values())} bytes: {weight}"


@_LAYOUTS
def test_a_jump_on_a_desktop_ends_at_its_place(desktop: Page, address: str, server: SiteServer) -> None:
    """From the page itself, opened, and reloaded."""
    if places := jump_about(desktop):
        middle = places[len(places) // 2]
        desktop.goto("about:blank")
        desktop.goto(f"{server.url}{address}#{middle}", wait_until="load")
        assert_in_view(desktop, middle, "opened")
        reload(desktop, middle)


_HIDDEN = """() => {
  const parts = '[data-fact], .fb-table tr, .fb-pairs dd, .fb-card, .fb-references li, .tl-event, .fb-figure';
  const hidden = [];
  for (const part of document.querySelectorAll(parts)) {
    if (part.closest('[hidden], svg') || !part.textContent.trim()) continue;
    const box = part.getBoundingClientRect();
    const style = getComputedStyle(part);
    if (!box.width || !box.height || style.visibility !== 'visible' || style.opacity !== '1') hidden.push(part.outerHTML.slice(0, 120));
  }
  return hidden;
}"""
"""What there is to read and cannot be seen."""

_CONTROLS = ".md-header, .md-tabs, .md-sidebar, .fb-tools, .fb-filter, .fb-top, .tl-app, .md-top, .headerlink"

_REPEATED = ".fb-profile :is(.fb-off-sheet, .fb-figure__table)"
"""What a profile leaves to the screen: tables of what its charts and its map show, and links to other pages."""


def test_all_is_printed_and_no_control_is(desktop: Page) -> None:
    desktop.emulate_media(media="print", color_scheme="dark")
    desktop.evaluate(f"document.querySelectorAll('{_REPEATED}').forEach((part) => part.remove())")
    assert desktop.evaluate(_HIDDEN) == []
    visible = f"[...document.querySelectorAll('{_CONTROLS}')].filter(e => e.offsetHeight).map(e => e.className)"
    assert desktop.evaluate(visible) == []
    desktop.emulate_media(media="screen", color_scheme="light")
    assert desktop.evaluate(visible) != []


@_LAYOUTS
def test_no_other_host_is_asked_while_a_page_is_read_and_searched(desktop: Page) -> None:
    """The fixture fails on any request elsewhere, and on what the page's policy refuses."""
    desktop.keyboard.press("End")
    desktop.keyboard.press("/")
    desktop.keyboard.type("zone")
    desktop.locator(".md-search-result__item").first.wait_for()


_SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 100);
})"""


def test_a_page_stands_still_on_a_phone(phone: Page) -> None:
    assert phone.evaluate(_SHIFTS) <= STILL


def test_everything_is_readable_without_scripts(bare: Page) -> None:
    assert bare.evaluate(_HIDDEN) == []


_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_OUTSIDE = """
[...document.querySelectorAll('.md-content :is(td, tbody th)')]
  .filter(cell => cell.offsetWidth && cell.getBoundingClientRect().right > innerWidth).map(cell => cell.textContent)
"""
_UNNAMED = """
[...document.querySelectorAll('.md-content td')].filter(cell => cell.offsetWidth)
  .filter(cell => cell.closest('table').tHead.rows[0].cells[cell.cellIndex].textContent.trim())
  .filter(cell => !getComputedStyle(cell, '::before').content.includes(cell.dataset.label)).map(cell => cell.outerHTML)
"""


def _assert_fits(page: Page) -> None:
    """Nothing lies outside the screen of a narrow phone and of a usual one, and every cell of a table has its word beside it."""
    page.set_viewport_size(NARROW)
    assert page.evaluate(_SIDEWAYS) <= 0, page.url
    assert page.evaluate(_OUTSIDE) == [], page.url
    assert page.evaluate(_UNNAMED) == [], page.url
    page.set_viewport_size(PHONE)
    assert page.evaluate(_SIDEWAYS) <= 0, page.url


_OPEN_ALL = "document.querySelectorAll('details').forEach(closed => (closed.open = true))"


def test_no_page_moves_sideways_and_every_cell_has_its_word(phone: Page) -> None:
    phone.evaluate(_OPEN_ALL)
    _assert_fits(phone)


@_LAYOUTS
def test_a_jump_on_a_phone_ends_at_its_place(phone: Page) -> None:
    """From the page itself, and after Back."""
    if places := jump_about(phone):
        go_back(phone, places[-1])


def test_no_page_moves_sideways_without_scripts(bare: Page) -> None:
    _assert_fits(bare)


@pytest.mark.soak
@pytest.mark.parametrize("kind", PRESENT)
def test_a_usual_page_fits_a_phone_too(kind: str, site: Path, open_page: OpenPage) -> None:
    page = open_page(sample(kind, site, 1)[-1], viewport=NARROW)
    page.evaluate(_OPEN_ALL)
    _assert_fits(page)
