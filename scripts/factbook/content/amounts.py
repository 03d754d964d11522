"""Values in words: a number with its unit, the bound of a value, what it is by nature.

A unit is printed by its symbol. Where a language counts in other steps (``scales`` of the unit in the vocabulary), it has them:
123.456 billion yuan are 1234.56亿元. No digit is lost or added, for the steps are powers of ten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from factbook.languages import N_, _, language, pgettext
from factbook.store import Store
from factbook.store.measures import Measure
from factbook.store.numbers import format_number
from factbook.store.records.facts import Target

NATURES = {
    "actual": "",
    "provisional": N_("provisional"),
    "estimate": N_("estimate"),
    "target": N_("target"),
    "forecast": N_("forecast"),
}
"""What a value is called by its nature, in a column or a legend; nothing for what was measured."""

_SAID_OF = {**NATURES, "target": N_("planned"), "forecast": N_("expected")}

_BOUNDS = {
    "exact": "%(amount)s",
    "about": N_("about %(amount)s"),
    "below": N_("nearly %(amount)s"),
    "at-least": N_("at least %(amount)s"),
    "over": N_("over %(amount)s"),
    "at-most": N_("at most %(amount)s"),
    "under": N_("under %(amount)s"),
}

_NBSP = "\u00a0"
_EAST_ASIA = "\u2e80"
"""From this character on, the scripts of East Asia begin: their words follow a number without a space."""


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit as it is printed: its symbol, and by how many places the decimal point of a value moves."""

    symbol: str
    shift: int = 0

    def value(self, value: Decimal) -> Decimal:
        """A value in the unit of the store, in the unit that is printed."""
        if not self.shift:
            return value
        moved, places = value.scaleb(self.shift), max(0, _places(value))
        while _places(moved) > places and moved == moved.quantize(last := Decimal(1).scaleb(1 - _places(moved))):
            moved = moved.quantize(last)  # a zero that was before the point says nothing behind it
        return moved

    def number(self, value: Decimal) -> str:
        """The number alone, as it stands below the unit in the head of a column."""
        return format_number(self.value(value), language())

    def figure(self, value: Decimal) -> str:
        """The number that a unit stands beside; a percent sign does not stand apart from it."""
        return self.number(value) + ("%" if self.symbol == "%" else "")

    def amount(self, value: Decimal) -> str:
        """Number and unit."""
        figure = self.figure(value)
        if not self.symbol or self.symbol == "%":
            return figure
        return f"{figure}{self.symbol}" if self.symbol[0] >= _EAST_ASIA else f"{figure}{_NBSP}{self.symbol}"


def _places(value: Decimal) -> int:
    """How many digits a number has after the point; less than none where it ends in zeros that are not written."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def shown_unit(unit: str, store: Store, values: Iterable[Decimal]) -> ShownUnit:
    """Return how a unit is printed for some values: in the largest step that one of them fills, in the smallest where none does."""
    term = store.unit(unit)
    if term is None:
        return ShownUnit(unit)
    scales = term.scales.get(language(), [])  # type: ignore[call-overload]
    if not scales:
        return ShownUnit(term.symbol or "")
    factor = term.factor or Decimal(1)
    most = max((abs(value) for value in values), default=Decimal(0)) * factor
    scale = next((scale for scale in scales if most >= scale.factor), scales[-1])
    return ShownUnit(scale.symbol, (factor / scale.factor).adjusted())


def unit_text(unit: str, store: Store, *values: Decimal) -> str:
    """How a unit is printed after a number, beside some values; empty for plain counts."""
    return shown_unit(unit, store, values).symbol


def nature_text(nature: str) -> str:
    """What a value is called by its nature; empty for what was measured."""
    return _(NATURES[nature])


def said_of(nature: str) -> str:
    """What is said of a value by its nature, beside it; empty for what was measured."""
    return _(_SAID_OF[nature])


def bounded(bound: str, amount: str) -> str:
    """An amount with the words for its bound."""
    return _(_BOUNDS[bound]) % {"amount": amount}


def amount_of(value: Decimal, unit: str, store: Store) -> str:
    """Number and unit of a value of the store."""
    return shown_unit(unit, store, [value]).amount(value)


def aim_text(aim: Target, unit: str, store: Store) -> str:
    """What a plan aims at: bound, number, unit; of a range both ends, the unit once."""
    if aim.to is None:
        return bounded(aim.bound, amount_of(aim.value, unit, store))
    shown = shown_unit(unit, store, [aim.value, aim.to])
    return _("%(lower)s to %(upper)s") % {"lower": shown.number(aim.value), "upper": shown.amount(aim.to)}


def amount_text(measure: Measure, store: Store) -> str:
    """The value alone: bound, number, unit."""
    return bounded(measure.bound, amount_of(measure.value, measure.unit, store))


def value_text(measure: Measure, store: Store) -> str:
    """A value as lists and titles have it: bound, number, unit; before them what it is, where it was not measured."""
    said = said_of(measure.nature)
    amount = amount_text(measure, store)
    return _("%(what)s: %(amount)s") % {"what": said, "amount": amount} if said else amount


def value_in_prose(measure: Measure, store: Store) -> str:
    """A value as a sentence has it: what it is, where it was not measured, stands behind it."""
    said = said_of(measure.nature)
    amount = amount_text(measure, store)
    return (
        pgettext("value in a sentence", "%(amount)s (%(nature)s)") % {"amount": amount, "nature": said}
        if said
        else amount
    )


def named_value(name: str, measure: Measure, store: Store) -> str:
    """A value after the name of what it is of. What the name says itself (planned …) is not said again."""
    said = said_of(measure.nature)
    if not said or said in name.lower():
        return _("%(what)s: %(amount)s") % {"what": name, "amount": amount_text(measure, store)}
    return _("%(what)s, %(value)s") % {"what": name, "value": value_text(measure, store)}
