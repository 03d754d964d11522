"""Numbers as sources print them, and as pages show them."""

from decimal import Decimal

import pytest

from factbook.store.numbers import format_number, printed_numbers, same_number


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("1007.15亿元", ["100715000000"]),
        ("逾3,000家", ["3000"]),
        ("约17万人", ["170000"]),
        ("2万亿元", ["2000000000000"]),
        ("1,558,793人", ["1558793"]),
        ("US$6.38 billion", ["6380000000"]),
        ("31%", ["31"]),
        ("1，234億元", ["123400000000"]),
        ("3 million of 5 million", ["3000000", "5000000"]),
        ("no number at all", []),
    ],
)
def test_every_number_of_a_printed_figure_is_read_with_its_scale(printed: str, numbers: list[str]) -> None:
    assert printed_numbers(printed) == [Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("value", "factor", "printed", "same"),
    [
        ("100.715", "1000000000", "1007.15亿元", True),
        ("1007.15", "1000000000", "1007.15亿元", False),
        ("100.71", "1000000000", "1007.15亿元", False),
        ("31", "1", "31%", True),
    ],
)
def test_a_value_is_held_against_the_sources_own_words(value: str, factor: str, printed: str, *, same: bool) -> None:
    assert same_number(Decimal(value), Decimal(factor), printed) is same


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("100.715", "100.715"),
        ("3000", "3000"),
        ("1558793", "1,558,793"),
        ("0.396", "0.396"),
        ("8.80", "8.80"),
        ("-2.5", "\N{MINUS SIGN}2.5"),
    ],
)
def test_a_shown_number_keeps_all_its_digits(value: str, shown: str) -> None:
    assert format_number(Decimal(value)) == shown
