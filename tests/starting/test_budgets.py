"""The budgets hold for another subject: no violation that axe finds, the first load, no other host, no error of a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, Watch, settle
from tests.browser.server import SiteServer
from tests.browser.test_every_kind import BUDGET

PAGES = ("", "organizations/ietf/", "indicators/http-methods/")
MORE_PAGES = ("timeline/", "organizations/", "sources/rfc1945/", "claims/")
"""The longest page, contribute/reference/, is the same on each site: test_axe.py looks at it."""


@pytest.fixture(scope="module")
def served(example: Path) -> Iterator[SiteServer]:
    with SiteServer(example) as running:
        yield running
        running.shutdown()


@pytest.mark.parametrize("address", [*PAGES, *(pytest.param(page, marks=pytest.mark.soak) for page in MORE_PAGES)])
def test_a_page_of_the_second_knowledge_base_is_within_the_budgets(
    address: str, served: SiteServer, browser: Browser
) -> None:
    watch, found = Watch(served.url), []
    for scheme, viewport in (("light", DESKTOP), ("dark", PHONE)):
        context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        watch.attach(page)
        served.sent.clear()
        page.goto(f"{served.url}{address}")
        settle(page, served)
        weight = sum(size for _, size in served.sent)
        assert weight <= BUDGET, f"{weight} bytes: {served.sent}"
        found += [f"{scheme}: {violation}" for violation in violations(page, fingers=True)]
        context.close()
    assert found == []
    assert watch.troubles == []
