"""Quantities in a phrase: each number with the words before and after it that give its sign and its bound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from factbook.store.quantities.numerals import Numeral, numeral
from factbook.store.quantities.words import (
    AFTER,
    BEFORE,
    BOUNDS,
    CURRENCY,
    FALL_AFTER,
    FALL_BEFORE,
    GLUE,
    MEASURES,
    MINUS,
    NEGATORS,
    NOT_AFTER,
    NOT_BEFORE,
    NUMBER_WORDS,
    ONLY_ROUND,
    PARTS,
    SIDES,
    UNSURE_OF_SIGN,
    VAGUE,
    Bound,
    Sense,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a source's words.

    Attributes:
        text: The number as it is printed.
        readings: What it may be, the likeliest first; empty where it cannot be read.
        bound: What the words make of it; None where that cannot be judged.
        accepted: All bounds that the words agree with.
        hedge: The words that bound it; empty without any.

    """

    text: str
    readings: tuple[Decimal, ...]
    bound: Bound | None = "exact"
    accepted: tuple[Bound, ...] = ("exact",)
    hedge: str = ""


def quantity(phrase: str) -> Quantity | None:
    """Return the one quantity of a phrase; None where there is not exactly one, or where it cannot be read."""
    found = quantities(phrase)
    return found[0] if len(found) == 1 and found[0].readings else None


@lru_cache(maxsize=4096)
def quantities(phrase: str) -> tuple[Quantity, ...]:
    """Return all quantities of a phrase, in order; dates are none."""
    text = _normal(phrase)
    numbers = list(_numbers(text))
    found = [_quantity(text, numbers, index) for index in range(len(numbers))]
    return tuple(_with_ranges(text, numbers, found))


def holds_number(phrase: str) -> bool:
    """Return whether a phrase holds anything that may be a number, read or not."""
    return re.search(NUMBER_WORDS, unicodedata.normalize("NFKC", phrase), re.IGNORECASE) is not None


def _words(table: str) -> list[str]:
    """The words of a table: Chinese ones are divided by spaces, English phrases by bars."""
    found = []
    for line in table.strip().splitlines():
        is_english = "|" in line or re.search("[a-z]", line)
        found += [word.strip() for word in (line.split("|") if is_english else line.split())]
    return [word for word in found if word]


def _pattern(word: str) -> str:
    """A word as a regular expression: English words are whole words, with any space between them."""
    body = r"\s+".join(map(re.escape, word.split()))
    return rf"(?<![A-Za-z]){body}(?![A-Za-z])" if re.match("[a-z]", word) else body


def _any(words: list[str]) -> str:
    return "|".join(_pattern(word) for word in sorted(words, key=len, reverse=True))


