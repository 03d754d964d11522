"""What leaves the site: calendars, sheets, data and pictures."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mkdocs_timeline.cells import unguarded
from mkdocs_timeline.export import FORMATS, day_range, export_name, plain_text, to_csv, to_ics, to_json, write_export
from mkdocs_timeline.labels import label
from mkdocs_timeline.load import load
from mkdocs_timeline.model import Era, Event, Timeline
from mkdocs_timeline.options import Options
from mkdocs_timeline.svg import _scale, axis_svg, strip_axis, ticks

from .conftest import EXAMPLE

SPACE = load(EXAMPLE / "docs" / "spaceflight.yml")


def unfold(ics: str) -> list[str]:
    return ics.replace("\r\n ", "").split("\r\n")


def test_a_calendar_holds_the_days_and_nothing_else() -> None:
    lines = unfold(to_ics(SPACE, SPACE.events))
    uids = [line.removeprefix("UID:").split("@")[0] for line in lines if line.startswith("UID:")]
    assert uids == [event.id for event in SPACE.events if day_range(event.when)]
    assert not {"apollo", "luna-2", "rocket-equation", "hubble", "tiangong", "kármán"} & set(uids)
    assert "mir" in uids
    at = lines.index("UID:mir@steps-into-space")
    assert lines[at + 2 : at + 4] == ["DTSTART;VALUE=DATE:19860220", "DTEND;VALUE=DATE:20010324"]


def test_a_calendar_keeps_the_rules_of_its_format() -> None:
    event = Event("x", "1992-11-09", "A, b; c\\d", summary="仲恺" * 60 + "\nnext")
    text = to_ics(Timeline((event,)), (event,))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = unfold(text)
    assert "SUMMARY:A\\, b\\; c\\\\d" in lines
    assert "DESCRIPTION:" + "仲恺" * 60 + "\\nnext" in lines


def test_nothing_depends_on_the_clock() -> None:
    for write in FORMATS.values():
        assert write(SPACE, SPACE.events, "en") == write(SPACE, SPACE.events, "en")


def test_a_calendar_knows_an_event_by_its_host_and_dates_it_by_its_last_change() -> None:
    events = (
        Event("x", "1992-11-09", "X", changed="2024-05-01T12:00:00Z"),
        Event("y", "1992-11-09", "Y", uid="old-y"),
    )
    lines = unfold(to_ics(Timeline(events, domain="town.example"), events))
    assert [line for line in lines if line.startswith(("UID", "DTSTAMP"))] == [
        "UID:x@town.example", "DTSTAMP:20240501T120000Z", "UID:old-y@town.example", "DTSTAMP:19700101T000000Z",
    ]  # fmt: skip


def test_a_calendar_holds_no_control_character() -> None:
    event = Event("x", "1992-11-09", "A\x02B\x7f\tC", summary="one\r\ntwo")
    text = to_ics(Timeline((event,)), (event,))
    assert "SUMMARY:AB C" in unfold(text)
    assert "DESCRIPTION:one\\ntwo" in unfold(text)


FORMULAS = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "＝1+1", "－2")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_and_each_gives_its_text_back(text: str) -> None:
    event = Event("x", "1992", text, text, text, kind=text, tags={"kind": (("-2", "minus"),)})
    sheet = to_csv(Timeline((event,)), (event,))
    (row,) = csv.DictReader(io.StringIO(sheet))
    for cell in row.values():
        assert not cell.startswith(tuple("=+-@\t＝－")), cell
    assert unguarded(row["title"]) == text
    assert unguarded(row["tag_kind"]) == "-2"


def test_csv_has_sources_with_their_addresses_and_no_name_twice(tmp_path: Path) -> None:
    event = Event("x", "1992", "X", kind="plant", tags={"kind": (("k", "K"),), "url": (("u", "U"),)}, date_note="letter",
                  sources_html=SPACE.events[0].sources_html)  # fmt: skip
    write_export(tmp_path / "a.csv", Timeline((event,)), (event,))
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert len(set(header)) == len(header)
    fields = dict(zip(header, row, strict=True))
    assert (fields["kind"], fields["tag_kind"], fields["tag_url"], fields["date_note"]) == ("plant", "k", "u", "letter")
    assert fields["sources"].splitlines() == [
        "NASA History Office <https://www.nasa.gov/history/>", "Collected works, vol. 2",
    ]  # fmt: skip
    (again,) = load(tmp_path / "a.csv").events
    assert again == replace(event, tags={"kind": (("k", "k"),), "url": (("u", "u"),)})


def test_csv_has_a_row_for_each_event_and_keeps_dates_as_written() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(SPACE, SPACE.events))))
    assert [row["date"] for row in rows] == [event.date for event in SPACE.events]
    assert rows[0]["country"] == "su"
    assert rows[0]["grade"] == "a"


def test_json_holds_sources_with_their_links() -> None:
    first = json.loads(to_json(SPACE, SPACE.events))["events"][0]
    assert first["sources"] == [
        {"title": "NASA History Office", "url": "https://www.nasa.gov/history/"},
        "Collected works, vol. 2",
    ]


def test_html_becomes_plain_text() -> None:
    assert plain_text("<p>One&nbsp;&amp; <b>two</b></p><p>three\nfour</p>") == "One & two three four"


def test_names_of_files_tell_filters_apart() -> None:
    plain = export_name(Options(source="a/events.yml"), "ics")
    some = [Options(source="a/events.yml", importance=1), Options(source="a/events.yml", filter={"x": ("y",)})]
    assert plain == "events.ics"
    assert len({plain, *(export_name(options, "ics") for options in some)}) == 3


def test_the_picture_is_xml_and_names_every_event() -> None:
    root = ElementTree.fromstring(axis_svg(SPACE, SPACE.events))
    texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {event.title for event in SPACE.events} <= texts
    assert {era.label for era in SPACE.eras} <= texts


def test_the_picture_draws_what_is_known_as_known() -> None:
    events = (
        Event("d", "1992-11-09", "D"), Event("y", "1992", "Y"), Event("p", "1993/1996", "P"),
        Event("a", "1994~", "A"), Event("u", "1995?", "U"), Event("o", "1996/..", "O"), Event("b", "../1991", "B"),
    )  # fmt: skip
    svg = axis_svg(Timeline(events), events)
    groups = [part.split("</g>")[0] for part in svg.split("<g ")[1:]]
    by_id = dict(
        zip([event.id for event in sorted(events, key=lambda event: event.when.sort_key)], groups, strict=True)
    )
    assert "<circle" in by_id["d"]
    assert "<circle" not in by_id["y"]
    assert "inner" in by_id["p"]
    assert "inner" not in by_id["y"]
    for name, word in [("a", "about"), ("u", "unsure"), ("o", "open-end"), ("b", "open-start")]:
        assert word in by_id[name].split(">")[0], label(next(e for e in events if e.id == name).when)


def test_ticks_are_round_years_and_few() -> None:
    for dates, most in [
        (("1792", "2024"), 12),
        (("1992", "1993"), 12),
        (("2024-05", "2024-06"), 5),
        (("0001", "9999"), 12),
    ]:
        events = [Event(str(number), text, "E") for number, text in enumerate(dates)]
        scale = _scale(events)
        found = ticks(scale, most)
        assert len(found) <= most
        assert all(0 <= place <= 1 for _, place in found)


def test_no_events_give_no_strip_and_still_a_picture() -> None:
    assert strip_axis((), (Era("e", "E", "1990"),)) == ""
    ElementTree.fromstring(axis_svg(Timeline(()), ()))
