"""A series in the space of a word, as honest as the large drawing: columns from zero, time to scale, gaps for missing years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.charts.marks import Mark, Series
from factbook.charts.scale import Axis
from factbook.charts.template import render
from factbook.languages import _

_WIDTH, _HEIGHT, _SLOT = 120.0, 36.0, 16.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A mark in its place."""

    mark: Mark
    x: float
    width: float
    y: float
    height: float
    last: bool


def spark_marks(data: Series) -> list[Mark]:
    """What is drawn of a series: nothing where there are fewer than two years to draw.

    Full years and dates are. Parts of years are where there are fewer than two of those, and then those of one stretch alone (first halves,
    say): a quarter beside a year would look like a fall. What was only to be is not drawn at all.
    """
    marks = sorted((m for m in (*data.marks, *data.within) if not m.announced), key=lambda m: (m.start, m.end))
    whole = [mark for mark in marks if mark.span != "part"]
    if _years(whole) > 1:
        return whole
    stretches: dict[tuple[float, float], list[Mark]] = {}
    for mark in marks:
        if mark.span == "part":
            stretches.setdefault((round(mark.start % 1, 2), round(mark.end - mark.start, 2)), []).append(mark)
    longest = max(stretches.values(), key=_years, default=[])
    return longest if _years(longest) > 1 else []


def _years(marks: Sequence[Mark]) -> int:
    return len({int(mark.start) for mark in marks})


def draw_spark(data: Series, newest: str = "", *, in_row: bool = False) -> str | None:
    """A series without axes or words; None where there is nothing to draw. ``newest`` is the address of the value to stress.

    ``in_row``: in the fewest bytes, for a table that has the newest value beside it; it names its years alone.
    """
    marks = spark_marks(data)
    if not marks:
        return None
    first, last = int(marks[0].start), int(marks[-1].start)
    slot = min(_SLOT, _WIDTH / (last - first + 1))
    values = [float(mark.value) for mark in marks]
    axis = Axis(min(0.0, *values), max(0.0, *values), _HEIGHT - 2, 2)
    bars = [_bar(mark, first, slot, axis, data, last=mark.address == newest) for mark in marks]
    years = _("%(series)s, %(first)s to %(last)s") % {"series": data.indicator.name, "first": first, "last": last}
    frame = {"width": round(slot * (last - first + 1), 1), "height": _HEIGHT, "zero": axis(0)}
    if in_row:
        groups = {kind: [bar for bar in bars if _look(bar) == kind] for kind in ("past", "open", "newest")}
        return render(
            "spark-row.svg", groups=[(kind, found) for kind, found in groups.items() if found], title=years, **frame
        )
    return render(
        "spark.svg",
        data=data,
        bars=bars,
        title=_("%(what)s: %(values)s") % {"what": years, "values": _("; ").join(mark.words for mark in marks)},
        **frame,
    )


def _look(bar: Bar) -> str:
    """How a bar is drawn: hollow where nothing was measured, in full colour where it is the newest value."""
    if bar.mark.nature not in ("actual", "provisional"):
        return "open"
    return "newest" if bar.last else "past"


def _bar(mark: Mark, first: int, slot: float, axis: Axis, data: Series, *, last: bool) -> Bar:
    inner = slot * 0.8
    year = int(mark.start)
    x = (year - first) * slot + slot * 0.1 + (mark.start - year) * inner
    width = max(2.0, (mark.end - mark.start) * inner)
    if data.mode == "bars":
        top, bottom = sorted((axis(mark.value), axis(0)))
        return Bar(mark, round(x, 1), round(width, 1), top, round(bottom - top, 1), last)
    return Bar(mark, round(x, 1), round(width, 1), axis(mark.value) - 1.5, 3.0, last)
