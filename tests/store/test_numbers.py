"""Numbers as pages show them."""

from decimal import Decimal

import pytest

from factbook.store.numbers import format_number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("100.715", "100.715"),
        ("3000", "3,000"),
        ("1558793", "1,558,793"),
        ("0.396", "0.396"),
        ("8.80", "8.80"),
        ("-2.5", "\N{MINUS SIGN}2.5"),
    ],
)
def test_a_shown_number_keeps_all_its_digits(value: str, shown: str) -> None:
    assert format_number(Decimal(value)) == shown


def test_thousands_are_set_apart_as_a_language_does() -> None:
    value = Decimal("1007.15")
    assert (format_number(value), format_number(value, "zh")) == ("1,007.15", "1007.15")
