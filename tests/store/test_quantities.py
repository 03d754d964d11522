"""Figures in a source's words: numbers, signs and bounds, in Chinese and English."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factbook.store.quantities import holds_number, quantities, quantity

PHRASES = yaml.safe_load((Path(__file__).parent / "phrases.yml").read_text(encoding="utf-8"))
ROWS = [tuple(row) for group in ("seen", "variants") for row in PHRASES[group]]


@pytest.mark.parametrize(("phrase", "value", "bound"), ROWS, ids=[str(row[0]) for row in ROWS])
def test_a_phrase_is_read_as_people_read_it(phrase: str, value: float | None, bound: str | None) -> None:
    found = quantities(phrase)
    assert len(found) == 1, found
    assert found[0].bound == bound
    if value is None:
        assert found[0].readings == ()
        assert quantity(phrase) is None
    else:
        assert found[0].readings[0] == Decimal(str(value))


def test_most_phrases_are_variants() -> None:
    assert len(ROWS) == len({row[0] for row in ROWS}) >= 150
    assert len(PHRASES["variants"]) >= len(ROWS) / 2


@pytest.mark.parametrize(
    ("phrase", "readings"),
    [
        ("3 million of 5 million", [[3000000], [5000000]]),
        ("10-20万", [[100000, 10], [200000]]),
        ("10 to 20 million", [[10000000, 10], [20000000]]),
        ("between 10 and 20 million", [[10000000, 10], [20000000]]),
        ("-3% to -5%", [[-3], [-5]]),
        ("2023年5月增长5.5%，利润下降3.2%", [[5.5], [-3.2]]),
        ("2000万元以上企业100家", [[20000000], [100]]),
        ("装机100千瓦", [[100, 100000]]),
        ("100兆瓦", [[100, 100000000]]),
        ("1兆元", [[1000000000000, 1000000]]),
        ("$5m", [[5, 5000000]]),
        ("12‰", [[12, Decimal("1.2")]]),
        ("on 9 November 1992 at 10:30", []),
        ("fell by 2000 people by 2025", [[-2000]]),
        ("rose by 1964.98 million in 2023", [[1964980000]]),
        ("from 2000 to 3000 people", [[2000], [3000]]),
        ("Q3, G20, 5月3日, 2024-10-12, 一带一路", []),
    ],
)
def test_several_numbers_and_several_readings(phrase: str, readings: list[list[float]]) -> None:
    assert [list(found.readings) for found in quantities(phrase)] == [
        [Decimal(str(n)) for n in each] for each in readings
    ]


def test_the_ends_of_a_range_have_no_bound() -> None:
    assert [found.bound for found in quantities("10至20家")] == [None, None]


@pytest.mark.parametrize("phrase", ["no number at all", "产值创新高", ""])
def test_a_text_without_a_number_is_known_as_such(phrase: str) -> None:
    assert not holds_number(phrase)
    assert quantities(phrase) == ()


_CHINESE = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A whole number below 10^16 in Chinese numerals, as people write it."""
    if number < 10:
        return _CHINESE[number]
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            gap = "零" if 0 < rest < scale // 10 else ""
            return f"{chinese(head)}{name}{gap}{chinese(rest) if rest else ''}"
    raise AssertionError


numbers = st.one_of(
    st.integers(10, 10**6), st.integers(10, 10**15), st.sampled_from([10, 100, 10**4, 10**8, 10**12, 11, 110, 1001])
)


@given(numbers)
def test_every_number_in_chinese_numerals_is_read(number: int) -> None:
    (found,) = quantities(f"共{chinese(number)}人")
    assert found.readings[0] == number


scales = {"": 0, "万": 4, "千万": 7, "亿": 8, "百亿": 10, "万亿": 12, " thousand": 3, " million": 6, " billion": 9}
hedges = ["约", "超过", "不超过", "近", "不足", "nearly ", "at least ", "no more than ", "under "]


@given(
    st.decimals(min_value="0.01", max_value="9999", places=2),
    st.sampled_from(sorted(scales)),
    st.sampled_from(["", "-", "−", "下降", "fell by "]),
)
def test_sign_and_scale_belong_to_the_number(number: Decimal, scale: str, sign: str) -> None:
    found = quantity(f"{sign}{number}{scale}")
    assert found is not None
    assert found.readings[0] == number.scaleb(scales[scale]) * (-1 if sign else 1)


@given(st.integers(2, 9999), st.sampled_from(hedges), st.sampled_from(["", "左右"]))
def test_a_hedge_never_changes_the_number(number: int, before: str, after: str) -> None:
    found = quantity(f"{before}{number}家{after}")
    assert found is not None
    assert found.readings == (Decimal(number),)
    assert found.bound != "exact"


@given(
    st.text(
        alphabet=st.sampled_from("0123456789.,-−%~+()一二三十百千万亿多余几约近超不过下降半个点年月 abmofhlntdu$¥/:"),
        max_size=24,
    )
)
def test_no_phrase_makes_a_traceback(text: str) -> None:
    for found in quantities(text):
        assert found.bound in (None, *found.accepted)
        assert all(reading.is_finite() for reading in found.readings)
