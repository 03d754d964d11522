"""How well a fact is sourced, in two parts: who says it, and how that was read.

Who says it is the grade. **A**: a primary text (kind official, statistics, filing or another that counts as one) that was read itself, at
its publisher, in a web archive or at a portal. **B**: two or more independent publishers; one of them may be behind a primary text that was
read as a copy. **C**: one reliable publisher. **D**: only weak texts. Weak texts never lift a grade, and never lower one.

How it was read is the other part: a fact is read as a copy if no source that counts for its grade was read itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from factbook.store.groups import Groups
from factbook.store.lists import LISTS, Weight
from factbook.store.publishers import UNKNOWN, publishers
from factbook.store.records import Source

Grade = Literal["A", "B", "C", "D"]
ReadAs = Literal["original", "copy"]

GRADES: Final[tuple[Grade, ...]] = ("A", "B", "C", "D")
"""All grades, the best first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a fact is sourced: its grade, and whether a source that counts for it was read itself or none was."""

    grade: Grade
    read_as: ReadAs


class Grading:
    """Grades facts by the sources that they cite.

    ``examined`` are the sources whose own claims are being checked; ``weights`` says what a kind of source counts for.
    """

    def __init__(
        self,
        sources: Mapping[str, Source],
        examined: Iterable[str] = (),
        weights: Mapping[str, Weight] = LISTS["source-kind"].weights,
    ) -> None:
        self._sources, self._examined, self._weights = sources, frozenset(examined), weights
        self._publishers = publishers({source.id: source.publisher for source in sources.values()})
        self._voices: dict[str, frozenset[str]] = {}

    def standing(self, cited: Iterable[str]) -> Standing:
        """The standing of a fact that cites these sources; those that are not there are passed over."""
        found = [self._sources[identifier] for identifier in cited if identifier in self._sources]
        counted = [source for source in found if not self.is_weak(source.id)]
        itself = any(source.access != "mirror" for source in counted or found)
        return Standing(self._grade(counted), "original" if itself else "copy")

    def is_weak(self, identifier: str) -> bool:
        """Whether a source is a weak text: one that no grade above D rests on."""
        source = self._sources[identifier]
        return (
            self._weights.get(source.kind) == "weak"
            or source.reliability == "weak"
            or identifier in self._examined
            or self._publishers[identifier] == UNKNOWN
        )

    def _grade(self, counted: list[Source]) -> Grade:
        if not counted:
            return "D"
        if any(self._weights.get(source.kind) == "primary" and source.access != "mirror" for source in counted):
            return "A"
        pairs = combinations((self._voices_of(source) for source in counted), 2)
        return "B" if any(one.isdisjoint(two) for one, two in pairs) else "C"

    def _voices_of(self, source: Source) -> frozenset[str]:
        """Who speaks in a text: its publisher, and the texts and publishers that it repeats. Independent texts share none."""
        if source.id not in self._voices:
            said = frozenset(repeated(source, self._sources))
            known = {self._publishers[identifier] for identifier in said} - {UNKNOWN}
            self._voices[source.id] = said | {f"publisher {name}" for name in known}
        return self._voices[source.id]


def repeated(source: Source, sources: Mapping[str, Source]) -> Iterator[str]:
    """A source and all whose text or statement it repeats, by way of others too."""
    seen: set[str] = set()
    waiting = [source.id]
    while waiting:
        identifier = waiting.pop()
        if identifier in seen or identifier not in sources:
            continue
        seen.add(identifier)
        yield identifier
        waiting += [other for other in (sources[identifier].same_text_as, sources[identifier].repeats) if other]


def text_groups(sources: Mapping[str, Source]) -> dict[str, str]:
    """For each source the id that stands for its text: reposts of one text share it."""
    groups = Groups()
    for source in sources.values():
        if source.same_text_as in sources:
            groups.join(source.id, str(source.same_text_as))
    return {identifier: groups.of(identifier) for identifier in sources}
