"""No accessibility violation that axe can find: on a page of each kind, light on a desktop, and dark on a phone.

It is the largest of its kind, but a usual one of lists, whose longest have hundreds of like rows. `make soak` looks at the others, at more
pages of data, and at all of them in the other two looks; dark on a phone also at those that are made of the same parts as others.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.axe import colours, violations
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.kinds import ALIKE, PRESENT, largest, pages_of, sample


def _turn(page: Page, scheme: str) -> None:
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_selector(f"body[data-md-color-scheme={scheme}]")


def _light_and_dark(page: Page) -> list[str]:
    """What is found on a page that was opened on a desktop, and then dark on a phone."""
    light = violations(page)
    _turn(page, "slate")
    page.set_viewport_size(PHONE)
    return [*light, *(f"dark, phone: {found}" for found in violations(page, fingers=True))]


def _in_the_other_looks(page: Page) -> list[str]:
    """The same page light on the phone, and dark on a desktop, where fingers may touch it too."""
    _turn(page, "default")
    light = [f"phone: {found}" for found in colours(page)]
    page.set_viewport_size(DESKTOP)
    _turn(page, "slate")
    return [*light, *(f"dark: {found}" for found in violations(page, fingers=True))]


_LISTS = ("index", "part", "below", "Chinese")


def _example(kind: str, site: Path) -> str:
    (address,) = sample(kind, site, 0) if kind in _LISTS else largest(kind, site, 1)
    return address


@pytest.mark.parametrize("kind", [kind for kind in PRESENT if kind not in ALIKE])
def test_no_violation_light_and_dark_on_a_phone(kind: str, site: Path, open_page: OpenPage) -> None:
    assert _light_and_dark(open_page(_example(kind, site), reduced_motion="reduce")) == []


@pytest.mark.parametrize("kind", ALIKE)
def test_no_violation_on_a_page_of_the_same_parts(kind: str, site: Path, open_page: OpenPage) -> None:
    assert violations(open_page(_example(kind, site), reduced_motion="reduce")) == []


@pytest.mark.soak
@pytest.mark.parametrize("kind", PRESENT)
def test_no_violation_in_any_look_nor_on_other_pages(kind: str, site: Path, open_page: OpenPage) -> None:
    for address in {_example(kind, site), *sample(kind, site, 1)}:
        page = open_page(address, reduced_motion="reduce")
        assert [*_light_and_dark(page), *_in_the_other_looks(page)] == []


def test_a_colour_that_is_too_weak_is_found_in_the_last_of_many_rows(open_page: OpenPage) -> None:
    page = open_page("sources/", reduced_motion="reduce")
    assert colours(page) == []
    page.locator(".fb-table tbody a").last.evaluate("link => { link.style = 'color: #ddd; transition: none' }")
    assert colours(page) != []


def _on_embedded(address: str, open_page: OpenPage) -> list[str]:
    return [found for scheme in ("light", "dark") for found in violations(open_page(address, color_scheme=scheme))]


def test_no_violation_on_pages_of_data(site: Path, open_page: OpenPage) -> None:
    for address in largest("data", site, 1):
        assert _light_and_dark(open_page(address, reduced_motion="reduce")) == []
    assert _on_embedded(largest("embed", site, 1)[0], open_page) == []


@pytest.mark.soak
def test_no_violation_on_more_pages_of_data(site: Path, open_page: OpenPage) -> None:
    for address in largest("data", site, 4):
        page = open_page(address, reduced_motion="reduce")
        assert [*_light_and_dark(page), *_in_the_other_looks(page)] == []
    for address in sample("embed", site)[1:]:
        assert _on_embedded(address, open_page) == []


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
