"""One number at one place in a text: digits, Chinese numerals, English number words, and scale words in any sum of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Fuzzy = Literal["", "over", "about", "vague"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    Attributes:
        value: None where it cannot be read.
        fuzzy: What the number itself says of its bound: 十余 is over ten, 几十 is vague.
        is_weak: Whether it is a number only beside a hedge or a measure word, as 三 in 三家, 万 in 过万 and the word one.
        is_round: Whether it begins with a scale word.
        scale: What its last scale words multiply by; 1 without any.
        other: A second reading.

    """

    start: int
    end: int
    value: Decimal | None
    fuzzy: Fuzzy = ""
    is_weak: bool = False
    is_round: bool = False
    scale: Decimal = Decimal(1)
    other: Decimal | None = None


ARABIC = (
    r"(?>(?:\d{1,3}(?:[ ]\d{3}){2,}(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|"
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:'\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
)
"""Digits: with thousands (or lakhs) set apart, with a decimal point."""
_UNREADABLE = re.compile(
    rf"\d{{1,3}} \d{{3}}(?![\d ]\d)(?!\d)|{ARABIC}(?:(?:[.,:']|\s?[/⁄^×*]\s?)\d[\d.,:/⁄^']*|\.(?=\d))", re.ASCII
)
_SCIENTIFIC = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[×xX*]\s*10\^|[eE]\+?)(\d{1,2})(?![\d.])", re.ASCII)

