"""Series of one unit side by side: a column of each for every full year, what a place is beside another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factbook.charts.frame import SMALL, TEXT, Frame, legend
from factbook.charts.marks import SIGNS, BreakLine, breaks_between, is_contested, unit_of, unit_words, value_words
from factbook.charts.plot import DOUBTFUL
from factbook.charts.scale import Axis, Years, ticks
from factbook.charts.template import render
from factbook.charts.text import text_width
from factbook.languages import _, language
from factbook.languages.lists import sentences
from factbook.store import Fact, Store
from factbook.store.measures import measure_of
from factbook.store.newest import is_full_year, is_measured, is_trusted, rank
from factbook.store.numbers import format_number
from factbook.store.records import Indicator

MOST = 3
"""So many series can be told apart by their columns."""

_HEIGHT = {"wide": 200.0, "narrow": 180.0}
_WIDEST_SLOT = 120.0
_TOP = 34.0


def by_year(indicator: Indicator, store: Store) -> dict[int, Fact]:
    """The value of each full year that was measured and not judged wrong; of several the one that stands for the series first."""
    found: dict[int, Fact] = {}
    for fact in store.owned_by(indicator.id):
        if not is_measured(fact) or fact.date is None or not is_full_year(fact.date):
            continue
        if store.status(fact.address).name == "rejected" or "rejected" in fact.record.caveats:
            continue
        year = fact.date.sort_key[0].year
        found[year] = max((fact, found.get(year, fact)), key=lambda one: rank(store, one))
    return found


def shared_years(values: Sequence[dict[int, Fact]]) -> list[int]:
    """The years of which at least two of some series have a value, the earliest first."""
    years = sorted({year for found in values for year in found})
    return [year for year in years if sum(year in found for found in values) > 1]


@dataclass(frozen=True, slots=True)
class Beside:
    """Series as they are drawn side by side: for each its name and its value of every shared year."""

    name: str
    unit: str
    names: Sequence[str]
    values: Sequence[dict[int, Fact]]
    years: Sequence[int]
    breaks: Sequence[BreakLine]

    @property
    def worth_drawing(self) -> bool:
        """Whether there are years to compare."""
        return len(self.years) > 1

    @property
    def facts(self) -> Iterator[tuple[int, int, Fact]]:
        """Every value that is drawn, with the number of its series and its year."""
        for year in self.years:
            for number, found in enumerate(self.values):
                if year in found:
                    yield number, year, found[year]


def fit_beside(indicators: Sequence[Indicator]) -> bool:
    """Whether some series fit on one scale: two or three of one unit."""
    return 1 < len(indicators) <= MOST and len({indicator.unit for indicator in indicators}) == 1


def read_beside(store: Store, indicators: Sequence[Indicator]) -> Beside:
    """The full years that at least two of some series share."""
    values = [by_year(indicator, store) for indicator in indicators]
    years = shared_years(values)
    breaks = (
        change
        for indicator, found in zip(indicators, values, strict=True)
        for change in breaks_between(indicator, [year for year in years if year in found], store)
    )
    places = [str(store.places[i.place].name) if i.place else "" for i in indicators]
    names = places if len({*places} - {""}) == len(indicators) else [str(indicator.name) for indicator in indicators]
    name = "-".join(indicator.id for indicator in indicators)
    return Beside(name, unit_words(indicators[0], store), names, values, years, list(breaks))


@dataclass(frozen=True, slots=True)
class Column:
    """A value on the paper: its series, its fact, its rectangle, and its figure above it."""

    series: int
    address: str
    value: Decimal
    words: str
    computed: bool
    disputed: bool
    doubtful: bool
    x: float
    y: float
    width: float
    height: float
    label: str
    label_y: float
    turned: bool

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2


def draw_beside(data: Beside, indicators: Sequence[Indicator], store: Store, frame: Frame, style: str) -> str:
    """Series side by side in one size, as SVG."""
    measures = {fact.address: measure_of(fact, store) for _, _, fact in data.facts}
    unit = unit_of(indicators[0], store)
    values = {address: unit.value(measure.value) for address, measure in measures.items()}
    steps = ticks(min(values.values()), max(values.values()))
    words = [format_number(step, language()) for step in steps]
    left = max(text_width(word, SMALL) for word in words) + 10
    first, last = data.years[0], data.years[-1]
    years = Years(first, last, left, min(_WIDEST_SLOT, (frame.width - left - 6) / (last - first + 1)))
    width = years.inner / len(indicators)
    labels = {a: SIGNS[m.bound] + unit.label(m.value) for a, m in measures.items()}
    longest = max(text_width(label, TEXT) for label in labels.values())
    turned = longest > width
    top = _TOP + (longest - TEXT if turned else 0)
    axis = Axis(float(steps[0]), float(steps[-1]), top + _HEIGHT[frame.name], top)
    columns = []
    for number, year, fact in data.facts:
        value, start = values[fact.address], years.within(year) + number * width
        high, low = sorted((axis(value), axis(0)))
        disputed = is_contested(fact, store)
        clear = 5 + (5 if disputed else 0) + (text_width(labels[fact.address], TEXT) if turned and value < 0 else 0)
        label_y = high - clear if value >= 0 else low + clear + (0 if turned else TEXT)
        columns.append(
            Column(
                number,
                fact.address,
                value,
                _("%(what)s, %(value)s")
                % {"what": data.names[number], "value": value_words(fact, indicators[number], store)},
                "computed" in fact.record.caveats,
                disputed,
                disputed or not is_trusted(store, fact),
                round(start + 1, 2),
                high,
                round(width - 2, 2),
                round(low - high, 2),
                labels[fact.address],
                round(label_y, 1),
                turned,
            )
        )
    keys, below = legend(_keys(data, columns), frame, axis.start + 28)
    return render(
        "beside.svg",
        style=style,
        frame=frame,
        height=below + 4,
        data=data,
        title=_("%(series)s, %(unit)s")
        % {"series": _(", ").join(str(indicator.name) for indicator in indicators), "unit": data.unit},
        description=sentences(
            (
                _("Columns that start at zero, side by side."),
                *(_("%(words)s.") % {"words": c.words} for c in columns),
                *(_("Break, %(when)s: %(reason)s") % {"when": b.when, "reason": b.reason} for b in data.breaks),
            )
        ),
        left=left,
        right=years.edge(last + 1),
        grid=[(axis(step), word, step == 0) for step, word in zip(steps, words, strict=True)],
        bottom=axis.start,
        years=years.labels(text_width("2024", SMALL) + 6),
        breaks=[(years.edge(line.at), line) for line in data.breaks],
        break_top=top - 8,
        columns=columns,
        legend=keys,
    )


def _keys(data: Beside, columns: Sequence[Column]) -> list[tuple[str, str]]:
    keys = [(f"series-{number}", name) for number, name in enumerate(data.names)]
    keys += [("computed", _("Computed from other values"))] if any(column.computed for column in columns) else []
    keys += [("doubtful", _(DOUBTFUL))] if any(column.doubtful for column in columns) else []
    keys += [("disputed", _("Sources disagree"))] if any(column.disputed for column in columns) else []
    keys += [("break", _("Break: the two sides do not compare"))] if data.breaks else []
    return keys
