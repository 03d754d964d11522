"""From the home page to an industry, to a fact, to its source, and back: by mouse and by keyboard. And what helps on the way."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, OpenPage
from tests.browser.kinds import largest, pages_of

_INDUSTRY = ".md-content a[href^='industries/']:not([href='industries/']):visible"


def _reach(page: Page, goal: Locator, limit: int = 400) -> None:
    """Press Tab until the goal has the focus."""
    goal.evaluate("element => { window.goal = element }")
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("goal === document.activeElement"):
            return
    raise AssertionError(f"not reached by {limit} tabs: {goal}")


def test_the_way_by_mouse(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(_INDUSTRY).first.click()
    expect(page).to_have_url(re.compile(r"/industries/[a-z0-9-]+/"))
    industry = page.url
    fact = page.locator("article.fb-fact[id]").first
    fact.get_by_role("link", name="Permalink").click()
    expect(page).to_have_url(f"{industry}#{fact.get_attribute('id')}")
    fact.locator(".fb-cite a").first.click()
    entry = page.locator(".fb-references li:target")
    expect(entry).to_be_in_viewport()
    entry.locator("a[href*='sources/']").click()
    expect(page).to_have_url(re.compile(r"/sources/[a-z0-9-]+/"))
    expect(page.locator(f"article.fb-fact[data-fact='{fact_id(industry, page)}']")).to_have_count(1)
    for _ in range(4):
        page.go_back()
    expect(page).to_have_url(re.compile(r"/zhongkai/$"))


def fact_id(industry: str, page: Page) -> str:
    """The fact that the way led over: the source's page lists it too."""
    link = page.locator(f"article.fb-fact:has(a[href*='{industry.rstrip('/').rsplit('/', 1)[1]}/#'])").first
    return link.get_attribute("data-fact") or ""


def test_the_way_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    _reach(page, page.locator(_INDUSTRY).first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/industries/[a-z0-9-]+/"))
    mark = page.locator("article.fb-fact[id] .fb-cite a").first
    _reach(page, mark)
    expect(page.locator("#fb-preview")).to_be_visible()
    page.keyboard.press("Tab")  # into the preview, to the source's page
    expect(page.locator("#fb-preview a:focus")).to_have_attribute("href", re.compile("sources/"))
    page.keyboard.press("Escape")
    expect(page.locator("#fb-preview")).to_have_count(0)
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    entry = page.locator(".fb-references li:target")
    expect(entry).to_be_in_viewport()
    _reach(page, entry.locator("a[href*='sources/']"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sources/[a-z0-9-]+/"))
    for _ in range(3):
        page.go_back()  # Alt+← is the browser's own, and headless ones have none
    expect(page).to_have_url(re.compile(r"/zhongkai/$"))


def test_the_first_tab_offers_to_skip_the_menu(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("industry", site, 1)[0])
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()


def test_an_entity_leads_to_its_index_and_marks_its_tab(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("organization", site, 1)[0])
    marked = "tabs => tabs.filter(tab => getComputedStyle(tab).fontWeight >= 600).length"
    assert page.locator(".md-tabs__link").evaluate_all(marked) == 1
    page.locator(".fb-top__index").click()
    expect(page).to_have_url(re.compile(r"/organizations/$"))


def test_edit_links_lead_to_the_record_in_the_store(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("organization", site, 1)[0])
    edit = re.compile(r"/edit/main/data/organizations(/[a-z-]+)?\.yml#L\d+$")
    expect(page.locator(".fb-top__edit")).to_have_attribute("href", edit)
    expect(page.locator("article.fb-fact[id] .fb-tools a[rel=external]").first).to_have_attribute("href", edit)


def test_a_preview_shows_on_hover_stays_for_the_pointer_and_closes_with_escape(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("industry", site, 1)[0])
    mark = page.locator(".fb-cite a").first
    mark.hover()
    preview = page.locator("#fb-preview")
    expect(preview).to_be_visible()
    number = (mark.text_content() or "").strip("[]")
    title = page.locator(f"#ref-{number} a").first.text_content()
    expect(preview).to_contain_text(title or "?")
    preview.hover()
    page.wait_for_timeout(400)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    mark.hover()
    expect(preview).to_be_visible()
    page.mouse.move(5, 5)
    expect(preview).to_have_count(0)


def test_a_finger_sees_the_preview_first_and_follows_with_the_second_tap(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("industry", site, 1)[0], viewport={"width": 390, "height": 844}, has_touch=True)
    mark = page.locator(".fb-cite a").first
    mark.tap()
    expect(page.locator("#fb-preview")).to_be_visible()
    assert "#ref-" not in page.url
    box = page.locator("#fb-preview").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    mark.tap()
    expect(page).to_have_url(re.compile("#ref-"))


def test_tables_sort_by_keyboard_and_say_so(open_page: OpenPage) -> None:
    page = open_page("sources/")
    head = page.locator(".fb-table th.fb-number").last
    cells = f".fb-table tbody tr > :nth-child({head.evaluate('th => th.cellIndex') + 1})"
    head.locator("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    rising = [int(text) for text in page.locator(cells).all_text_contents()]
    assert rising == sorted(rising)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    falling = [int(text) for text in page.locator(cells).all_text_contents()]
    assert falling == sorted(rising, reverse=True)


def test_long_tables_filter_in_both_languages_and_count(open_page: OpenPage) -> None:
    page = open_page("sources/")
    rows = page.locator(".fb-table tbody tr")
    count = rows.count()
    status = page.locator(".fb-filter output")
    expect(status).to_have_text(f"{count} rows")
    name = page.locator(".fb-table tbody :lang(zh)").first.text_content() or ""
    page.get_by_label("Filter").fill(name)
    expect(status).to_have_text(re.compile(rf"^\d+ of {count} rows$"))
    assert page.locator(".fb-table tbody tr:visible").count() < count
    page.get_by_label("Filter").fill("")
    expect(status).to_have_text(f"{count} rows")


def test_lost_readers_find_ways_on(site: Path, open_page: OpenPage) -> None:
    page = open_page("404.html")
    for link in page.locator("article a").all()[:5]:
        assert (link.get_attribute("href") or "").startswith("/zhongkai/")
    assert len(pages_of("lost", site)) == 1
    assert DESKTOP["width"] == page.viewport_size["width"]  # type: ignore[index]


def test_tables_of_exchanged_content_sort_too_and_none_is_done_twice(open_page: OpenPage) -> None:
    page = open_page("indicators/")
    buttons = page.locator(".fb-table th > button")
    before = buttons.count()
    assert before
    page.evaluate("document$.next(document)")
    assert buttons.count() == before
    page.evaluate(
        """() => {
        const frame = document.querySelector(".fb-table").cloneNode(true);
        for (const button of frame.querySelectorAll("th > button")) button.replaceWith(...button.childNodes);
        document.querySelector("article").append(frame);
        document$.next(document);
        }"""
    )
    assert buttons.count() > before
    assert not page.locator("th > button > button").count()
