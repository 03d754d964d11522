"""What a chart of a series draws and what it leaves to the table, decided before anything has a place on the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from factbook.charts.scale import day_after, year_of
from factbook.content.amounts import ShownUnit, aim_text, named_value, shown_unit
from factbook.content.marks import READ_AS, STATUSES, caveat_text
from factbook.content.wording import plain, when_text
from factbook.languages import _
from factbook.store import Fact, Store
from factbook.store.measures import measure_of
from factbook.store.newest import is_trusted
from factbook.store.records import Indicator, Observation, Plan
from mkdocs_timeline.dates import When

Span = Literal["year", "part", "moment"]
Mode = Literal["bars", "points", "ranks"]

SIGNS = {"exact": "", "about": "≈", "at-least": "≥", "over": ">", "at-most": "≤", "under": "<", "below": "<"}
"""How the bound of a value is written in a chart; what is nearly a number is less than it."""

_FAR = Decimal("2.5")
"""A goal of more than so many times the largest result would flatten the results."""

_RATES, _RANKS = "percent", "rank"
"""Base units of what does not add up over months: a bar would mislead, so points are drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that is drawn. ``start`` and ``end`` are decimal years; ``label`` is the figure with its bound.

    ``nature`` is the observation's, or ``plan`` for what a plan aims at. ``part`` says what the value is of, where it is not of
    the whole. ``computed``: it follows from other values. ``disputed``: an open dispute sets another value for the same time beside it.
    ``doubtful``: that, or a weak source, or that the value was inferred.
    """

    address: str
    value: Decimal
    label: str
    words: str
    start: float
    end: float
    span: Span
    nature: str
    bound: str
    disputed: bool
    part: str = ""
    computed: bool = False
    doubtful: bool = False

    @property
    def announced(self) -> bool:
        """Whether it says what was to be."""
        return self.nature in ("target", "forecast", "plan")

    @property
    def look(self) -> str:
        """By what it is drawn: its nature, or that it is doubtful, or was computed."""
        if self.doubtful and not self.announced:
            return "doubtful"
        return "computed" if self.computed and not self.announced else self.nature


@dataclass(frozen=True, slots=True)
class Omission:
    """A value that is not drawn, in words, and why."""

    address: str
    words: str
    reason: str


def not_drawn(left: Omission) -> str:
    """What is not drawn, in a sentence."""
    return _("Not drawn, values %(reason)s: %(value)s.") % {"reason": left.reason, "value": left.words}


@dataclass(frozen=True, slots=True)
class BreakLine:
    """A break in a series: its moment as a decimal year, and what changed."""

    at: float
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator as it is drawn."""

    indicator: Indicator
    unit: str
    mode: Mode
    marks: Sequence[Mark]
    omitted: Sequence[Omission]
    breaks: Sequence[BreakLine]
    within: Sequence[Mark] = ()
    """The parts of years that lie within a longer part that is drawn."""

    @property
    def ceiling(self) -> Decimal | None:
        """The height above which goals are not drawn to scale, so that results can be read; None where nothing towers."""
        real = [mark.value for mark in self.marks if not mark.announced]
        if self.mode == "ranks" or not real or max(real) <= 0:
            return None
        ceiling = max(real) * _FAR
        return ceiling if any(mark.announced and mark.value > ceiling for mark in self.marks) else None

    def beyond(self, mark: Mark) -> bool:
        """Whether a mark stands above the scale."""
        return self.ceiling is not None and mark.announced and mark.value > self.ceiling

    @property
    def worth_drawing(self) -> bool:
        """Whether there are values of at least two years; one year's are better read in the table."""
        return len({int(mark.start) for mark in self.marks}) > 1

    @property
    def first_year(self) -> int:
        """The year of the earliest mark."""
        return min(int(mark.start) for mark in self.marks)

    @property
    def last_year(self) -> int:
        """The year of the latest mark."""
        return max(int(mark.start) for mark in self.marks)

    @property
    def missing_years(self) -> list[int]:
        """The years from the first to the last without a figure; a goal is none."""
        there = {int(mark.start) for mark in self.marks if mark.nature != "plan"}
        return [year for year in range(self.first_year, self.last_year + 1) if year not in there]


def read_series(store: Store, indicator: Indicator) -> Series:
    """The marks of an indicator's chart, in the order of time, and what is left out: parts of years that are there whole, too."""
    unit = unit_of(indicator, store)
    marks: list[Mark] = []
    omitted: list[Omission] = []
    for fact in (*store.owned_by(indicator.id), *store.plans_for(indicator.id)):
        drawn = _mark(fact, indicator, store, unit)
        if isinstance(drawn, Mark):
            marks.append(drawn)
        else:
            omitted.append(drawn)
    whole = {int(mark.start) for mark in marks if mark.span == "year" and not mark.announced}
    for mark in [mark for mark in marks if mark.span == "part" and int(mark.start) in whole]:
        marks.remove(mark)
        omitted.append(Omission(mark.address, mark.words, _("for part of a year that is drawn in full")))
    within = [mark for mark in marks if any(_lies_within(mark, other) for other in marks)]
    for mark in within:
        marks.remove(mark)
        omitted.append(Omission(mark.address, mark.words, _("for part of a longer stretch that is drawn")))
    marks.sort(key=lambda mark: (int(mark.start), mark.start - mark.end, mark.start, mark.address))
    breaks = tuple(breaks_between(indicator, [mark.start for mark in marks], store))
    return Series(indicator, unit_words(indicator, store), _mode(indicator, store), marks, omitted, breaks, within)


