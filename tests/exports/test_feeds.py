"""Feeds and calendars: read by independent readers; ids and times move only when the record does."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import feedparser
import icalendar
import pytest

from factbook.checks.project import read_project
from factbook.content.lasting import first_address
from factbook.exports.calendars import days
from factbook.exports.feeds import UNKNOWN_TIME
from factbook.store.changes import Commit, Edit, History
from factbook.store.records import Redirect
from mkdocs_timeline.dates import parse
from tests.exports.conftest import HISTORY, INFO, Exported, exported, small_root

HAPPENINGS = ("milestone", "award", "plan")


@pytest.mark.parametrize("name", ["events", "changes"])
def test_feedparser_finds_the_feeds_well_formed(any_store: Exported, name: str) -> None:
    feed = feedparser.parse(any_store.files[f"feeds/{name}.atom"])
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == feed.feed.links[0].href == INFO.at(f"feeds/{name}.atom")
    assert feed.feed.updated_parsed
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        assert entry.title
        assert entry.link
        assert entry.updated_parsed


def test_what_happened_is_complete_and_newest_first(any_store: Exported) -> None:
    feed = feedparser.parse(any_store.files["feeds/events.atom"])
    facts = [fact for fact in any_store.records.facts.values() if fact.kind in HAPPENINGS and fact.date]
    assert {entry.link for entry in feed.entries} == {fact.page for fact in facts}
    dates = {fact.page: parse(fact.date.edtf).sort_key for fact in facts if fact.date}
    order = [dates[entry.link] for entry in feed.entries]
    assert order == sorted(order, reverse=True)


def test_dates_in_a_feed_are_standard_edtf_and_no_entry_has_an_empty_summary(any_store: Exported) -> None:
    """A quarter is `1950-35` in EDTF (level 2); our own `1950-Q3` is for people."""
    content = any_store.files["feeds/events.atom"].decode("utf-8")
    assert re.search(r"temporal>[^<]*Q", content) is None
    quarters = [
        fact
        for fact in any_store.records.facts.values()
        if fact.kind in HAPPENINGS and fact.date and "Q" in fact.date.edtf
    ]
    assert len(re.findall(r"temporal>[^<]*-3[3-6]", content)) == len(quarters)
    assert not re.search(r"<summary>\s*</summary>|<summary/>", content)


def test_a_renamed_record_stays_the_entry_and_the_event_that_it_was(small: Exported) -> None:
    """`charter` was once `old-charter`: who has read the entry, or keeps the event, is not shown it again as new."""
    feed = feedparser.parse(small.files["feeds/events.atom"])
    (entry,) = [entry for entry in feed.entries if entry.link.endswith("#charter")]
    assert entry.id == INFO.permalink("old-charter")
    items = json.loads(small.files["feeds/events.json"])["items"]
    assert entry.id in {item["id"] for item in items}
    for name, uid in (("calendar", "old-charter"), ("anniversaries", "old-charter.yearly")):
        events = {str(event["UID"]) for event in _calendar(small, name).walk("VEVENT")}
        assert f"{uid}@town.example" in events
        assert f"{uid.replace('old-', '')}@town.example" not in events


def test_renamings_in_a_row_lead_to_the_first_id_and_circles_end(small: Exported) -> None:
    def moved(old: str, new: str, on: str) -> Redirect:
        return Redirect.model_validate({"from": old, "to": [new], "kind": "moved", "reason": "r", "on": on})

    def first(*records: Redirect) -> str:
        return first_address("charter", replace(small.store, redirects={record.from_: record for record in records}))

    assert first(moved("b", "charter", "2020"), moved("a", "b", "2019")) == "a"
    assert first(moved("b", "charter", "2020"), moved("a", "charter", "2019")) == "a"
    assert first(moved("b", "charter", "2020"), moved("charter", "b", "2019")) == "b"
    assert first() == "charter"


def test_entries_say_when_they_were_first_published(small: Exported) -> None:
    """By the first commit of the record, under any of its names; nothing where the history is not known."""
    edit = Edit("charter", "milestone", "Charter", "changed")
    old = Edit("old-charter", "milestone", "Charter", "added")
    rename = Commit("c" * 40, "2022-01-01T00:00:00Z", "Rename", (edit,))
    history = History("c" * 40, (rename, Commit("d" * 40, "2019-05-05T05:05:05Z", "Begin", (old,))))
    found = exported(small.store, history)
    (entry,) = [e for e in feedparser.parse(found.files["feeds/events.atom"]).entries if e.link.endswith("#charter")]
    assert (entry.published, entry.updated) == ("2019-05-05T05:05:05Z", "2022-01-01T00:00:00Z")
    (item,) = [i for i in json.loads(found.files["feeds/events.json"])["items"] if i["url"].endswith("#charter")]
    assert item["date_published"] == "2019-05-05T05:05:05Z"
    others = [e for e in feedparser.parse(found.files["feeds/events.atom"]).entries if e.id != entry.id]
    assert others
    assert not any("published" in other for other in others)


def test_what_changed_comes_from_the_history(small: Exported) -> None:
    feed = feedparser.parse(small.files["feeds/changes.atom"])
    assert [entry.title for entry in feed.entries] == ["Correct the <river>", "Begin"]
    assert [entry.updated for entry in feed.entries] == ["2021-03-04T05:06:07Z", "2020-01-02T03:04:05Z"]
    assert "changed The river (text)" in feed.entries[0].summary
    assert feed.entries[0].id == INFO.at("changes/#c-bbbbbbbbbbbb")
    assert any(link.href == f"https://git.example/town/book/commit/{'b' * 40}" for link in feed.entries[0].links)


@pytest.mark.parametrize("name", ["events", "changes"])
def test_the_json_feed_says_the_same(any_store: Exported, name: str) -> None:
    feed = feedparser.parse(any_store.files[f"feeds/{name}.atom"])
    other = json.loads(any_store.files[f"feeds/{name}.json"])
    assert other["version"] == "https://jsonfeed.org/version/1.1"
    assert other["feed_url"] == INFO.at(f"feeds/{name}.json")
    assert [item["id"] for item in other["items"]] == [entry.id for entry in feed.entries]
    assert [item["title"] for item in other["items"]] == [entry.title for entry in feed.entries]
    for item in other["items"]:
        assert item["content_text"]
    times = [item.get("date_modified", UNKNOWN_TIME) for item in other["items"]]
    assert times == [entry.updated for entry in feed.entries]
    assert all(datetime.fromisoformat(time).tzinfo for time in times)


def _calendar(found: Exported, name: str) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(found.files[f"feeds/{name}.ics"])


def _day(value: icalendar.cal.Component) -> date:
    found: date = value.dt
    assert type(found) is date
    return found


@pytest.mark.parametrize("name", ["calendar", "anniversaries"])
def test_icalendar_reads_the_calendars(any_store: Exported, name: str) -> None:
    content = any_store.files[f"feeds/{name}.ics"]
    found = _calendar(any_store, name)
    assert not found.errors
    events = found.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert not any(event.errors for event in events)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode("utf-8")
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_calendar_holds_what_is_known_to_the_day_and_nothing_else(any_store: Exported) -> None:
    known = {fact.permalink: fact for fact in any_store.records.facts.values() if days(fact.date)}
    events = _calendar(any_store, "calendar").walk("VEVENT")
    assert {str(event["URL"]) for event in events} == set(known)
    for event in events:
        fact = known[str(event["URL"])]
        assert fact.date is not None
        first, _, last = fact.date.edtf.partition("/")
        assert _day(event["DTSTART"]).isoformat() == first
        assert (_day(event["DTEND"]) - _day(event["DTSTART"])).days == (
            date.fromisoformat(last or first) - date.fromisoformat(first)
        ).days + 1


def test_days_of_the_small_store(small: Exported) -> None:
    names = {str(event["UID"]) for event in _calendar(small, "calendar").walk("VEVENT")}
    assert names == {
        f"{slug}@town.example" for slug in ("old-charter", "leap-fair", "days", "best-town", "balance_at_1990-06-30")
    }


def test_anniversaries_come_back_each_year(small: Exported) -> None:
    events = _calendar(small, "anniversaries").walk("VEVENT")
    assert {str(event["UID"]) for event in events} == {
        f"{n}.yearly@town.example" for n in ("old-charter", "leap-fair", "best-town")
    }
    assert all(event["RRULE"]["FREQ"] == ["YEARLY"] for event in events)


def test_text_in_the_calendar_is_whole(small: Exported) -> None:
    (charter,) = [e for e in _calendar(small, "calendar").walk("VEVENT") if str(e["UID"]).startswith("old-charter@")]
    assert str(charter["SUMMARY"]) == "Charter & <market>"
    fact = small.records.facts["charter"]
    assert fact.text is not None
    assert str(charter["DESCRIPTION"]).startswith(fact.text.en or "-")


def test_times_are_those_of_the_last_change_or_the_last_reading(small: Exported) -> None:
    stamps = {str(e["UID"]): str(e["DTSTAMP"].to_ical().decode()) for e in _calendar(small, "calendar").walk("VEVENT")}
    assert stamps["old-charter@town.example"] == "20200101T000000Z"
    assert stamps["best-town@town.example"] == "19700101T000000Z"


def _parts(found: Exported) -> dict[str, str]:
    entries = feedparser.parse(found.files["feeds/events.atom"]).entries
    parts = {entry.id: f"{entry.updated} {entry.title} {entry.get('summary')}" for entry in entries}
    for name in ("calendar", "anniversaries"):
        parts |= {str(event["UID"]): event.to_ical().decode() for event in _calendar(found, name).walk("VEVENT")}
    return parts


def test_an_unrelated_edit_moves_nothing(small: Exported, tmp_path: Path) -> None:
    root = small_root(tmp_path)
    path = root / "data" / "milestones.yml"
    new = "- {id: first, date: 1100-01-01, title: First, summary: F., topics: [history], places: [town], sources: {yearbook: p. 1}}\n"
    path.write_text(new + path.read_text("utf-8"), "utf-8")
    before, after = _parts(small), _parts(exported(read_project(root).store, HISTORY))
    assert {key: after[key] for key in before} == before
    assert set(after) - set(before) == {INFO.permalink("first"), "first@town.example", "first.yearly@town.example"}


def test_feeds_can_be_read_as_files(small: Exported) -> None:
    assert feedparser.parse(io.BytesIO(small.files["feeds/events.atom"])).entries
