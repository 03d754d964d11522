"""The search's files: every entry stands in one shard, and a query's terms lead to it."""

import json
from itertools import accumulate
from typing import Any

from factbook.generate import generate
from factbook.project import Project
from factbook.search import store_entries
from factbook.search_files import cut
from factbook.site import Site


def _numbers(distances: list[int]) -> set[int]:
    return set(accumulate(distances))


def test_every_entry_is_found_by_its_names(project: Project) -> None:
    entries = list(store_entries(generate(project.store), project.store, Site()))
    files: dict[str, Any] = {name: json.loads(text) for name, text in cut(entries).items()}
    contents = files["contents.json"]
    shards = [files[f"entries/{number}.json"]["entries"] for number in range(len(contents["shards"]))]
    ordered = [entry for shard in shards for entry in shard]
    assert sorted(e["location"] for e in ordered) == sorted(e["location"] for e in entries)
    assert [len(shard) for shard in shards] == contents["shards"]
    assert sum(contents["pages"]) == len(entries)
    assert {file["of"] for file in files.values()} == {contents["of"]}
    parts = [files[f"terms/{number}.json"]["terms"] for number in range(len(contents["terms"]))]
    assert [part[0][0] for part in parts] == contents["terms"]
    terms = {term: _numbers(names) for part in parts for term, names, _ in part}
    for number, entry in enumerate(ordered):
        name = entry["title"].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").lower().split(" · ")[0]
        assert number in terms[f"={name[:24]}"], entry
