"""What the first query of a reader costs on a site of thirty thousand facts."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from factbook.search.entries import NAMES_APART
from factbook.search.script import script
from tests.search.made_up import entries, files
from tests.search.worker import Step, ask, lay_out

MOST = 150_000
"""Bytes as they go over the wire."""

_TYPED = (
    *("b", "ba", "bat", "batt", "battery", "firm 17", "2017", "phase plan", "the", "zzzz"),
    *("高", "高新", "高新区", "新能源电池产业基地", "高新区电子信息产业", "电池 research", "battery 高新区"),
)


def _queries() -> Iterator[str]:
    """What is typed, names, parts of names and of texts, and the word that most entries have."""
    chance = random.Random(7)
    named = [entry["title"].split(NAMES_APART) for entry in entries() if NAMES_APART in entry["title"]]
    yield from _TYPED
    for english, chinese in chance.sample(named, 12):
        yield from (english, chinese, chinese[1:4], f"{english.split()[0]} {chinese[:3]}")
    yield from (" ".join(entry["text"].split()[2:5]) for entry in chance.sample(entries(), 12) if " " in entry["text"])
    words = Counter(word for entry in entries() for word in {*entry["title"].split(), *entry["text"].split()})
    yield from (word for word, _ in words.most_common(2))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return lay_out(tmp_path_factory.mktemp("large"), files())


def _size(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_the_first_query_fetches_little(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    queries = list(dict.fromkeys(_queries()))
    answers = ask(Step(folder, query, anew=True) for query in queries)
    scripts = _size(script().encode())
    sizes = {name: _size((Path(folder) / name).read_bytes()) for answer in answers for name in answer.files}
    costs = {
        query: scripts + sum(sizes[name] for name in answer.files)
        for query, answer in zip(queries, answers, strict=True)
    }
    dearest = max(costs, key=costs.__getitem__)
    with capsys.disabled():
        print(f"\nsearch: at most {costs[dearest] / 1000:.0f} kB for the first of {len(costs)} queries ({dearest})")
    assert {query: cost for query, cost in costs.items() if cost > MOST} == {}


def test_names_find_their_pages(folder: str) -> None:
    chance = random.Random(11)
    named = [entry for entry in entries() if NAMES_APART in entry["title"]]
    asked = [(entry, name) for entry in chance.sample(named, 25) for name in entry["title"].split(NAMES_APART)]
    answers = ask(Step(folder, name) for _, name in asked)
    missed = [name for (entry, name), answer in zip(asked, answers, strict=True) if not answer.finds(entry["location"])]
    assert missed == []
