"""The search's files: every entry stands in one shard, a query's terms lead to it, and an edit renews few files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from factbook.checks.project import Project
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.search.directory import folded, written
from factbook.search.entries import Entry, names_of, store_entries
from factbook.search.files import CONTENTS, DIGEST, cut
from factbook.search.shards import SHARD, places
from tests.search.worker import Step, ask, lay_out


@pytest.fixture(scope="module")
def entries(project: Project) -> Sequence[Entry]:
    return list(store_entries(generate(project.store), project.store, Site()))


@pytest.fixture(scope="module")
def files(entries: Sequence[Entry]) -> Mapping[str, str]:
    return cut(entries)


def _read(numbers: str) -> Iterator[int]:
    """Numbers as they are written, read by their description."""
    number = more = 0
    for digit in map(ord, numbers):
        if digit >= ord("]"):
            more = more * 34 + digit - ord("]")
        else:
            number += more * 57 + digit - ord("#")
            more = 0
            yield number


def test_numbers_are_read_as_they_were_written() -> None:
    numbers = [0, 1, 57, 114, 200, 2138, 2139, 70_000, 70_001, 9_000_000]
    assert list(_read(written(numbers))) == numbers
    assert json.loads(f'"{written(numbers)}"') == written(numbers)
    assert written([]) == ""


def _names(written: str) -> list[str]:
    """The names of files, as the contents write them; a shard without an entry has none."""
    return [written[at : at + DIGEST] for at in range(0, len(written), DIGEST)]


def test_every_entry_stands_in_one_shard(entries: Sequence[Entry], files: Mapping[str, str]) -> None:
    contents = json.loads(files[CONTENTS])
    shards = [json.loads(files[f"entries/{name}.json"]) for name in _names(contents["shards"]) if name.isalnum()]
    stored = [entry for shard in shards for entry in shard["entries"]]
    assert sorted(e["location"] for e in stored) == sorted(e["location"] for e in entries)
    assert contents["entries"] == len(entries)
    pages = {entry["location"] for entry in entries if "#" not in entry["location"]}
    for shard in shards:  # a part is ranked by its page's name too
        own = {entry["location"] for entry in [*shard["entries"], shard.get("page", shard["entries"][0])]}
        assert {entry["location"].partition("#")[0] for entry in shard["entries"]} & pages <= own


def test_every_entry_is_found_by_its_names(entries: Sequence[Entry], files: Mapping[str, str]) -> None:
    contents = json.loads(files[CONTENTS])
    parts: list[Any] = [json.loads(files[f"terms/{name}.json"]) for name in _names(contents["terms"])]
    for before, first, part in zip(parts, contents["firsts"][1:], parts[1:], strict=False):
        assert before[-1][0] < first <= part[0][0]
    terms = {
        term: set(_read(names))
        for part in parts
        for term, names, *_ in (one if len(one) > 1 else (*one, "") for one in part)
    }
    for one in places(entries, [len(json.dumps(entry)) for entry in entries]).seated:
        assert names_of(one.entry), one.entry
        for name in names_of(one.entry):
            key = folded(unescape(name))[:24]
            assert one.number in terms.get(f"={key}", ()) or one.number in terms.get(f"{key}=", ()), one.entry


@pytest.mark.parametrize("query", ["factory", "factories", "open", "opened", "opens", "factories open"])
def test_a_word_is_found_by_its_other_forms(query: str, tmp_path: Path) -> None:
    entries: list[Entry] = [
        {"location": "one/", "title": "Factories", "text": "Opened."},
        {"location": "other/", "title": "A factory opens", "text": ""},
        {"location": "third/", "title": "Fact", "text": "Operation"},
    ]
    answer = ask([Step(lay_out(tmp_path, cut(entries)), query)])[0]
    assert {shown[0][0] for shown in answer.results} == {"one/", "other/"}


def test_the_files_that_the_contents_name_are_all_there_are(files: Mapping[str, str]) -> None:
    contents = json.loads(files[CONTENTS])
    named = {f"entries/{name}.json" for name in _names(contents["shards"]) if name.isalnum()}
    named |= {f"terms/{name}.json" for name in _names(contents["terms"])} | {f"language/{contents['language']}.json"}
    assert {*files} == {*named, CONTENTS}
    assert [*files][-1] == CONTENTS


def _town() -> list[Entry]:
    """Five hundred pages with ten parts each."""
    words = ["amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "inlet", "knoll", "larch"]
    return [
        {
            "location": f"places/{page}/#{part}" if part else f"places/{page}/",
            "title": f"{words[page % 11]} {page}" + f", {1990 + part}" * bool(part),
            "text": " ".join(f"{word}{page % 40}" for word in words[part:]),
        }
        for page in range(500)
        for part in range(11)
    ]


def _renewed(edited: list[Entry]) -> Mapping[str, int]:
    """How many shards, and how many files of the directory, these entries have that the town has not."""
    before, after = cut(_town()), cut(edited)
    new = after.keys() - before.keys()
    assert len(before) > 100
    return {kind: sum(name.startswith(kind) for name in new) for kind in ("entries", "terms")}


def test_an_edited_text_renews_one_shard_and_the_terms_of_its_words() -> None:
    edited = _town()
    edited[3000]["text"] = "Zymurgy."
    words = len(edited[2999]["text"].split())
    renewed = _renewed(edited)
    assert renewed["entries"] == 1
    assert renewed["terms"] <= 4 * words  # each word, and its first letters


def test_a_new_fact_moves_no_other() -> None:
    fact: Entry = {"location": "places/300/#new", "title": "Zymurgy", "text": ""}
    renewed = _renewed([*_town()[:3305], fact, *_town()[3305:]])
    assert renewed["entries"] == 1
    assert renewed["terms"] <= 4  # =zymurgy, *z, *zy, *zym, zymurgy: two of them are neighbours


def test_a_long_page_is_cut_into_shards() -> None:
    page: Entry = {"location": "long/", "title": "Long", "text": ""}
    parts: list[Entry] = [{"location": f"long/#{n}", "title": f"Part {n}", "text": "word " * 40} for n in range(500)]
    found = cut([page, *parts])
    shards = [json.loads(text) for name, text in found.items() if name.startswith("entries/")]
    assert max(len(json.dumps(shard)) for shard in shards) < 2 * SHARD
    assert sum(len(shard["entries"]) for shard in shards) == 501
    assert sum("page" in shard for shard in shards) == len(shards) - 1


def test_a_name_that_only_looks_like_another_is_missing(tmp_path: Path) -> None:
    entries: list[Entry] = [
        {"location": "boluo/", "title": "博罗县", "text": "朗"},
        {"location": "parts/", "title": "索尼精密部件", "text": ""},
        {"location": "battery/", "title": "惠州电池", "text": ""},
    ]
    folder = lay_out(tmp_path, cut(entries))
    nothing, part, known = ask(Step(folder, query) for query in ("罗格朗", "立讯精密", "惠州电池"))
    assert (list(nothing.results), list(nothing.missing)) == ([], ["罗格朗"])
    assert part.finds("parts/")
    assert list(part.missing) == ["立讯"]
    assert known.finds("battery/")
    assert list(known.missing) == []
