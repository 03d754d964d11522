"""The files of the search, cut so that a query fetches few of them, however many entries a site has.

Entries stand in shards, page by page, the pages that count for more first. A directory leads from what is typed to the
numbers of the entries that have it: from words, from their first letters, from pairs of neighbours in names, from each
two Chinese characters in a row, and from whole names. Its terms are sorted and cut into files too. A contents page says which
file begins where. The worker (overrides/assets/javascripts/search-engine.js) fetches the contents and the few files of the
directory that a query needs, reckons from the numbers which shards hold the best entries, fetches those, and ranks what
stands in them. A small site has one shard.

All files of one state of the index have the same stamp: one that was fetched from a later state is recognized by it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain, groupby, pairwise
from operator import sub
from typing import Any, Final

from factbook.search import NAMES_APART, Entry

SHARD: Final = 12_000
"""Characters of a shard's entries as JSON, about: some 3 kB when compressed."""

PART: Final = 16_000
"""Characters of a file of the directory, about; a single term may need more."""

FIRST_LETTERS: Final = 3
"""Beginnings of words up to so many letters are terms of their own; longer ones are looked up among the words."""

NAME_KEY: Final = 24
"""A name is looked up by so many of its characters at most."""

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN: Final = re.compile(f"[{_HAN}]+|(?:(?![{_HAN}])[^\\W_])+")
"""A run of Chinese characters, or one of other letters and digits: the same as the worker's."""

_IS_HAN: Final = re.compile(f"[{_HAN}]")

Term = tuple[str, Sequence[int], Sequence[int]]
"""What can be typed, the numbers of the entries that have it in their names, and of those that have it in their text alone."""


def search_files(index: Mapping[str, Any], *, on_demand: bool) -> dict[str, str]:
    """The files of the folder ``search`` by name.

    ``on_demand``: for the worker that fetches what a query needs; ``search_index.json``, which every page fetches, has no
    entries then. Otherwise all entries stand in it, for the theme's own worker.
    """
    if not on_demand:
        return {"search_index.json": _json(index)}
    return {"search_index.json": _json({**index, "docs": []}), **cut(index["docs"])}


def cut(entries: Iterable[Entry]) -> dict[str, str]:
    """Contents, shards and directory of these entries by the files' names."""
    groups = _by_weight(entries)
    ordered = list(chain.from_iterable(groups))
    shards = list(_shards(groups))
    parts = list(_packed(_terms(ordered), PART))
    bodies = {f"entries/{number}.json": shard.body for number, shard in enumerate(shards)}
    bodies |= {f"terms/{number}.json": f'"terms":[{",".join(texts)}]' for number, (_, texts) in enumerate(parts)}
    contents = {
        "pages": [len(group) for group in groups],
        "boosts": _boosts(groups),
        "shards": [shard.size for shard in shards],
        "terms": [first for first, _ in parts],
    }
    bodies["contents.json"] = _json(contents)[1:-1]
    stamp = hashlib.sha256("\n".join(bodies.values()).encode()).hexdigest()[:12]
    return {name: f'{{"of":"{stamp}",{body}}}' for name, body in bodies.items()}


def _json(value: Any) -> str:
    """Characters stand as themselves: for Chinese that is half as long as escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# ── entries ──


def _by_weight(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries of each page, the page's own first; pages that count for more come first."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry["location"].partition("#")[0]].append(entry)
    return sorted(groups.values(), key=lambda group: -_boost(group[0]))


def _boost(entry: Entry) -> float:
    return entry.get("boost", 1.0)


def _boosts(groups: Iterable[Sequence[Entry]]) -> list[tuple[float, float, int]]:
    """For each run of pages alike: what the page counts for, what its parts count for at most, and how many pages these are."""
    weights = ((_boost(group[0]), max(map(_boost, group[1:]), default=1.0)) for group in groups)
    return [(*weight, len(list(run))) for weight, run in groupby(weights)]


@dataclass(frozen=True, slots=True)
class _Shard:
    size: int
    body: str


def _shards(groups: Iterable[Sequence[Entry]]) -> Iterator[_Shard]:
    """All entries in shards; one that begins within a page has the page's own entry besides."""
    texts: list[str] = []
    page: Entry | None = None
    length = 0
    for group in groups:
        for entry in group:
            if not texts:
                page = None if entry is group[0] else group[0]
            texts.append(_json(entry))
            length += len(texts[-1])
            if length >= SHARD:
                yield _shard(texts, page)
                texts, length = [], 0
    if texts:
        yield _shard(texts, page)


