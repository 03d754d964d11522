"""A series as columns or points over the years: from marks to places on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factbook.charts.frame import SMALL, TEXT, Frame, LegendItem, legend
from factbook.charts.marks import SIGNS, Mark, Series, not_drawn
from factbook.charts.scale import Axis, Years, ranks, ticks
from factbook.charts.template import render
from factbook.charts.text import text_width, wrap
from factbook.languages import N_, _, language
from factbook.languages.lists import sentences
from factbook.store.numbers import format_number
from factbook.store.records import Bound

_HEIGHT = {"wide": 220.0, "narrow": 200.0}
"""How high the part between the axes is."""

_WIDEST_SLOT = 104.0
"""A year takes no more than this, so that two years do not look like two walls."""

_ARROW = 26.0
"""How long the arrow of a value above the scale is."""

_LEAST = 5.0
"""How many units a mark takes at least, so that a single day can be seen."""


_GOAL = N_("Goal of a plan")
DOUBTFUL = N_("Doubtful: a weak source, inferred, or disputed")
LOOKS = {
    "provisional": N_("Provisional"),
    "estimate": N_("Estimate"),
    "computed": N_("Computed from other values"),
    "doubtful": DOUBTFUL,
    "target": N_("Target"),
    "forecast": N_("Forecast"),
}
"""What is drawn unlike a result, and its words in the legend."""

_ANNOUNCED = {"target": N_("Target"), "forecast": N_("Forecast"), "plan": _GOAL}
_FORMS = {"column": "", "tick": "-tick"}
_BOUNDS: dict[Bound, str] = {
    "about": N_("about"),
    "below": N_("nearly"),
    "at-least": N_("at least"),
    "over": N_("more than"),
    "at-most": N_("at most"),
    "under": N_("less than"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """The figure of a mark and where it stands; ``turned`` figures run upwards."""

    text: str
    x: float
    y: float
    turned: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark on the paper. ``y`` is its value's place, ``base`` that of zero."""

    mark: Mark
    kind: str
    x: float
    width: float
    y: float
    base: float
    label: Label | None = None

    @property
    def middle(self) -> float:
        """The middle of the mark from left to right."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(self.y, self.base)

    @property
    def height(self) -> float:
        """The height of a column."""
        return abs(self.base - self.y)

    @property
    def up(self) -> bool:
        """Whether the value is not below zero."""
        return self.y <= self.base

    @property
    def box(self) -> Box:
        """What the mark covers."""
        if self.kind == "column":
            return Box(self.x, self.top, self.x + self.width, self.top + self.height)
        if self.kind == "tick":
            return Box(self.x, self.y - 4, self.x + self.width, self.y + 4)
        if self.kind == "beyond":
            return Box(self.middle - 6, self.y, self.middle + 6, self.y + _ARROW)
        return Box(self.middle - 6, self.y - 6, self.middle + 6, self.y + 6)


def draw_series(data: Series, frame: Frame, style: str) -> str:
    """A series in one size, as SVG."""
    steps = _steps(data)
    words = [format_number(step, language()) for step in steps]
    left = max(text_width(word, SMALL) for word in words) + 10
    years = _years(data, frame, left)
    turned = _labels(_shapes(data, years, _axis(data, steps, 40, frame))[0], frame, turned=False)[1]
    top = 30 + (max(18, max(text_width(mark.label, TEXT) for mark in data.marks) - 6) if turned else 18)
    axis = _axis(data, steps, top, frame)
    shapes, bottom = _shapes(data, years, axis)
    shapes = _labels(shapes, frame, turned=turned)[0]
    keys, below = legend(_keys(data, shapes), frame, bottom + 28)
    notes = wrap(_("; ").join(mark.part for mark in data.marks if mark.part), SMALL, frame.width)
    return render(
        "series.svg",
        style=style,
        frame=frame,
        height=below + len(notes) * 17 + 4,
        series=data,
        title=_("%(series)s, %(unit)s") % {"series": data.indicator.name, "unit": data.unit},
        description=describe(data),
        left=left,
        right=years.edge(data.last_year + 1),
        grid=[(axis(step), word, step == 0) for step, word in zip(steps, words, strict=True)],
        bottom=bottom,
        years=years.labels(text_width("2024", SMALL) + 6),
        gaps=[years.edge(year) + years.slot / 2 for year in data.missing_years],
        gap_half=min(6.0, years.slot / 4),
        breaks=[(years.edge(line.at), line) for line in data.breaks],
        break_top=top - 8,
        shapes=shapes,
        legend=keys,
        notes=[(below + 17 * (row + 1) - 4, words) for row, words in enumerate(notes)],
        arrow=_ARROW,
    )


def describe(data: Series) -> str:
    """The drawing in words: every value, the years without one, the breaks, and what is not drawn."""
    kind = {
        "bars": _("Columns that start at zero; time to scale."),
        "points": _("Points; time to scale."),
        "ranks": _("Points, the first place on top; time to scale."),
    }[data.mode]
    parts = [kind, *(_("%(words)s.") % {"words": mark.words} for mark in data.marks)]
    if data.missing_years:
        parts.append(_("No figure is drawn for %(years)s.") % {"years": _(", ").join(map(str, data.missing_years))})
    parts += [_("Above the scale: %(value)s.") % {"value": mark.words} for mark in data.marks if data.beyond(mark)]
    for line in data.breaks:
        parts.append(_("Break in the series, %(when)s: %(reason)s") % {"when": line.when, "reason": line.reason})
    parts += [not_drawn(left) for left in data.omitted]
    return sentences(parts)


def _steps(data: Series) -> list[Decimal]:
    values = [mark.value for mark in data.marks if not data.beyond(mark)]
    return ranks(max(values)) if data.mode == "ranks" else ticks(min(values), max(values))


def _axis(data: Series, steps: Sequence[Decimal], top: float, frame: Frame) -> Axis:
    height = _HEIGHT[frame.name]
    if data.mode == "ranks":
        worst = max(*steps, *(mark.value for mark in data.marks))
        return Axis(float(steps[0]), float(worst) + 0.3, top, top + height * 0.6)
    return Axis(float(steps[0]), float(steps[-1]), top + height, top)


def _years(data: Series, frame: Frame, left: float) -> Years:
    count = data.last_year - data.first_year + 1
    slot = min(_WIDEST_SLOT, (frame.width - left - 6) / count)
    return Years(data.first_year, data.last_year, left, slot)


def _shapes(data: Series, years: Years, axis: Axis) -> tuple[list[Shape], float]:
    """The marks in their places, and where the lower end of the axis is."""
    bottom = max(axis.start, axis.end)
    zero = axis(0) if data.mode != "ranks" else bottom
    shapes = []
    for mark in data.marks:
        beside = [other for other in data.marks if _same_place(mark, other) and not data.beyond(other)] or [mark]
        left, right = years.within(mark.start), years.within(mark.end, end=True)
        width = (right - left) / len(beside)
        left += width * (beside.index(mark) if mark in beside else 0)
        if width < _LEAST:
            left, width = left - (_LEAST - width) / 2, _LEAST
        y = min(axis.start, axis.end) if data.beyond(mark) else axis(mark.value)
        shapes.append(Shape(mark, _kind(mark, data), round(left, 2), round(width, 2), y, zero))
    return shapes, bottom


def _same_place(one: Mark, other: Mark) -> bool:
    """Whether two marks would cover each other: those stand side by side."""
    return (one.start, one.end, one.nature == "plan") == (other.start, other.end, other.nature == "plan")


def _kind(mark: Mark, data: Series) -> str:
    if data.beyond(mark):
        return "beyond"
    if mark.nature == "plan":
        return "goal"
    if data.mode != "bars":
        return "point"
    return {"moment": "moment", "part": "tick", "year": "column"}[mark.span]


def _labels(shapes: Sequence[Shape], frame: Frame, *, turned: bool) -> tuple[list[Shape], bool]:
    """The shapes with their figures where there is room; and whether a figure of a full year or a date found none.

    Full years come first, then dates and goals, then parts of a year: these stay without a figure when it is in the way. ``turned``: a
    figure for which there is no room may run upwards.
    """
    rank = {"goal": 1, "moment": 1, "point": 0, "column": 0, "tick": 2, "beyond": 0}
    order = sorted(shapes, key=lambda s: (s.mark.span == "part", rank[s.kind], -s.mark.value))
    taken = [shape.box for shape in shapes]
    hollow = [shape.box for shape in shapes if shape.kind == "column" and shape.mark.announced]
    labels: dict[str, Label] = {}
    crowded = False
    for shape in order:
        free = [
            shape.box,
            *(hollow if shape.kind == "tick" else ()),
        ]  # what is only to be is drawn hollow: a result may stand in it
        others = [box for box in taken if box not in free]
        found = _place(shape, others, frame, turned=turned)
        if found is None or len(found[0].text) < len(shape.mark.label):
            crowded = crowded or (shape.mark.span != "part" and shape.mark.nature != "plan")
        if found is None:
            continue
        labels[shape.mark.address], box = found
        taken.append(box)
    done = [Shape(s.mark, s.kind, s.x, s.width, s.y, s.base, labels.get(s.mark.address)) for s in shapes]
    return done, crowded


_ASIDE = (0.0, 5.0, -5.0, 10.0, -10.0)
"""How far a figure may stand beside the middle of its column, so that it need not be turned."""


def _place(shape: Shape, taken: Sequence[Box], frame: Frame, *, turned: bool) -> tuple[Label, Box] | None:
    """Where a mark's figure may stand: above it (below, for a negative value), else the sign of its bound, else nowhere.

    The figure of a column may stand a line higher, or a little aside, so that it and its neighbours need not be turned.
    """
    clear = 5.0 if shape.kind in ("column", "beyond", "tick") else 9.0
    clear += 5.0 if shape.mark.disputed and shape.kind == "column" else 0.0
    is_column = shape.kind == "column"
    upright = [(shape.mark.label, lift, aside, False) for lift in ((0.0, TEXT + 2) if is_column else (0.0,))
               for aside in (_ASIDE if is_column or shape.kind == "tick" else (0.0,))]  # fmt: skip
    running = [(shape.mark.label, 0.0, 0.0, True)] if turned else []
    for text, lift, aside, is_turned in (*upright, *running, (SIGNS[shape.mark.bound], 0.0, 0.0, False)):
        if not text:
            continue
        long, high = text_width(text, TEXT), TEXT * 0.8
        across, tall = (high, long) if is_turned and len(text) > 1 else (long, high)
        upper = shape.top - clear - tall - lift if shape.up else max(shape.y, shape.base) + clear + lift
        middle = min(shape.middle + aside, frame.width - across / 2)
        box = Box(middle - across / 2 - 1, upper, middle + across / 2 + 1, upper + tall)
        if len(text) == 1 or not any(box.meets(other) for other in taken):
            return Label(text, round(middle, 1), round(upper + tall, 1), across != long), box
    return None


def _keys(data: Series, shapes: Sequence[Shape]) -> list[tuple[str, str]]:
    """The entries of the legend: only what occurs in this drawing and does not explain itself, each as it is drawn."""
    marks = data.marks
    spans = {m.span for m in marks if m.nature != "plan" and (m.nature == "actual" or m.span != "year")}
    bounds = {mark.bound for mark in marks}
    kind = "" if data.mode == "bars" else "-point"
    keys: list[tuple[str, str]] = []
    if len(spans) > 1 or "part" in spans:
        keys += [(f"year{kind}", _("Full year"))] if "year" in spans else []
        keys += [("tick" if data.mode == "bars" else "part-point", _("Part of a year, over its months"))] * (
            "part" in spans
        )
        keys += [("moment", _("At a date"))] if "moment" in spans else []
    for look, words in LOOKS.items():
        forms = {
            _FORMS.get(shape.kind, "-point") for shape in shapes if shape.mark.look == look and shape.kind != "beyond"
        }
        keys += [(f"{look}{form}", _(words)) for form in sorted(forms)]
    keys += [("goal", _(_GOAL))] if any(shape.kind == "goal" for shape in shapes) else []
    beyond = {shape.mark.nature for shape in shapes if shape.kind == "beyond"}
    keys += [
        ("beyond", _("%(what)s, above the scale") % {"what": _(words)})
        for nature, words in _ANNOUNCED.items()
        if nature in beyond
    ]
    keys += [("disputed", _("Sources disagree"))] if any(mark.disputed for mark in marks) else []
    signs: dict[str, list[str]] = {}
    for bound, words in _BOUNDS.items():
        if bound in bounds:
            signs.setdefault(SIGNS[bound], []).append(_(words))
    keys += [("sign", f"{sign} {_(', ').join(words)}") for sign, words in signs.items()]
    keys += [("break", _("Break: the two sides do not compare"))] if data.breaks else []
    keys += [("gap", _("No figure"))] if data.missing_years else []
    return keys


__all__ = ["Box", "Label", "LegendItem", "Shape", "describe", "draw_series"]
