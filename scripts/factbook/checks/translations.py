"""What a store says in each language, and what one language lacks: texts, names, locators, messages of the program, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from factbook.languages import ENGLISH
from factbook.languages.extraction import catalogues, read
from factbook.reading.prose import ProsePage
from factbook.store import Store
from factbook.store.changes import Commit
from factbook.store.mentions import Loc
from factbook.store.parts import locators, parts
from factbook.store.records import LOCATOR, Award, Organization, Place, Source, VocabularyTerm
from factbook.store.scalars import Record
from factbook.store.texts import Text

LANGUAGES: Final = tuple(Text.model_fields)
"""The languages that a text of a store may have."""

_NAMES: Final = {
    Source: ("title", "publisher"),
    Organization: ("name", "former_names"),
    Place: ("name",),
    Award: ("name", "awarded_by"),
}
"""Keys whose texts are names and titles as sources print them: one that no source has in a language stays in its own."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many things of a kind there are, and how many of them a language has."""

    there: int
    of: int

    @property
    def missing(self) -> int:
        """How many the language lacks."""
        return self.of - self.there

    @property
    def percent(self) -> float:
        """What the language has, in percent; all of nothing."""
        return 100 * self.there / self.of if self.of else 100.0


@dataclass(frozen=True, slots=True)
class Translation:
    """What a language has of a store. ``texts``: all but ``names``, which may stay in their own language."""

    texts: Share
    names: Share
    locators: Share


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a language lacks: its place, its key, and what it says in another language."""

    path: str
    line: int
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A text whose English was changed after its words in a language: the commit that did, and the text's place."""

    gap: Gap
    commit: str
    on: str


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """What one language has and lacks. ``gaps``: by the kind of what is missing; ``messages`` in English, ``pages`` by path."""

    language: str
    shares: Mapping[str, Share]
    gaps: Mapping[str, Sequence[Gap]]
    messages: Sequence[str]
    pages: Sequence[str]
    stale: Sequence[Stale]


def report_on(store: Store, pages: Sequence[ProsePage], tag: str) -> LanguageReport:
    """Return what a language has and lacks of a store, of the program, and of the pages that people write.

    The program speaks English by itself, and pages are counted where the language has an edition with any of its own.
    """
    found = translations(store).get(tag)
    shares = {name: getattr(found, name) for name in ("texts", "names", "locators")} if found else {}
    messages, lacking = missing_messages(tag)
    twins, without = missing_pages(pages, tag)
    shares |= {"messages": messages} if messages.of else {}
    shares |= {"pages": twins} if twins.there else {}
    gaps = {
        "texts": missing_texts(store, tag, names=False),
        "locators": missing_locators(store, tag),
        "names": missing_texts(store, tag, names=True),
    }
    return LanguageReport(tag, shares, gaps, lacking, without if twins.there else [], stale_texts(store, tag))


def translations(store: Store) -> Mapping[str, Translation]:
    """What each language has of a store, of those in which it has anything."""
    texts: list[Text] = []
    names: list[Text] = []
    for _, _, text, is_name in _texts(store):
        (names if is_name else texts).append(text)
    places = {place for record in store.records() for _, place in locators(record)}
    return {
        tag: Translation(
            _share(texts, tag), _share(names, tag), Share(sum(_has_locator(p, tag, store) for p in places), len(places))
        )
        for tag in LANGUAGES
        if any(getattr(text, tag) for text in (*texts, *names))
    }


def _share(texts: Sequence[Text], tag: str) -> Share:
    return Share(sum(bool(getattr(text, tag)) for text in texts), len(texts))


def missing_texts(store: Store, tag: str, *, names: bool) -> list[Gap]:
    """Return the texts of a store that a language lacks; either those that are names, or all others."""
    return [
        _gap(record, loc, str(text), store)
        for record, loc, text, is_name in _texts(store)
        if is_name is names and not getattr(text, tag)
    ]


