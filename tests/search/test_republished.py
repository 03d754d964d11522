"""A reader who has the search of a site that has been published anew since."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.search.entries import Entry
from factbook.search.files import CONTENTS, cut, write_search
from tests.search.worker import Step, ask, lay_out

_WORDS = ("amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "inlet", "knoll")


def _entries(word: str) -> list[Entry]:
    """Two thousand pages: enough for several shards and several files of the directory."""
    return [
        {
            "location": f"places/{number}/",
            "title": f"{word} {_WORDS[number % 10]}{number}",
            "text": f"About {_WORDS[number // 10 % 10]}s{number} and what lies {number} steps from there. " * 3,
        }
        for number in range(2000)
    ]


@pytest.fixture
def old(tmp_path: Path) -> str:
    return lay_out(tmp_path / "old", cut(_entries("old")))


@pytest.fixture
def new(tmp_path: Path) -> str:
    return lay_out(tmp_path / "new", cut([*_entries("new"), *_entries("old")[:3]]))


def test_a_query_is_answered_from_the_new_site(old: str, new: str) -> None:
    first, then = ask([Step(old, "old birch11"), Step(new, "new knoll1239")])
    assert first.finds("places/11/")
    assert then.results[0][0] == ["places/1239/", "new knoll1239"]
    assert then.files.count("search/contents.json") == 1


def test_what_is_there_already_is_not_fetched_again(old: str) -> None:
    first, again = ask([Step(old, "old birch11"), Step(old, "old birch11")])
    assert again.results == first.results
    assert list(again.files) == []


def test_a_site_without_all_of_its_files_says_so_and_is_asked_again(old: str, new: str) -> None:
    for path in (Path(new) / "search" / "entries").iterdir():
        path.unlink()
    lost, found = ask([Step(new, "new knoll1239"), Step(old, "old birch11")])
    assert lost.error == "Gone"
    assert lost.files.count("search/contents.json") == 2  # as it was, and once more
    assert found.finds("places/11/")


def test_what_stays_the_same_is_not_written_and_what_is_old_goes(tmp_path: Path) -> None:
    before = cut(_entries("old"))
    entries = _entries("old")
    entries[7]["text"] = "Nothing is there."
    after = cut(entries)
    write_search(tmp_path, before)
    times = {name: (tmp_path / name).stat().st_mtime_ns for name in before}
    write_search(tmp_path, after)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")}
    assert there == set(after)
    kept = before.keys() & after.keys() - {CONTENTS}
    assert kept
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in kept} == {name: times[name] for name in kept}
