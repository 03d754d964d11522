"""A browser on the built site. Every page it opens fails the test on a script's error or a request to another host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.server import SiteServer
from tests.conftest import PATIENCE

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[SiteServer]:
    """The built site, served."""
    with SiteServer(site) as running:
        yield running
        running.shutdown()


def settle(page: Page, server: SiteServer) -> None:
    """Wait until the server has sent nothing more for a fifth of a second: what workers ask for is seen there alone."""
    same, before = 0, -1
    while same < 4:
        page.wait_for_timeout(50)
        same, before = (same + 1 if len(server.sent) == before else 0), len(server.sent)


@dataclass
class Watch:
    """What pages did that they must not do."""

    home: str
    troubles: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        """Note errors and foreign requests of a page."""
        page.on("pageerror", lambda error: self._note(page, f"error of a script: {error}"))
        page.on("console", lambda message: self._console(page, message))
        page.on("request", lambda request: self._request(page, request.url))

    def _note(self, page: Page, trouble: str) -> None:
        self.troubles.append(f"{page.url}: {trouble}")

    def _console(self, page: Page, message: ConsoleMessage) -> None:
        # a page to be embedded names no icon; only a browser that opens it by itself asks for one
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self._note(page, f"console: {message.text} {message.location['url']}")

    def _request(self, page: Page, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")) and not url.endswith("/favicon.ico"):
            self._note(page, f"request to another host: {url}")


@contextmanager
def opening(browser: Browser, server: SiteServer) -> Iterator[OpenPage]:
    """A function that opens a page by its address below the site's root, in a context of its own; options are Playwright's."""
    contexts: list[BrowserContext] = []
    watch = Watch(server.url)

    def open_it(address: str = "", **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "color_scheme": "light", **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch.attach(page)
        page.goto(server.url + address, wait_until="load")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert watch.troubles == []


@pytest.fixture
def open_page(browser: Browser, server: SiteServer) -> Iterator[OpenPage]:
    """What opens pages for one test."""
    with opening(browser, server) as open_it:
        yield open_it
