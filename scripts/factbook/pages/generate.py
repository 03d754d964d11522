"""All generated pages of a store, in one list."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.content.page import Page
from factbook.pages import (
    awards,
    changes,
    claims,
    disputes,
    indicators,
    industries,
    organizations,
    places,
    plans,
    projects,
    quality,
    reference,
    rules,
    sources,
    timeline,
)
from factbook.store import Store

_BUILDERS = (
    industries.pages,
    organizations.pages,
    places.pages,
    indicators.pages,
    projects.pages,
    awards.pages,
    plans.pages,
    claims.pages,
    disputes.pages,
    sources.pages,
    timeline.pages,
    changes.pages,
    quality.pages,
    rules.pages,
    reference.pages,
)


def generate(store: Store) -> Iterator[Page]:
    """Every generated page, indexes first within each kind."""
    for build in _BUILDERS:
        yield from build(store)
