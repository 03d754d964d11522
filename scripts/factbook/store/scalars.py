"""The types of single values: ids, text, dates, numbers, references, closed lists.

Every value arrives as the text that was typed. A type here turns it into a Python value or raises a
``PydanticCustomError`` whose type is the code of the rule that it breaks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from factbook.files import is_reserved
from factbook.store.references import expression_tokens
from mkdocs_timeline.dates import When, parse

ID_PATTERN = r"^(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9]+(-[a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN)
NUMBER_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
_USER = r"([^\s/?#@\[\]]*@)?"
_NAME = r"([^\s/?#@:.\[\]]+\.)+[^\s/?#@:.\[\]]+\.?"
_PORT = r"(:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})?)?"
URL_PATTERN = rf"^https?://{_USER}{_NAME}{_PORT}([/?#]\S*)?$"
"""The form of a web address, for editors; what is wrong with one is for :func:`_fault_of_address` to say."""
HOST_PATTERN = r"^[^\s/:]+\.[^\s/:]+$"
_DAY = r"0[1-9]|[12][0-9]"
_MONTH_AND_DAY = rf"(0[13578]|1[02])(-({_DAY}|3[01]))?|(0[469]|11)(-({_DAY}|30))?|02(-({_DAY}))?"
_POINT = rf"(?!00(00|0X|XX))([0-9]{{3}}X|[0-9]{{2}}XX|[0-9]{{4}}(-Q[1-4]|-({_MONTH_AND_DAY}))?)[~?%]?"
DIGITS_PATTERN = r"^[0-9]$"
DATE_PATTERN = rf"^({_POINT}|{_POINT}/({_POINT}|\.\.)|\.\./{_POINT})$"
"""The form of a date or a period, for editors; that a period ends after it begins, and leap days, only :func:`parse` knows."""
_DECIMAL = re.compile(NUMBER_PATTERN)
_WEB = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?")
_HOST = re.compile(HOST_PATTERN)

MAX_TEXT = 4_000
MAX_DIGITS = 20
MAX_EXCERPT = 200


_UNASKED: set[str] = set()


class Record(BaseModel):
    """Base of every record: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    def model_post_init(self, _: Any, /) -> None:
        """Let all records share one set of "fields that were given": it is never read, and they take as much memory as the values."""
        object.__setattr__(self, "__pydantic_fields_set__", _UNASKED)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as a reference. ``target`` names a collection, ``address`` (any fact) or ``any``."""

    target: str


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a field as a term of the vocabulary of this kind."""

    kind: str


_CHINESE_BREAK = re.compile(
    "(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uff65])[ \t]*\n[ \t]*(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uff65])"
)
"""A line break of a literal text between Chinese characters, which have no space between them."""


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "nothing"
        raise PydanticCustomError("FB204", "expected text, found {kind}", {"kind": kind})
    text = " ".join(_CHINESE_BREAK.sub("", value).split())
    if len(text) > MAX_TEXT:
        raise PydanticCustomError(
            "FB208",
            "the text has {size} characters; the limit is {limit}",
            {"size": len(text), "limit": MAX_TEXT, "hint": "a sentence or two; the rest belongs on a page"},
        )
    return text


Plain = Annotated[str, BeforeValidator(_plain)]


class Locator(str):
    """Where in a source a fact stands, with the few words that state it, in the original, where they are quoted."""

    __slots__ = ("excerpt",)
    excerpt: str

    def __new__(cls, at: str, excerpt: str = "") -> Locator:
        """A locator is its text; ``excerpt`` is what it quotes, or empty."""
        found = super().__new__(cls, at)
        found.excerpt = excerpt
        return found

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.excerpt


def places_in(locator: str) -> list[str]:
    """The places that a locator names: several are separated by semicolons."""
    return [place for place in locator.split("; ") if place]


def excerpt_of(locator: str) -> str:
    """The words of the source that a locator quotes; empty where it quotes none."""
    return locator.excerpt if isinstance(locator, Locator) else ""


