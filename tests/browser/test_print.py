"""On paper: everything there is to read, in ink on white, without the controls of a screen."""

import re
from pathlib import Path

from tests.browser.conftest import OpenPage
from tests.browser.kinds import largest, pages_of


def test_ink_is_dark_and_paper_light_even_from_a_dark_screen(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("industry", site, 1)[0], color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    light = "getComputedStyle(document.body).%s.match(/\\d+/g).slice(0, 3).every(c => c %s)"
    assert page.evaluate(light % ("color", "< 100"))
    assert page.evaluate(light % ("backgroundColor", "> 200"))


def test_printed_tables_are_not_cut_off(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("indicator", site, 1)[0], viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 720


def test_addresses_stay_on_the_sheet(open_page: OpenPage) -> None:
    """An address breaks where it must: all of it is on the paper."""
    page = open_page("story/growth/", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    outside = page.evaluate(
        "[...document.querySelectorAll('.fb-reference__out')].filter(link => "
        "[...link.getClientRects()].some(box => box.right > innerWidth)).length"
    )
    assert outside == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_heads_of_tables_stand_on_every_sheet_without_arrows(open_page: OpenPage) -> None:
    page = open_page("sources/", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.fb-table thead')).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.querySelector('.fb-table thead th')).position") == "static"
    assert page.evaluate("getComputedStyle(document.querySelector('.fb-table thead button')).display") == "contents"
    arrow = "getComputedStyle(document.querySelector('.fb-table thead button'), '::after').content"
    assert page.evaluate(arrow) == "none"


def test_printed_references_show_their_addresses(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("indicator", site, 1)[0])
    page.emulate_media(media="print")
    shown = "getComputedStyle(document.querySelector('.fb-reference__out'), '::after').content"
    assert "http" in page.evaluate(shown)


def test_the_sheet_says_where_it_is_from_and_of_when_the_facts_are(site: Path, open_page: OpenPage) -> None:
    for address in ("", largest("indicator", site, 1)[0], "about/grades/"):
        page = open_page(address)
        line = page.locator(".fb-sheet")
        assert not line.is_visible()
        page.emulate_media(media="print")
        assert line.is_visible()
        assert page.locator("link[rel=canonical]").get_attribute("href") in line.inner_text()
        assert "Facts as of 2" in line.inner_text()


def test_a_profile_is_a_sheet_and_its_sources(open_page: OpenPage) -> None:
    """Three pages of A4, so that a person can hand it over; with what it says, of when, and who says so.

    Two pages held it only with references of 5 points and figures of charts of 3.7, which nobody reads.
    """
    page = open_page("places/zhongkai-zone/", viewport={"width": 703, "height": 1000})
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) <= 3
    page.emulate_media(media="print")
    for part in (
        "#glance + *",
        "#figure-map-zhongkai-zone",
        ".fb-chart--beside.fb-chart--narrow",
        "#not-covered",
        ".fb-references li",
    ):
        assert page.locator(part).first.is_visible(), part
    assert not page.locator(".fb-off-sheet").first.is_visible()
    points = 0.75
    size = "parseFloat(getComputedStyle(document.querySelector('.fb-references li')).fontSize)"
    assert round(page.evaluate(size) * points, 1) >= 7
    assert page.locator(".fb-references .fb-reference__out").first.is_visible()
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.fb-chart')].filter(e => e.getBoundingClientRect().width)"
        ".map(e => 12 * e.getBoundingClientRect().width / e.viewBox.baseVal.width))"
    )
    assert smallest * points >= 6


def test_a_closed_table_keeps_within_its_frame_and_its_notes_can_be_read(open_page: OpenPage) -> None:
    page = open_page("story/growth/", viewport={"width": 673, "height": 1000})
    page.emulate_media(media="print")
    frame, table, note = page.evaluate(
        "(() => { const d = [...document.querySelectorAll('details')].find(d => d.querySelector('.fb-grid'));"
        "const box = e => e.getBoundingClientRect();"
        "return [box(d).right, box(d.querySelector('table')).right, box(d.querySelector('tbody td:last-child')).width]; })()"
    )
    assert table <= frame + 1
    assert note >= 130


def test_a_plan_is_printed_once_and_no_sheet_tells_to_press(open_page: OpenPage) -> None:
    page = open_page("plans/")
    page.emulate_media(media="print")
    assert not page.locator(".fb-overview").first.is_visible()
    assert page.locator(".fb-fact").first.is_visible()
    assert re.search(r", due \d{4}", page.locator(".fb-fact__when").first.inner_text())
    page = open_page("timeline/")
    page.emulate_media(media="print")
    assert not page.locator(".fb-fold > summary").first.is_visible()
    assert page.locator(".tl-event").first.is_visible()


def test_a_figure_may_stand_on_one_sheet_and_its_table_on_the_next(open_page: OpenPage) -> None:
    page = open_page("industries/new-energy-batteries/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.fb-figure')).breakInside") == "auto"
    assert page.evaluate("getComputedStyle(document.querySelector('.fb-figure .fb-chart')).breakInside") == "avoid"


def test_what_is_closed_on_the_screen_is_open_on_paper(site: Path, open_page: OpenPage) -> None:
    industry = next(
        p for p in pages_of("industry", site) if "fb-figure__table" in (site / p / "index.html").read_text("utf-8")
    )
    page = open_page(industry)
    page.emulate_media(media="print")
    assert page.locator(".fb-figure__table:not([open]) table").first.bounding_box()["height"] > 20  # type: ignore[index]
