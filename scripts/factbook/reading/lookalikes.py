"""Characters that look like others: a Cyrillic letter in a Latin word, a radical for a character, a full-width digit.

Two names that look the same must be the same, or search, links and sources can be made to miss each other, or to lie. What is
looked for is named by Unicode Technical Standard 39 (Unicode Security Mechanisms), sections 4 and 5: one word in several scripts,
a word of another script whose every letter has a Latin double, and characters that are only compatible forms of others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from factbook.problems import Problem

_LIMIT = 200
_FORMS = re.compile(
    "["
    "\u2e80-\u2fd5"  # radicals of dictionaries
    "\uf900-\ufaff\U0002f800-\U0002fa1f"  # compatibility ideographs
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"  # full-width digits and letters; full-width punctuation is ordinary Chinese
    "\ufb00-\ufb06\U0001d400-\U0001d7ff"  # ligatures, mathematical letters
    "]+"
)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_DOUBLES = re.compile(
    "[\u0410\u0412\u0415\u0417\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf]+"
)
"""Cyrillic and Greek letters that look like Latin ones in most fonts (confusables.txt of the same standard)."""
_GREEK_SIGNS = frozenset("αβγδεζηθλμξπστφψωΓΔΘΛΞΠΣΦΨΩ")
"""Greek letters that no reader takes for Latin ones, and that units and formulas use: μm, Ωm, ΔT."""

_UNMISTAKABLE = re.compile(f"(?!{_DOUBLES.pattern}|[{''.join(sorted(_GREEK_SIGNS))}]){_FOREIGN.pattern}")
"""Letters that only a text in such a script has."""


def lookalikes(path: str, text: str) -> Iterator[Problem]:
    """Every character of a text that stands where another, that looks the same, was meant."""
    if text.isascii():
        return
    for offset, message, hint in islice(_found(text), _LIMIT):
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        yield Problem(path, line, column, "FB109", message, hint)


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _FORMS.finditer(text):
        first, plain = match[0][0], unicodedata.normalize("NFKC", match[0])
        what = f"U+{ord(first):04X} {unicodedata.name(first, 'character').lower()}"
        hint = f"write {plain[:40]}" if plain != match[0] else "type the character anew"
        yield match.start(), f"'{match[0][:40]}' ({what}) only looks like other text", hint
    if _FOREIGN.search(text):
        start = 0
        for line in text.split("\n"):
            if _FOREIGN.search(line):
                yield from ((start + at, message, hint) for at, message, hint in _foreign_words(line))
            start += len(line) + 1


def _foreign_words(line: str) -> Iterator[tuple[int, str, str]]:
    """Words of a line that mix scripts, and words that look Latin, unless the line is a text in their own script."""
    is_foreign_text = _UNMISTAKABLE.search(line) is not None
    for word in _WORD.finditer(line):
        if word[0].isascii() or not _FOREIGN.search(word[0]):
            continue
        if _LATIN.search(word[0]):
            yield from _mixed(word)
        elif _DOUBLES.fullmatch(word[0]) and not is_foreign_text:
            name = unicodedata.name(word[0][0], "character").lower()
            message = f"the word '{word[0][:40]}' only looks Latin: '{word[0][0]}' is U+{ord(word[0][0]):04X} {name}"
            yield word.start(), message, "type the word anew, in Latin letters"


def _mixed(word: re.Match[str]) -> Iterator[tuple[int, str, str]]:
    at = next((index for index, letter in enumerate(word[0]) if _is_foreign(letter)), None)
    if at is None:
        return
    name = unicodedata.name(word[0][at], "character").lower()
    message = f"the word '{word[0][:40]}' mixes scripts: '{word[0][at]}' is U+{ord(word[0][at]):04X} {name}"
    yield word.start() + at, message, "type the word anew, in one script"


def _is_foreign(letter: str) -> bool:
    return letter not in _GREEK_SIGNS and _FOREIGN.match(letter) is not None
