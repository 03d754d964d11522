"""Places in sources in the language that is spoken: records write them in English, the vocabulary has their names in others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from factbook.content.spans import Spans, Text
from factbook.languages import ENGLISH, _, language
from factbook.store import Store
from factbook.store.records import LOCATOR
from factbook.store.scalars import places_in

_REMARK = re.compile(r"[,:，：]\s*")
_PLACE = re.compile(
    r"(?:the |and )?(?:page|table|paragraph|section|item|row|column|line|chart|figure|footnote|note|chapter|article|field|part|block|box|"
    r"first|second|third|fourth|fifth|last|sentence|slide)s?\b|[^，。]{0,6}[页表段条节章图行列栏项句]|\d",
    re.IGNORECASE,
)
"""What goes on to say where: not a remark."""

_LATIN = re.compile(r"[^\W\d_]", re.ASCII)


def said(place: str, store: Store) -> Text:
    """Return one place in a source: in English the record's words, else their name in the vocabulary, or the words marked as English."""
    if language() == ENGLISH:
        return Text(place)
    term = store.vocabulary.get((LOCATOR, place))
    if term is not None and not term.name.tongue:
        return Text(str(term.name))
    return Text(place, ENGLISH if _LATIN.search(place) else "")


def merged(places: Sequence[Text]) -> Sequence[Text]:
    """Return the places that several locators name, each once, without what a locator remarks behind a comma or a colon.

    >>> [place.text for place in merged([Text("body, the same"), Text("Body, for the staff"), Text("page 3, table 2")])]
    ['body', 'page 3, table 2']
    """
    if len(places) < 2:
        return places
    found: dict[str, Text] = {}
    for place in places:
        head, *rest = _REMARK.split(place.text, maxsplit=1)
        text = head if rest and not _PLACE.match(rest[0]) else place.text
        found.setdefault(text.casefold(), replace(place, text=text))
    return list(found.values())


def placed(places: Sequence[Text]) -> Spans:
    """Return places one after the other, those that need no mark as one text."""
    found: list[Text] = []
    for number, place in enumerate(places):
        before = Text(_("; ")) if number else Text("")
        for text in (before, place):
            if found and not (found[-1].lang or text.lang):
                found[-1] = Text(found[-1].text + text.text)
            elif text.text:
                found.append(text)
    return tuple(found)


def capitalized(places: Spans) -> Spans:
    """Return places as a sentence begins."""
    first, *rest = places
    assert isinstance(first, Text)
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def joined(places: Iterable[Text]) -> str:
    """Return places in words alone, where only text fits."""
    return _("; ").join(place.text for place in places)


def in_words(locator: str, store: Store) -> str:
    """Return the places that a locator names, in words alone."""
    return joined(dict.fromkeys(said(place, store) for place in places_in(locator)))
