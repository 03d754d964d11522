"""The newest value of a series: one rule for every card, table, search result and export."""

from __future__ import annotations

from datetime import date
from typing import Final

from factbook.store import Fact, Observation, Store
from factbook.store.records import Valued
from mkdocs_timeline.dates import When

MEASURED: Final = frozenset({"actual", "provisional"})
"""Natures of what was measured. A provisional value is a first result: it stands until the final one is there."""

NEWEST: Final = "@newest"
"""What stands behind the id of a series, in place of a period, to name its newest value."""

WHOLE_YEAR: Final = "year"
"""The key of the value of all of a year, where another value of that year was taken in its course."""

_ANNOUNCED: Final = frozenset({"target", "forecast"})
"""Natures of what was to be: planned, signed, expected."""

_DOUBTFUL: Final = frozenset({"weak", "inferred", "rejected"})


def newest(store: Store, indicator: str) -> Fact | None:
    """The value that stands for a series: the newest sound one; None where there is none.

    Values of full years, and of moments (a day, a month), come before those of parts of years and of several years. Of periods that end
    on one day the longest comes first: nine months before their last quarter. Of several values of one time the one whose key says
    that it is of the whole year comes first, then the final before the provisional, then the one that a dispute prefers, then the
    better grade.
    """
    found = [fact for fact in store.owned_by(indicator) if is_sound(store, fact)]
    return max(found, key=lambda fact: rank(store, fact), default=None)


def named_fact(store: Store, address: str) -> Fact | None:
    """The fact that an address names; ``gdp@newest`` names the newest value of a series. None where there is none."""
    series = address.removesuffix(NEWEST)
    return newest(store, series) if series != address and series in store.indicators else store.facts.get(address)


def newest_period(store: Store, holder: str) -> When | None:
    """The newest time of which a sound value of an entity's series is; of several that end together the longest. None without any."""
    found = (newest(store, indicator.id) for indicator in store.indicators_of(holder))
    periods = [fact.date for fact in found if fact is not None and fact.date is not None]
    return max(periods, key=_recency, default=None)


def _recency(period: When) -> tuple[date, int]:
    first, last = period.sort_key
    return last, -first.toordinal()


def is_announced(fact: Fact) -> bool:
    """Whether a fact is a value that says what was to be, not what was."""
    return isinstance(fact.record, Valued) and fact.record.nature in _ANNOUNCED


def is_sound(store: Store, fact: Fact) -> bool:
    """Whether a value may stand for its series: measured, dated, and neither weak nor inferred nor rejected."""
    return fact.date is not None and is_measured(fact) and is_trusted(store, fact)


def is_measured(fact: Fact) -> bool:
    """Whether a fact is a value that was measured, and not aimed at, expected or estimated."""
    return isinstance(fact.record, Observation) and fact.record.nature in MEASURED


def is_trusted(store: Store, fact: Fact) -> bool:
    """Whether a fact is neither weak nor inferred nor rejected."""
    return (
        _DOUBTFUL.isdisjoint(fact.record.caveats)
        and store.grade(fact.address) != "D"
        and store.status(fact.address).name != "rejected"
    )


def rank(store: Store, fact: Fact) -> tuple[bool, date, int, bool, bool, bool, int]:
    """What the newest value of a series is the greatest by: a value with a period."""
    record = fact.record
    assert isinstance(record, Observation)
    assert record.period is not None
    first, last = record.period.sort_key
    preferred = any(dispute.prefer == fact.address for dispute in store.disputes_on(fact.address))
    return (
        _is_whole(record.period),
        last,
        -first.toordinal(),
        record.key == WHOLE_YEAR,
        record.nature == "actual",
        preferred,
        -ord(store.grade(fact.address)),
    )


def is_overtaken(store: Store, fact: Fact) -> bool:
    """Whether a value was taken in the course of a year of which its series has the value of the whole year."""
    record = fact.record
    if not isinstance(record, Observation) or record.key is None or record.key == WHOLE_YEAR:
        return False
    others = (other.record for other in store.owned_by(fact.owner))
    return any(
        isinstance(other, Observation) and other.key == WHOLE_YEAR and other.period == record.period for other in others
    )


def _is_whole(period: When) -> bool:
    """Whether a period is a moment (a day, a month) or one full year."""
    return period.precision in ("month", "day") or is_full_year(period)


def is_full_year(period: When) -> bool:
    """Whether a period is one calendar year, from its first day to its last."""
    first, last = period.lower, period.upper
    return (
        first is not None and last is not None and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))
    )
