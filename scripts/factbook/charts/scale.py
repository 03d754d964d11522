"""Axes: round steps from zero, and time to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal


def year_of(day: date) -> float:
    """A day as a decimal year: 1992-07-01 is about 1992.5."""
    first = date(day.year, 1, 1)
    length = (date(day.year, 12, 31) - first).days + 1
    return day.year + (day - first).days / length


def day_after(day: date) -> date:
    """The next day; the last day of the calendar stays."""
    return day if day == date.max else day + timedelta(days=1)


def ticks(low: Decimal, high: Decimal, most: int = 6) -> list[Decimal]:
    """Round values in even steps of 1, 2 or 5 that reach from ``low`` (at most zero) to ``high``, zero among them."""
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    reach = (high - low) or Decimal(1)
    power = Decimal(1).scaleb((reach / most).adjusted())
    step = next(power * m for m in (1, 2, 5, 10) if reach / (power * m) <= most)
    first, last = _floor(low / step), -_floor(-high / step)
    return [_plain(step * n) for n in range(first, last + 1)]


def ranks(worst: Decimal) -> list[Decimal]:
    """The places from the first to the worst, at most six of them."""
    last = max(2, int(worst))
    step = max(1, -(-(last - 1) // 5))
    return [Decimal(n) for n in range(1, last + 1, step)]


def _floor(value: Decimal) -> int:
    return int(value.to_integral_value(rounding="ROUND_FLOOR"))


def _plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear scale from values to units of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float | Decimal) -> float:
        """Where a value stands."""
        share = (float(value) - self.low) / ((self.high - self.low) or 1)
        return round(self.start + share * (self.end - self.start), 2)


@dataclass(frozen=True, slots=True)
class Years:
    """A time axis: every year has a slot of the same width; what lies in a year stands inside the slot, to scale."""

    first: int
    last: int
    start: float
    slot: float

    _INSET = 0.1
    _WIDEST = 76.0

    @property
    def inner(self) -> float:
        """How much of a slot its twelve months take."""
        return min(self.slot * (1 - 2 * self._INSET), self._WIDEST)

    def edge(self, year: float) -> float:
        """Where a slot begins; for a moment inside a year, where that lies in the whole slot."""
        return round(self.start + (year - self.first) * self.slot, 2)

    def within(self, moment: float, *, end: bool = False) -> float:
        """Where a moment stands inside its year's slot. ``end``: a full year's end belongs to the year that ends."""
        year = int(moment)
        if end and moment == year:
            year -= 1
        middle = self.edge(year) + self.slot / 2
        return round(middle + (moment - year - 0.5) * self.inner, 2)

    def labels(self, widest: float) -> Sequence[tuple[float, str]]:
        """The years that are written below the axis: all, or every fifth or tenth where there is no room."""
        step = next((n for n in (1, 2, 5, 10) if self.slot * n >= widest), 20)
        years = [y for y in range(self.first, self.last + 1) if y % step == 0 or step == 1]
        return [(round(self.edge(y) + self.slot / 2, 2), str(y)) for y in years]
