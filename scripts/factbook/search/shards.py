"""Where each entry of the search stands: a number that other entries' coming and going leaves alone, and with it a shard.

The directory names entries by number (directory.py), so a number that moves renews many files. Were entries simply counted,
one new fact would move all behind it. Here a page has a run of seats, the first for its own entry and one for each part,
with some left free; pages that count alike and have about as many parts have a hall of such runs. Which run a page has, and
which seat a part, follows from the hash of its address; where two meet, the later one goes on to the next free place. So a new fact
moves nothing, but for the few times that a page, or a hall, must grow: each does so by half or by twice its size.

A shard is a stretch of a hall, and holds the entries that sit there.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Final, TypeVar

from factbook.search.entries import Entry

SHARD: Final = 16_000
"""Characters of a shard's entries as JSON, about: some 3 kB when compressed."""

PAGES_ROOM: Final = 1.5
"""Runs of a hall for each page in it: with fewer free ones, more pages would move when one comes."""

PARTS_ROOM: Final = 1.25
"""Seats of a run for each part of its page."""


@dataclass(frozen=True, slots=True)
class Seated:
    """An entry with its number, and its place in the order in which all entries came."""

    number: int
    entry: Entry
    order: int


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall: what its pages and their parts count for, the seats of a run, the runs, and the seats of a shard.

    ``kind`` is that of its pages; ``subject``: whether they are about the subject of the knowledge base.
    """

    kind: str
    subject: bool
    page_boost: float
    parts_boost: float
    run: int
    runs: int
    shard: int

    @property
    def seats(self) -> int:
        """How many numbers it takes."""
        return self.run * self.runs

    @property
    def shards(self) -> int:
        """How many shards it has, those without an entry too."""
        return -(-self.seats // self.shard)


@dataclass(frozen=True, slots=True)
class Shard:
    """The entries of a shard, and the page's own where that sits in a shard before, each by its place in the order.

    ``seats``: the numbers of the entries, counted from the first seat of the shard.
    """

    entries: Sequence[int]
    seats: Sequence[int]
    page: int | None


@dataclass(frozen=True, slots=True)
class Places:
    """Halls, those that count for more first; every entry by its number; all shards, those without an entry as well."""

    halls: Sequence[Hall]
    seated: Sequence[Seated]
    shards: Sequence[Shard]


_Group = list[tuple[int, Entry]]
"""The entries of a page with their places in the order, the page's own first."""


def places(entries: Iterable[Entry], lengths: Sequence[int]) -> Places:
    """Give every entry its place. ``lengths``: of each entry, how long it is as JSON."""
    groups: defaultdict[str, _Group] = defaultdict(list)
    for order, entry in enumerate(entries):
        groups[entry["location"].partition("#")[0]].append((order, entry))
    alike: defaultdict[_Kind, list[_Group]] = defaultdict(list)
    for group in groups.values():
        alike[_kind(group)].append(group)
    kinds = sorted(alike, key=lambda kind: (-kind[2], -kind[3], kind))
    halls = [_hall(kind, alike[kind], lengths) for kind in kinds]
    starts = accumulate((hall.seats for hall in halls[:-1]), initial=0)
    seated: list[Seated] = []
    shards: list[Shard] = []
    for hall, kind, start in zip(halls, kinds, starts, strict=False):
        these = sorted(_seated(hall, alike[kind], start), key=lambda one: one.number)
        seated += these
        shards += _shards(hall, these, start)
    return Places(halls, seated, shards)


def _boost(entry: Entry) -> float:
    """What an entry counts for."""
    return entry.get("boost", 1.0)


_Kind = tuple[str, bool, float, float, int]
"""Of pages that count alike: the first values of their hall, see :class:`Hall`."""


def _kind(group: _Group) -> _Kind:
    """The kind of a page, what it counts for, what its parts count for at most, and how many seats it needs."""
    parts = len(group) - 1
    run = 1 << int(PARTS_ROOM * parts).bit_length()  # one is the page's own
    own = group[0][1]
    most = max((_boost(entry) for _, entry in group[1:]), default=1.0)
    return own.get("kind", ""), own.get("subject", False), _boost(own), most, run


def _hall(kind: _Kind, groups: Sequence[_Group], lengths: Sequence[int]) -> Hall:
    run = kind[-1]
    runs = _STEPS[bisect_left(_STEPS, PAGES_ROOM * len(groups))] if len(groups) > 1 else 1
    shard = run * runs
    length = sum(lengths[order] for group in groups for order, _ in group)
    of_page = length / len(groups)
    if of_page > SHARD:
        shard = 1 << int(max(1, SHARD * run / of_page)).bit_length() - 1
    elif length > SHARD:
        shard = run * _most(max(1, SHARD * runs / length))
    return Hall(*kind, runs, shard)


_STEPS: Final = sorted({1 << k for k in range(31)} | {3 << k for k in range(30)})
"""1, 2, 3, 4, 6, 8, 12, 16, 24 …: what grows by steps keeps its size for long."""


def _most(most: float) -> int:
    """The last step that is not above this."""
    return _STEPS[bisect_right(_STEPS, most) - 1]


def _seated(hall: Hall, groups: Sequence[_Group], start: int) -> Iterator[Seated]:
    for run, group in _dealt(groups, hall.runs, lambda group: group[0][1]["location"]):
        (order, own), *parts = group
        first = start + run * hall.run
        yield Seated(first, own, order)
        for seat, (part_order, part) in _dealt(parts, hall.run - 1, lambda one: one[1]["location"]):
            yield Seated(first + 1 + seat, part, part_order)


_T = TypeVar("_T")


def _dealt(items: Iterable[_T], room: int, name: Callable[[_T], str]) -> Iterator[tuple[int, _T]]:
    """Each of the items with a free place below ``room``, by the hash of its name."""
    taken = bytearray(room)
    for item in sorted(items, key=name):
        digest = hashlib.blake2b(name(item).encode(), digest_size=8).digest()
        place = int.from_bytes(digest) * room >> 64
        while taken[place]:
            place = (place + 1) % room
        taken[place] = 1
        yield place, item


def _shards(hall: Hall, seated: Sequence[Seated], start: int) -> Iterator[Shard]:
    pages = {one.number: one.order for one in seated if (one.number - start) % hall.run == 0}
    held = {shard: list(these) for shard, these in groupby(seated, lambda one: (one.number - start) // hall.shard)}
    for shard in range(hall.shards):
        first = start + shard * hall.shard
        these = sorted(held.get(shard, ()), key=lambda one: one.order)
        into_run = shard * hall.shard % hall.run
        page = pages[first - into_run] if into_run and these else None
        yield Shard([one.order for one in these], [one.number - first for one in these], page)