_SENSE_BEFORE: dict[str, Sense] = {word: sense for sense, table in BEFORE.items() for word in _words(table)}
_SENSE_AFTER: dict[str, Sense] = {word: sense for sense, table in AFTER.items() for word in _words(table)}
_BEFORE = re.compile(
    rf"""(?:(?P<hedge>{_any(list(_SENSE_BEFORE))})
      | (?P<fall>{_any(_words(FALL_BEFORE))})
      | (?P<unsure>{_any(_words(UNSURE_OF_SIGN))}|[—±])
      | (?P<sign>[{MINUS}]|负增长|负的?|零下|(?<![A-Za-z])(?:minus|negative))
      | (?P<percent>[百千]分之)
      | (?P<currency>{CURRENCY})
      | (?P<glue>(?<![A-Za-z]){GLUE}(?![A-Za-z])|[::])
      )\s*$""".replace("\\#", "#"),
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = 48
_TIME = (
    r"(?:多|余)?(?:年|个?月|天|日|周|个?季度|届|期|个?小时|分钟|"
    r"\s*(?:years?|months?|days?|weeks?|quarters?|decades?|hours?)(?![A-Za-z]))"
)
_IS_TIME = re.compile(_TIME)
_PAST = frozenset(["近", "过", "上", "over", "within", "under", "around", "some"])
"""Of a stretch of time these say nothing of its length: 近三年 is "the past three years"."""
_AFTER = re.compile(
    rf"""\s*(?:%|‰|percent|per\ cent)?\s*
      (?:{CURRENCY}
       | (?:{MEASURES}){{0,3}}(?:(?![规限超过不未是为和与及或中其约近达增降前左上以之])[\u4e00-\u9fff]){{0,4}}?
       | [A-Za-z/²³°µμ0-9]{{1,8}}
       | (?:\s*[A-Za-z]+){{0,3}}?)\s*
      (?P<hedge>{_any(list(_SENSE_AFTER))})(?!\s*\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_FALL_AFTER = re.compile(
    rf"""\s*(?:%|‰|percentage\ points?|percent|per\ cent|个?百分点|pp)\s*
      (?:year-on-year|year\ on\ year|yoy|annual|annuali[sz]ed|month-on-month|quarterly)?\s*
      (?:{_any(_words(FALL_AFTER))})(?!\s*(?:to|from|至|到)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_DATES = re.compile(
    r"""(?<!\d)(?:19|20)\d{2}\s*[-–—~至到]\s*(?:19|20)\d{2}(?!\d)年?
      | (?<!\d)(?:[12]\d{3}|[一二][零〇一二三四五六七八九]{3})年
        (?:度|底|末|初|上半年|下半年|(?:\d{1,2}|十?[一二三四五六七八九十])月(?:份|底|末|初)?(?:\d{1,2}[日号])?)?
      | (?<!\d)\d{1,2}月(?:份|底|末|初|\d{1,2}[日号])
      | (?<![\d.])[12]\d{3}(?:[-/][01]?\d(?:[-/][0-3]?\d)?|\.[01]?\d\.[0-3]?\d)(?![\d万亿%元])(?![.,]\d)
      | \b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\ (?:\d{1,2}(?:st|nd|rd|th)?,?\ )?[12]\d{3}\b
      | \b\d{1,2}(?:st|nd|rd|th)?\ (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\ [12]\d{3}\b)?
      | \b(?:in|since|until|during|year|FY
          |(?<!fell\ )(?<!rose\ )(?<!grew\ )(?<!down\ )(?<!fall\ )(?<!up\ )(?<!cut\ )(?<!ed\ )(?<!ing\ )(?<!en\ )by)
        \ ?(?:19|20)\d{2}\b(?![.,]\d|\s*(?:%|percent|per\ cent|[万萬亿億千百]|thousand|million|billion|trillion|[mb]n\b))
      | (?<![\d:])\d{1,2}:\d{2}(?![\d:])
      | 上半年|下半年|[第一二三四]+季度|\bQ[1-4]\b
    """,
    re.VERBOSE | re.ASCII,
)
_VAGUE = re.compile(
    rf"(?<![A-Za-z])(?P<about>{VAGUE})|(?<![A-Za-z])(?:{PARTS})|(?<![\d一二两三四五六七八九十百千万])[\d一二两三四五六七八九十]+分之[\d一二两三四五六七八九十百千万点.]+",
    re.IGNORECASE,
)
_IS_MEASURE = re.compile(rf"\s*(?:{MEASURES})")
_BETWEEN = re.compile(
    rf"\s*(?:%|{CURRENCY}|(?:{MEASURES}){{1,3}})?\s*(?:[{MINUS}—~～]|至|到|to|and|或|or)\s*(?:{CURRENCY})?\s*",
    re.IGNORECASE,
)
_TENTHS = re.compile(r"成(?P<half>半)?(?!立|为|功|本|都|交|果|员|长|熟|套|品|绩|就|人|型|渝|份)")
_AND_A_HALF = re.compile(r"(?:年|倍|天|小时|个月|米|公里|元|吨|里|斤|个)半(?!导|数|岛|年)")
_DECIMALS = {"½": ".5", "¼": ".25", "¾": ".75"}
_SUPER = str.maketrans({c: str(i) for i, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})


def _normal(phrase: str) -> str:
    """The phrase in NFKC, with fractions as decimals, powers with ``^`` and thousands apart by apostrophes."""
    text = re.sub("(?<=\\d)[\u00a0\u2009\u202f’](?=\\d{3})", "'", phrase)
    text = re.sub("(\\d)?\\s?([½¼¾])", lambda found: f"{found[1] or 0}{_DECIMALS[found[2]]}", text)
    text = re.sub("(?<=\\d)[⁰¹²³⁴-⁹]+", lambda found: "^" + found[0].translate(_SUPER), text)
    return unicodedata.normalize("NFKC", text)


def _numbers(text: str) -> Iterator[Numeral]:
    """All numbers of a text, from left to right."""
    skipped = {found.start(): found.end() for found in _DATES.finditer(text)}
    vague = {found.start(): found for found in _VAGUE.finditer(text)}
    position = 0
    while position < len(text):
        if position in skipped:
            position = skipped[position]
            continue
        if position in vague:
            yield Numeral(position, vague[position].end(), None, "vague" if vague[position]["about"] else "")
            position = vague[position].end()
            continue
        found = numeral(text, position) if _may_begin(text, position) else None
        if found is None:
            position += 1
            continue
        if not found.is_weak or _stands_for_a_number(text, found):
            yield found
        position = found.end


def _stands_for_a_number(text: str, number: Numeral) -> bool:
    """Whether a numeral that may be a part of a word is a number: alone, before a measure word, behind a hedge."""
    is_alone = text.strip() == text[number.start : number.end]
    return is_alone or _IS_MEASURE.match(text, number.end) is not None or bool(_before(text, number).senses)


_GLUED = re.compile(rf"[A-Za-z][{MINUS}]?$|\d[.,]$")
_MONEY = re.compile(rf"{CURRENCY}$", re.IGNORECASE)


def _may_begin(text: str, position: int) -> bool:
    """Whether a number may begin here: not inside a word or a name such as G20 and Covid-19."""
    character = text[position]
    if not (character.isalnum() and (character.isdigit() or not character.isascii() or character.isalpha())):
        return False
    before = text[max(0, position - 8) : position]
    if character.isascii() and _GLUED.search(before):
        return bool(character.isdigit() and _MONEY.search(before))
    return not before[-1:].isdigit() or not character.isdigit()


@dataclass(slots=True)
class _Around:
    """What stands around a number."""

    senses: list[tuple[Sense, str]]
    falls: int = 0
    signs: int = 0
    unsure: bool = False
    negated: bool = False
    percent: str = ""


def _before(text: str, number: Numeral) -> _Around:
    """Read the words before a number, one by one, from the nearest outwards."""
    found = _Around([])
    end = number.start
    while match := _BEFORE.search(text, max(0, end - _TAIL), end):
        kind, word = match.lastgroup or "", match[match.lastgroup or 0]
        start = match.start()
        if kind == "hedge":
            if not _is_word(text, start, word, number):
                break
            found.negated |= _is_negated(text, start)
            found.senses.append((_SENSE_BEFORE[" ".join(word.lower().split())], word))
        elif kind == "sign" and not _is_sign(text, start, word):
            break
        elif kind == "percent":
            found.percent = word
        found.falls += kind == "fall"
        found.signs += kind == "sign"
        found.unsure |= kind == "unsure"
        end = start
    return found


def _is_word(text: str, start: int, word: str, number: Numeral) -> bool:
    """Whether a hedge stands by itself, and of this number."""
    if word in ONLY_ROUND and word in "上过" and not number.is_round:
        return False
    if word.lower() in _PAST and _IS_TIME.match(text, number.end):
        return False
    return not (start and text[start - 1] in NOT_BEFORE.get(word, ""))


def _is_negated(text: str, start: int) -> bool:
    before = text[:start].rstrip().lower()
    return any(
        before.endswith(word) and not (word.isalpha() and word.isascii() and before[: -len(word)][-1:].isalpha())
        for word in NEGATORS
    )


def _is_sign(text: str, start: int, sign: str) -> bool:
    """Whether a dash is a minus: nothing stands before it that it could join to what follows."""
    if sign not in MINUS:
        return True
    before = text[:start]
    if before.endswith(" "):
        return not before.rstrip()[-1:].isdigit() and before.rstrip()[-1:] not in "%)"
    return not re.search(r"[A-Za-z0-9%)]$", before)


def _after(text: str, number: Numeral) -> tuple[Sense, str] | None:
    """The hedge behind a number or behind its unit."""
    found = _AFTER.match(text, number.end)
    if not found:
        return None
    word = found["hedge"]
    rest = NOT_AFTER.get(word, "")
    if rest and re.match(rest, text[found.end() :]):
        return None
    return _SENSE_AFTER[" ".join(word.lower().split())], word


def _quantity(text: str, numbers: list[Numeral], index: int) -> Quantity:
    number = numbers[index]
    around = _before(text, number)
    after = _after(text, number)
    behind = _FALL_AFTER.match(text, number.end)
    fell = around.falls + bool(behind)
    senses = [*around.senses, *([after] if after else [])]
    unreadable = around.unsure or (fell and around.signs) or fell > 1 or around.signs > 1 or _is_accounted(text, number)
    sign = -1 if fell or around.signs else 1
    readings = () if unreadable else tuple(_plain(sign * value) for value in _readings(text, number, around))
    printed = text[number.start : number.end]
    if number.fuzzy == "vague":
        senses.append(("about", printed))
    elif number.fuzzy:
        senses.append((number.fuzzy, printed))
    accepted = _accepted(senses, flipped=bool(fell))
    is_judged = bool(accepted) and not around.unsure and not around.negated and (readings or senses)
    bound = accepted[0] if is_judged else None
    return Quantity(
        printed, readings, bound, accepted if bound else (), " … ".join(dict.fromkeys(word for _, word in senses))
    )


def _is_accounted(text: str, number: Numeral) -> bool:
    """Whether a number stands alone in brackets: to accountants it is negative."""
    return text[: number.start].strip() == "(" and text.startswith(")", number.end)


def _plain(value: Decimal) -> Decimal:
    """A number without an exponent and without zeros behind the point."""
    return Decimal(int(value)) if value == int(value) else value.normalize()


def _accepted(senses: list[tuple[Sense, str]], *, flipped: bool) -> tuple[Bound, ...]:
    """The bounds that all hedges agree with, the best first; of hedges that disagree, those of each ("about 100 or more")."""
    kinds = list(dict.fromkeys(sense for sense, _ in senses))
    if not kinds:
        return ("exact",)
    sets = [BOUNDS[kind] for kind in kinds]
    common = [bound for bound in sets[0] if all(bound in other for other in sets)]
    joined = "about" in kinds or any(side.issuperset(kinds) for side in SIDES)
    bounds = common or ([bound for each in sets for bound in each] if joined else [])
    if flipped:  # a fall of more than 3 % is a change of under -3 %
        turned: dict[Bound, Bound] = {
            "over": "under",
            "under": "over",
            "at-least": "at-most",
            "at-most": "at-least",
            "below": "about",
        }
        bounds = [turned.get(bound, bound) for bound in bounds]
    return tuple(dict.fromkeys(bounds))


def _readings(text: str, number: Numeral, around: _Around) -> tuple[Decimal, ...]:
    """What a number may be: in its own words, and in those of its unit."""
    if number.value is None:
        return ()
    value = number.value
    if around.percent == "千分之":
        return (value / 10, value)
    tenths = _TENTHS.match(text, number.end)
    if tenths:
        return (value * 10 + (5 if tenths["half"] else 0), value)
    if _AND_A_HALF.match(text, number.end):
        return (value + Decimal("0.5"),)
    if text[number.end : number.end + 1] == "‰":
        return (value, value / 10)
    return (value,) if number.other is None else (value, number.other)


def _with_ranges(text: str, numbers: list[Numeral], found: list[Quantity]) -> list[Quantity]:
    """Of two numbers that are the ends of a range nothing is known to be exact; a scale behind the second is of both."""
    for index in range(len(numbers) - 1):
        first, second = numbers[index], numbers[index + 1]
        between = _BETWEEN.fullmatch(text, first.end, second.start)
        if not between or first.value is None or second.value is None:
            continue
        if re.search("and|or|或", between[0], re.IGNORECASE) and not re.search(
            r"between\s+\S*$", text[: first.start], re.IGNORECASE
        ):
            continue
        readings = found[index].readings
        if first.scale == 1 and second.scale > 1 and first.value * second.scale < second.value:
            readings = (*(value * second.scale for value in readings), *readings)
        found[index] = replace(found[index], readings=readings, bound=None, accepted=())
        found[index + 1] = replace(found[index + 1], bound=None, accepted=())
    return found
