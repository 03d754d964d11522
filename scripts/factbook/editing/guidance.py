"""What to write and what not to, for every key of every record: shown in editors while people type.

The description and the good example stand at the field itself (``records.py``); here stands what is still needed: a bad
example and why it is bad, for each kind of value or, where more can be said, for a key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from factbook.store.scalars import (
    DATE_PATTERN,
    DIGITS_PATTERN,
    HOST_PATTERN,
    ID_PATTERN,
    NUMBER_PATTERN,
    URL_PATTERN,
    Ref,
    Term,
)
from factbook.store.shape import record_in
from factbook.store.texts import Text


@dataclass(frozen=True, slots=True)
class Advice:
    """A good and a bad value of a key, as they would be typed, and why the second is bad."""

    good: str
    bad: str
    why: str


_TITLE = Advice(
    "", "The glorious rise of the town in that unforgettable year", "under ten words, in the present, no praise"
)
_ENTITY_TEXT = Advice(
    "", "Home to 3,000 companies.", "a figure needs its source: make it a statement, or name the fact, [[address]]"
)
_OWN_WORDS = Advice("", "The source's sentence, word for word.", "one or two sentences in our own words")

_BY_KEY: dict[str, Advice] = {
    "Text.en": Advice("Town hall", "礼堂", "Chinese stands under zh"),
    "Text.zh": Advice("礼堂", "Town hall", "English stands under en"),
    "title": _TITLE,
    "Plan.title": Advice("", "Output", "the goal, with its measure and its year"),
    "Source.title": Advice("", "Interesting article", "the title that the text itself carries, in its own language"),
    "name": Advice("", "织工公会 Weavers' guild", "each language by itself: {en: Weavers' guild, zh: 织工公会}"),
    "Place.summary": _ENTITY_TEXT,
    "Organization.summary": _ENTITY_TEXT,
    "Project.summary": _ENTITY_TEXT,
    "Industry.summary": _ENTITY_TEXT,
    "summary": Advice("The report lists the town among the first ten.", _OWN_WORDS.bad, _OWN_WORDS.why),
    "Side.summary": Advice("", "This side is wrong.", "what the side says; the judgement stands in reasoning"),
    "text": _OWN_WORDS,
    "definition": Advice("", "Output.", "what is counted, where, at which prices; another person must count the same"),
    "note": Advice("Only the month is known.", "See above.", "a whole sentence that a reader understands by itself"),
    "date_is": Advice("", "2010", "the moment, not the date: plaque unveiled, notice published"),
    "awarded_by": Advice("", "the ministry", "the whole name of the body"),
    "set_by": Advice("", "the government", "the whole name of the body"),
    "publisher": Advice("", "example.org", "who answers for the text; the host of a copy stands in carried_by"),
    "linked": Advice("false", "no", "false where the host is none that a reader should be sent to, or nothing at all"),
    "language": Advice("", "Chinese", "the tag: zh, zh-Hant, en"),
    "as_printed": Advice("", "123.456 billion yuan", "the source's own words, in its own language: 1234.56亿元"),
    "aliases": Advice("[Guild, Guild of weavers]", "Guild", "a list: [Guild]"),
    "not_found": Advice("[The date of the award.]", "The date of the award.", "a list of sentences: [The date of the award.]"),
    "at": Advice("", "somewhere", "the heading under which it stands"),
    "Place.at": Advice(
        "{lat: 55.67, lon: 12.57, precision_km: 1, sources: {gazetteer: entry 7}}", "55.67, 12.57",
        "WGS 84, with how far off it may be and who says so",
    ),
    "origin": Advice("", "foreign", "a country or a city"),
    "stock_code": Advice("", "000001", "the exchange and the code: SZSE 000001"),
    "Break.at": Advice("", "in 2010", "a date: 2010"),
    "claim": Advice("", "It is great.", "what the article asserts, so that it can be checked"),
    "explanation": Advice("", "Wrong.", "which fact says what, so that the verdict follows"),
    "reasoning": Advice("", "It is the better one.", "the reason: newer, first-hand, of the same territory"),
    "question": Advice("", "Area", "a question that the sides answer differently"),
    "reason": Advice("", "fixed", "what happened, for a reader who comes by the old address"),
    "term": Advice("", "Bn. Yuan", "as records use it; one spelling for one thing"),
    "symbol": Advice("", "square kilometres", "as short as it is printed behind a number: km²"),
    "base": Advice("", "CNY bn", "the unit itself, not a multiple"),
    "synonyms": Advice("{en: [resident], zh: [居民]}", "[resident, 居民]", "a list for each language: {en: [resident], zh: [居民]}"),
    "Synonyms.en": Advice("[resident, inhabitant]", "residents, inhabitants", "a list, each word in the singular: [resident, inhabitant]"),
    "Synonyms.zh": Advice("[居民, 常住人口]", "居民、常住人口", "a list, in simplified characters: [居民, 常住人口]"),
    "printed": Advice("[元, yuan]", "元", "a list: [元, yuan]"),
    "from": Advice("", "/timeline/#old-id", "the address of the fact alone: old-id"),
    "page": Advice("", "/indicators/old-series/index.html", "folder and id alone: indicators/old-series"),
    "to": Advice("[new-id]", "new-id", "a list: [new-id]"),
    "key": Advice("", "Core area", "an id: core-area"),
    "beside": Advice("", "maybe", "true, or nothing at all"),
    "key_name": Advice("", "core-area", "words, in lower case where they are no name: core area"),
    "formula": Advice("", "= 123.456 / 1.1", "addresses of values, not typed numbers; spaces around + - * /"),
    "caveats": Advice("[weak]", "weak", "a list: [weak]"),
    "statements": Advice(
        "[{id: hall-seat, text: The hall stands here., sources: {yearbook: page 1}}]", "[The hall stands here.]",
        "each statement has an id, a text and its sources",
    ),
    "observations": Advice(
        "[{period: 2023, value: 123.456, sources: {yearbook: page 1}}]", "{2023: 123.456}",
        "each value has a period and its sources",
    ),
    "breaks": Advice("[{at: 2010, reason: the territory was widened}]", "[2010]", "each break says when and why"),
    "what": Advice("", "1.5 bn yuan", "what the number is of, not the number"),
    "where": Advice("Aarhus, Denmark", "outside the town", "the name of the place, by a source of the record"),
    "figures": Advice(
        "[{id: mill-investment, what: Planned investment, value: 1.5, unit: CNY bn, nature: target, sources: {gazette: page 2}}]",
        "[1.5]", "each figure has an id, says what it is of, and has its sources",
    ),
    "former_names": Advice("[{name: Old Guild, until: 2020}]", "[Old Guild]", "each has a name and an end"),
    "target": Advice("{indicator: gdp, value: 500, bound: at-least}", "500", "the series, the value and its bound"),
    "sides": Advice(
        "[{facts: [area@2021], summary: The newer survey.}, {facts: [area@2010], summary: The older one.}]",
        "[area@2021, area@2010]", "each side has its facts and says what it holds",
    ),
}  # fmt: skip

_REFERENCE = Advice("town-hall", "Town Hall", "the id, not the name")
_SOURCES = Advice(
    "{yearbook-1995: second paragraph}", "[yearbook-1995]", "each source with the place in it where the fact stands"
)
_TERM = Advice("CNY bn", "billions of yuan", "a term of data/vocabulary.yml, as it stands there")
_LIST = Advice("[town-hall]", "town-hall", "a list: [town-hall]")
_FORMS = {
    DATE_PATTERN: Advice("2010", "June 1987", "digits only: 1987-06; never more than the source says"),
    DIGITS_PATTERN: Advice("1", "0.1", "how many decimals: 0 to 9"),
    NUMBER_PATTERN: Advice("500", "1,007.15亿", "digits with a decimal point; the unit stands at the indicator"),
    URL_PATTERN: Advice("https://example.org/page", "www.example.org/page", "the whole address, with https://"),
    HOST_PATTERN: Advice("example.org", "https://example.org/", "the host alone"),
    ID_PATTERN: Advice("town-hall", "Town_Hall", "lower-case letters, digits and single hyphens"),
}
"""Advice for a value of a form, by the form's pattern."""
_FACTS = Advice("[gdp@2023]", "gdp@2023", "a list: [gdp@2023]")


