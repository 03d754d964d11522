"""Numbers as sources print them, and as pages show them.

Chinese scale words: 万 is ten thousand, 亿 (億) a hundred million; they combine (万亿, 千亿). Formatting
follows CLDR by way of Babel.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

_SCALES = {
    "千": 3, "万": 4, "萬": 4, "百万": 6, "千万": 7, "亿": 8, "億": 8, "百亿": 10, "千亿": 11, "万亿": 12, "兆": 12,
    "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "m": 6, "k": 3,
}  # fmt: skip

_PRINTED = re.compile(
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<scale>百万|千万|百亿|千亿|万亿|[千万萬亿億兆]|(?:thousand|million|billion|trillion|mn|bn)\b)?",
    re.IGNORECASE,
)


def printed_numbers(text: str) -> list[Decimal]:
    """All numbers in a source's words, scale words applied, thousands separators removed.

    >>> printed_numbers("1007.15亿元")
    [Decimal('100715000000')]
    """
    values = []
    for match in _PRINTED.finditer(text):
        number = Decimal(re.sub("[,，]", "", match["number"]))
        scale = (match["scale"] or "").lower()
        value = number.scaleb(_SCALES[scale]) if scale else number
        values.append(Decimal(int(value)) if value == int(value) else value)
    return values


def same_number(value: Decimal, factor: Decimal, printed: str) -> bool:
    """Whether ``value`` (in a unit of ``factor`` base units) is one of the numbers in a source's words."""
    amount = value * factor
    return any(number == amount for number in printed_numbers(printed))


def format_number(value: Decimal, language: str = "en") -> str:
    """The number with all its digits and the language's separators; nothing is rounded.

    A negative number has a true minus sign. Whole numbers below ten thousand stand without a separator, as is usual in English prose.
    """
    return _formatted(str(value), language)


@lru_cache(maxsize=4096)
def _formatted(written: str, language: str) -> str:
    """By the digits as they are written: 1 and 1.0 are equal, but do not look the same."""
    value = Decimal(written)
    exponent = value.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    grouping = "" if abs(value) < 10_000 else ",##"
    pattern = f"#{grouping}0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=language).replace("-", "\N{MINUS SIGN}")
