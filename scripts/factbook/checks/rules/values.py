"""Rules about values: the source's own words, bounds, caveats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.store.numbers import printed_numbers, same_number
from factbook.store.records import Bound

_NEEDS_NOTE = {"inferred", "computed", "outdated", "rejected"}

_HEDGES: Mapping[Bound, re.Pattern[str]] = {
    "at-least": re.compile(r"超过|超|逾|多|以上|突破|more than|over|at least|above", re.IGNORECASE),
    "at-most": re.compile(r"不足|不到|以下|less than|below|under|at most", re.IGNORECASE),
    "below": re.compile(r"近|接近|nearly|almost|close to", re.IGNORECASE),
    "about": re.compile(r"约|左右|about|some|around|approximately", re.IGNORECASE),
}
"""Words that hedge a number, by the bound that they mean. 近, 'nearly', is less than the number, and not about it."""


def _as_printed(view: View) -> Iterator[Finding]:
    for indicator in view.store.indicators.values():
        unit = view.store.unit(indicator)
        if unit is None:
            continue  # an unknown unit is reported as such
        factor = unit.factor if unit.factor is not None else Decimal(1)
        for index, observation in enumerate(indicator.observations):
            printed = observation.as_printed
            if printed is None or same_number(observation.value, factor, printed):
                continue
            numbers = [number / factor for number in printed_numbers(printed)]
            hint = (
                f"in {indicator.unit} that is {' or '.join(f'{n.normalize():f}' for n in numbers)}"
                if numbers
                else "it holds no number"
            )
            message = f"value {observation.value} is not what the source prints, '{printed}'"
            yield at(view.store.origin(indicator), "observations", index, "value", message=message, hint=hint)


def _bounds(view: View) -> Iterator[Finding]:
    for indicator in view.store.indicators.values():
        for index, observation in enumerate(indicator.observations):
            if observation.as_printed is None:
                continue
            found = {
                bound: match for bound, words in _HEDGES.items() if (match := words.search(observation.as_printed))
            }
            if found and observation.bound not in found:
                bound, match = next(iter(found.items()))
                message = f"the source says '{match[0]}', but the value stands as {observation.bound}"
                place = ("observations", index, "as_printed")
                yield at(view.store.origin(indicator), *place, message=message, hint=f"write bound: {bound}")


def _caveats(view: View) -> Iterator[Finding]:
    for fact in view.store.facts.values():
        if fact.record.note is not None:
            continue
        for index, caveat in enumerate(fact.record.caveats):
            if caveat in _NEEDS_NOTE:
                hint = "add a note that says what was inferred, computed, outdated or rejected, and why"
                yield at(fact.origin, "caveats", index, message=f"'{caveat}' needs a note", hint=hint)


_SERIES = """# data/indicators.yml
- id: income
  name: Income
  definition: What the town takes in a year.
  unit: GBP m
  place: town
  observations:
    - {period: 1990, value: %s, as_printed: %s, %ssources: {yearbook: page 7}}
"""

RULES = (
    Rule(
        "FB601",
        "as-printed",
        "The value is the number that the source prints, in the indicator's unit; 万 and 亿 are reckoned with.",
        "A slip of the decimal point is the commonest error in figures from Chinese sources.",
        _SERIES % ("15", "'1.5 million pounds'", ""),
        _SERIES % ("1.5", "'1.5 million pounds'", ""),
        _as_printed,
    ),
    Rule(
        "FB602",
        "hedged-value",
        "A value that the source hedges carries the bound: `at-least` ('more than', 逾), `at-most` ('under', 不足), `below` ('nearly',"
        " 近), `about` (约).",
        "'More than ten' is not ten, and nearly ten is less than ten.",
        _SERIES % ("2", "'over 2 million pounds'", ""),
        _SERIES % ("2", "'over 2 million pounds'", "bound: at-least, "),
        _bounds,
    ),
    Rule(
        "FB603",
        "caveat-without-note",
        "Inferred, computed, outdated and rejected facts say in a note what that means.",
        "A warning that does not say of what is no help.",
        _SERIES % ("2", "'2 million'", "caveats: [computed], "),
        _SERIES % ("2", "'2 million'", "note: The sum of two figures., caveats: [computed], "),
        _caveats,
    ),
)