def _lies_within(mark: Mark, other: Mark) -> bool:
    """Whether a part of a year lies within a longer part of it that says as much: of two, one is drawn."""
    return (
        mark.span == other.span == "part"
        and mark.announced == other.announced
        and other.start <= mark.start
        and mark.end <= other.end
        and mark.end - mark.start < other.end - other.start
    )


def unit_words(indicator: Indicator, store: Store) -> str:
    """The unit as an axis names it: its symbol, or its name where it has none."""
    return unit_of(indicator, store).symbol or store.term("unit", indicator.unit)


def unit_of(indicator: Indicator, store: Store) -> ShownUnit:
    """The unit that all values of a series are drawn in."""
    return shown_unit(indicator.unit, store, [measure_of(fact, store).value for fact in store.owned_by(indicator.id)])


def _mode(indicator: Indicator, store: Store) -> Mode:
    unit = store.unit(indicator.unit)
    base = (unit.base or unit.term) if unit else indicator.unit
    if base == _RANKS:
        return "ranks"
    return "points" if base == _RATES else "bars"


def _mark(fact: Fact, indicator: Indicator, store: Store, unit: ShownUnit) -> Mark | Omission:
    record = fact.record
    if isinstance(record, Plan):
        assert record.target is not None
        value, bound, when, nature = record.target.value, record.target.bound, record.due, "plan"
    else:
        assert isinstance(record, Observation)
        value, bound, when, nature = record.value, record.bound, record.period, record.nature
    words = value_words(fact, indicator, store)
    if "rejected" in record.caveats:
        return Omission(fact.address, words, _("judged wrong"))
    placed = _placed(when)
    if placed is None:
        return Omission(fact.address, words, _("without a date") if when is None else _("not for a single year"))
    start, end, span = placed
    label = SIGNS[bound] + ("\u2009" if bound != "exact" else "") + unit.label(value)
    if isinstance(record, Plan) and record.target and record.target.to is not None:
        label += "–" + unit.label(record.target.to)
    part = ""
    if isinstance(record, Observation) and record.key:
        part = _("%(when)s: %(part)s") % {"when": when_text(when), "part": record.key_words}
    disputed, computed = is_contested(fact, store), "computed" in record.caveats
    doubtful = disputed or not is_trusted(store, fact)
    return Mark(
        fact.address,
        unit.value(value),
        label,
        words,
        start,
        end,
        span,
        nature,
        bound,
        disputed,
        part,
        computed,
        doubtful,
    )


def is_contested(fact: Fact, store: Store) -> bool:
    """Whether an open dispute sets another value of the same series and time against a value."""
    if not isinstance(fact.record, Observation):
        return False
    sides = (side for d in store.disputes_on(fact.address) if d.outcome == "open" for side in d.sides)
    others = (store.facts[address] for side in sides for address in side.facts if address in store.facts)
    return any(
        isinstance(other.record, Observation)
        and other.owner == fact.owner
        and other.record.period == fact.record.period
        and other.record.value != fact.record.value
        for other in others
    )


def value_words(fact: Fact, indicator: Indicator, store: Store) -> str:
    """A value in a line: period, value with unit and nature, grade, caveats."""
    record = fact.record
    if isinstance(record, Plan):
        assert record.target is not None
        amount = aim_text(record.target, indicator.unit, store)
        text = _("%(when)s: %(amount)s (goal of a plan)") % {"when": when_text(record.due), "amount": amount}
    else:
        measure = measure_of(fact, store)
        when = when_text(measure.period)
        name = _("%(what)s (%(part)s)") % {"what": when, "part": measure.key} if measure.key else when
        text = named_value(name, measure, store)
    return _("%(value)s; %(notes)s") % {"value": text, "notes": _(", ").join(_notes(fact, store))}


def _notes(fact: Fact, store: Store) -> Iterator[str]:
    """What to know of a value, as its badges have it: grade, how it was read, status, caveats."""
    standing, status = store.standing(fact.address), store.status(fact.address)
    yield _("grade %(grade)s") % {"grade": standing.grade}
    if standing.read_as == "copy":
        yield re.split("[:：]", _(READ_AS["copy"][1]))[0]
    if status.name is not None:
        yield _(STATUSES[status.name][0])
    yield from (caveat_text(caveat) for caveat in fact.record.caveats if caveat != "rejected")


def _placed(when: When | None) -> tuple[float, float, Span] | None:
    """Where a period lies on the time axis; None where it is open, unknown or longer than a year."""
    if when is None or when.lower is None or when.upper is None or when.lower.year != when.upper.year:
        return None
    start, end = year_of(when.lower), year_of(day_after(when.upper))
    if start == when.lower.year and end == when.lower.year + 1:
        return start, end, "year"
    return start, end, "moment" if when.precision in ("month", "day") else "part"


def breaks_between(indicator: Indicator, starts: Sequence[float], store: Store) -> Iterator[BreakLine]:
    """The breaks of a series that have a value on either side; ``starts`` are the decimal years in which the values begin."""
    for change in indicator.breaks:
        at = year_of(change.at.lower) if change.at.lower else None
        if at is not None and any(start < at for start in starts) and any(start >= at for start in starts):
            yield BreakLine(at, when_text(change.at), plain(change.reason, store))
