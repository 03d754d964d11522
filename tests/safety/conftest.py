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
    """Pages in a browser, and whatever they did that they must not do."""

    context: BrowserContext
    home: str = ""
    troubles: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        """Open a page and wait until it is still; dialogs, errors and foreign requests are noted."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(f"{url}: error of a script: {error}"))
        page.on("console", lambda message: self._console(url, message))
        page.on("dialog", lambda dialog: (self.troubles.append(f"{url}: a dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._request(url, request.url))
        page.on("popup", lambda other: self.troubles.append(f"{url}: opened {other.url}"))
        page.on("download", lambda other: self.troubles.append(f"{url}: downloaded {other.url}"))
        page.goto(url, wait_until="load")
        return page

    def close(self, page: Page) -> None:
        """Note what the page's policy refused, then close it."""
        self.troubles += [f"{page.url}: refused {what}" for what in page.evaluate("window.__refused")]
        page.close()

    def _console(self, url: str, message: ConsoleMessage) -> None:
        """Errors count; a file of the site's own that is not there (an image that a payload names) is none."""
        if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded"):
            self.troubles.append(f"{url}: console: {message.text}")

    def _request(self, page: str, url: str) -> None:
        if not url.startswith((self.home, "data:image/svg+xml", "blob:")):
            self.troubles.append(f"{page}: request to {url}")


@pytest.fixture
def guarded(browser: Browser) -> Iterator[Guarded]:
    """A browser's context; the test fails if a page in it did what it must not do."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(NOTE)
    watch = Guarded(context)
    yield watch
    context.close()
    assert watch.troubles == []
