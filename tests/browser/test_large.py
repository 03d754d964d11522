"""A larger store: its pages stay within the budget of a first load, and the parts of long lists can be used (``make soak``).

On the real store, ``test_every_kind.py`` measures the largest page of each kind in ``make test``, the parts of lists among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.builders.stores import write_store
from playwright.sync_api import Browser, Page

from factbook.cli import main
from tests.browser.conftest import DESKTOP, PHONE, Watch, settle
from tests.browser.kinds import PRESENT, pages_of
from tests.browser.server import SiteServer
from tests.browser.test_every_kind import BUDGET
from tests.conftest import PATIENCE

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of two thousand and four hundred made-up facts, without its open data."""
    folder = tmp_path_factory.mktemp("large")
    write_store(folder, 2400, exports=False)
    assert main(["--root", str(folder), "--today", "2025-03-01", "build"]) == 0
    return folder / "site"


@pytest.fixture(scope="module")
def served(large: Path) -> Iterator[SiteServer]:
    with SiteServer(large) as running:
        yield running
        running.shutdown()


def _open(browser: Browser, served: SiteServer, address: str, **options: object) -> Page:
    context = browser.new_context(**{"viewport": DESKTOP, **options})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(served.url + address)
    settle(page, served)
    return page


def _parts(site: Path) -> list[str]:
    return [path.parent.relative_to(site).as_posix() + "/" for path in sorted(site.glob("**/page/*/index.html"))]


def _heaviest_parts(site: Path) -> list[str]:
    parts = sorted(_parts(site), key=lambda address: (site / address / "index.html").stat().st_size)
    return list({address.partition("page/")[0]: address for address in parts}.values())


def test_first_loads_are_within_the_budget(large: Path, served: SiteServer, browser: Browser) -> None:
    """The heaviest page of each kind, and the heaviest part of each list."""
    addresses = [pages_of(kind, large)[0] for kind in PRESENT if pages_of(kind, large)]
    heavy: dict[str, int] = {}
    for address in dict.fromkeys([*addresses, *_heaviest_parts(large)]):
        served.sent.clear()
        page = _open(browser, served, address)
        heavy[address] = sum(size for _, size in served.sent)
        page.context.close()
    assert {address: size for address, size in heavy.items() if size > BUDGET} == {}


def test_the_parts_of_the_timeline_can_be_used_and_read(large: Path, served: SiteServer, browser: Browser) -> None:
    parts = [address for address in _parts(large) if address.startswith("timeline/")]
    assert len(parts) == 2
    watch = Watch(served.url)
    page = _open(browser, served, "timeline/")
    watch.attach(page)
    page.locator(".fb-pager").first.get_by_role("link", name="2").first.click()
    page.wait_for_url(f"**/{parts[0]}")
    assert page.locator(".tl-status").text_content() == "96 of 96 events"
    page.locator(".tl-view").focus()
    page.keyboard.press("n")
    assert page.locator(".tl-panel .tl-title").is_visible()
    assert page.locator(".fb-pager [aria-current=page]").first.text_content().strip().startswith("2")  # type: ignore[union-attr]
    assert watch.troubles == []
    page.context.close()
    bare = _open(browser, served, parts[0], java_script_enabled=False, viewport=PHONE)
    assert bare.locator(".tl-event").count() == 96
    assert bare.locator(".tl-event").last.is_visible()
    assert bare.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    bare.context.close()


def test_search_leads_to_a_fact_on_a_later_part(large: Path, served: SiteServer, browser: Browser) -> None:
    address = [address for address in _parts(large) if address.startswith("timeline/")][-1]
    page = _open(browser, served, address)
    event = page.locator(".tl-event:not(:has(h3 a))").last
    title, anchor = event.locator(".tl-title").text_content(), event.locator(".tl-title").get_attribute("id")
    assert title is not None
    page.keyboard.press("/")
    page.keyboard.type(title)
    page.locator(f'.md-search-result__list a[href*="{address}"][href$="#{anchor}"]').first.wait_for()
    page.context.close()
