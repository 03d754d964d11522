"""Rules about values: the source's own words, bounds, caveats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.problems import nearest
from factbook.store import VALUES, Fact, Observation, Plan
from factbook.store.formulas import formula_of
from factbook.store.measures import Measure, is_value, measure_of
from factbook.store.newest import is_announced
from factbook.store.quantities import Quantity, holds_number, quantities
from factbook.store.records import Bound

_NEEDS_NOTE = {"inferred", "computed", "outdated", "rejected"}

_OF_DECLINE = re.compile(
    r"下降|减少|降低|降幅|减幅|跌幅|下滑|缩减|亏损|损失|裁员|节约|"
    r"\b(?:declines?|decreases?|reductions?|falls?|drops?|loss(?:es)?|cuts?|savings?|shrinkage|losing|fallen)\b",
    re.IGNORECASE,
)
"""A series with such a word in its name counts a decline by positive numbers."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A value with the words of its source. ``factor``: how many base units its unit holds."""

    fact: Fact
    measure: Measure
    factor: Decimal
    counts_declines: bool

    def matches(self, quantity: Quantity) -> bool:
        """Whether the value is what a quantity says."""
        amount = self.measure.value * self.factor
        return amount in quantity.readings or (self.counts_declines and -amount in quantity.readings)


def _values(view: View) -> Iterator[Fact]:
    return (fact for kind in VALUES for fact in view.store.facts_of(kind))


def _factor(unit: str, view: View) -> Decimal | None:
    """How many base units a unit holds; None for an unknown one."""
    term = view.store.unit(unit)
    return None if term is None else term.factor if term.factor is not None else Decimal(1)


def _printed(view: View) -> Iterator[_Printed]:
    for fact in _values(view):
        measure = measure_of(fact, view.store)
        factor = _factor(measure.unit, view)
        if not measure.as_printed or factor is None:  # an unknown unit is reported as such
            continue
        named = " ".join(measure.name)
        yield _Printed(fact, measure, factor, _OF_DECLINE.search(named) is not None)


def _as_printed(view: View) -> Iterator[Finding]:
    """Where a number cannot be read, nothing is said of the value: it may be that number."""
    for value in _printed(view):
        found = quantities(value.measure.as_printed)
        if any(map(value.matches, found)) or not all(quantity.readings for quantity in found):
            continue
        if not found and holds_number(value.measure.as_printed):
            continue
        message = f"value {value.measure.value} is not what the source prints, '{value.measure.as_printed}'"
        yield at(value.fact.origin, "value", message=message, hint=_hint(value, found))


def _hint(value: _Printed, found: tuple[Quantity, ...]) -> str:
    if not found:
        return "it holds no number"
    numbers = dict.fromkeys(quantity.readings[0] / value.factor for quantity in found)
    shown = " or ".join(f"{number:f}" for number in map(_plain, numbers))
    fell = -value.measure.value * value.factor in [reading for quantity in found for reading in quantity.readings]
    return f"in {value.measure.unit} that is {shown}" + (
        "; the words say that it fell, so it is below zero" * (fell and value.measure.value > 0)
    )


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _bounds(view: View) -> Iterator[Finding]:
    for value in _printed(view):
        found = quantities(value.measure.as_printed)
        told = [quantity for quantity in found if value.matches(quantity)] or list(found if len(found) == 1 else ())
        if fault := _unlike(value.measure.bound, told):
            yield at(value.fact.origin, "as_printed", message=fault[0], hint=fault[1])
    yield from _bounds_of_excerpts(view)


def _bounds_of_excerpts(view: View) -> Iterator[Finding]:
    """What the quoted words hedge, where the printed value has no words of its own: of values, and of the goals of plans."""
    for fact in view.store.facts.values():
        if is_value(fact):
            measure = measure_of(fact, view.store)
            value, unit, bound, place = measure.value, measure.unit, measure.bound, "value"
            if any(quantity.hedge for quantity in quantities(measure.as_printed)):
                continue
        elif isinstance(fact.record, Plan) and (aim := fact.record.target) and aim.to is None:
            series = view.store.indicators.get(aim.indicator)
            value, unit, bound, place = aim.value, series.unit if series else "", aim.bound, "target"
        else:
            continue
        factor = _factor(unit, view)
        excerpts = [citation.excerpt for citation in fact.record.sources.values()]
        if factor is None or not all(excerpts):
            continue  # another source may print it without the hedge
        quoted = [found for excerpt in excerpts for found in quantities(excerpt)]
        if fault := _unlike(bound, [quantity for quantity in quoted if value * factor in quantity.readings]):
            yield at(fact.origin, place, message=fault[0], hint=fault[1])


def _unlike(bound: Bound, told: Sequence[Quantity]) -> tuple[str, str] | None:
    """What to say where a bound is not that of any of the quantities that a source prints; None where one has it, or none can be judged."""
    if not told or any(quantity.bound is None or bound in quantity.accepted for quantity in told):
        return None
    hedge, right = told[0].hedge, told[0].bound
    if not hedge:
        return None  # the words of the source are quoted without their hedge
    if bound == "exact":
        return f"the source says '{hedge}', but the value stands as exact", f"add bound: {right}"
    return f"the source says '{hedge}', which is not '{bound}'", f"write bound: {right}"


