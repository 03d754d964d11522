"""Values in words: a number with its unit, the bound of a value, what it is by nature.

A unit is printed by its symbol. Where a language counts in other steps (``scales`` of the unit in the vocabulary), it has them:
123.456 billion yuan are 1234.56亿元. The steps are powers of ten, so no digit is lost or added.

Sentences, cards and lists show a number as it is printed, but one of more than :data:`MOST_DIGITS` digits, as accounts of companies have
them, with :data:`FEW_DIGITS` (:func:`shortened`); so do charts with all. All digits stand in the table of its own series, in the open
data, and in the tooltip of what was shortened. Functions that take ``exact`` shorten unless told not to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from babel import Locale

from factbook.languages import N_, NP_, _, language, pgettext
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

MOST_DIGITS = 6
"""A number of no more digits is shown as it is: statistics are printed with so many at most."""

FEW_DIGITS = 4
"""The digits of a number that is shortened, and of a label of a chart; those before the point are all shown."""

_ORDINALS = {
    "one": NP_("rank", "%(number)sst"),
    "two": NP_("rank", "%(number)snd"),
    "few": NP_("rank", "%(number)srd"),
    "other": NP_("rank", "%(number)sth"),
}
"""A place in a list, by the form that CLDR gives the number in the language that is spoken."""

_RANK = "rank"
"""The base of units whose values are places in a list."""

_EAST_ASIA = "\u2e80"
"""From this character on, the scripts of East Asia begin: their words follow a number without a space."""


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit as it is printed: its symbol, and by how many places the decimal point of a value moves."""

    symbol: str
    shift: int = 0
    is_rank: bool = False

    def value(self, value: Decimal) -> Decimal:
        """A value in the unit of the store, in the unit that is printed."""
        if not self.shift:
            return value
        moved, places = value.scaleb(self.shift), max(0, _places(value))
        while _places(moved) > places and moved == moved.quantize(last := Decimal(1).scaleb(1 - _places(moved))):
            moved = moved.quantize(last)  # a zero that was before the point says nothing behind it
        return moved

    def number(self, value: Decimal, *, exact: bool = False) -> str:
        """The number alone, as it stands below the unit in the head of a column."""
        moved = self.value(value)
        return format_number(moved if exact else shortened(moved), language())

    def label(self, value: Decimal) -> str:
        """The number at a mark of a chart; a rank is an ordinal."""
        number = format_number(shortened(self.value(value), most=FEW_DIGITS), language())
        return _ordinal(value, number) if self.is_rank else number

    def figure(self, value: Decimal, *, exact: bool = False) -> str:
        """The number that a unit stands beside; a percent sign does not stand apart from it, a rank is an ordinal."""
        number = self.number(value, exact=exact)
        if self.is_rank:
            return _ordinal(value, number)
        return number + ("%" if self.symbol == "%" else "")

    def amount(self, value: Decimal, *, exact: bool = False) -> str:
        """Number and unit."""
        figure = self.figure(value, exact=exact)
        if not self.symbol or self.symbol == "%":
            return figure
        if self.symbol[0] >= _EAST_ASIA:
            return figure + self.symbol
        return pgettext("number and unit", "%(number)s\u00a0%(unit)s") % {"number": figure, "unit": self.symbol}


def shortened(value: Decimal, *, most: int = MOST_DIGITS) -> Decimal:
    """A number of more than ``most`` digits with :data:`FEW_DIGITS`, rounded half to even; another is returned as it is.

    The digits before the point are never touched: 1234567.8 is 1234568.
    """
    if not value or _places(value) <= max(0, most - 1 - value.adjusted()):
        return value
    places = max(0, FEW_DIGITS - 1 - value.adjusted())
    found = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return shortened(found, most=FEW_DIGITS)  # 9.9996 has become 10.000


def _ordinal(value: Decimal, number: str) -> str:
    form = Locale.parse(language(), sep="-").ordinal_form(value)
    return pgettext("rank", _ORDINALS.get(form, _ORDINALS["other"])) % {"number": number}


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
        return ShownUnit(term.symbol or "", is_rank=(term.base or term.term) == _RANK)
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


def amount_of(value: Decimal, unit: str, store: Store, *, exact: bool = False) -> str:
    """Number and unit of a value of the store."""
    return shown_unit(unit, store, [value]).amount(value, exact=exact)


def is_shortened(measure: Measure, store: Store) -> bool:
    """Whether a value is shown with fewer digits than it has."""
    moved = shown_unit(measure.unit, store, [measure.value]).value(measure.value)
    return shortened(moved) != moved


def aim_text(aim: Target, unit: str, store: Store) -> str:
    """What a plan aims at: bound, number, unit; of a range both ends, the unit once."""
    if aim.to is None:
        return bounded(aim.bound, amount_of(aim.value, unit, store))
    shown = shown_unit(unit, store, [aim.value, aim.to])
    return _("%(lower)s to %(upper)s") % {"lower": shown.number(aim.value), "upper": shown.amount(aim.to)}


def amount_text(measure: Measure, store: Store, *, exact: bool = False) -> str:
    """The value alone: bound, number, unit."""
    return bounded(measure.bound, amount_of(measure.value, measure.unit, store, exact=exact))


def value_text(measure: Measure, store: Store, *, exact: bool = False) -> str:
    """A value as lists and titles have it: bound, number, unit; before them what it is, where it was not measured."""
    said = said_of(measure.nature)
    amount = amount_text(measure, store, exact=exact)
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


def named_value(name: str, measure: Measure, store: Store, *, exact: bool = False) -> str:
    """A value after the name of what it is of. What the name says itself (planned …) is not said again."""
    said = said_of(measure.nature)
    if not said or said in name.lower():
        return _("%(what)s: %(amount)s") % {"what": name, "amount": amount_text(measure, store, exact=exact)}
    return _("%(what)s, %(value)s") % {"what": name, "value": value_text(measure, store, exact=exact)}
