"""Single values: what editors are offered and what the check takes are the same; a hint never changes what was meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from factbook.store.scalars import DATE_PATTERN, ID_PATTERN, _identifier, _number, _plain, date_hint
from mkdocs_timeline.dates import parse


@pytest.mark.parametrize(
    "text", ["0000", "000X", "00XX", "0000-11", "0000/1992", "1992/0000", "199X-03", "1992-00", "1992-13", "2023-Q5"]
)
def test_editors_refuse_what_is_no_date(text: str) -> None:
    assert not re.search(DATE_PATTERN, text)
    with pytest.raises(ValueError, match=r"is not a date|year 0000|no month"):
        parse(text)


@given(st.from_regex(r"\A(\d{4}|\d{3}X|\d\dXX)(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?[~?%]?\Z"))
def test_the_pattern_for_editors_takes_what_the_check_takes(text: str) -> None:
    try:
        parse(text)
    except ValueError:
        assert not re.search(DATE_PATTERN, text)
    else:
        assert re.search(DATE_PATTERN, text)


def hint_of(text: str) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        _number(text)
    assert caught.value.context is not None
    return str(caught.value.context["hint"])


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,234", "write 1234"),
        ("1，234，567.5", "write 1234567.5"),
        ("1 234 567", "write 1234567"),
        ("12,5", "write the digits without separators, and a decimal point for a decimal comma"),
        ("0,125", "write the digits without separators, and a decimal point for a decimal comma"),
        ("1,2345", "write the digits without separators, and a decimal point for a decimal comma"),
        ("1,234.567,8", "write digits with a decimal point; the unit stands at the indicator"),
        ("−2.6", "write -2.6"),
        ("１２", "write 12"),
        ("+5", "write 5"),
        (".5", "write 0.5"),
        ("12 %", "write 12; the unit stands at the indicator"),
        ("-0", "write 0"),
        ("-0.0", "write 0.0"),
        ("many", "write digits with a decimal point; the unit stands at the indicator"),
    ],
)
def test_a_number_is_proposed_where_only_one_can_be_meant(text: str, hint: str) -> None:
    assert hint_of(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [("1990s", "write 199X"), ("1990年代", "write 199X"), ("1992-XX", "write 1992:"), ("1992-11-00", "write 1992-11:")],
)
def test_a_date_says_no_more_than_is_known(text: str, hint: str) -> None:
    assert date_hint(text).startswith(hint)


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9", "com0"])
def test_an_id_is_a_name_for_files_everywhere(name: str) -> None:
    with pytest.raises(PydanticCustomError, match="Windows"):
        _identifier(name)
    assert not re.search(ID_PATTERN, name)
    assert _identifier(f"{name}-mill") == f"{name}-mill"


def test_a_line_break_of_a_literal_text_is_no_space_between_chinese_characters() -> None:
    assert _plain("国王\n准许，\n  集市\nTCL\n") == "国王准许，集市 TCL"
    assert _plain("the king\ngrants") == "the king grants"
    assert _plain("惠州 日报") == "惠州 日报"
