"""References to facts in text: ``[[…]]``.

[[population@1990]]               a fact or an entity
[[population@newest]]             the newest value of a series, by :mod:`factbook.store.newest`
[[charter date]]                  one field of it
[[charter cite]]                  its citations alone
[[mill|the old mill]]             a link to it under words of the page's own; a fact is cited after them
[[= income@1991 / income@1990, times]]  a number that is computed from facts
[[source:yearbook]]               a citation alone
[[plans:met]]                     how many plans have an outcome
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import count
from typing import Literal, get_args

REFERENCE = re.compile(r"\[\[(?P<body>[^\[\]\n]{1,300})\]\]")

FORMS: Mapping[str, str] = {
    "[[population@1990]]": "a fact by its address: value or name, with a citation; an entity by its id: its name, which leads to its page",
    "[[population@newest]]": "the newest value of a series",
    "[[charter date]]": "one field of a fact or an entity",
    "[[mill|the old mill]]": "a link under words of the page's own; a fact is cited after them",
    "[[= income@1991 / income@1990, times]]": (
        "a number that is computed from facts: addresses, numbers, + - * / and parentheses, each set off by spaces; then a comma, its"
        " format, and how many decimals where that is not the usual"
    ),
    "[[source:yearbook]]": "a citation alone",
    "[[plans:met]]": "how many plans have an outcome (open, met, missed, dropped, unknown); it leads to them",
}
"""The forms of a reference."""

FIELDS: Mapping[str, str] = {
    "date": "when it happened, was set or is true of",
    "name": "its name",
    "title": "its title",
    "text": "the text of a statement",
    "summary": "its summary",
    "zh": "its Chinese name",
    "value": "its value without the unit",
    "period": "the time of a value; no citation, for it stands beside the value",
    "unit": "the unit of a value",
    "grade": "its grade, as a badge",
    "marks": "its grade and all that stands beside it",
    "cite": "its citations alone",
}
"""What can be asked of a fact or an entity."""

FORMATS: Mapping[str, str] = {
    "times": "3.5 times",
    "percent": "45%",
    "percentage-points": "a difference of two percentages",
    "difference": "a difference, with the unit of its parts",
    "number": "the number alone",
}
"""How a computed number can be shown."""

PlanOutcome = Literal["open", "met", "missed", "dropped", "unknown"]
"""What became of a plan."""

_TOKEN = re.compile(r"\S+")
_NUMBER = re.compile(r"^\d{1,15}(\.\d{1,15})?$", re.ASCII)
_DIGIT = re.compile(r"^[0-9]$")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact or an entity, one field of it, or a link to it under ``label``, plain words of the page's own."""

    target: str
    field: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class SourceReference:
    """A citation alone."""

    source: str