def _locator(value: Any) -> Locator:
    if not isinstance(value, dict):
        return Locator(_plain(value))
    for key in value:
        if key not in ("at", "excerpt"):
            raise PydanticCustomError(
                "FB201", "unknown key '{key}'", {"key": str(key)[:80], "hint": "the keys here are at, excerpt"}
            )
    if "at" not in value:
        raise PydanticCustomError("FB202", "missing key 'at'", {"hint": "at: second paragraph"})
    excerpt = _plain(value.get("excerpt", ""))
    if len(excerpt) > MAX_EXCERPT:
        raise PydanticCustomError(
            "FB208",
            "the excerpt has {size} characters; the limit is {limit}",
            {"size": len(excerpt), "limit": MAX_EXCERPT, "hint": "quote only the words that state the fact"},
        )
    return Locator(_plain(value["at"]), excerpt)


def _identifier(value: Any) -> str:
    text = _plain(value)
    if is_reserved(text):
        raise PydanticCustomError(
            "FB205",
            "'{text}' cannot be an id: no file on Windows may have this name",
            {"text": text, "hint": f"write more: '{text}-…'"},
        )
    if not _ID.match(text):
        suggestion = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        raise PydanticCustomError(
            "FB205",
            "'{text}' is not an id: lower-case letters, digits and single hyphens only",
            {"text": text, "hint": f"write '{suggestion}'" if suggestion else ""},
        )
    return text


def _date(value: Any) -> When:
    text = _plain(value)
    try:
        return parse(text)
    except ValueError as error:
        raise PydanticCustomError(
            "FB206",
            "{reason}",
            {"reason": str(error).partition("; ")[0], "hint": date_hint(text)},
        ) from None


_CHINESE_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_LOOSE_DATE = re.compile(r"^(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?$")


_DECADE = re.compile(r"(?:c\. ?|约)?(\d{3})(?:0s|0'?s|0年代|x|\?|0-\d{3}9)", re.ASCII)
_UNKNOWN_PART = re.compile(r"(\d{4}(?:-\d\d)?)-(?:[xX?*]{1,2}|00).*", re.ASCII)


def date_hint(text: str) -> str:
    """The form in which a mistyped date was probably meant, as a hint."""
    if decade := _DECADE.fullmatch(text):
        return f"write {decade[1]}X for the decade"
    if known := _UNKNOWN_PART.fullmatch(text):
        return f"write {known[1]}: leave out what is not known"
    match = _CHINESE_DATE.match(text) or _LOOSE_DATE.match(text)
    if match:
        parts = [match[1], *(f"{int(part):02d}" for part in match.groups()[1:] if part)]
        candidate = "-".join(parts)
        try:
            parse(candidate)
        except ValueError:
            pass
        else:
            if candidate != text:
                return f"write {candidate}"
    return "write 1987, 1987-06, 1987-06-05, 1987~ (about), 1987? (uncertain), 2001/2022, 2023-Q3 or 199X (the 1990s)"


def _number(value: Any) -> Decimal:
    text = _plain(value)
    if not _DECIMAL.match(text):
        raise PydanticCustomError("FB207", "'{text}' is not a number", {"text": text[:80], "hint": _number_hint(text)})
    if text.startswith("-") and not Decimal(text):
        raise PydanticCustomError(
            "FB207", "'{text}' is no number: zero has no sign", {"text": text, "hint": f"write {text[1:]}"}
        )
    if len(text) > MAX_DIGITS:
        context = {
            "size": len(text),
            "limit": MAX_DIGITS,
            "hint": "no source is as exact as that; choose a larger unit",
        }
        raise PydanticCustomError("FB207", "the number has {size} digits; the limit is {limit}", context)
    return Decimal(text)


_IN_GROUPS = re.compile(r"-?[1-9]\d{0,2}(?:([,_' ])\d{3})(?:\1\d{3})*(?:\.\d+)?", re.ASCII)
_WITH_A_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)
_NEARLY = re.compile(r"(-?)\+?(\d*)\.?(\d*)\s*(%?)", re.ASCII)


