"""Which breaks of a series lie between a value and the values before it."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from factbook.store.newest import is_announced
from factbook.store.records import Break, Indicator, Observation
from factbook.store.store import Fact, Store


def breaks_before(store: Store, fact: Fact) -> list[Break]:
    """The breaks of a value's series that lie between it and the values before it.

    A break stands at the first value after it; where a series has values of several kinds (full years, nine months, goals), at the first
    of each, so that it is there whichever of them are read. A break with no value before it parts nothing.
    """
    indicator = store.indicators.get(fact.owner)
    start = _start(fact)
    if indicator is None or start is None:
        return []
    others = [other for other in store.owned_by(indicator.id) if _start(other) is not None]
    return [item for item in indicator.breaks if item.at.lower and _parts(item.at.lower, fact, start, others)]


def dividing(store: Store, indicator: Indicator) -> list[Break]:
    """The breaks of a series that have a measured value before them: one before all values parts nothing."""
    began = [start for fact in store.owned_by(indicator.id) if not is_announced(fact) and (start := _start(fact))]
    return [item for item in indicator.breaks if item.at.lower and any(start < item.at.lower for start in began)]


def _parts(at: date, fact: Fact, start: date, others: list[Fact]) -> bool:
    if start < at:
        return False
    starts = [(_start(other) or start, other) for other in others]
    measured_before = any(began < at for began, other in starts if not is_announced(other))
    return measured_before and not any(at <= began < start and _sort(other) == _sort(fact) for began, other in starts)


def _start(fact: Fact) -> date | None:
    return fact.date.lower if fact.date else None


def _sort(fact: Fact) -> Hashable:
    """What values of a series have in common that compare: what they are of, the stretch of the year, and whether they are to be."""
    record, when = fact.record, fact.date
    assert isinstance(record, Observation)
    assert when is not None
    stretch = [(day.month, day.day) if day else None for day in (when.lower, when.upper)]
    return record.key, *stretch, is_announced(fact)
