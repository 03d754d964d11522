"""What words mean: the terms of the vocabulary with their synonyms, and where they occur.

A concept is a term of the vocabulary: a topic, what series measure, a kind of record, a unit. Whoever types one of its words means all of
them: the index has an entry under the concept if one of the words is in its names, its surroundings or its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from factbook.search.questions import ALIKE, NATIONS, NUMBERS, QUESTION_WORDS
from factbook.search.spelling import folded, is_han, runs, stem, stems, syllables
from factbook.store import Store, VocabularyTerm
from factbook.store.lists import WORDS_OF_KINDS

KINDS: Final = frozenset({"topic", "measure", "kind", "unit", "chain"})
"""Kinds of terms whose words are synonyms."""

LEAST_SOUND: Final = 5
"""Words for concepts are found by their pinyin if that has so many letters: shorter ones are words of other languages too."""


@dataclass(frozen=True)
class Concepts:
    """Concepts by the words for them. Words of other scripts than Chinese are stems, a space between."""

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, texts: Iterable[str]) -> set[str]:
        """Return the concepts that folded texts speak of."""
        found: set[str] = set()
        for text in texts:
            found.update(self._of(text))
        return found

    def _of(self, text: str) -> Iterator[str]:
        for pattern, read in ((self._latin, stems(text)), (self._han, text)):
            if pattern is not None:
                for match in pattern.finditer(read):
                    yield from self.words[match[1]]

    @cached_property
    def _latin(self) -> re.Pattern[str] | None:
        return _pattern((word for word in self.words if not is_han(word)), "(?<= )({})(?= )")

    @cached_property
    def _han(self) -> re.Pattern[str] | None:
        return _pattern((word for word in self.words if is_han(word)), "({})")


def _pattern(words: Iterable[str], form: str) -> re.Pattern[str] | None:
    """Match the longest of some words."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(form.format("|".join(map(re.escape, longest)))) if longest else None


def concepts_of(store: Store) -> Concepts:
    """Return the concepts of a store's vocabulary and of its industries' names, and those that are the same everywhere."""
    found: dict[str, dict[str, None]] = {}
    terms = [(concept(t.kind, t.term), _words(t)) for t in store.vocabulary.values() if t.kind in KINDS]
    terms += [(concept("kind", t.term), _words(t)) for t in store.vocabulary.values() if t.kind in WORDS_OF_KINDS]
    for kind, table in {"number": NUMBERS, "alike": ALIKE, "nation": _origins(store)}.items():
        terms += [(concept(kind, name), _compared(words)) for name, words in table.items()]
    for identifier, words in terms:
        for word in words:
            found.setdefault(word, {})[identifier] = None
            sound = "".join(syllables(word)) if len(word) > 1 and all(map(is_han, word)) else ""
            if len(sound) >= LEAST_SOUND:
                found.setdefault(stem(sound), {})[identifier] = None
    parts = Concepts({word: tuple(ids) for word, ids in found.items()})
    for one in store.industries.values():
        for word in _compared((*one.name, *one.aliases)):  # it means what its parts mean, too
            found.setdefault(word, dict.fromkeys(sorted(parts.of([word]))))[concept("industry", one.id)] = None
    return Concepts({word: tuple(ids) for word, ids in sorted(found.items())})


def _origins(store: Store) -> Mapping[str, Sequence[str]]:
    """The nations that organizations come from."""
    origins = {folded(name) for one in store.organizations.values() for name in one.origin or ()}
    return {nation: words for nation, words in NATIONS.items() if not origins.isdisjoint(words)}


def concept(kind: str, term: str) -> str:
    """Return the id of the concept of a term."""
    return f"{kind}:{term}"


def _words(term: VocabularyTerm) -> Iterator[str]:
    named = [*term.name, *(term.synonyms.words if term.synonyms else ())]
    if term.kind == "unit":
        named = [word for word in (*named, term.term, *term.printed) if word not in QUESTION_WORDS]
    return _compared(named)


def _compared(names: Iterable[str]) -> Iterator[str]:
    """Names as they are compared: Chinese as it stands, else stems in a row."""
    for name in names:
        parts = runs(folded(name))
        if parts and all(map(is_han, parts)):
            if len("".join(parts)) > 1:  # a single character stands in too many words
                yield "".join(parts)
        elif parts:
            yield stems(folded(name)).strip()
