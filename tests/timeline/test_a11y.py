"""axe finds nothing, in any state, light at 1,280 pixels and dark at 390 (the other two: with make soak)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.axe import violations

Open = Callable[..., Page]
PART = ".tl-block"
"""Only our part is checked: what the theme around it does is the theme's."""

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


def at_rest(_page: Page) -> None:
    """The page as it comes."""


def filters_open(page: Page) -> None:
    page.locator(".tl-menu summary").first.click()
    page.get_by_role("checkbox").first.check()


def details_open(page: Page) -> None:
    page.locator(".tl-view").focus()
    page.keyboard.press("n")


def zoomed(page: Page) -> None:
    page.locator(".tl-view").focus()
    for _ in range(4):
        page.keyboard.press("+")


def nothing_found(page: Page) -> None:
    page.get_by_role("searchbox", name="Search the timeline").fill("zzz")


def lanes_and_help(page: Page) -> None:
    page.get_by_label("Lanes").select_option("country")
    page.locator(".tl-help summary").click()


def same_time(page: Page) -> None:
    t = "[...mkdocsTimeline.running.values()][0]"
    page.evaluate(f"{t}.open({{events: {t}.events.slice(0, 3), x0: 0, x1: 1, ongoing: true}})")


STATES: list[Callable[[Page], None]] = [
    at_rest, filters_open, details_open, zoomed, nothing_found, lanes_and_help, same_time,
]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        ("desktop", "light"),
        ("phone", "dark"),
        pytest.param("desktop", "dark", marks=pytest.mark.soak),
        pytest.param("phone", "light", marks=pytest.mark.soak),
    ],
)
def test_axe_finds_nothing_in_any_state(open_page: Open, size: str, scheme: str) -> None:
    page = open_page("timeline/index.html", viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")
    for state in STATES:
        page.reload()
        page.locator(".tl-view canvas").wait_for()
        state(page)
        assert violations(page, PART) == [], f"{state.__name__} {size} {scheme}"


@pytest.mark.parametrize("path", ["index.html", "chinese/index.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_other_pages(open_page: Open, path: str, scheme: str) -> None:
    assert violations(open_page(path, color_scheme=scheme, viewport=SIZES["phone"]), PART) == []


def test_axe_finds_nothing_without_scripts(open_page: Open) -> None:
    page = open_page("timeline/index.html")
    page.evaluate("document.querySelector('.tl-app').replaceChildren()")
    assert violations(page, PART) == []


def test_controls_are_large_enough_for_a_finger(open_page: Open) -> None:
    page = open_page("timeline/index.html", viewport=SIZES["phone"], has_touch=True, is_mobile=True)
    for control in page.locator(".tl-bar :is(input, select, summary), .tl-tools button").all():
        if control.is_visible():
            box = control.bounding_box()
            assert box is not None
            assert box["height"] >= 44