def advice(model: str, key: str, info: FieldInfo) -> Advice:
    """The advice for a key. Raises KeyError for a key of which nothing is known: each key must have some."""
    found = _BY_KEY.get(f"{model}.{key}") or _BY_KEY.get(key) or _by_kind(info)
    if found is None:
        raise KeyError(f"{model}.{key}")
    good = str(info.examples[0]) if info.examples else found.good
    if get_origin(info.annotation) is list and not good.startswith("["):
        good = f"[{good}]"
    if get_origin(info.annotation) is dict and not good.startswith("{"):
        good = f"{{{good}}}"
    return Advice(good, found.bad, found.why)


def _by_kind(info: FieldInfo) -> Advice | None:
    words = _words(info.annotation)
    if words:
        return Advice(words[0], words[0].title(), f"one of {', '.join(words)}")
    found = marks(info)
    if get_origin(info.annotation) is dict:
        return _SOURCES
    if get_origin(info.annotation) is list:
        return _FACTS if Ref("address") in found else _LIST
    if any(isinstance(mark, (Ref, Term)) for mark in found):
        return _TERM if any(isinstance(mark, Term) for mark in found) else _REFERENCE
    schemas = [getattr(mark, "json_schema", None) or {} for mark in found]
    return next((_FORMS[schema["pattern"]] for schema in schemas if schema.get("pattern") in _FORMS), None)


def marks(info: FieldInfo) -> list[Any]:
    """Everything that is noted at a field's type: references, terms, forms."""
    return [*_marks(info.annotation), *info.metadata]


def _marks(annotation: Any) -> list[Any]:
    found = list(getattr(annotation, "__metadata__", ()))
    for argument in get_args(annotation):
        found += _marks(argument)
    return found


def _words(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    if record_in(annotation) not in (None, Text):
        return []
    return [word for argument in get_args(annotation) for word in _words(argument)]