_DIGITS = {character: value for value, characters in enumerate(
    ("零〇", "一壹", "二两贰兩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for character in characters}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_D, _U, _B = "".join(_DIGITS), "".join(_UNITS), "".join(_BIG)
_PREFIXED = "瓦|克|米|伏|卡|字节|赫|帕|焦|比特|欧"
"""Units that 千 and 兆 are prefixes of: 100千瓦 is a hundred kilowatts."""

_TOKEN = re.compile(
    rf"""(?P<arabic>{ARABIC})
      | (?P<digit>[{_D}])
      | (?P<unit>(?:[十拾佰仟]|百(?!分[之点]|货|姓|科|度|般|花)|千(?!{_PREFIXED}|方百)))
      | (?P<big>(?:[万萬亿億]|兆(?!{_PREFIXED})))
      | (?P<point>点(?=[{_D}]))
      | (?P<of>个(?=半(?!数|导)|[多余来]?[百千万萬亿億兆])(?!百分点))
      | (?P<half>半(?=个?[百千万萬亿億兆])|(?<=个)半(?!数|导))
      | (?P<more>多(?!媒|样|功能|元化|层|式|边|晶|孔|重|维|用途|渠道|语)|余(?!额|热|粮|杭|姚))
      | (?P<around>来(?=[万萬亿億百千个家人名项元岁天年公里吨亩座台斤米条件位号])|(?<=[百千万个])把(?=[个家人名米元块]))
      | (?P<some>几(?=[{_U}{_B}个家人名项年元])|(?<![人总户指系件参次倍岁函分整])数(?=[{_U}{_B}]))
      | (?P<space>\s(?=[万萬亿億千百]))
    """,
    re.VERBOSE | re.ASCII,
)
_CHINESE_START = re.compile(rf"[{_D}{_U}{_B}半几数]")

_WORDS = dict(zip(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), range(20), strict=True,
)) | dict(zip(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), range(20, 100, 10), strict=True,
))  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "mn": 10**6, "mln": 10**6,
    "mio": 10**6, "crore": 10**7, "billion": 10**9, "bn": 10**9, "bln": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Letters that may be scales, and may be units: 5m has two readings."""

_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_ENGLISH = re.compile(
    rf"(?P<arabic>{ARABIC})|(?:(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})|(?P<scale>{_SCALE})s?)(?![A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
_JOINT = re.compile(r"(?:\s+and\s+|\s*-\s*|\s+)?", re.IGNORECASE)
_ONE = re.compile(rf"(?:an?\s+)(?=(?:{_SCALE})(?![A-Za-z]))", re.IGNORECASE)
_PART = re.compile(
    rf"(?P<part>half|(?:a |one )?quarter|three[ -]quarters)(?:\s+of)?(?:\s+an?)?[\s-]+(?P<scale>{_SCALE})(?![A-Za-z])",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(rf"\s+and\s+a\s+half(?:[\s-]+(?P<scale>{_SCALE}))?(?![A-Za-z])", re.IGNORECASE)
_LETTER = re.compile(r"\s?([kmb])(?![A-Za-z0-9/²³^])", re.IGNORECASE)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75")}


def numeral(text: str, start: int) -> Numeral | None:
    """Return the number that begins at a place of a text, which is NFKC; None where none begins there."""
    if _CHINESE_START.match(text, start):
        return _chinese(text, start)
    found = _SCIENTIFIC.match(text, start)
    if found:
        scaled = re.compile(rf"\s*(?:[{_U}{_B}]|(?:{_SCALE})\b)", re.IGNORECASE).match(text, found.end())
        return Numeral(start, found.end(), None if scaled else Decimal(found[1]).scaleb(int(found[2])))
    found = _UNREADABLE.match(text, start)
    if found:
        return Numeral(start, found.end(), None)
    return _english(text, start) or (_chinese(text, start) if text[start].isdigit() else None)


Items = list[tuple[bool, Decimal]]
"""A number as it is written: scale words (True) and what stands before and between them (False)."""


def _sum(items: Items, *, colloquial: bool = False) -> Decimal | None:
    """Return the number: the largest scale times what stands before it, and what stands behind it; None if it is no number.

    ``colloquial``: a last digit without a scale is of the next smaller one (两万五 is 25,000).
    """
    scales = [value for is_scale, value in items if is_scale]
    if not scales:
        return items[0][1] if len(items) == 1 else None
    largest = max(scales)
    at = items.index((True, largest))
    left = _sum(items[:at]) if at else Decimal(1)
    rest = items[at + 1 :]
    if left is None:
        return None
    if not rest:
        return left * largest
    if rest[0][0] and rest[0][1] != 10:  # 亿万 is no number; 百十五 is one
        return None
    right = _sum(rest, colloquial=colloquial)
    if colloquial and len(rest) == 1 and right is not None and largest > 10:
        right *= largest / 10
    return None if right is None or right >= largest else left * largest + right


def _last_scale(items: Items) -> Decimal:
    """What the scale words at the end multiply by: 10^12 of 3.5万亿."""
    scale = Decimal(1)
    for is_scale, value in reversed(items):
        if not is_scale:
            break
        scale *= value
    return scale


# ── English ──


def _english(text: str, start: int) -> Numeral | None:
    part = _PART.match(text, start)
    if part:
        scale = Decimal(_SCALES[part["scale"].lower()])
        return Numeral(start, part.end(), _PARTS[re.split("[ -]", part["part"].lower())[-1]] * scale, scale=scale)
    one = _ONE.match(text, start)
    items: Items = [(False, Decimal(1))] if one else []
    position = one.end() if one else start
    end, kind = start, ""
    while found := _ENGLISH.match(text, position):
        kind = found.lastgroup or ""
        if kind != "scale" and items and not items[-1][0] and not _goes_on(items[-1][1], kind, found[kind]):
            break
        if kind == "scale" and not items:
            return None
        if kind == "word" and items and not items[-1][0]:
            items[-1] = (False, items[-1][1] + _WORDS[found[kind].lower()])
        else:
            items.append(_english_item(kind, found[kind]))
        end = found.end()
        joint = _JOINT.match(text, end)
        position = joint.end() if joint else end
    if not items or end == start:
        return None
    value, scale = _sum(items), _last_scale(items)
    half = _AND_A_HALF.match(text, end)
    if half and value is not None:
        factor = Decimal(_SCALES[half["scale"].lower()]) if half["scale"] else Decimal(1)
        value, end, scale = (value + scale / 2) * factor, half.end(), scale * factor
    letter = _LETTER.match(text, end) if len(items) == 1 and kind == "arabic" else None
    if len(items) == 1 and kind == "arabic" and not half and not letter:
        return None  # digits alone may go on in Chinese
    if letter and value is not None:
        return Numeral(start, letter.end(), value, other=value * _LETTERS[letter[1].lower()])
    is_weak = items == [(False, Decimal(1))] and not half
    return Numeral(start, end, value, "", is_weak, scale=scale)


def _goes_on(number: Decimal, kind: str, text: str) -> bool:
    """Whether a word is still of the number before it: "five" is, after "twenty"."""
    return kind == "word" and 20 <= number < 100 and number % 10 == 0 and _WORDS[text.lower()] < 10


def _english_item(kind: str, text: str) -> tuple[bool, Decimal]:
    if kind == "scale":
        return True, Decimal(_SCALES[text.lower()])
    return False, _decimal(text) if kind == "arabic" else Decimal(_WORDS[text.lower()])


# ── Chinese ──


def _chinese(text: str, start: int) -> Numeral | None:
    tokens: list[tuple[str, str]] = []
    position = start
    while found := _TOKEN.match(text, position):
        kind = found.lastgroup or ""
        if (not tokens and kind not in _CAN_BEGIN) or (
            kind == "arabic" and tokens and tokens[-1][0] not in {"big", "unit"}
        ):
            break
        tokens.append((kind, found[0]))
        position = found.end()
    if not tokens:
        return None
    items, fuzzy, colloquial = _items(tokens)
    value = (
        _sum(items, colloquial=colloquial)
        if items and fuzzy != "vague" and not text.startswith("级", position)
        else None
    )
    kinds = {kind for kind, _ in tokens}
    is_round = tokens[0][0] in {"unit", "big"} and tokens[0][1] not in "十拾"
    is_weak = "arabic" not in kinds and (len(tokens) == 1 or (is_round and not kinds & {"digit", "more"}))
    if value is None:
        return Numeral(start, position, None, fuzzy if fuzzy == "vague" else "", is_weak)
    return Numeral(
        start, position, value, fuzzy, is_weak, is_round, _last_scale(items), _other(text, position, value, tokens)
    )


_CAN_BEGIN = frozenset(["arabic", "digit", "unit", "big", "half", "some"])


def _items(tokens: list[tuple[str, str]]) -> tuple[Items, Fuzzy, bool]:
    """The numbers and scales of a run, how vague it is, and whether its last digit may be of the next smaller scale."""
    items: Items = []
    fuzzy: Fuzzy = ""
    written = ""
    colloquial = False
    for index, (kind, text) in enumerate(tokens):
        if kind in {"digit", "point"}:
            written += text
            if index + 1 < len(tokens) and tokens[index + 1][0] in {"digit", "point"}:
                continue
            number = _written(written, first=not items)
            if number is None:
                return [], "vague" if _is_about(written) else "", False
            items.append((False, number))
            colloquial = len(written) == 1 and index == len(tokens) - 1
            written = ""
        elif kind == "arabic":
            if items and len(text) == 1 and index == len(tokens) - 1:
                return [], "", False  # 3万5 may be 35,000, and may be a slip
            items.append((False, _decimal(text)))
        elif kind == "unit":
            items.append((True, Decimal(_UNITS[text])))
        elif kind == "big":
            items.append((True, Decimal(_BIG[text])))
        elif kind == "half":
            before = items.pop()[1] if items and not items[-1][0] else Decimal(0)
            items.append((False, before + Decimal("0.5")))
        elif kind == "some":
            fuzzy = "over" if items else "vague"
        elif kind in {"more", "around"} and not fuzzy:
            fuzzy = "over" if kind == "more" else "about"
    return items, fuzzy, colloquial


def _written(text: str, *, first: bool) -> Decimal | None:
    """The number that digits in a row are; None for 三五 (three to five), 十二五 and the like."""
    whole, point, fraction = text.partition("点")
    digits = "".join(str(_DIGITS[character]) for character in whole)
    if point:
        return (
            Decimal(f"{digits or 0}.{''.join(str(_DIGITS[character]) for character in fraction)}")
            if "点" not in fraction
            else None
        )
    if not first:
        digits = digits.lstrip("0")
    return Decimal(digits or 0) if len(digits) != 2 or "0" in digits else None


def _is_about(text: str) -> bool:
    """Whether two digits in a row are a guess: 三五 is three to five, 七八 seven or eight."""
    values = [_DIGITS[character] for character in text if character in _DIGITS]
    return len(values) == 2 and (values[1] == values[0] + 1 or values == [3, 5])


def _other(text: str, end: int, value: Decimal, tokens: list[tuple[str, str]]) -> Decimal | None:
    """The second reading: 100千瓦 in watts; 兆, which is a million or a million millions."""
    if text[end : end + 1] == "千":
        return value * 1000
    if text[end : end + 1] == "兆":
        return value * 10**6
    return value / 10**6 if tokens[-1][1] == "兆" else None


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub("[,' ]", "", text))
