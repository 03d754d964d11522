"""Values that follow from others: a formula over the addresses of facts, computed and cited by its parts. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import NoReturn

from factbook.store.grading import ReadAs, Standing
from factbook.store.records import Bound, Caveat, Nature, Observation, Valued
from factbook.store.references import addresses_in, evaluate, expression_tokens
from factbook.store.scalars import Locator, places_in
from factbook.store.store import Fact

_DEEPEST = 20
"""So many formulas may rest on one another."""

_INHERITED: tuple[Caveat, ...] = ("inferred", "weak", "outdated", "rejected")
"""The caveats of a part that hold of what is computed from it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A formula that cannot be computed: its fact, and why. ``missing``: the address of a part that does not exist."""

    fact: Fact
    message: str
    hint: str = ""
    missing: str = ""


class _CannotComputeError(Exception):
    """``address``: where the fault is reported; empty where it was reported already."""

    def __init__(self, address: str = "") -> None:
        super().__init__(address)
        self.address = address


def formula_of(fact: Fact) -> str:
    """The formula of a fact; empty where its value was typed, or it has none."""
    return (fact.record.formula or "") if isinstance(fact.record, Observation) else ""


def parts_of(fact: Fact) -> tuple[str, ...]:
    """The addresses in the formula of a fact, in order, each once."""
    formula = formula_of(fact)
    return tuple(dict.fromkeys(addresses_in(expression_tokens(formula)))) if formula else ()


def resolve(facts: Mapping[str, Fact]) -> tuple[dict[str, Observation], list[Fault]]:
    """Compute every formula among some facts.

    Returns:
        The records of the computed facts by address, with value, bound, nature, caveats and sources; and the faults of those
        that cannot be computed. A formula that rests on such a one is in neither.

    """
    resolver = _Resolver(facts)
    for address, fact in facts.items():
        if formula_of(fact):
            try:
                resolver.value(address, ())
            except _CannotComputeError:
                continue
    return resolver.records, resolver.faults


class _Resolver:
    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self._exact: dict[str, Decimal] = {}
        self._failed: set[str] = set()
        self.records: dict[str, Observation] = {}
        self.faults: list[Fault] = []

    def value(self, address: str, path: tuple[str, ...]) -> Decimal:
        """The exact value of a fact; ``path``: the formulas that wait for it."""
        fact = self._facts[address]
        assert isinstance(fact.record, Valued)
        if not formula_of(fact):
            return fact.record.value
        if address in path:
            way = path[-1]
            through = "" if way == address else f", by way of '{way}'"
            self._report(fact, f"'{address}' is computed from itself{through}", "correct one of the formulas")
            raise _CannotComputeError(address)
        if address in self._failed:
            raise _CannotComputeError
        if address not in self._exact:
            try:
                self._compute(fact, (*path, address))
            except _CannotComputeError:
                self._failed.add(address)
                raise
        return self._exact[address]

    def _compute(self, fact: Fact, path: tuple[str, ...]) -> None:
        if len(path) > _DEEPEST:
            self._stop(fact, f"more than {_DEEPEST} formulas rest on one another", "name the values themselves")
        for part in parts_of(fact):
            other = self._facts.get(part)
            if other is None:
                self._stop(fact, f"there is no value '{part}'", missing=part)
            elif not isinstance(other.record, Valued):
                self._stop(fact, f"'{part}' has no value", "name a value: indicator@period, or a figure of a project")
        record = fact.record
        assert isinstance(record, Observation)
        try:
            exact = evaluate(expression_tokens(record.formula or ""), lambda part: self.value(part, path))
            parts = [self._record(part) for part in parts_of(fact)]
            digits = record.digits if record.digits is not None else min(_decimals(part.value) for part in parts)
            shown = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
        except ValueError as error:
            self._stop(fact, str(error), "look at the values of its parts")
        except InvalidOperation:
            self._stop(fact, "the formula gives a number that is too long", "look at the values of its parts")
        self._exact[fact.address] = exact
        self.records[fact.address] = record.model_copy(
            update={
                "value": abs(shown) if shown.is_zero() else shown,
                "bound": _bound(parts),
                "nature": record.nature if record.nature != "actual" else _nature(parts),
                "caveats": _caveats(record, parts),
                "sources": merged(part.sources for part in parts),
            }
        )

    def _record(self, address: str) -> Valued:
        record = self.records.get(address) or self._facts[address].record
        assert isinstance(record, Valued)
        return record

    def _stop(self, fact: Fact, message: str, hint: str = "", missing: str = "") -> NoReturn:
        self._report(fact, message, hint, missing)
        raise _CannotComputeError(fact.address)

    def _report(self, fact: Fact, message: str, hint: str, missing: str = "") -> None:
        self.faults.append(Fault(fact, message, hint, missing))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _bound(parts: Iterable[Valued]) -> Bound:
    """What is computed from a value that is not exact is about right: which way it errs depends on the formula."""
    return "exact" if all(part.bound == "exact" for part in parts) else "about"


def _nature(parts: Iterable[Valued]) -> Nature:
    found = {part.nature for part in parts}
    if found & {"target", "forecast"}:
        return "forecast"
    return "estimate" if found & {"estimate", "provisional"} else "actual"


def _caveats(record: Observation, parts: Iterable[Valued]) -> list[Caveat]:
    inherited = {caveat for part in parts for caveat in part.caveats}
    computed: Caveat = "computed"
    return list(dict.fromkeys((*record.caveats, computed, *(c for c in _INHERITED if c in inherited))))


def merged(cited: Iterable[Mapping[str, str]]) -> dict[str, Locator]:
    """The sources of several facts, each once, with every locator and every excerpt once."""
    locators: dict[str, dict[str, None]] = {}
    excerpts: dict[str, dict[str, None]] = {}
    for sources in cited:
        for source, locator in sources.items():
            locators.setdefault(source, {}).update(dict.fromkeys(places_in(locator)))
            excerpts.setdefault(source, {})[getattr(locator, "excerpt", "")] = None
    return {
        source: Locator("; ".join(filter(None, found)), " … ".join(filter(None, excerpts[source])))
        for source, found in locators.items()
    }


def weakest(facts: Mapping[str, Fact], standings: Mapping[str, Standing]) -> dict[str, Standing]:
    """The standings of the computed facts: the weakest grade of their parts, and a copy where one of them was read as one.

    Args:
        facts: All facts by address.
        standings: Those of the facts by the sources that they cite.

    """
    found: dict[str, Standing] = {}

    def standing(address: str) -> Standing:
        parts = parts_of(facts[address])
        if not parts:
            return standings[address]
        if address not in found:
            of_parts = [standing(part) for part in parts]
            read_as: ReadAs = "copy" if any(one.read_as == "copy" for one in of_parts) else "original"
            found[address] = Standing(max(one.grade for one in of_parts), read_as)
        return found[address]

    for address, fact in facts.items():
        if formula_of(fact):
            standing(address)
    return found
