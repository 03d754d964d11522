"""What changed in a store and when: values. The history stage reads them from where the store is versioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Verb = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One key of a record: what it said before a commit, and after it. An empty text: nothing.

    ``languages``: those in which the texts of the key changed, or were added.
    """

    name: str
    before: str
    after: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What one commit did to one fact or record; ``fields`` of what changed, none of what came or went."""

    address: str
    kind: str
    title: str
    change: Verb
    fields: tuple[FieldEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed the store. ``on`` is when it was committed: UTC, RFC 3339. ``message`` is its first line."""

    id: str
    on: str
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class History:
    """All commits that changed the store, newest first. ``head`` is the newest commit of all."""

    head: str = ""
    commits: Sequence[Commit] = field(default_factory=tuple)

    def of(self, address: str) -> Sequence[tuple[Commit, Edit]]:
        """The commits that touched a fact, an entity, a source, a dispute or a claim, newest first, each with what it did."""
        return self._by_address.get(address, ())

    @cached_property
    def _by_address(self) -> Mapping[str, Sequence[tuple[Commit, Edit]]]:
        found: dict[str, list[tuple[Commit, Edit]]] = {}
        for commit in self.commits:
            for edit in commit.edits:
                if edit.kind in _WITHOUT_ADDRESS:
                    continue
                found.setdefault(edit.address, []).append((commit, edit))
        return found


_WITHOUT_ADDRESS = {"redirect", "unit", "topic", "chain", "era"}
"""Records that bear the name of something else, or a word: a redirect has the address of what is gone."""
