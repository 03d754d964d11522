"""The search of a store of thirty thousand made-up facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from benchmarks.search.queries import index_of

from factbook.search.entries import Entry, Index
from factbook.search.files import cut

FACTS = 30_000


@cache
def _index() -> Index:
    return index_of(FACTS)


def entries() -> Sequence[Entry]:
    """An entry for every page and every fact."""
    return _index().entries


@cache
def files() -> Mapping[str, str]:
    """The search's files for them, by name."""
    return cut(_index().entries, _index().language)
