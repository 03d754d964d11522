"""Dates keep exactly the precision they were written in."""

from __future__ import annotations

import re
from datetime import date

import pytest

from mkdocs_timeline.dates import parse
from mkdocs_timeline.labels import label, parts

#  text, first day, last day, precision, approximate, uncertain, English, Chinese
DATES = [
    ("1992", "1992-01-01", "1992-12-31", "year", False, False, "1992", "1992年"),
    ("1992-11", "1992-11-01", "1992-11-30", "month", False, False, "November 1992", "1992年11月"),
    ("2024-02", "2024-02-01", "2024-02-29", "month", False, False, "February 2024", "2024年2月"),
    ("1992-11-09", "1992-11-09", "1992-11-09", "day", False, False, "9 November 1992", "1992年11月9日"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "day", False, False, "29 February 2000", "2000年2月29日"),
    ("2023-Q3", "2023-07-01", "2023-09-30", "quarter", False, False, "Q3 2023", "2023年第三季度"),
    ("1992~", "1992-01-01", "1992-12-31", "year", True, False, "c. 1992", "约1992年"),
    ("1992?", "1992-01-01", "1992-12-31", "year", False, True, "1992 (uncertain)", "1992年（存疑）"),
    (
        "1992-11%",
        "1992-11-01",
        "1992-11-30",
        "month",
        True,
        True,
        "c. November 1992 (uncertain)",
        "约1992年11月（存疑）",
    ),
    ("2001/2022", "2001-01-01", "2022-12-31", "period", False, False, "2001–2022", "2001年至2022年"),
    ("2001~/2022-05", "2001-01-01", "2022-05-31", "period", True, False, "c. 2001–May 2022", "约2001年至2022年5月"),
    ("2019/..", "2019-01-01", None, "period", False, False, "since 2019", "2019年起"),
    ("../2019-03", None, "2019-03-31", "period", False, False, "until March 2019", "截至2019年3月"),
    ("199X", "1990-01-01", "1999-12-31", "decade", False, False, "1990s", "1990年代"),
    ("19XX~", "1900-01-01", "1999-12-31", "century", True, False, "c. 20th century", "约20世纪"),
    ("199X/2003", "1990-01-01", "2003-12-31", "period", False, False, "1990s–2003", "1990年代至2003年"),
    ("2022/2022-03", "2022-01-01", "2022-03-31", "period", False, False, "2022–March 2022", "2022年至2022年3月"),
    ("2022-06/2022", "2022-06-01", "2022-12-31", "period", False, False, "June 2022–2022", "2022年6月至2022年"),
    (
        "2023-Q1/2023-02",
        "2023-01-01",
        "2023-02-28",
        "period",
        False,
        False,
        "Q1 2023–February 2023",
        "2023年第一季度至2023年2月",
    ),
    ("0001/9999", "0001-01-01", "9999-12-31", "period", False, False, "1–9999", "1年至9999年"),
]


@pytest.mark.parametrize(("text", "lower", "upper", "precision", "approximate", "uncertain", "_en", "_zh"), DATES)
def test_bounds_are_inclusive_and_marks_are_kept(
    text: str,
    lower: str | None,
    upper: str | None,
    precision: str,
    approximate: bool,
    uncertain: bool,
    _en: str,
    _zh: str,
) -> None:
    when = parse(text)
    assert when.lower == (date.fromisoformat(lower) if lower else None)
    assert when.upper == (date.fromisoformat(upper) if upper else None)
    assert (when.precision, when.approximate, when.uncertain) == (precision, approximate, uncertain)


@pytest.mark.parametrize(("text", "en", "zh"), [(row[0], row[6], row[7]) for row in DATES])
def test_labels_say_no_more_than_is_known(text: str, en: str, zh: str) -> None:
    assert label(parse(text), "en").replace(" – ", "–") == en
    assert label(parse(text), "zh") == zh


@pytest.mark.parametrize("text", [row[0] for row in DATES])
def test_only_dates_that_html_knows_become_time_elements(text: str) -> None:
    values = [part.value for part in parts(parse(text)) if part.is_time]
    assert all(len(value) in (4, 7, 10) and "Q" not in value for value in values)
    assert "".join(values).count("-") == re.sub(r"2023-Q\d", "", text).count("-")
    assert not any("X" in value for value in values)


#  text, words that the message must hold
WRONG = [
    ("", "is not a date"),
    ("199", "is not a date"),
    ("1992-1", "is not a date"),
    ("1992-13", "no month 13"),
    ("1992-00", "no month 00"),
    ("2002-02-30", "2002-02 has no day 30"),
    ("1900-02-29", "1900-02 has no day 29"),
    ("1992-11-00", "no day 00"),
    ("2023-Q5", "is not a date"),
    ("0000", "year 0000"),
    ("000X", "year 0000"),
    ("199X-03", "is not a date"),
    ("1XXX", "is not a date"),
    ("199x", "is not a date"),
    ("1992-XX", "is not a date"),
    ("2022-04/2022-03", "ends before it begins"),
    ("200X/1999", "ends before it begins"),
    ("-0044", "is not a date"),
    ("1992 ", "is not a date"),
    ("１９９２", "is not a date"),
    ("2022/2001", "ends before it begins"),
    ("1992-11/1992-10-31", "ends before it begins"),
    ("../..", "open on both sides"),
    ("2019/", "write .. for an open side"),
    ("1/2/3", "more than one slash"),
    ("9 November 1992", "write 1987"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_wrong_date_is_refused_in_words_that_help(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("..", r"\.\.")):
        parse(text)
