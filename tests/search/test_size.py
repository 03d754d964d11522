"""What the first query of a reader costs on a large site: of thirty thousand facts with ``make soak``, of fewer with ``make test``."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from benchmarks.search.queries import drawn

from factbook.search.entries import NAMES_APART, two_names
from factbook.search.script import script
from tests.search.made_up import FACTS, MOST_FACTS, SIZES, entries, files
from tests.search.worker import Step, ask, lay_out

MOST = {FACTS: 102_000, MOST_FACTS: 140_000}
"""Bytes as they go over the wire, by the number of facts, little above what the dearest query costs today. The promise is 150 kB: a
dearer query than those drawn here keeps it."""

MOST_REQUESTS = 36

_TYPED = ("b", "battery", "the", "zzzz", "高", "高新区", "新能源电池产业基地", "电池 research")


@pytest.fixture(scope="module", params=SIZES)
def facts(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def folder(facts: int, tmp_path_factory: pytest.TempPathFactory) -> str:
    return lay_out(tmp_path_factory.mktemp("large"), files(facts))


def _size(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_the_first_query_fetches_little(facts: int, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    queries = [*_TYPED, *drawn(entries(facts), 400)]
    answers = ask(Step(folder, query, anew=True) for query in queries)
    scripts = _size(script().encode())
    sizes = {name: _size((Path(folder) / name).read_bytes()) for answer in answers for name in answer.files}
    costs = {
        query: scripts + sum(sizes[name] for name in answer.files)
        for query, answer in zip(queries, answers, strict=True)
    }
    dearest = max(costs, key=costs.__getitem__)
    with capsys.disabled():
        print(
            f"\nsearch of {facts} facts: at most {costs[dearest] / 1000:.0f} kB for the first of {len(costs)} queries ({dearest})"
        )
    assert {query: cost for query, cost in costs.items() if cost > MOST[facts]} == {}
    files_of = {query: len(answer.files) + 1 for query, answer in zip(queries, answers, strict=True)}
    assert {query: count for query, count in files_of.items() if count > MOST_REQUESTS} == {}


def test_names_find_their_pages(facts: int, folder: str) -> None:
    chance = random.Random(11)
    named = [entry for entry in entries(facts) if two_names(entry)]
    asked = [
        (entry, name)
        for entry in chance.sample(named, 25)
        for name in (NAMES_APART.join(two_names(entry)), *two_names(entry))
    ]
    answers = ask(Step(folder, name) for _, name in asked)
    missed = [name for (entry, name), answer in zip(asked, answers, strict=True) if not answer.finds(entry["location"])]
    assert missed == []