def _number_hint(text: str) -> str:
    """How a mistyped number was meant, where only one number can be meant."""
    plain = unicodedata.normalize("NFKC", text).translate({ord(sign): "-" for sign in "−–‐‑‒﹣"})
    if _DECIMAL.match(plain):
        return f"write {plain}"
    if _IN_GROUPS.fullmatch(plain):
        return f"write {re.sub('[^-.0-9]', '', plain)}"
    if _WITH_A_COMMA.fullmatch(plain):
        return "write the digits without separators, and a decimal point for a decimal comma"
    found = _NEARLY.fullmatch(plain)
    if found and (found[2] or found[3]):
        sign, whole, decimals, percent = found.groups()
        number = f"{sign}{whole or 0}" + (f".{decimals}" if decimals else "")
        return f"write {number}" + ("; the unit stands at the indicator" if percent else "")
    return "write digits with a decimal point; the unit stands at the indicator"


def _digits(value: Any) -> int:
    text = _plain(value)
    if not re.fullmatch(DIGITS_PATTERN, text):
        message = "'{text}' is not a number of decimals"
        raise PydanticCustomError("FB207", message, {"text": text[:80], "hint": "write 0 to 9"})
    return int(text)


def _flag(value: Any) -> bool:
    text = _plain(value)
    if text not in ("true", "false"):
        raise PydanticCustomError(
            "FB210", "'{text}' is not a word of this list", {"text": text[:80], "hint": "one of true, false"}
        )
    return text == "true"


def _formula(value: Any) -> str:
    text = _plain(value)
    try:
        expression_tokens(text)
    except ValueError as error:
        reason, _, hint = str(error).partition("; ")
        raise PydanticCustomError("FB604", "{reason}", {"reason": reason, "hint": hint}) from None
    return text


def _url(value: Any) -> str:
    text = _plain(value)
    if not _WEB.fullmatch(text):
        hint = (
            "write the whole address, with https://"
            if "://" not in text
            else "only http and https addresses are allowed"
        )
        raise PydanticCustomError("FB209", "'{text}' is not a web address", {"text": text[:120], "hint": hint})
    fault = _fault_of_address(text)
    if fault:
        context = {"text": text[:120], "fault": fault, "hint": "copy the address anew from the browser"}
        raise PydanticCustomError("FB209", "'{text}' is not a web address: {fault}", context)
    return text


def _fault_of_address(text: str) -> str:
    """What a parser of addresses objects to; empty where it reads the address."""
    if re.search(r"[\[\]]", text.partition("://")[2].partition("/")[0]):
        return "square brackets stand around an IPv6 address alone"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        return str(error)[:1].lower() + str(error)[1:]
    host = parts.hostname or ""
    if not host or ".." in host or re.search(r"[\s\[\]<>\"\\^`{|}%]", host):
        return f"{host or 'nothing'} is no host"
    return "a port is between 1 and 65535" if port == 0 else ""


def _host(value: Any) -> str:
    text = _plain(value)
    if not _HOST.match(text):
        raise PydanticCustomError(
            "FB209", "'{text}' is not a host name", {"text": text[:120], "hint": "write the host alone: example.org"}
        )
    return text


_SCALAR = ["string", "number"]

Id = Annotated[str, BeforeValidator(_identifier), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})]
Date = Annotated[
    When,
    PlainValidator(_date),
    WithJsonSchema({"type": _SCALAR, "pattern": DATE_PATTERN, "format": "edtf"}),
]
Number = Annotated[
    Decimal, PlainValidator(_number), WithJsonSchema({"type": _SCALAR, "pattern": NUMBER_PATTERN, "format": "decimal"})
]
Digits = Annotated[int, PlainValidator(_digits), WithJsonSchema({"type": _SCALAR, "pattern": DIGITS_PATTERN})]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"enum": ["true", "false", True, False]})]
Formula = Annotated[str, PlainValidator(_formula), WithJsonSchema({"type": "string", "minLength": 1})]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema({"type": "string", "pattern": URL_PATTERN})]
Host = Annotated[str, BeforeValidator(_host), WithJsonSchema({"type": "string", "pattern": HOST_PATTERN})]
Citation = Annotated[
    Locator,
    PlainValidator(_locator),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {
                        "at": {"type": "string", "description": "Where in the source it stands."},
                        "excerpt": {
                            "type": "string",
                            "maxLength": MAX_EXCERPT,
                            "description": "The few words that state it, in the original.",
                        },
                    },
                    "required": ["at"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Address = Annotated[Plain, Ref("address")]
