"""What the frame around pages lets everybody do: without a mouse, by voice, without storage, with colours of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.kinds import largest

MIDDLE = {"width": 1093, "height": 800}

_FOCUS = """() => {
    const active = document.activeElement; // of a hidden field, its label is shown and marked
    const element = active.matches(".md-option") ? [...active.labels, active.nextElementSibling].find((e) => !e.hidden) : active;
    const box = element.getBoundingClientRect();
    const seen = element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const inside = box.right > 0 && box.left < innerWidth && box.width > 0 && box.height > 0;
    return { what: element.outerHTML.slice(0, 120), shown: seen && inside, isBody: element === document.body };
}"""


@pytest.mark.parametrize("size", [PHONE, MIDDLE, DESKTOP], ids=["phone", "middle", "desktop"])
def test_everything_that_tab_reaches_can_be_seen(size: dict[str, int], site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("story", site, 1)[0], viewport=size, reduced_motion="reduce")
    for _ in range(45):
        page.keyboard.press("Tab")
        focus: dict[str, Any] = page.evaluate(_FOCUS)
        assert focus["isBody"] or focus["shown"], focus["what"]


@pytest.mark.parametrize("size", [PHONE, MIDDLE], ids=["phone", "middle"])
def test_the_menu_opens_and_closes_by_keyboard(size: dict[str, int], site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("story", site, 1)[0], viewport=size, reduced_motion="reduce")
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    link = page.locator(".md-sidebar--primary a:visible").first
    expect(link).to_have_count(0)
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    page.keyboard.press(" ")
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.mouse.click(size["width"] - 20, size["height"] - 40)  # beside it
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_wide_windows_have_no_menu_button(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.get_by_role("button", name="Menu")).to_have_count(0)
    expect(page.get_by_role("button", name="Search", exact=True)).to_have_count(0)


def test_a_phone_opens_the_search_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE, reduced_motion="reduce")
    page.get_by_role("button", name="Search", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_a_letter_alone_does_nothing(site: Path, open_page: OpenPage) -> None:
    """WCAG 2.2, 2.1.4: who dictates would set off a shortcut by a word."""
    page = open_page(largest("story", site, 1)[0])
    before = page.url
    for key in ("n", "p", "f", "s", ".", ",", "N", "Alt+f", "Alt+s", "Alt+n", "Alt+/"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
        assert page.url == before, key
        assert not page.evaluate("document.getElementById('__search').checked"), key


def test_the_slash_opens_the_search(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_the_search_hears_what_no_key_typed_and_says_how_many_it_found(open_page: OpenPage) -> None:
    """Text that is pasted by mouse, dictated, or put in by a phone's keyboard."""
    page = open_page()
    field = page.get_by_role("textbox", name="Search")
    field.click()
    field.evaluate("input => { input.value = 'EVE'; input.dispatchEvent(new InputEvent('input', { bubbles: true })); }")
    status = page.locator(".md-search-result__meta[role=status]")
    expect(status).to_have_text(re.compile(r"\d+ pages?$"))
    expect(page.locator(".md-search-result__link").first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "usual"),
    [("ＴＣＬ", "TCL"), ("ｅｖｅ", "EVE"), ("２０２３", "2023"), ("中韩(惠州)产业园", "中韩\uff08惠州\uff09产业园")],
)
def test_full_width_forms_find_what_the_usual_ones_find(typed: str, usual: str, open_page: OpenPage) -> None:
    page = open_page()
    found = []
    for query in (usual, typed):
        field = page.get_by_role("textbox", name="Search")
        field.fill(query)
        field.press("Shift")
        expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d+ pages?$"))
        page.wait_for_load_state("networkidle")
        found.append(page.locator(".md-search-result__item").count())
    assert found[0] == found[1] > 0


_REFUSE = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });"""


def test_nothing_needs_storage(open_page: OpenPage) -> None:
    """A browser may refuse to store anything; the colours are not remembered then, and all else works."""
    page = open_page()
    page.context.add_init_script(_REFUSE)
    page.goto(f"{page.url}timeline/#zone-opened", wait_until="load")
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".tl-search").wait_for()
    page.get_by_role("textbox", name="Search", exact=True).first.fill("EVE")
    page.reload(wait_until="load")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_colours_follow_the_system_until_somebody_chooses(open_page: OpenPage) -> None:
    page = open_page()
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Switch to dark mode").click()
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")  # as was chosen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_timeline_is_readable_in_forced_colours(scheme: str, open_page: OpenPage) -> None:
    """The picture is drawn by a script, so that a browser cannot force its colours: it takes the reader's."""
    page = open_page("timeline/", forced_colors="active", color_scheme=scheme)
    page.locator(".fb-fold > summary").click()
    page.locator(".tl-view").wait_for()
    page.wait_for_timeout(500)
    shares: list[float] = page.evaluate(
        """() => {
        const canvas = document.querySelector(".tl-view canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Map();
        for (let i = 0; i < data.length; i += 4) {
            const color = data[i + 3] < 128 ? "none" : [data[i] >> 5, data[i + 1] >> 5, data[i + 2] >> 5].join();
            seen.set(color, (seen.get(color) || 0) + 1);
        }
        return [...seen.values()].map((count) => count / (data.length / 4)).sort((a, b) => b - a);
        }"""
    )
    assert shares[0] < 0.97, "nothing is drawn"
    assert sum(shares[1:]) < 0.5, "it is a block"
    assert len([share for share in shares if share > 0.001]) >= 3


_MEANINGS = """() => [...document.querySelectorAll(".md-content .fb-badge[title]:not(a)")].filter((mark) => mark.tabIndex < 0).length"""


def test_what_a_mark_means_can_be_asked_by_keyboard_and_by_finger(site: Path, open_page: OpenPage) -> None:
    address = largest("industry", site, 1)[0]
    page = open_page(address)
    assert page.evaluate(_MEANINGS) == 0
    mark = page.locator("article.fb-fact[id] .fb-badge--grade").first
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#fb-preview")).to_contain_text("Grade ")
    phone = open_page(address, viewport=PHONE, has_touch=True)
    phone.locator("article.fb-fact[id] .fb-badge--grade").first.tap()
    expect(phone.locator("#fb-preview")).to_contain_text("Grade ")


def _copied(page: Page, selector: str) -> str:
    script = """element => {
        const range = document.createRange(), selection = getSelection();
        range.selectNodeContents(element);
        selection.removeAllRanges();
        selection.addRange(range);
        return selection.toString();
    }"""
    return str(page.locator(selector).first.evaluate(script))


def test_words_that_are_copied_stand_apart(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("industry", site, 1)[0])
    foot = re.sub(r"\s+", " ", _copied(page, "article.fb-fact[id] .fb-fact__foot"))
    assert re.search(r"Grade [A-D]( |$)", foot), foot
    assert "Permalink Cite Edit" in foot
    row = (
        _copied(page, ".fb-table tbody tr:has(.fb-badge)")
        if page.locator(".fb-table tbody tr:has(.fb-badge)").count()
        else "Grade C"
    )
    assert re.search(r"Grade [A-D]\b", row), row
    assert not re.search(r"[a-z][A-Z]\w+ed\b", foot)
