"""Areas to scale: squares that share a corner, each as large as its value, with the largest around all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import sqrt

from factbook.charts.frame import SMALL, TEXT, Frame
from factbook.charts.marks import SIGNS, Omission, is_contested, not_drawn, unit_words, value_words
from factbook.charts.template import render
from factbook.charts.text import wrap
from factbook.content.amounts import amount_of, nature_text
from factbook.content.wording import when_text
from factbook.languages import _
from factbook.languages.lists import sentences
from factbook.store import Fact, Store
from factbook.store.records import Indicator, Observation

_SIDE = {"wide": 320.0, "narrow": 150.0}
"""The side of the largest square."""

_LINE = 17.0


@dataclass(frozen=True, slots=True)
class Area:
    """A square: all values of one size, with what each of them is of."""

    value: Decimal
    label: str
    of: str
    facts: Sequence[Fact]
    words: Sequence[str]
    open: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Square:
    """A square on the paper, and its words beside it, joined to its upper edge by a line."""

    area: Area
    side: float
    top: float
    text_y: float
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of an indicator, the largest first, and the values that are not drawn."""

    indicator: Indicator
    unit: str
    areas: Sequence[Area]
    omitted: Sequence[Omission]

    @property
    def worth_drawing(self) -> bool:
        """Whether the smallest and the largest differ by more than the width of a line."""
        return len(self.areas) > 1 and self.areas[-1].value < self.areas[0].value * Decimal("0.95")


def measures_area(indicator: Indicator, store: Store) -> bool:
    """Whether an indicator's unit is a square measure: its symbol is raised to the second power."""
    unit = store.unit(indicator.unit)
    return unit is not None and (unit.symbol or "").endswith("²")


def areas(store: Store, indicator: Indicator) -> Areas:
    """What a drawing of an indicator's areas shows. Values that we judge wrong are left to the table."""
    groups: dict[tuple[Decimal, str, str], list[Fact]] = {}
    omitted = []
    for fact in store.owned_by(indicator.id):
        record = fact.record
        assert isinstance(record, Observation)
        if "rejected" in record.caveats:
            omitted.append(Omission(fact.address, value_words(fact, indicator, store), _("judged wrong")))
        else:
            groups.setdefault((record.value, record.bound, record.nature), []).append(fact)
    drawn = [_area(facts, indicator, store) for facts in groups.values()]
    drawn.sort(key=lambda area: (-area.value, area.of))
    return Areas(indicator, unit_words(indicator, store), drawn, omitted)


def _area(facts: Sequence[Fact], indicator: Indicator, store: Store) -> Area:
    record = facts[0].record
    assert isinstance(record, Observation)
    sign = SIGNS[record.bound]
    return Area(
        record.value,
        (f"{sign}\u2009" if sign else "") + amount_of(record.value, indicator.unit, store),
        _("; ").join(_of(fact) for fact in facts),
        facts,
        [value_words(fact, indicator, store) for fact in facts],
        record.nature != "actual",
        any(is_contested(fact, store) for fact in facts),
    )


def _of(fact: Fact) -> str:
    """What a value is of, in few words: its key, its time, its nature."""
    record = fact.record
    assert isinstance(record, Observation)
    parts = [record.key_words, when_text(record.period), nature_text(record.nature)]
    return _(", ").join(part for part in parts if part)


def draw_areas(data: Areas, frame: Frame, style: str) -> str:
    """The areas in one size, as SVG."""
    biggest = _SIDE[frame.name]
    unit = biggest / sqrt(float(data.areas[0].value))
    column = biggest + 34
    squares, free = [], 22.0
    for area in data.areas:
        side = sqrt(float(area.value)) * unit
        top = 8 + biggest - side
        lines = wrap(area.of, SMALL, frame.width - column - 4)
        text_y = max(free, top + 10)
        free = text_y + _LINE * len(lines) + 24
        squares.append(Square(area, round(side, 1), round(top, 1), round(text_y, 1), lines))
    squares = _lifted(squares, 8 + biggest)
    end = max(8 + biggest, *(s.text_y + _LINE * len(s.lines) for s in squares))
    return render(
        "areas.svg",
        style=style,
        frame=frame,
        height=end + 28,
        data=data,
        title=_("%(series)s: areas to scale, %(unit)s") % {"series": data.indicator.name, "unit": data.unit},
        description=describe(data),
        squares=squares,
        bottom=8 + biggest,
        column=column,
        note_y=end + 20,
        disputed=any(area.disputed for area in data.areas),
        line=_LINE,
        size=TEXT,
    )


def _lifted(squares: Sequence[Square], bottom: float) -> list[Square]:
    """The words moved up where they would end below the squares and there is room above."""
    lifted: list[Square] = []
    limit = bottom
    for square in reversed(squares):
        height = _LINE * len(square.lines)
        y = max(22.0, min(square.text_y, limit - height))
        limit = y - 24
        lifted.append(Square(square.area, square.side, square.top, round(y, 1), square.lines))
    lifted.reverse()
    fits = all(a.text_y + _LINE * len(a.lines) < b.text_y for a, b in pairwise(lifted))
    return lifted if fits else list(squares)


def describe(data: Areas) -> str:
    """The drawing in words."""
    parts = [_("Squares to scale that share a corner, the largest first.")]
    parts += [_("%(words)s.") % {"words": words} for area in data.areas for words in area.words]
    parts += [not_drawn(left) for left in data.omitted]
    return sentences(parts)


__all__ = ["Area", "Areas", "areas", "describe", "draw_areas", "measures_area"]
