"""What a fact measures: one way to ask for name, value, unit, bound and nature, whether it is of a series or of a project."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factbook.store.records import Bound, Nature, Observation, ProjectFigure, Valued
from factbook.store.store import VALUES, Fact, Store
from factbook.store.texts import Text
from mkdocs_timeline.dates import When


@dataclass(frozen=True, slots=True)
class Measure:
    """A value and what it is of.

    ``name`` is that of the series, or what the figure of a project is of. ``key`` tells several values of one period apart, in words;
    ``unit`` is a term of the vocabulary.
    """

    name: Text
    key: str
    period: When | None
    value: Decimal
    unit: str
    bound: Bound
    nature: Nature
    as_printed: str


def is_value(fact: Fact) -> bool:
    """Whether a fact is a value: of a series, or of a project."""
    return fact.kind in VALUES


def measure_of(fact: Fact, store: Store) -> Measure:
    """What a fact measures. Raises TypeError for a fact that is no value, see :func:`is_value`."""
    record = fact.record
    if isinstance(record, Observation):
        indicator = store.indicators[fact.owner]
        return _measure(record, indicator.name, record.key_words, indicator.unit)
    if isinstance(record, ProjectFigure):
        return _measure(record, record.what, "", record.unit)
    raise TypeError(f"'{fact.address}' is no value")


def _measure(record: Valued, name: Text, key: str, unit: str) -> Measure:
    return Measure(
        name, key, record.period, record.value, unit, record.bound, record.nature, record.as_printed or ""
    )  # fmt: skip
