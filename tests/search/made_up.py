"""The search of stores of made-up facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import pytest
from benchmarks.search.queries import index_of

from factbook.search.entries import Entry, Index
from factbook.search.files import cut

FACTS = 6_000
MOST_FACTS = 30_000
"""The promises are about so many."""

SIZES = (FACTS, pytest.param(MOST_FACTS, marks=pytest.mark.soak))


@cache
def _index(facts: int) -> Index:
    return index_of(facts)


def entries(facts: int) -> Sequence[Entry]:
    """An entry for every page and every fact."""
    return _index(facts).entries


@cache
def files(facts: int) -> Mapping[str, str]:
    """The search's files for them, by name."""
    return cut(_index(facts).entries, _index(facts).language)
