"""Read dates with the precision they were written in.

The notation is EDTF, level 0 and the parts of level 1 that histories need: about, uncertain, open, a decade as `199X`, a century as
`19XX` (ISO 8601-2:2019; the Library of Congress publishes the text at https://www.loc.gov/standards/datetime/). There is one addition:
`2023-Q3` for a quarter (level 2 writes it `2023-35`, which is hard to read).

The `edtf` library was measured and not taken: 4 ms a date (20 s for 5,000 events), and `2019/..` has no bounds there.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "quarter", "year", "decade", "century", "period"]

_POINT = re.compile(
    r"(?:(?P<unknown>\d{3}X|\d\dXX)"
    r"|(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?)"
    r"(?P<mark>[~?%]?)",
    re.ASCII,
)
_OPEN = ".."
_EXPECTED = (
    "write 1987, 1987-06, 1987-06-05, 2023-Q3, 199X for the 1990s, with ~ ? or % behind it, "
    "or a period such as 2001/2022 or 2019/.."
)


@dataclass(frozen=True, slots=True)
class Point:
    """One date as known: `lower` and `upper` are the first and the last day it may mean, both inclusive.

    `text` is the date without its mark; `approximate` is EDTF's `~`, `uncertain` its `?`, and `%` sets both.
    """

    text: str
    lower: date
    upper: date
    precision: Precision
    approximate: bool
    uncertain: bool


@dataclass(frozen=True, slots=True)
class When:
    """A date or a period. A side that is open (`..`) is None; a single date has the same point on both sides."""

    text: str
    start: Point | None
    end: Point | None

    def __hash__(self) -> int:
        """By the text, which says all."""
        return hash(self.text)

    @property
    def is_period(self) -> bool:
        """True for `a/b`, `a/..` and `../b`."""
        return self.start is not self.end

    @property
    def lower(self) -> date | None:
        """The first day it may mean; None if it is open towards the past."""
        return self.start.lower if self.start else None

    @property
    def upper(self) -> date | None:
        """The last day it may mean; None if it is open towards the future."""
        return self.end.upper if self.end else None

    @property
    def precision(self) -> Precision:
        """How exactly it is known; `period` for anything with two sides."""
        if self.is_period or self.start is None:
            return "period"
        return self.start.precision

    @property
    def approximate(self) -> bool:
        """True if either side is marked `~` or `%`."""
        return any(point.approximate for point in self._points())

    @property
    def uncertain(self) -> bool:
        """True if either side is marked `?` or `%`."""
        return any(point.uncertain for point in self._points())

    @property
    def sort_key(self) -> tuple[date, date]:
        """Order by first day, then last day; an open beginning counts from its end, an open end sorts last."""
        points = self._points()
        return (points[0].lower, self.upper or date.max)

    def _points(self) -> tuple[Point, ...]:
        return tuple(point for point in (self.start, self.end) if point is not None)


@lru_cache(maxsize=65536)
def parse(text: str) -> When:
    """Read an EDTF date, period or quarter.

    Raises ValueError, in words that say what to write instead, for anything else: unreal days, years outside
    0001 to 9999, periods that end before they begin, unknown ends.
    """
    if "/" in text:
        return _period(text)
    point = _point(text)
    return When(text, point, point)


def _period(text: str) -> When:
    sides = text.split("/")
    if len(sides) != 2:
        raise ValueError(f"{text!r} has more than one slash; {_EXPECTED}")
    if "" in sides:
        raise ValueError(f"{text!r} leaves a side of the period empty; write .. for an open side")
    start, end = (None if side == _OPEN else _point(side) for side in sides)
    if start is None and end is None:
        raise ValueError(f"{text!r} is open on both sides, so it says nothing")
    if start and end and start.lower > end.upper:  # 2022/2022-03: from 1 January to 31 March
        raise ValueError(f"{text!r} ends before it begins")
    return When(text, start, end)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date; {_EXPECTED}")
    lower, upper, precision = _bounds(match)
    mark = match["mark"]
    return Point(text[: len(text) - len(mark)], lower, upper, precision, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(match: re.Match[str]) -> tuple[date, date, Precision]:
    if match["unknown"]:
        return _decade_or_century(match["unknown"])
    year = int(match["year"])
    if year == 0:
        raise ValueError(f"{match[0]!r}: the year 0000 is not supported")
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        return date(year, last - 2, 1), _month_end(year, last), "quarter"
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31), "year"
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"{match[0]!r}: there is no month {match['month']}")
    if not match["day"]:
        return date(year, month, 1), _month_end(year, month), "month"
    if not 1 <= int(match["day"]) <= _month_end(year, month).day:
        raise ValueError(f"{match[0]!r}: {match['year']}-{match['month']} has no day {match['day']}")
    day = date(year, month, int(match["day"]))
    return day, day, "day"


def _decade_or_century(text: str) -> tuple[date, date, Precision]:
    """The years that a year with unknown digits may be: 199X is one of ten."""
    first, last = int(text.replace("X", "0")), int(text.replace("X", "9"))
    if first == 0:
        raise ValueError(f"{text!r}: the year 0000 is not supported")
    return date(first, 1, 1), date(last, 12, 31), "century" if text.endswith("XX") else "decade"


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
