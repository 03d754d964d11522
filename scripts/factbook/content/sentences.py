"""How words go into the sentence around them."""

from __future__ import annotations

from dataclasses import replace

from factbook.content.spans import Cite, Emphasis, Link, Spans, Text, Value
from factbook.languages import ENGLISH, language

_STOPS = (".", "。")
_PAUSES = (*_STOPS, *",;:!?)，；：！？）")


def uncapitalized(heading: str) -> str:
    """Return a heading as it stands within a sentence: in English its first letter is small, in other languages nothing changes.

    >>> uncapitalized("Being built")
    'being built'
    """
    return heading[:1].lower() + heading[1:] if language() == ENGLISH else heading


def in_sentence(spans: Spans, following: str) -> Spans:
    """What a reference shows, without its full stop where the sentence around it goes on with one, or with a comma.

    ``following`` is the character after the reference. A name keeps its full stop before a comma (``Mill Co., Ltd.,``).
    """
    at = next((i for i in reversed(range(len(spans))) if not isinstance(spans[i], Cite)), None)
    last = None if at is None else spans[at]
    stops = _PAUSES if isinstance(last, Text | Emphasis) else _STOPS
    if at is None or not isinstance(last, Text | Emphasis | Link | Value):
        return spans
    if not following or following not in stops or not last.text.endswith(_STOPS):
        return spans
    return (*spans[:at], replace(last, text=last.text[:-1]), *spans[at + 1 :])
