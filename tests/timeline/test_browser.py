"""The picture in Chromium: what it shows, by which hands it is moved, and what remains without it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mkdocs_timeline import assets
from mkdocs_timeline.export import to_csv, to_ics
from mkdocs_timeline.load import load, load_text
from mkdocs_timeline.model import Event, Timeline
from mkdocs_timeline.options import Options
from mkdocs_timeline.render import render_timeline

from .conftest import DRAWN, EXAMPLE

SPACE = load(EXAMPLE / "docs" / "spaceflight.yml")
Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
T = "[...mkdocsTimeline.running.values()][0]"


def shown(page: Page) -> list[str]:
    """The ids in the list that can be seen."""
    script = "[...document.querySelectorAll('.tl-section .tl-title')].filter(e => e.checkVisibility()).map(e => e.id)"
    return list(page.evaluate(script))


def status(page: Page) -> str:
    return str(page.locator(".tl-status").text_content())


def address(page: Page) -> str:
    return str(page.evaluate("location.href"))


def span(page: Page) -> float:
    """How many days are in view."""
    settle(page)
    return float(page.evaluate(f"{T}.width / {T}.scale"))


def middle(page: Page) -> float:
    settle(page)
    return float(page.evaluate(f"{T}.from + {T}.width / {T}.scale / 2"))


def settle(page: Page) -> None:
    """Wait until the picture stands still."""
    page.evaluate(
        f"""() => new Promise(done => {{
            let last = null;
            const look = () => {{
                const now = [{T}.from, {T}.scale, {T}.frame].join();
                if (now === last && !{T}.frame) done(); else {{ last = now; requestAnimationFrame(() => requestAnimationFrame(look)); }}
            }};
            look();
        }})"""
    )


def place_of(page: Page, event_id: str) -> tuple[float, float]:
    """Where an event stands in the window."""
    settle(page)
    x, y = page.evaluate(f"""(id) => {{
        const t = {T};
        const hit = t.hits.find(hit => hit[4].id === id);
        const box = t.view.getBoundingClientRect();
        return [box.left + (Math.max(hit[0], 0) + Math.min(hit[2], t.width)) / 2, box.top + (hit[1] + hit[3]) / 2];
    }}""", event_id)  # fmt: skip
    return x, y


# ── what it shows ──


def test_the_picture_stands_before_the_list_and_reads_the_whole_of_it(open_page: Open) -> None:
    page = open_page()
    assert status(page) == f"{len(SPACE.events)} of {len(SPACE.events)} events"
    box = page.locator(".tl-view canvas").bounding_box()
    assert box is not None
    assert box["width"] > 500
    assert box["height"] > 200
    drawn = page.evaluate(
        f"{T}.lanes.flatMap(l => [...l.placed.map(p => p[0].id), ...l.clusters.flatMap(c => c.events.map(e => e.id))])"
    )
    assert sorted(drawn) == sorted(event.id for event in SPACE.events)


def test_dates_are_read_as_they_were_read_when_the_page_was_made(open_page: Open) -> None:
    page = open_page()
    found = {
        item["id"]: item
        for item in page.evaluate(f"""(() => {{
            const day = (number) => Number.isFinite(number) ? new Date(number * 864e5).toISOString().slice(0, 10) : null;
            return {T}.events.map(({{ id, lo, hi, about, unsure, dot }}) =>
                ({{ id, about, unsure, dot: Boolean(dot), lo: day(lo), hi: day(hi - 1) }}));
        }})()""")
    }
    for event in SPACE.events:
        when = event.when
        item = found[event.id]
        assert (item["lo"], item["hi"]) == (when.lower and str(when.lower), when.upper and str(when.upper))
        assert (item["about"], item["unsure"]) == (when.approximate, when.uncertain)
        assert item["dot"] == (when.precision == "day")


def test_marks_are_as_wide_as_what_is_known(open_page: Open) -> None:
    page = open_page()
    scale = page.evaluate(f"{T}.scale")
    days = {
        name: page.evaluate(f"(id) => {{ const e = {T}.events.find(e => e.id === id); return e.x1 - e.x0; }}", name)
        for name in ("sputnik", "luna-2", "rocket-equation", "tiangong", "apollo")
    }
    assert days == {"sputnik": 1, "luna-2": 30, "rocket-equation": 365, "tiangong": 92, "apollo": 12 * 365 + 3}
    assert scale > 0
    inner = page.evaluate(
        f"{T}.events.find(e => e.id === 'apollo').inner.map(d => new Date(d * 864e5).toISOString().slice(0, 10))"
    )
    assert inner == ["1961-12-31", "1972-01-02"]  # certain from the last day of 1961 to the first of 1972
    open_end = page.evaluate(f"{T}.events.find(e => e.id === 'hubble').x1 === {T}.world.hi")
    assert open_end is True


def test_no_two_titles_or_marks_touch(open_page: Open) -> None:
    page = open_page()
    for _ in range(6):
        settle(page)
        overlaps = page.evaluate(f"""(() => {{
            const t = {T};
            const rows = new Map();
            for (const lane of t.lanes) for (const [event, row] of lane.placed) {{
                const x0 = Math.min(event.x0 * t.scale, t.world.hi * t.scale - event.width - 8);
                const list = rows.get(row) || rows.set(row, []).get(row);
                list.push([x0, Math.max(x0 + event.width, event.x1 * t.scale)]);
            }}
            let bad = 0;
            for (const list of rows.values()) {{
                list.sort((a, b) => a[0] - b[0]);
                for (let i = 1; i < list.length; i++) if (list[i][0] < list[i - 1][1]) bad++;
            }}
            return bad;
        }})()""")
        assert overlaps == 0
        page.evaluate(f"{T}.zoom(1.6, 300)")


def test_clusters_open_when_zoomed(open_page: Open) -> None:
    page = open_page("timeline/index.html", **PHONE)
    page.locator(".tl-view").scroll_into_view_if_needed()
    settle(page)
    count = page.evaluate(f"Math.max(0, ...{T}.lanes[0].clusters.map(c => c.events.length))")
    assert count > 1
    before = span(page)
    x, y = page.evaluate(f"""(() => {{ const t = {T}; const b = t.view.getBoundingClientRect();
        const h = t.hits.filter(h => h[4].events?.length > 1).sort((a, b) => b[4].events.length - a[4].events.length)[0];
        return [b.left + (h[0] + h[2]) / 2, b.top + (h[1] + h[3]) / 2]; }})()""")
    page.touchscreen.tap(x, y)
    page.wait_for_timeout(350)
    assert span(page) < before / 1.3


def test_events_at_the_same_time_are_listed_since_no_zoom_can_part_them(browser: Browser, tmp_path: Path) -> None:
    events = tuple(Event(f"e{number}", "1992-11-09", f"Event {number}") for number in range(40))
    page = open_html(browser, tmp_path, render_timeline(Timeline(events)))
    page.evaluate(f"{T}.zoom(1e6, {T}.width / 2)")
    settle(page)
    page.evaluate(f"{T}.open({T}.lanes[0].clusters[0])")
    assert "events at the same time" in page.locator(".tl-panel").inner_text()
    page.locator(".tl-together button").first.click()
    assert page.locator(".tl-panel .tl-date").inner_text() == "9 November 1992"
    page.context.close()


def test_lanes_put_each_event_under_its_tags(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Lanes").select_option("country")
    lanes = page.evaluate(f"{T}.lanes.map(l => [l.label, l.events.length])")
    assert lanes[0] == ["China", sum("cn" in dict(event.tags["country"]) for event in SPACE.events)]
    assert len(lanes) == 5
    assert "tl-lane=country" in address(page)


# ── filters ──


def test_search_works_as_one_types_in_both_languages_and_without_accents(open_page: Open) -> None:
    page = open_page()
    box = page.get_by_role("searchbox", name="Search the timeline")
    for text, ids in [
        ("moon apollo", ["apollo-8", "apollo-11"]),
        ("karman", ["kármán"]),
        ("嫦娥", ["change-3", "change-4"]),
        ("zzz", []),
    ]:
        box.fill(text)
        assert set(ids) <= set(shown(page))
        assert len(shown(page)) < 8
        assert status(page) == (f"{len(shown(page))} of {len(SPACE.events)} events" if ids else "No event matches.")
    page.get_by_role("button", name="Clear filters").click()
    assert len(shown(page)) == len(SPACE.events)
    assert page.locator(":focus").get_attribute("type") == "search"


def test_filters_combine_and_are_kept_in_the_address(open_page: Open) -> None:
    page = open_page()
    page.locator(".tl-menu summary", has_text="Country").click()
    page.get_by_role("checkbox", name="China").check()
    page.get_by_role("checkbox", name="Soviet").check()
    page.keyboard.press("Escape")
    page.get_by_label("Show").select_option("1")
    expected = [e.id for e in SPACE.events if e.importance == 1 and {"cn", "su"} & dict(e.tags["country"]).keys()]
    assert sorted(shown(page)) == sorted(expected)
    assert "tl.country=cn,su" in address(page)
    assert "tl-imp=1" in address(page)
    again = page.context.new_page()
    again.goto(address(page))
    assert sorted(shown(again)) == sorted(expected)
    assert again.locator(".tl-menu--on summary").inner_text().split() == ["Country", "2"]
    assert not again.get_by_role("heading", name="1942", exact=True).is_visible()


def test_an_address_made_by_hand_does_no_harm(open_page: Open) -> None:
    page = open_page("timeline/index.html?tl-imp=9&tl-lane=zzz&tl.country=nowhere&tl-q=#%E0%A4%A")
    assert len(shown(page)) == len(SPACE.events)


def test_an_address_with_an_event_shows_it_even_if_a_filter_hides_it(open_page: Open) -> None:
    page = open_page("timeline/index.html?tl.country=cn#sputnik")
    assert page.locator(".tl-panel .tl-title").inner_text() == "Sputnik 1 orbits the Earth"
    assert "sputnik" in shown(page)


# ── hands ──


def test_every_action_has_a_key(open_page: Open) -> None:
    page = open_page()
    view = page.get_by_role("application", name="Timeline drawn to scale")
    view.focus()
    whole = span(page)
    page.keyboard.press("+")
    assert span(page) < whole
    page.keyboard.press("ArrowUp")
    closer, at = span(page), middle(page)
    page.keyboard.press("ArrowRight")
    assert middle(page) > at
    page.keyboard.press("ArrowLeft")
    assert middle(page) == pytest.approx(at, abs=2)
    page.keyboard.press("ArrowDown")
    assert span(page) > closer
    page.keyboard.press("0")
    assert span(page) == pytest.approx(whole)
    page.keyboard.press("Home")
    first = page.locator(".tl-panel .tl-title").inner_text()
    assert first == "Tsiolkovsky publishes the rocket equation"
    page.keyboard.press("n")
    assert page.locator(".tl-panel .tl-title").inner_text() == "Goddard flies a rocket with liquid fuel"
    page.keyboard.press("p")
    assert page.locator(".tl-panel .tl-title").inner_text() == first
    page.keyboard.press("End")
    assert page.locator(".tl-panel .tl-title").inner_text() == "The Tiangong station is complete"
    assert address(page).endswith("#tiangong")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.classList.contains('tl-panel')")
    page.keyboard.press("Escape")
    assert page.locator(".tl-panel").is_hidden()
    assert page.evaluate("document.activeElement.classList.contains('tl-view')")
    assert "#" not in address(page)


def test_filters_and_buttons_are_reached_and_used_by_keyboard(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("searchbox", name="Search the timeline").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert len(shown(page)) < len(SPACE.events)
    page.keyboard.press("Escape")
    assert page.locator(".tl-menu[open]").count() == 0
    seen = set()
    for _ in range(16):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim().slice(0, 24)"
            )
        )
    wanted = {
        "Field",
        "Grade",
        "Clear filters",
        "Timeline drawn to scale",
        "Earlier",
        "Later",
        "Zoom out",
        "Zoom in",
        "Whole range",
    }
    assert wanted <= {name.rstrip("0123456789") for name in seen}


def test_what_is_chosen_and_how_many_are_shown_is_spoken(open_page: Open) -> None:
    page = open_page()
    page.locator(".tl-view").focus()
    page.keyboard.press("Home")
    assert (
        page.locator("[aria-live=polite].tl-hidden").text_content() == "1903: Tsiolkovsky publishes the rocket equation"
    )
    assert page.locator(".tl-status").get_attribute("role") == "status"
    described = page.locator(".tl-view").get_attribute("aria-describedby")
    assert "N and P" in str(page.locator(f"#{described}").text_content())


def test_a_click_opens_details_with_sources_and_leaves_anchors_unique(open_page: Open) -> None:
    page = open_page()
    page.mouse.click(*place_of(page, "gagarin"))
    panel = page.get_by_role("region", name="Details")
    assert "108 minutes" in panel.inner_text()
    assert "NASA History Office" in panel.inner_text()
    assert page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size === document.querySelectorAll('[id]').length"
    )
    panel.get_by_role("button", name="Next event").click()
    assert panel.locator(".tl-title").inner_text() == "Alan Shepard flies for 15 minutes"
    panel.get_by_role("link", name="Show in the list").click()
    page.wait_for_function(
        "(() => { const y = document.getElementById('shepard').getBoundingClientRect().top; return y >= 0 && y < innerHeight; })()"
    )
    assert address(page).endswith("#shepard")


def test_the_mouse_drags_and_the_wheel_zooms_only_when_meant(open_page: Open) -> None:
    page = open_page()
    box = page.locator(".tl-view").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    whole = span(page)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(50)
    assert span(page) == whole
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.down("Control")
    for _ in range(4):
        page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(f"{T}.width / {T}.scale < {whole / 2}")
    at = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 150, y, steps=5)
    page.mouse.up()
    assert middle(page) > at
    assert page.locator(".tl-panel").is_hidden()
    before = middle(page)
    page.mouse.wheel(-120, 0)
    page.wait_for_function(f"{T}.from + {T}.width / {T}.scale / 2 < {before}")


def test_two_fingers_zoom_around_what_they_hold(open_page: Open) -> None:
    page = open_page("timeline/index.html", **PHONE)
    page.locator(".tl-view").scroll_into_view_if_needed()
    whole = span(page)
    box = page.locator(".tl-view").bounding_box()
    assert box is not None
    y = box["y"] + 80
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *xs: float) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y, "id": n} for n, x in enumerate(xs)]},
        )

    touch("touchStart", 150, 250)
    for step in range(1, 11):
        touch("touchMove", 150 - step * 10, 250 + step * 10)
    touch("touchEnd")
    assert span(page) < whole / 2


def test_a_press_in_the_overview_goes_there(open_page: Open) -> None:
    page = open_page()
    page.evaluate(f"{T}.zoom(6, 0)")
    box = page.locator(".tl-view").bounding_box()
    assert box is not None
    before = middle(page)
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] - 10)
    assert middle(page) > before


def test_reduced_motion_moves_at_once(open_page: Open) -> None:
    page = open_page("timeline/index.html", reduced_motion="reduce")
    before = page.evaluate(f"{T}.scale")
    after = page.evaluate(f"(() => {{ {T}.zoom(2, 10, true); return {T}.scale; }})()")
    assert after == pytest.approx(before * 2)


def test_the_picture_follows_the_width_and_the_colours_of_the_theme(open_page: Open) -> None:
    page = open_page()
    light = page.evaluate(f"{T}.colors.fg")
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function(f"{T}.width === {T}.view.clientWidth")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_function(f"{T}.colors.fg !== '{light}'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ── what leaves the page ──


def test_downloads_hold_what_is_shown(open_page: Open) -> None:
    page = open_page("timeline/index.html?tl.country=cn")
    texts = {}
    for form in ("ICS", "CSV", "JSON"):
        with page.expect_download() as caught:
            page.get_by_role("button", name=form).click()
        texts[form] = caught.value.path().read_bytes().decode()
    chinese = sorted((e for e in SPACE.events if "cn" in dict(e.tags["country"])), key=lambda e: e.when.sort_key)
    assert texts["CSV"].startswith("\ufeff")  # or Excel takes Chinese for Latin
    header, *rows = csv.reader(io.StringIO(texts["CSV"].removeprefix("\ufeff")))
    assert [row[header.index("date")] for row in rows] == [event.date for event in chinese]
    whole = list(csv.DictReader(io.StringIO(to_csv(SPACE, chinese))))
    assert [dict(zip(header, row, strict=True))["sources"] for row in rows] == [row["sources"] for row in whole]
    assert header == list(whole[0])
    loaded = load_text(texts["JSON"], ".json", "x").events
    assert [(e.id, e.date, e.title, e.title_zh, e.tags) for e in loaded] == [
        (e.id, e.date, e.title, e.title_zh, e.tags) for e in chinese
    ]
    assert json.loads(texts["JSON"])["events"][0]["importance"] == chinese[0].importance
    assert texts["ICS"].count("BEGIN:VEVENT") == len(chinese) - 1  # the quarter is no day
    assert "DTSTART;VALUE=DATE:20031015\r\nDTEND;VALUE=DATE:20031016" in texts["ICS"]
    built = to_ics(replace(SPACE, domain="example.org"), chinese)
    for field in ("UID", "DTSTAMP"):
        assert re.findall(f"{field}:.*", texts["ICS"]) == re.findall(f"{field}:.*", built), field


def test_a_sheet_made_in_the_page_holds_no_formula_and_no_column_twice(open_page: Open) -> None:
    """Every rule of cells.py and export.py holds for the files that the page makes itself."""
    page = open_page()
    page.evaluate(
        """() => {
        const item = document.querySelector(".tl-event");
        const timeline = [...mkdocsTimeline.running.values()][0];
        const event = timeline.events.find((event) => event.item === item);
        event.title = "=1+1";
        Object.assign(item.dataset, { uid: "old", changed: "2024-05-01T12:00:00Z" });
        item.querySelector(".tl-text").textContent = "-2+3";
        timeline.facets.push(["kind", "Kind", []]);
        }"""
    )
    with page.expect_download() as caught:
        page.get_by_role("button", name="CSV").click()
    header, *rows = csv.reader(io.StringIO(caught.value.path().read_bytes().decode("utf-8-sig")))
    assert len(set(header)) == len(header)
    assert "tag_kind" in header
    (row,) = [row for row in rows if row[header.index("title")] == "'=1+1"]
    assert row[header.index("summary")] == "'-2+3"


def test_a_calendar_made_in_the_page_knows_an_event_as_all_others_do(open_page: Open) -> None:
    page = open_page("chinese/index.html")
    item = page.locator(".tl-event:has(time[datetime])").first
    item.evaluate("item => Object.assign(item.dataset, { uid: 'old', changed: '2024-05-01T12:00:00Z' })")
    with page.expect_download() as caught:
        page.get_by_role("button", name="ICS").click()
    text = caught.value.path().read_bytes().decode()
    assert "UID:old@" in text
    assert "DTSTAMP:20240501T120000Z" in text


def test_a_download_that_cannot_be_loaded_says_so(browser: Browser, served_site: str) -> None:
    page = browser.new_page()
    page.goto(f"{served_site}timeline/")
    page.route("**/downloads.js", lambda route: route.abort())
    page.get_by_role("button", name="CSV").click()
    expect(page.locator(".tl-status")).to_have_text("The download could not be loaded. Try again.")
    page.unroute_all()
    with page.expect_download():
        page.get_by_role("button", name="CSV").click()
    page.close()


# ── without it ──


def test_without_scripts_everything_can_be_read(open_page: Open) -> None:
    page = open_page("timeline/index.html", java_script_enabled=False)
    text = page.locator(".md-content").inner_text()
    for event in SPACE.events:
        assert event.title in text
    assert text.count("NASA History Office") > 20
    assert page.locator(".tl-app").bounding_box()["height"] == 0  # type: ignore[index]
    assert page.get_by_role("link", name="ICS").is_visible()


def test_print_has_the_list_and_not_the_picture(open_page: Open) -> None:
    page = open_page()
    page.emulate_media(media="print")
    assert not page.locator(".tl-app").is_visible()
    assert page.locator("#sputnik").is_visible()
    assert page.pdf().startswith(b"%PDF")


# ── elsewhere ──


def test_tags_that_are_called_the_same_stay_apart(browser: Browser, tmp_path: Path) -> None:
    tags = (
        {"topic": (("growth", "Growth"), ("x", "Same")), "place": (("y", "Same"),)},
        {"topic": (("growth", "Growing"),), "place": (("park", "Park"), ("hill", "A  hill & <more>"))},
    )
    events = tuple(Event(f"e{n}", f"200{n}", f"Event {n}", tags=one) for n, one in enumerate(tags))
    page = open_html(browser, tmp_path, render_timeline(Timeline(events)))
    found = page.evaluate("[...mkdocsTimeline.running.values()][0].events.map((event) => event.tags)")
    assert [{facet: sorted(ids) for facet, ids in one.items()} for one in found] == [
        {facet: sorted(tag_id for tag_id, _ in values) for facet, values in one.items()} for one in tags
    ]
    page.context.close()


def open_html(browser: Browser, folder: Path, body: str, url: str = "") -> Page:
    """A page with nothing but the timeline and its files."""
    for name in assets.NAMES:
        (folder / name).write_text(assets.text(name), encoding="utf-8")
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="timeline.css">'
    (folder / "index.html").write_text(
        f'{head}<main>{body}</main><script src="timeline.js"></script></html>', encoding="utf-8"
    )
    page = browser.new_context().new_page()
    page.goto(url or f"file://{folder}/index.html")
    page.wait_for_function(DRAWN)
    return page


@pytest.fixture
def strict_server(tmp_path: Path) -> Iterator[str]:
    """Serves a folder under the strictest content security policy."""

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'")
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()


def test_a_strict_policy_for_content_holds(browser: Browser, tmp_path: Path, strict_server: str) -> None:
    page = open_html(browser, tmp_path, render_timeline(SPACE), "about:blank")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(strict_server)
    page.locator(".tl-view").focus()
    page.keyboard.press("n")
    page.get_by_role("searchbox").fill("moon")
    assert page.locator(".tl-panel .tl-title").is_visible()
    assert [text for text in told if "favicon" not in text and "404" not in text] == []
    page.context.close()


def test_two_timelines_on_a_page_keep_apart(browser: Browser, tmp_path: Path) -> None:
    page = open_html(browser, tmp_path, render_timeline(SPACE) + render_timeline(SPACE, Options(id_prefix="t2-")))
    page.get_by_role("searchbox").nth(1).fill("sputnik")
    assert "tl2-q=sputnik" in address(page)
    assert "tl-q" not in address(page)
    assert page.locator(".tl-status").all_text_contents()[0] == f"{len(SPACE.events)} of {len(SPACE.events)} events"
    page.context.close()


def test_a_picture_that_is_hidden_waits_until_it_can_be_seen(browser: Browser, tmp_path: Path) -> None:
    page = open_html(browser, tmp_path, f"<details><summary>When</summary>{render_timeline(SPACE)}</details>")
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for key in ("+", "ArrowLeft", "0", "n"):
        page.locator(".tl-view").dispatch_event("keydown", {"key": key})
    page.locator(".tl-view").dispatch_event("wheel", {"deltaY": -100, "ctrlKey": True})
    page.evaluate("location.hash = 'hubble'")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.locator("summary", has_text="When").click()
    page.wait_for_function(DRAWN)
    assert page.evaluate(f"{T}.from === {T}.world.lo && {T}.selected.id === 'hubble'")
    assert place_of(page, "hubble")[1] > 0
    assert troubles == []
    page.context.close()


@pytest.mark.parametrize(("at", "opens"), [("", False), ("#hubble", True), ("?tl-q=moon", True), ("#nowhere", False)])
def test_a_folded_list_opens_where_the_address_names_a_place_in_it_or_filters(
    at: str, opens: bool, browser: Browser, tmp_path: Path
) -> None:
    page = open_html(browser, tmp_path, f"<details><summary>When</summary>{render_timeline(SPACE)}</details>")
    page.goto(page.url + at)
    page.reload()
    page.wait_for_function("document.querySelector('.tl--live')")
    assert page.locator("details").first.evaluate("fold => fold.open") is opens
    page.context.close()


def test_a_theme_that_swaps_pages_gets_a_new_picture_and_no_second_one(browser: Browser, tmp_path: Path) -> None:
    page = open_html(browser, tmp_path, render_timeline(SPACE))
    page.evaluate("""() => {
        const root = document.querySelector('[data-timeline]');
        const fresh = root.cloneNode(true);
        fresh.querySelector('.tl-app').replaceChildren();
        root.replaceWith(fresh);
        const script = document.createElement('script');
        script.src = 'timeline.js';
        document.body.append(script);
        return new Promise(done => script.onload = done);
    }""")
    assert page.evaluate("mkdocsTimeline.running.size") == 1
    assert page.locator(".tl-view").count() == 1
    assert page.locator(".tl-downloads button").count() == 3
    page.context.close()


@pytest.fixture
def served_site(site: Path, tmp_path: Path) -> Iterator[str]:
    """The example, with a map of the site that holds this server's port: Material swaps only pages that stand in it."""
    shutil.copytree(site, tmp_path / "space")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/space/"
    sitemap = tmp_path / "space" / "sitemap.xml"
    sitemap.write_text(
        sitemap.read_text(encoding="utf-8").replace("https://example.org/space/", address), encoding="utf-8"
    )
    yield address
    server.shutdown()


def test_pages_that_material_swaps_come_with_their_picture(browser: Browser, served_site: str) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(served_site)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.sameDocument = true")
    for link, words in (("Timeline", "39 of 39"), ("时间线", "16 / 16"), ("Timeline", "39 of 39")):
        page.locator(".md-nav--primary").get_by_role("link", name=link, exact=True).click()
        page.locator(".tl-status", has_text=words).wait_for()
        assert page.evaluate("[sameDocument, mkdocsTimeline.running.size]") == [True, 1]
    page.locator(".tl-view").focus()
    page.keyboard.press("n")  # Material turns pages with N; the picture keeps the key
    assert page.locator(".tl-panel .tl-title").is_visible()
    assert troubles == []
    page.close()


def test_chinese_pages_speak_chinese(open_page: Open) -> None:
    page = open_page("chinese/index.html")
    assert page.get_by_role("searchbox", name="搜索时间线").is_visible()
    assert "个事件" in status(page)
    assert "年" in page.evaluate(f"{T}.writeTick({{unit: 'm', date: new Date(0)}}, true)")
