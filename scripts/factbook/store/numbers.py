"""Numbers as pages show them: formatting follows CLDR, by way of Babel."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

_UNGROUPED = frozenset({"zh"})
"""Languages whose numbers have no separator: Chinese statistics print 1234.56亿元, for 万 and 亿 leave few digits before the point."""


def format_number(value: Decimal, language: str = "en") -> str:
    """The number with all its digits and the language's separators; nothing is rounded.

    A negative number has a true minus sign; thousands are set apart from 1,000 on, but not in Chinese.
    """
    return _formatted(str(value), language)


def format_count(count: int, language: str = "en") -> str:
    """How many there are, by the same rule."""
    return format_number(Decimal(count), language)


@lru_cache(maxsize=4096)
def _formatted(written: str, language: str) -> str:
    """By the digits as they are written: 1 and 1.0 are equal, but do not look the same."""
    value = Decimal(written)
    exponent = value.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    whole = "0" if language in _UNGROUPED else "#,##0"
    pattern = whole + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=language).replace("-", "\N{MINUS SIGN}")
