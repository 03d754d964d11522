"""Draw the axis as SVG, with nothing to run and nothing to load: for home pages, and to embed anywhere.

What is known is drawn as known: a day as a dot, a month, a quarter, a year or a period as a bar of that length,
`~` and `?` with a broken outline, the unknown part of a period's ends paler, an open side fading out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .labels import Language
from .model import Era, Event, Timeline
from .templating import render_template

_WIDTH, _LEFT, _ROW, _TOP, _FONT = 1200, 24, 34, 40, 13
_MOST_ROWS = 40
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days laid out from 0 (the first day shown) to 1 (the day after the last)."""

    first: date
    last: date

    def at(self, day: date, after: bool = False) -> float:
        """Where a day begins, or with `after` where it ends; clipped to what is shown."""
        days = (self.last - self.first).days + 1
        return min(1.0, max(0.0, ((day - self.first).days + after) / days))

    def span(self, first: date | None, last: date | None) -> tuple[float, float]:
        """Begin and end of a stretch; an open side reaches the edge."""
        return (self.at(first) if first else 0.0), (self.at(last, after=True) if last else 1.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the axis: outer and inner begin and end (0 to 1; the inner ones are certain), and how to draw it."""

    event: Event
    outer: tuple[float, float]
    inner: tuple[float, float] | None
    classes: str
    row: int = 0
    is_dot: bool = False
    words_at: float = 0.0


def axis_svg(timeline: Timeline, events: Sequence[Event], language: Language = "en") -> str:
    """A complete SVG picture of the events, 1,200 units wide, as high as its rows; readable in light and dark."""
    scale = _scale(events)
    marks, rows = _packed(events, scale, language)
    return render_template(
        "axis.svg",
        timeline=timeline,
        language=language,
        marks=marks,
        eras=[(era, *scale.span(era.when.lower, era.when.upper)) for era in timeline.eras],
        ticks=ticks(scale, 12),
        left=_LEFT,
        width=_WIDTH - 2 * _LEFT,
        row=_ROW,
        top=_TOP,
        font=_FONT,
        height=_TOP + (rows + 1) * _ROW,
        most_rows=_MOST_ROWS,
    )


def strip_axis(events: Sequence[Event], eras: Sequence[Era]) -> str:
    """An SVG to stand in a page, as wide as its place: all lengths across are in per cent, so text is never scaled."""
    scale = _scale(events)
    bands = [(era, *scale.span(era.when.lower, era.when.upper)) for era in eras]
    marks = [_mark(event, scale) for event in events]
    return render_template("strip.svg", marks=marks, eras=bands, ticks=ticks(scale, 5)) if events else ""


def ticks(scale: Scale, most: int) -> list[tuple[int, float]]:
    """Years to write on the axis, with their places: round ones, at most `most`."""
    first, last = scale.first.year, scale.last.year
    step = next((step for step in _STEPS if (last - first) // step < most), 1000)
    years = range(-(-first // step) * step, last + 1, step)
    return [(year, scale.at(date(year, 1, 1))) for year in years if date(year, 1, 1) >= scale.first]


def _scale(events: Sequence[Event]) -> Scale:
    """From a little before the first known day to a little after the last."""
    points = [point for event in events for point in (event.when.start, event.when.end) if point]
    if not points:
        return Scale(date(2000, 1, 1), date(2000, 12, 31))
    first, last = min(point.lower for point in points), max(point.upper for point in points)
    margin = max(30, (last - first).days // 50)
    return Scale(_moved(first, -margin), _moved(last, margin))


def _moved(day: date, days: int) -> date:
    """Some days on or back, but within the calendar of `datetime`."""
    return date.fromordinal(min(date.max.toordinal(), max(1, day.toordinal() + days)))


def _mark(event: Event, scale: Scale) -> Mark:
    when = event.when
    classes = [f"i{event.importance}"]
    classes += ["about"] if when.approximate else []
    classes += ["unsure"] if when.uncertain else []
    classes += ["open-start"] if when.start is None else []
    classes += ["open-end"] if when.end is None else []
    is_dot = when.lower is not None and when.lower == when.upper
    outer = scale.span(when.lower, when.upper)
    return Mark(event, outer, _inner(event, scale), " ".join(classes), is_dot=is_dot)


def _inner(event: Event, scale: Scale) -> tuple[float, float] | None:
    """The stretch of a period that is certain: from the last day it may begin to the first day it may end."""
    when = event.when
    if not when.is_period:
        return None
    first = when.start.upper if when.start else None
    last = when.end.lower if when.end else None
    return scale.span(first, last) if not (first and last and first > last) else None


def _packed(events: Sequence[Event], scale: Scale, language: Language) -> tuple[list[Mark], int]:
    """Give each event a row in which neither its mark nor its words touch another's; the last row takes the rest."""
    ends: list[float] = []
    packed = []
    for event in sorted(events, key=lambda event: event.when.sort_key):
        mark = _mark(event, scale)
        wide = (_words_width(event, language) + 12) / (_WIDTH - 2 * _LEFT)
        begin = max(0.0, min(mark.outer[0], 1 - wide))
        end = max(mark.outer[1], begin + wide)
        row = next((row for row, taken in enumerate(ends) if taken <= begin), len(ends))
        if row == len(ends) and row < _MOST_ROWS:
            ends.append(0.0)
        row = min(row, _MOST_ROWS)
        if row < _MOST_ROWS:
            ends[row] = end
        packed.append(replace(mark, row=row, words_at=begin))
    return packed, max((mark.row for mark in packed), default=0) + 1


def _words_width(event: Event, language: Language) -> float:
    """About how wide a title is set: a little over half the size of the type for a letter, all of it for a Chinese character."""
    title = event.title_zh if language == "zh" and event.title_zh else event.title
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in title)
    return _FONT * (wide + 0.57 * (len(title) - wide))