def missing_locators(store: Store, tag: str) -> list[Gap]:
    """Return the locators that have no name in a language, each where it stands first."""
    found: dict[str, Gap] = {}
    for record in store.records():
        for loc, place in locators(record):
            if place not in found and not _has_locator(place, tag, store):
                found[place] = _gap(record, loc, place, store)
    return list(found.values())


def missing_messages(tag: str) -> tuple[Share, list[str]]:
    """Return how many messages of the program a language has, and the English of those that it lacks."""
    for path in catalogues():
        if path.stem == tag:
            known = [message for message in read(path) if message.id]
            lacking = [
                m for m in known if m.fuzzy or not all([m.string] if isinstance(m.string, str) else m.string or [""])
            ]
            words = [str(m.id if isinstance(m.id, str) else m.id[0]) for m in lacking]
            return Share(len(known) - len(words), len(known)), words
    return Share(0, 0), []


def missing_pages(pages: Sequence[ProsePage], tag: str) -> tuple[Share, list[str]]:
    """Return how many hand-written pages of the main edition a language has too, and the paths of those that it lacks."""
    own = {page.page for page in pages if page.language == tag}
    main = [page for page in pages if not page.language]
    lacking = [page.path for page in main if page.page not in own]
    return Share(len(main) - len(lacking), len(main)), lacking


def stale_texts(store: Store, tag: str) -> list[Stale]:
    """Return the texts of a store whose English was changed by a later commit than their words in a language.

    A store without history has none that is known.
    """
    fresh: set[tuple[str, str, str]] = set()
    found: dict[tuple[str, str, str], Commit] = {}
    for commit in store.history.commits if store.history else ():
        for edit in commit.edits:
            for field in edit.fields:
                place = edit.kind, edit.address, field.name
                if place in fresh or place in found:
                    continue
                if tag in field.languages:
                    fresh.add(place)
                elif ENGLISH in field.languages:
                    found[place] = commit
    return [
        Stale(gap, commit.id, commit.on)
        for (kind, address, key), commit in found.items()
        if (gap := _text_at(kind, address, key, tag, store)) is not None
    ]


def _text_at(kind: str, address: str, key: str, tag: str, store: Store) -> Gap | None:
    """The text of a record of now that has words in a language; None where there is none."""
    fact = store.facts.get(address)
    record = fact.record if fact else _record(kind, address, store)
    if record is None:
        return None
    origin = fact.origin if fact else store.origin(record)
    for loc, text in parts(record, Text):
        if loc[0] == key and getattr(text, tag):
            line, _ = origin.position(*loc)
            return Gap(origin.document.path, line, key, str(text.en or getattr(text, tag)))
    return None


def _record(kind: str, address: str, store: Store) -> Record | None:
    term = store.vocabulary.get((kind, address))
    if term is not None:
        return term
    if kind == "redirect":
        return store.redirects.get(address)
    others: Sequence[Mapping[str, Record]] = (
        store.sources,
        store.disputes,
        store.claims,
        store.indicators,
        store.projects,
    )
    return store.entity(address) or next((records[address] for records in others if address in records), None)


def _texts(store: Store) -> Iterator[tuple[Record, Loc, Text, bool]]:
    """Every text of a store with its record, its path, and whether it is a name; names of locators are none of its texts."""
    for record in store.records():
        if isinstance(record, VocabularyTerm) and record.kind == LOCATOR:
            continue
        names = _NAMES.get(type(record), ())
        for loc, text in parts(record, Text):
            yield record, loc, text, loc[0] in names


def _has_locator(place: str, tag: str, store: Store) -> bool:
    term = store.vocabulary.get((LOCATOR, place))
    return tag == ENGLISH or (term is not None and bool(getattr(term.name, tag)))


def _gap(record: Record, loc: Loc, words: str, store: Store) -> Gap:
    origin = store.origin(record)
    line, _ = origin.position(*loc)
    return Gap(origin.document.path, line, ".".join(part for part in loc if isinstance(part, str)), words)
