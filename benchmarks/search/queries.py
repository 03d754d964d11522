"""The entries of a synthetic store, and queries to them, drawn by lot from all kinds that readers type."""

from __future__ import annotations

import random
import string
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.builders.stores import write_store

from factbook.checks.project import read_project
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.search.entries import NAMES_APART, Entry, Index, store_entries, two_names
from factbook.search.language import language_of
from factbook.search.spelling import initials, is_han, runs, syllables


def index_of(facts: int) -> Index:
    """What the search knows of a store of so many facts."""
    with tempfile.TemporaryDirectory() as name:
        write_store(Path(name), facts)
        store = read_project(Path(name)).store
        return Index({}, list(store_entries(generate(store), store, Site())), language_of(store))


def drawn(entries: Sequence[Entry], count: int, seed: int = 1) -> list[str]:
    """So many queries, each another one, the kinds in turns."""
    kinds = _kinds(entries, random.Random(seed))
    found: dict[str, None] = {}
    while len(found) < count:
        found.update((kind(), None) for kind in kinds)
    return list(found)[:count]


def _kinds(entries: Sequence[Entry], chance: random.Random) -> list[Callable[[], str]]:
    """What draws a query, by kind: names and their parts in both languages, words of texts, and the words that most entries have."""
    named = [names for names in map(two_names, entries) if names]
    told = [entry["text"].split() for entry in entries if entry["text"].count(" ") > 5]
    counted = Counter(word.lower() for entry in entries for word in {*entry["title"].split(), *entry["text"].split()})
    often = sorted((word for word in counted if word.isalpha()), key=lambda word: (-counted[word], word))[:40]

    def english() -> str:
        return chance.choice(named)[0]

    def chinese(least: int = 99, most: int = 99) -> str:
        name = chance.choice(named)[1]
        length = chance.randint(least, most)
        start = chance.randint(0, max(0, len(name) - length))
        return name[start : start + length]

    def text(least: int, most: int) -> str:
        return " ".join(chance.choice(told)[1 : 1 + chance.randint(least, most)])

    def common(least: int, most: int) -> str:
        return " ".join(chance.sample(often, chance.randint(least, most)))

    def year() -> str:
        return str(chance.randint(1993, 2024))

    def pinyin(name: str) -> str:
        return "".join(sound for run in runs(name) if is_han(run) for sound in syllables(run))

    def slip() -> str:
        words = english().split()
        place = chance.randrange(1, len(words[0]))
        return " ".join([words[0][:place] + words[0][place + 1 :], *words[1:2]])

    return [
        english,
        chinese,
        lambda: NAMES_APART.join(chance.choice(named)),
        lambda: f"{english()} {chinese()} {year()}",
        lambda: chinese(2, 4),
        lambda: f"{chinese(2, 2)} {chinese(2, 2)}",
        lambda: chinese() + chinese(),
        lambda: f"{english().split()[0]} {chinese(2, 3)}",
        lambda: text(1, 3),
        lambda: text(4, 7),
        lambda: text(12, 18),
        lambda: english()[: chance.randint(1, 5)],
        lambda: f"{common(1, 2)} {chance.choice(often)[: chance.randint(1, 4)]}",
        lambda: common(1, 3),
        lambda: common(4, 8),
        lambda: f"{year()} {common(1, 3)}",
        lambda: f"{english()} {year()}",
        lambda: f"{chinese()}{year()}年{chinese(2, 2)}",
        lambda: (
            f"{chance.choice(('when was the', 'how many', 'what is', 'who', 'where is'))} {common(1, 3)} in {year()}"
        ),
        lambda: chinese() + chance.choice(("什么时候", "有多少", "是什么", "在哪里")),
        lambda: pinyin(chinese(2, 2)),
        lambda: pinyin(chinese()),
        lambda: chance.choice([*initials(english()), *initials(chinese())]),
        slip,
        lambda: " ".join("".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(chance.randint(1, 3))),
    ]
