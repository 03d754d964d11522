"""No accessibility violation that axe can find: on a page of each kind, light, dark, and phone-wide.

It is the largest of its kind, but a usual one of lists, whose longest have hundreds of like rows. `make soak` looks at the others,
and at more pages of data.
"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kinds import PRESENT, largest, pages_of, sample

_COLOURS = ("color-contrast", "link-in-text-block")
_OTHERS = {rule: {"enabled": False} for rule in _COLOURS}
_FINGERS = {"target-size": {"enabled": True}}
"""Targets of 24 px for a finger (WCAG 2.2, 2.5.8), which axe leaves out by itself."""

_REPEATED = """() => {
    const looks = new Map(), seen = new Map(), repeated = [];
    const look = (element) => {
        const { tagName, className, style, lang, hidden } = element;
        const own = [tagName, className.baseVal ?? className, style.cssText, lang, hidden].join();
        looks.set(element, `${own}(${[...element.children].map(look).join()})`);
        return looks.get(element);
    };
    const visit = (element, path) => {
        const here = `${path} ${looks.get(element)}`;
        seen.set(here, (seen.get(here) ?? 0) + 1);
        if (seen.get(here) > 3) repeated.push(element);
        else for (const child of element.children) visit(child, `${path}>${element.tagName}.${element.className}`);
    };
    look(document.body);
    visit(document.body, "");
    return repeated;
}"""
"""What is of the same elements with the same classes, in the same place, as three others before it: its colours are theirs.

Long lists have hundreds of such rows, and colours take three quarters of axe's time."""


def _run(page: Page, context: str, options: dict[str, object]) -> list[str]:
    run = f"options => axe.run({context}, options).then((found) => found.violations)"
    found = page.evaluate(run, {"resultTypes": ["violations"], **options})
    return [f"{page.url} {v['id']}: {node['target']} {node['html'][:160]}" for v in found for node in v["nodes"][:5]]


def colours(page: Page) -> list[str]:
    """What axe finds wrong with colours on a page as it stands. Light and dark differ in colours and in nothing else."""
    page.evaluate(Axe().axe_script)
    options: dict[str, object] = {"runOnly": {"type": "rule", "values": _COLOURS}}
    return _run(page, f"{{ exclude: ({_REPEATED})() }}", options)


def violations(page: Page, *, fingers: bool = True) -> list[str]:
    """What axe finds on a page as it stands."""
    return [*colours(page), *_run(page, "document", {"rules": _OTHERS | (_FINGERS if fingers else {})})]


def _in_all_looks(page: Page) -> list[str]:
    light = violations(page)
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    dark = colours(page)
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_selector("body[data-md-color-scheme=default]")
    page.set_viewport_size(PHONE)
    return [*light, *(f"dark: {found}" for found in dark), *(f"phone: {found}" for found in violations(page))]


_LISTS = ("index", "part", "below")


def _example(kind: str, site: Path) -> str:
    (address,) = sample(kind, site, 0) if kind in _LISTS else largest(kind, site, 1)
    return address


@pytest.mark.parametrize("kind", PRESENT)
def test_no_violation_light_dark_and_on_a_phone(kind: str, site: Path, open_page: OpenPage) -> None:
    address = _example(kind, site)
    assert _in_all_looks(open_page(address, reduced_motion="reduce")) == []


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
    assert violations(page, fingers=False) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("zone")
    page.locator(".md-search-result__item").first.wait_for()
    assert violations(page, fingers=False) == []
    phone = open_page(pages_of("industry", site)[-1], viewport=PHONE, reduced_motion="reduce")
    phone.get_by_role("button", name="Menu").click()
    phone.locator("nav.md-nav--primary .md-nav__link").first.wait_for()
    assert violations(phone, fingers=False) == []
