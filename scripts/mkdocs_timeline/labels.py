"""Say dates in words, in English and Chinese, with exactly the precision they have."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Literal, NamedTuple

from .dates import Point, When

Language = Literal["en", "zh"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = 3
"""So many letters of a month's name stand in a table."""
_QUARTERS_ZH = "一二三四"
_TIMES = ("day", "month", "year")


def spoken(tag: str) -> Language:
    """The language that words are said in on a page in the language of a BCP 47 tag: its own if there are words in it, else English."""
    return "zh" if tag.partition("-")[0] == "zh" else "en"


class Part(NamedTuple):
    """A piece of a label. `value` is the date for a machine, and empty for connecting words.

    `is_time` tells whether `value` fits HTML's `<time datetime>`, which knows years, months and days, not quarters and decades
    (https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value); `<data>` takes the rest.
    """

    text: str
    value: str = ""
    is_time: bool = False


@lru_cache(maxsize=8192)
def label(when: When, language: Language = "en", *, short: bool = False) -> str:
    """The date as people write it: `5 June 1987`, `c. 2004`, `since 2019`; `1987年6月5日`. `short`: as :func:`parts` has it."""
    return "".join(part.text for part in parts(when, language, short=short))


@lru_cache(maxsize=8192)
def parts(when: When, language: Language = "en", *, short: bool = False) -> tuple[Part, ...]:
    """The same label in pieces, so that a page can mark each date up.

    `short` is for tables: `5 Jun 1987`, `Jan–Sep 2024?`; Chinese is short as it is.
    """
    say = partial(_point_zh if language == "zh" else _point_en, short=short)
    if not when.is_period:
        assert when.start is not None
        return say(when.start)
    if when.start and when.end and _is_stretch(when.start, when.end):
        return _stretch(when.start, when.end, language, short=short)
    before, between, after = _frame(when, language)
    start = say(when.start) if when.start else ()
    end = say(when.end) if when.end else ()
    pieces = (Part(before), *start, Part(between), *end, Part(after))
    return tuple(piece for piece in pieces if piece.text)


def _is_stretch(start: Point, end: Point) -> bool:
    """Whether two points are months of one year, known equally well: year and doubt are then said once."""
    return (start.precision, start.lower.year, start.approximate, start.uncertain) == (
        "month", end.lower.year, end.approximate, end.uncertain
    ) and end.precision == "month"  # fmt: skip


def _stretch(start: Point, end: Point, language: Language, *, short: bool) -> tuple[Part, ...]:
    """Some months of a year: `January–September 2024`, `2024年1月至9月`."""
    before, after = _doubts(end, language, short=short)
    if language == "zh":
        first, between, last = _words_zh(start), "至", f"{end.lower.month}月"
    else:
        first, between, last = _words_en(start, short=short).split()[0], "–", _words_en(end, short=short)
    pieces = (Part(before), Part(first, start.text, True), Part(between), Part(last, end.text, True), Part(after))
    return tuple(piece for piece in pieces if piece.text)


def _frame(when: When, language: Language) -> tuple[str, str, str]:
    if when.end is None:
        return ("", "", "起") if language == "zh" else ("since ", "", "")
    if when.start is None:
        return ("截至", "", "") if language == "zh" else ("until ", "", "")
    if language == "zh":
        return ("", "至", "")
    plain_years = when.start.precision == when.end.precision == "year"
    return ("", "–" if plain_years else " – ", "")


def _doubts(point: Point, language: Language, *, short: bool) -> tuple[str, str]:
    """What stands before and after a date that is not exact or not certain."""
    if language == "zh":
        return "约" if point.approximate else "", "（存疑）" if point.uncertain else ""
    return "c. " if point.approximate else "", ("?" if short else " (uncertain)") if point.uncertain else ""


def _point_en(point: Point, *, short: bool) -> tuple[Part, ...]:
    before, after = _doubts(point, "en", short=short)
    return _marked(before, Part(_words_en(point, short=short), point.text, point.precision in _TIMES), after)


def _point_zh(point: Point, *, short: bool) -> tuple[Part, ...]:
    before, after = _doubts(point, "zh", short=short)
    return _marked(before, Part(_words_zh(point), point.text, point.precision in _TIMES), after)


def _marked(before: str, core: Part, after: str) -> tuple[Part, ...]:
    return tuple(piece for piece in (Part(before), core, Part(after)) if piece.text)


def _words_en(point: Point, *, short: bool) -> str:
    day = point.lower
    month = _MONTHS[day.month - 1][: _SHORT if short else None]
    match point.precision:
        case "day":
            return f"{day.day} {month} {day.year}"
        case "month":
            return f"{month} {day.year}"
        case "quarter":
            return f"Q{(day.month + 2) // 3} {day.year}"
        case "decade":
            return f"{day.year}s"
        case "century":
            return f"{_ordinal(day.year // 100 + 1)} century"
        case _:
            return f"{day.year}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _words_zh(point: Point) -> str:
    day = point.lower
    match point.precision:
        case "day":
            return f"{day.year}年{day.month}月{day.day}日"
        case "month":
            return f"{day.year}年{day.month}月"
        case "quarter":
            return f"{day.year}年第{_QUARTERS_ZH[(day.month - 1) // 3]}季度"
        case "decade":
            return f"{day.year}年代"
        case "century":
            return f"{day.year // 100 + 1}世纪"
        case _:
            return f"{day.year}年"
