"""Long lists over several pages: where they are cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeVar

_T = TypeVar("_T")

MOST_FACTS: Final = 120
"""So many facts stand on a page of facts at most: with their texts and sources, what a first load may weigh (design, section 8)."""

MOST_STATEMENTS: Final = 20
MOST_RELATED: Final = 20
MOST_SERIES: Final = 16
"""So many statements, facts of others and series stand on the page of an entity at most; a longer list of them stands below it."""

MOST_ROWS: Final = 250
"""So many rows or entries stand on a page of an index at most."""


def cut(items: Sequence[_T], most: int) -> list[Sequence[_T]]:
    """The items in as few parts of at most ``most`` as it takes, in their order; no two differ by more than one. At least one part.

    >>> cut("abcde", 2)
    ['ab', 'cd', 'e']
    """
    count = max(1, -(-len(items) // most))
    size, longer = divmod(len(items), count)
    ends = [size * number + min(number, longer) for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(ends)]


def part_path(path: str, number: int) -> str:
    """The path of a part of a page, counted from 1: the first is the page itself, the others lie below it.

    >>> part_path("sources/index", 2)
    'sources/page/2'
    """
    return path if number == 1 else f"{path.removesuffix('/index')}/page/{number}"
