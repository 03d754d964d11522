"""Which years a series has no value of: what follows from its values, so that no record has to list the years that pass."""

from __future__ import annotations

from typing import Final

from factbook.store.newest import is_full_year, is_measured
from factbook.store.presence import before_review
from factbook.store.records import Indicator
from factbook.store.store import Store
from mkdocs_timeline.dates import When

_AREA: Final = "m2"
"""The base unit of areas, which are not measured year by year."""


def missing_years(store: Store, indicator: Indicator) -> range:
    """The years after the newest of a place's series, up to the one before the facts were last looked at.

    A year has a value if one is of the whole year, or of a day or a month in it; parts of years do not count. None for a series that is
    not of a place (a company may be gone), measures an area, or has no such value.
    """
    unit, reviewed = store.unit(indicator.unit), before_review(store, 0)
    if not indicator.place or (unit is not None and unit.base == _AREA) or reviewed is None:
        return range(0)
    years = [year for fact in store.owned_by(indicator.id) if is_measured(fact) and (year := _year(fact.date))]
    return range(max(years) + 1, reviewed.year) if years else range(0)


def newest_year(store: Store, place: str) -> int | None:
    """The newest year of which any series of a place has a measured value, of the whole year or a part of it; None without values."""
    facts = (fact for indicator in store.indicators_of(place) for fact in store.owned_by(indicator.id))
    ends = (fact.date.upper for fact in facts if is_measured(fact) and fact.date is not None)
    return max((end.year for end in ends if end is not None), default=None)


def _year(when: When | None) -> int | None:
    if when is None or when.lower is None:
        return None
    return when.lower.year if is_full_year(when) or when.precision in ("month", "day") else None