@dataclass(frozen=True, slots=True)
class PlanCount:
    """How many plans have an outcome."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Computation:
    """A number that is computed from facts: the expression's tokens, the format and the digits after the point."""

    tokens: tuple[str, ...]
    format: str
    digits: int

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses in the expression, in order."""
        return addresses_in(self.tokens)


Parsed = Reference | SourceReference | PlanCount | Computation

_OPERATORS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
_DEFAULT_DIGITS = {"times": 1, "percent": 0, "percentage-points": 1, "difference": -1, "number": -1}


def find(text: str) -> Iterator[re.Match[str]]:
    """Every reference in a text; the group ``body`` is what stands between the brackets."""
    return REFERENCE.finditer(text)


def without(text: str) -> str:
    """A text without its references; their labels stay, since those are words of the text itself."""
    return REFERENCE.sub(lambda match: match["body"].partition("|")[2], text)


def addresses_alone(text: str) -> str:
    """A text as it was typed once, each reference in it by what it names, or by its label: what it showed then is not known."""
    return REFERENCE.sub(lambda match: (match["body"].partition("|")[2] or match["body"]).strip(), text)


def parse(body: str) -> Parsed:
    """The reference that stands between ``[[`` and ``]]``. Raises ValueError with the fix."""
    body = body.strip()
    if body.startswith("="):
        return _computation(body[1:])
    if body.startswith("source:"):
        return SourceReference(body.removeprefix("source:").strip())
    if body.startswith("plans:"):
        return _plan_count(body.removeprefix("plans:").strip())
    before, bar, label = (part.strip() for part in body.partition("|"))
    target, _, name = before.partition(" ")
    name = name.strip()
    if not target:
        raise ValueError("the reference is empty")
    if name and name not in FIELDS:
        raise ValueError(f"'{name}' is not a field; the fields are {', '.join(FIELDS)}")
    if bar and (name or not label):
        raise ValueError("a label stands in place of a field; write [[address|words]] or [[address field]]")
    return Reference(target, name, label)


def _plan_count(outcome: str) -> PlanCount:
    outcomes = get_args(PlanOutcome)
    if outcome not in outcomes:
        raise ValueError(f"'{outcome}' is no outcome of a plan; the outcomes are {', '.join(outcomes)}")
    return PlanCount(outcome)


def _computation(text: str) -> Computation:
    expression, comma, style = text.rpartition(",")
    if not comma:
        raise ValueError(f"a computed number ends with a comma and its format: {', '.join(FORMATS)}")
    words = style.split()
    if not words or words[0] not in FORMATS or len(words) > 2 or (len(words) == 2 and not _DIGIT.match(words[1])):
        raise ValueError(
            f"'{style.strip()}' is not a format; the formats are {', '.join(FORMATS)}, each may have digits"
        )
    digits = int(words[1]) if len(words) == 2 else _DEFAULT_DIGITS[words[0]]
    return Computation(expression_tokens(expression), words[0], digits)


def expression_tokens(text: str) -> tuple[str, ...]:
    """The tokens of an expression, as :func:`evaluate` takes them. Raises ValueError with the fix."""
    tokens = tuple(_TOKEN.findall(text.replace("(", " ( ").replace(")", " ) ")))
    samples = count(1)
    evaluate(tokens, lambda _: Decimal(next(samples)).sqrt())  # numbers that do not cancel each other out
    if not addresses_in(tokens):
        raise ValueError("a computed number needs at least one fact")
    return tokens


def addresses_in(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses among the tokens of an expression, in order."""
    return tuple(t for t in tokens if t not in _OPERATORS and t not in {"(", ")"} and not _NUMBER.match(t))


def evaluate(tokens: tuple[str, ...], value_of: Callable[[str], Decimal]) -> Decimal:
    """The value of an expression of ``+ - * /``, parentheses, numbers and addresses, each token set off by spaces.

    ``value_of`` gives the value of an address. Raises ValueError for an expression that does not hold together
    or divides by zero.
    """
    return _Evaluation(tokens, value_of).result()


class _Evaluation:
    """Recursive descent: a sum of products of factors."""

    def __init__(self, tokens: tuple[str, ...], value_of: Callable[[str], Decimal]) -> None:
        self._tokens = list(tokens)
        self._value_of = value_of
        self._depth = 0

    def result(self) -> Decimal:
        value = self._chain(("+", "-"))
        if self._tokens:
            raise ValueError(f"'{self._tokens[0]}' is too much; put an operator with spaces between two values")
        return value

    def _chain(self, operators: tuple[str, ...]) -> Decimal:
        inner = self._factor if "*" in operators else lambda: self._chain(("*", "/"))
        value = inner()
        while self._tokens and self._tokens[0] in operators:
            operator = _OPERATORS[self._tokens.pop(0)]
            try:
                value = operator(value, inner())
            except (DivisionByZero, InvalidOperation):
                raise ValueError("the expression divides by zero") from None
            except ArithmeticError:
                raise ValueError("the expression gives a number that is too long") from None
        return value

    def _factor(self) -> Decimal:
        token = self._tokens.pop(0) if self._tokens else ""
        if token == "(":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise ValueError("the expression has too many parentheses")
            value = self._chain(("+", "-"))
            self._depth -= 1
            if not self._tokens or self._tokens.pop(0) != ")":
                raise ValueError("a parenthesis is not closed")
            return value
        if not token or token in _OPERATORS or token == ")":
            raise ValueError(f"a value is missing before '{token}'" if token else "the expression ends too early")
        return Decimal(token) if _NUMBER.match(token) else self._value_of(token)
