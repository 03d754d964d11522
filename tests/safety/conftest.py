"""What the tests of safety share: the browser and the server of the browser tests, and a watch for what pages must not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.conftest import server

__all__ = ["server"]

NOTE = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
window.__ran = (what) => { throw new Error(`a payload ran: ${what}`); };
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.__ran(name);
"""
"""Runs before each page: notes what its policy refuses, and fails on the calls that payloads make."""


@dataclass
class Guarded:
    """A tab of a browser, and whatever the pages in it did that they must not do."""

    context: BrowserContext
    home: str = ""
    troubles: list[str] = field(default_factory=list)
    _tab: Page | None = None
    _at: str = ""

    def open(self, url: str) -> Page:
        """Open a page and wait until it is still; dialogs, errors and foreign requests are noted."""
        self._tab = self._tab or self._watched()
        self._at = url
        self._tab.goto(url, wait_until="load")
        return self._tab

    def _watched(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self._note(f"error of a script: {error}"))
        page.on("console", self._console)
        page.on("dialog", lambda dialog: (self._note(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._request(request.url))
        page.on("popup", lambda other: (self._note(f"opened {other.url}"), other.close()))
        page.on("download", lambda other: self._note(f"downloaded {other.url}"))
        return page

    def leave(self, page: Page) -> None:
        """Note what the page's policy refused; the next page can be opened."""
        self.troubles += [f"{page.url}: refused {what}" for what in page.evaluate("window.__refused")]

    def _note(self, what: str) -> None:
        self.troubles.append(f"{self._at}: {what}")

    def _console(self, message: ConsoleMessage) -> None:
        """Errors count; a file of the site's own that is not there (an image that a payload names) is none."""
        if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded"):
            self._note(f"console: {message.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.home, "data:image/svg+xml", "blob:")):
            self._note(f"request to {url}")


@pytest.fixture
def guarded(browser: Browser) -> Iterator[Guarded]:
    """A browser's context; the test fails if a page in it did what it must not do."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(NOTE)
    watch = Guarded(context)
    yield watch
    context.close()
    assert watch.troubles == []
