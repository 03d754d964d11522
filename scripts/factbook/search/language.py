"""The language of queries, as the browser gets it: synonyms, words that only ask, the subject's names, the interface's words.

What belongs to a knowledge base comes from its store; what belongs to English and Chinese stands in :mod:`factbook.search.questions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from factbook.content.marks import GRADES
from factbook.languages import _
from factbook.search import questions
from factbook.search.concepts import Concepts, concept, concepts_of
from factbook.search.interface import words
from factbook.search.spelling import folded, is_han, runs, stem, traditional
from factbook.store import Store


@dataclass(frozen=True)
class Language:
    """Concepts, and the words that name the subject of a knowledge base alone: as stems, and as Chinese.

    ``elsewhere``: the concepts of places of other kinds. ``ways``: name and address of the lists to start from where nothing is found.
    """

    concepts: Concepts
    subject: Sequence[str]
    elsewhere: Sequence[str] = ()
    ways: Sequence[tuple[str, str]] = ()

    def written(self, characters: Iterable[str]) -> Mapping[str, Any]:
        """Return what a browser needs for a site that shows these characters."""
        return {
            "concepts": self.concepts.words,
            "subject": self.subject,
            "elsewhere": self.elsewhere,
            "asking": questions.ASKING,
            "filler": questions.FILLER_WORDS,
            "vague": questions.VAGUE,
            "traditional": traditional(characters),
            "words": {**words(), "ways": self.ways},
            "grades": {grade: _(meaning) for grade, meaning in GRADES.items()},
        }


NO_LANGUAGE: Final = Language(Concepts(), ())


def language_of(store: Store) -> Language:
    """Return the language of queries to a store."""
    concepts = concepts_of(store)
    own = store.places.get(store.subject)
    kinds = {concept("kind", place.kind) for place in store.places.values()} - {
        concept("kind", own.kind if own else "")
    }
    return Language(concepts, tuple(_subject_words(store, concepts)), sorted(kinds), tuple(_ways(store)))


def _ways(store: Store) -> Iterable[tuple[str, str]]:
    """The lists that most readers look for, of those that have entries."""
    lists = {
        "indicators": store.indicators,
        "organizations": store.organizations,
        "places": store.places,
        "timeline": store.events(),
    }
    return ((store.term("collection", name), f"{name}/") for name, found in lists.items() if found)


def _subject_words(store: Store, concepts: Concepts) -> list[str]:
    """The words that mean the subject: those of its names, and those for its kind ("the town"); not those of the places around it."""
    place = store.places.get(store.subject)
    if place is None:
        return []
    kind = [word for word, ids in concepts.words.items() if f"kind:{place.kind}" in ids]
    common = {part for word in concepts.words for part in word.split()}
    others = {word for other in _around(store, place.part_of) for name in other for word in _parts(name)}
    own = {word for name in (*place.name, *place.aliases) for word in _parts(folded(name))} - others - common
    for word in filter(is_han, [*own]):  # a name without the places before it and the kind of place behind it
        own.update(short for short in _shortened(word, kind, others) if len(short) > 1)
    return sorted({*own, *kind}, key=lambda word: (-len(word), word))


def _shortened(word: str, ends: Iterable[str], starts: Iterable[str]) -> Iterable[str]:
    """A Chinese name without the places before it, and without what kind of place it is."""
    for start in ("", *starts):
        for end in ("", *ends):
            if word.startswith(start) and word.endswith(end):
                yield word[len(start) : len(word) - len(end)]


def _around(store: Store, place: str | None) -> Iterable[Sequence[str]]:
    while place is not None and place in store.places:
        record = store.places[place]
        yield [folded(name) for name in (*record.name, *record.aliases)]
        place = record.part_of


def _parts(name: str) -> list[str]:
    return [run if is_han(run) else stem(run) for run in runs(name)]