def _shard(texts: Sequence[str], page: Entry | None) -> _Shard:
    before = f'"page":{_json(page)},' if page else ""
    return _Shard(len(texts), f'{before}"entries":[{",".join(texts)}]')


# ── the directory ──


def _packed(terms: Iterable[Term], size: int) -> Iterator[tuple[str, list[str]]]:
    """Terms in files of about this size, each with its first term. Numbers are written as their distance from the one before."""
    first, texts, length = "", list[str](), 0
    for term, in_names, in_texts in terms:
        text = _json((term, _distances(in_names), _distances(in_texts)))
        if texts and length + len(text) > size:
            yield first, texts
            texts, length = [], 0
        if not texts:
            first = term
        texts.append(text)
        length += len(text)
    if texts:
        yield first, texts


def _distances(numbers: Sequence[int]) -> list[int]:
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def _terms(entries: Iterable[Entry]) -> Iterator[Term]:
    """All terms in order. The first sign says what a term is: ``=`` a name, ``+`` two words in a row, ``*`` first letters."""
    names: defaultdict[str, list[int]] = defaultdict(list)
    texts: defaultdict[str, list[int]] = defaultdict(list)
    marked: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        title = unescape(entry["title"]).lower()
        tags = [unescape(tag).lower() for tag in entry.get("tags", ())]
        found: set[str] = set()
        pairs: set[str] = set()
        for name in (title, *tags):
            _gather(name, found, pairs)
        for word in found:
            names[word].append(number)
        for pair in pairs:
            marked[pair].append(number)
        for key in {f"={name[:NAME_KEY]}" for name in (*title.split(NAMES_APART), *tags)}:
            marked[key].append(number)
        told: set[str] = set()
        _gather(unescape(entry["text"]).lower(), told, None)
        for word in told - found:
            texts[word].append(number)
    terms: list[Term] = [(key, numbers, ()) for key, numbers in marked.items()]
    terms += _beginnings(names, texts)
    terms += [(word, names.get(word, ()), texts.get(word, ())) for word in names.keys() | texts.keys()]
    yield from sorted(terms, key=lambda term: _code_units(term[0]))


def _code_units(term: str) -> bytes:
    """What JavaScript compares strings by."""
    return term.encode("utf-16-be")


def _gather(text: str, words: set[str], pairs: set[str] | None) -> None:
    """Add the words of a text, and its Chinese characters one by one and two by two; and pairs of neighbouring words."""
    before = ""
    for run in _RUN.findall(text):
        if _is_han(run):
            words.update(run)
            words.update(map("".join, pairwise(run)))
            before = ""
        else:
            words.add(run)
            if pairs is not None:
                if before:
                    pairs.add(f"+{before} {run}")
                before = run


def _is_han(run: str) -> bool:
    return run[0] > "\u3000" and bool(_IS_HAN.match(run))


def _beginnings(names: Mapping[str, Sequence[int]], texts: Mapping[str, Sequence[int]]) -> Iterator[Term]:
    """The first letters of words, one to three of them."""
    words = defaultdict[str, list[str]](list)
    for word in names.keys() | texts.keys():
        if not _is_han(word):
            for length in range(1, min(FIRST_LETTERS, len(word)) + 1):
                words[word[:length]].append(word)
    for letters, these in words.items():
        in_names = set[int]().union(*(names.get(word, ()) for word in these))
        in_texts = set[int]().union(*(texts.get(word, ()) for word in these)) - in_names
        yield f"*{letters}", sorted(in_names), sorted(in_texts)
