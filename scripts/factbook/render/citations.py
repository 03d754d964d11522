"""The citations of one page: numbered in order of appearance, listed at its end, with links back."""

from __future__ import annotations

from dataclasses import dataclass, field

from factbook.content.locators import joined, merged, placed, said
from factbook.content.spans import Cite, Spans, Text
from factbook.store import Source, Store


@dataclass(frozen=True, slots=True)
class Mark:
    """One citation where it stands: its number, the id of this occurrence, and the places in the source in words."""

    number: int
    occurrence: str
    places: str


@dataclass(slots=True)
class Entry:
    """A source in the list of references, with the locators, the words that are quoted from it, and the places that cite it."""

    number: int
    source: Source
    locators: list[Text] = field(default_factory=list)
    excerpts: list[str] = field(default_factory=list)
    occurrences: list[str] = field(default_factory=list)

    @property
    def places(self) -> Spans:
        """Where in the source: a single locator as it is; of several the places alone, for a remark is about one fact and stands there."""
        return placed(merged(self.locators))


class Citations:
    """Numbers for citations as they appear. One for each page."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries: dict[str, Entry] = {}

    def mark(self, cite: Cite) -> Mark:
        """The number of a citation, given on first appearance. Raises KeyError for a source that is not there."""
        source = self._store.sources[cite.source]
        entry = self._entries.setdefault(cite.source, Entry(len(self._entries) + 1, source))
        locators = dict.fromkeys(said(place, self._store) for place in cite.locators)
        entry.locators += [locator for locator in locators if locator not in entry.locators]
        entry.excerpts += [excerpt for excerpt in cite.excerpts if excerpt not in entry.excerpts]
        occurrence = f"cite-{entry.number}-{len(entry.occurrences) + 1}"
        entry.occurrences.append(occurrence)
        return Mark(entry.number, occurrence, joined(locators))

    @property
    def entries(self) -> list[Entry]:
        """The list of references, by number."""
        return list(self._entries.values())