def _caveats(view: View) -> Iterator[Finding]:
    for fact in view.store.facts.values():
        if fact.record.note is not None or formula_of(fact):  # a formula says itself what was computed
            continue
        for index, caveat in enumerate(fact.record.caveats):
            if caveat in _NEEDS_NOTE:
                hint = "add a note that says what was inferred, computed, outdated or rejected, and why"
                yield at(fact.origin, "caveats", index, message=f"'{caveat}' needs a note", hint=hint)


def _named_keys(view: View) -> Iterator[Finding]:
    for fact in view.store.facts_of("observation"):
        record = fact.record
        if isinstance(record, Observation) and record.key is not None and record.key_name is None:
            hint = f"add key_name: what '{record.key}' means, in words"
            yield at(fact.origin, "key", message=f"the key '{record.key}' has no name for readers", hint=hint)


_TO_BE = re.compile(r"\b(planned|expected|intended|pledged|signed)\b", re.IGNORECASE)


def _announced(view: View) -> Iterator[Finding]:
    for fact in _values(view):
        measure = measure_of(fact, view.store)
        unit = view.store.unit(measure.unit)
        found = _TO_BE.search(measure.name.en or "")
        is_count = unit is not None and (unit.base or unit.term) == "count"  # so many were signed: that happened
        if found and not is_count and not is_announced(fact):
            message = f"this is of what was {found[0].lower()}, but the value stands as a result"
            yield at(
                fact.origin, "value", message=message, hint="add nature: target, or forecast for what others expect"
            )


def _formulas(view: View) -> Iterator[Finding]:
    for fault in view.store.uncomputed:
        hint = fault.hint
        if fault.missing:
            if view.excused(fault.missing):
                continue
            guess = nearest(fault.missing, {f.address for f in _values(view)})
            hint = f"did you mean '{guess}'?" if guess else "name a value: indicator@period, or a figure of a project"
        yield at(fault.fact.origin, "formula", message=fault.message, hint=hint)


_SERIES = """# data/indicators.yml
- id: income
  name: Income
  definition: What the town takes in a year.
  unit: GBP m
  place: town
  observations:
    - {period: 1990, value: %s, as_printed: %s, %ssources: {yearbook: page 7}}
"""
_COMPUTED = """# data/indicators.yml
- id: income
  name: Income
  definition: What the town takes in a year.
  unit: GBP m
  place: town
  observations:
    - {period: 1990, value: 1.5, sources: {yearbook: page 7}}
    - {period: 1991, formula: %s}
"""

RULES = (
    Rule(
        "FB601",
        "as-printed",
        N_(
            "The value is the number that the source prints, in the unit: scale words such as 亿, numerals, minus signs and words of "
            "decline (下降3.2%, fell by 3.2%) belong to it. A number that cannot be read is left alone."
        ),
        N_("A slip of the decimal point is the commonest error in figures from Chinese sources."),
        _SERIES % ("15", "'1.5 million pounds'", ""),
        _SERIES % ("1.5", "'1.5 million pounds'", ""),
        _as_printed,
    ),
    Rule(
        "FB602",
        "hedged-value",
        N_(
            "A value that the source hedges carries the bound: about (约, 左右), below for 'nearly' (近), over (超过, 逾, 10余), "
            "at-least (至少, 不低于, 以上), at-most (不超过, 以内), under (不足, 不到). A fall of more than 3 % is a change of under -3 %. "
            "A goal that is a range has `to`, its upper end, and no bound."
        ),
        N_("'More than ten' is not ten, 'at least ten' may be, and nearly ten is less than ten."),
        _SERIES % ("2", "'over 2 million pounds'", ""),
        _SERIES % ("2", "'over 2 million pounds'", "bound: over, "),
        _bounds,
    ),
    Rule(
        "FB603",
        "caveat-without-note",
        N_("Inferred, computed, outdated and rejected facts say in a note what that means."),
        N_("A warning that does not say of what is no help."),
        _SERIES % ("2", "'2 million'", "caveats: [computed], "),
        _SERIES % ("2", "'2 million'", "note: The sum of two figures., caveats: [computed], "),
        _caveats,
    ),
    Rule(
        "FB604",
        "formula",
        N_(
            "A formula names values of indicators, never itself, and can be computed; a computed value has no value or sources of its own."
        ),
        N_("A number that follows from others is never typed: it changes with them."),
        _COMPUTED % "income@1992 / 2",
        _COMPUTED % "income@1990 / 2",
        _formulas,
    ),
    Rule(
        "FB605",
        "unnamed-key",
        N_("The key of an observation has words for readers, `key_name`."),
        N_("A key is an address; no reader knows what `survey-2` is."),
        _SERIES % ("1.5", "'1.5 million pounds'", "key: net, "),
        _SERIES % ("1.5", "'1.5 million pounds'", "key: net, key_name: after tax, "),
        _named_keys,
    ),
    Rule(
        "FB606",
        "announced-as-result",
        N_("A sum or a capacity that was planned, signed or expected is a target or a forecast."),
        N_("Announcements and results never stand in one list."),
        _SERIES.replace("Income", "Planned income") % ("1.5", "'1.5 million pounds'", ""),
        _SERIES.replace("Income", "Planned income") % ("1.5", "'1.5 million pounds'", "nature: target, "),
        _announced,
    ),
)
