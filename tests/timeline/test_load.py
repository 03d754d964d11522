"""Files of events: what they may hold, and where a message points when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_timeline.export import to_csv, to_json
from mkdocs_timeline.load import load, load_text
from mkdocs_timeline.problems import LoadError

from .conftest import EXAMPLE


def problems(text: str, suffix: str = ".yml") -> list[str]:
    with pytest.raises(LoadError) as caught:
        load_text(text, suffix, f"events{suffix}")
    return [str(problem) for problem in caught.value.problems]


#  file, suffix, messages in order of place
WRONG = [
    ("- {id: a, date: 1992-13, title: A}\n", ".yml", ["events.yml:1:17: date: '1992-13': there is no month 13"]),
    (
        "- id: a\n  date: 1992\n  titel: A\n",
        ".yml",
        ["events.yml:1:3: title: is missing", "events.yml:3:3: titel: unknown field; did you mean title?"],
    ),
    ("- id: a\n  id: b\n", ".yml", ["events.yml:2:3: id: already given on line 1"]),
    (
        "- {id: a, date: 1992, title: A}\n- {id: a, date: 1993, title: B}\n",
        ".yml",
        ["events.yml:2:8: id: 'a' is already used on line 1"],
    ),
    ("- {id: a b, date: 1992, title: A}", ".yml", ["events.yml:1:8: id: 'a b' must be one word, without spaces"]),
    ("- {id: a, date: 1992, title: A, importance: 4}", ".yml", ["events.yml:1:45: importance: 4 is not 1 (headline)"]),
    (
        "- {id: a, date: 1992, title: A, importance: high}",
        ".yml",
        ["events.yml:1:45: importance: 'high' is not a whole"],
    ),
    ("- {id: a, date: 1992, title: A, url: 'javascript:alert(1)'}", ".yml", ["events.yml:1:38: url: 'javascript:"]),
    ('- {id: a, date: 1992, title: A, url: "java\\nscript:x"}', ".yml", ["events.yml:1:38: url: "]),
    (
        "- {id: a, date: 1992, title: A, sources: [{title: S, url: 'data:x'}]}",
        ".yml",
        ["events.yml:1:59: url: 'data:x' must be relative"],
    ),
    ("- {id: a, date: 1992, title: [A]}", ".yml", ["events.yml:1:30: title: expected a text"]),
    ("events: {a: b}", ".yml", ["events.yml:1:9: events: expected a list"]),
    ("- just text\n", ".yml", ["events.yml:1:3: expected fields (name: value)"]),
    ("- id: a\n - id: b\n", ".yml", ["events.yml:2:2: did not find expected"]),
    ("events: []\neras: [{id: e, label: E, start: 1992-99}]", ".yml", ["events.yml:2:33: start: '1992-99'"]),
    ("events: []\nevent: []\n", ".yml", ["events.yml:2:1: event: unknown field; did you mean events?"]),
    ('[{"id": "a",\n  "date": "1992",}]', ".json", ["events.json:2:1"]),
    ('[\n\t{"id": "a", "date": "1992-11-31", "title": "A"}]', ".json", ["events.json:2:22: date: '1992-11-31'"]),
    ("id,date,title\na,1992,A\nb,,B\n", ".csv", ["events.csv:3:1: date: is missing"]),
    ('id,title,date\na,"A, B",1992-13\n', ".csv", ["events.csv:2:10: date: '1992-13'"]),
    ("id,date,title\na,1992,A,more\n", ".csv", ["events.csv:2:10: more fields (4) than columns (3)"]),
    ("x", ".txt", ["events.txt:1:1: .txt: expected .yml"]),
]


@pytest.mark.parametrize(("text", "suffix", "expected"), WRONG)
def test_every_mistake_is_told_with_its_place(text: str, suffix: str, expected: list[str]) -> None:
    found = problems(text, suffix)
    assert len(found) == len(expected), found
    for message, beginning in zip(found, expected, strict=True):
        assert message.startswith(beginning)


def test_all_mistakes_of_a_file_come_at_once() -> None:
    assert len(problems("- {id: a, date: x, title: A}\n- {id: b, date: y, title: B}\n- {titel: c}\n")) == 6


def test_a_file_that_is_not_there_or_not_utf8_is_a_problem_too(tmp_path: Path) -> None:
    for name, content, words in [("gone.yml", None, "cannot be read"), ("latin.yml", b"- \xff", "not UTF-8")]:
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(LoadError, match=words):
            load(tmp_path / name)


def test_scalars_stay_text_as_typed() -> None:
    event = load_text("- {id: 010, date: 1992-11, title: no, kind: 12:30}", ".yml", "x").events[0]
    assert (event.id, event.date, event.title, event.kind) == ("010", "1992-11", "no", "12:30")


def test_tags_take_their_labels_from_the_file_or_from_themselves() -> None:
    text = (
        "labels: {topic: {gov: Governance}}\nevents: [{id: a, date: 1992, title: A, tags: {topic: [gov, New energy]}}]"
    )
    assert load_text(text, ".yml", "x").events[0].tags == {
        "topic": (("gov", "Governance"), ("new-energy", "New energy"))
    }


def test_csv_columns_beyond_the_known_are_facets() -> None:
    event = load_text("id,date,title,topic\na,1992,A,gov; New energy\n", ".csv", "x").events[0]
    assert event.tags == {"topic": (("gov", "gov"), ("new-energy", "New energy"))}


def test_json_escapes_for_characters_beyond_the_basic_plane_are_joined() -> None:
    text = '[{"id": "a", "date": "1992", "title": "\\ud83d\\ude80 \\/ \\u4e2d"}]'
    assert load_text(text, ".json", "x").events[0].title == "🚀 / 中"


def test_an_exported_file_can_be_loaded_again() -> None:
    timeline = load(EXAMPLE / "docs" / "spaceflight.yml")
    again = load_text(to_json(timeline, timeline.events), ".json", "x.json")
    assert again == timeline
    rows = load_text(to_csv(timeline, timeline.events), ".csv", "x.csv").events
    assert [(e.id, e.date, e.title, e.title_zh, e.summary, e.url, e.importance) for e in rows] == [
        (e.id, e.date, e.title, e.title_zh, e.summary, e.url, e.importance) for e in timeline.events
    ]
