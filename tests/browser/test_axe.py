"""No accessibility violation that axe can find: on a page of each kind, light, dark, and phone-wide.

It is the largest of its kind, but a usual one of lists, whose longest have hundreds of like rows. `make soak` looks at the others,
and at more pages of data.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.axe import colours, violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kinds import PRESENT, largest, pages_of, sample


def _in_all_looks(page: Page) -> list[str]:
    light = violations(page, fingers=True)
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    dark = colours(page)
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_selector("body[data-md-color-scheme=default]")
    page.set_viewport_size(PHONE)
    return [
        *light,
        *(f"dark: {found}" for found in dark),
        *(f"phone: {found}" for found in violations(page, fingers=True)),
    ]


_LISTS = ("index", "part", "below")


def _example(kind: str, site: Path) -> str:
    (address,) = sample(kind, site, 0) if kind in _LISTS else largest(kind, site, 1)
    return address


@pytest.mark.parametrize("kind", PRESENT)
def test_no_violation_light_dark_and_on_a_phone(kind: str, site: Path, open_page: OpenPage) -> None:
    address = _example(kind, site)
    assert _in_all_looks(open_page(address, reduced_motion="reduce")) == []


def test_a_colour_that_is_too_weak_is_found_in_the_last_of_many_rows(open_page: OpenPage) -> None:
    page = open_page("sources/")
    assert colours(page) == []
    page.locator(".fb-table tbody a").last.evaluate("link => { link.style.color = '#ddd' }")
    assert colours(page) != []


@pytest.mark.soak
@pytest.mark.parametrize("kind", PRESENT)
def test_no_violation_on_another_page(kind: str, site: Path, open_page: OpenPage) -> None:
    for address in set(sample(kind, site, 1)) - {_example(kind, site)}:
        assert _in_all_looks(open_page(address, reduced_motion="reduce")) == []


def _on_pages_of_data(data: list[str], embedded: list[str], open_page: OpenPage) -> list[str]:
    found = []
    for address in data:
        found += _in_all_looks(open_page(address, reduced_motion="reduce"))
    for address in embedded:
        for scheme in ("light", "dark"):
            found += violations(open_page(address, color_scheme=scheme))
    return found


def test_no_violation_on_pages_of_data(site: Path, open_page: OpenPage) -> None:
    assert _on_pages_of_data(largest("data", site, 2), largest("embed", site, 1), open_page) == []


@pytest.mark.soak
def test_no_violation_on_more_pages_of_data(site: Path, open_page: OpenPage) -> None:
    assert _on_pages_of_data(largest("data", site, 4)[2:], sample("embed", site)[1:], open_page) == []


def test_no_violation_with_a_preview_or_the_search_or_the_menu_open(site: Path, open_page: OpenPage) -> None:
    page = open_page(pages_of("industry", site)[-1], reduced_motion="reduce")
    page.locator(".fb-cite a").first.focus()
    page.locator("#fb-preview").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("zone")
    page.locator(".md-search-result__item").first.wait_for()
    assert violations(page) == []
    phone = open_page(pages_of("industry", site)[-1], viewport=PHONE, reduced_motion="reduce")
    phone.get_by_role("button", name="Menu").click()
    phone.locator("nav.md-nav--primary .md-nav__link").first.wait_for()
    assert violations(phone) == []
