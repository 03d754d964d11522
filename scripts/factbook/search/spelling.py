"""How words are compared: one spelling for letters of every width and script, stems, pinyin, initials, and slips of the hand.

What a browser does with a query is the same (browser/spelling.mjs); tests/search/test_spelling.py holds both to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from opencc import OpenCC
from pypinyin import lazy_pinyin

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN: Final = re.compile(rf"[{_HAN}]+|\d+(?:[.,]\d+)+|(?:(?![{_HAN}])[^\W_])+")
"""A run of Chinese characters, a number with its marks, or a run of other letters and digits."""

_IS_HAN: Final = re.compile(f"[{_HAN}]")
_TRADITIONAL: Final = re.compile(f"[{_HAN}]+")
_LATIN: Final = re.compile("[a-z]+")

LEAST_SLIP: Final = 5
"""Names' words of fewer letters are not found by a slip: too many words are as near."""

MOST_INITIALS: Final = 12
"""Names of more syllables are not abbreviated to their initials."""


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _simplified(run: str) -> str:
    return "".join(_of_one(character) for character in run)


@cache
def _of_one(character: str) -> str:
    """A character in simplified form, by itself: a query is converted so too, by a table."""
    found = _converter().convert(character)
    return found if len(found) == 1 else character


def folded(text: str) -> str:
    """Return a text as it is compared: compatible forms (full width …) as the usual ones, small letters, simplified characters."""
    text = unicodedata.normalize("NFKC", text).lower()
    return _TRADITIONAL.sub(lambda run: _simplified(run[0]), text)


def traditional(characters: Iterable[str]) -> str:
    """Return the characters that :func:`folded` writes otherwise, each followed by what it writes, where one of the two is among these."""
    known = set(characters)
    pairs = ((chr(code), _of_one(chr(code))) for first, last in _BLOCKS for code in range(first, last + 1))
    return "".join(old + new for old, new in pairs if old != new and not known.isdisjoint((old, new)))


_BLOCKS: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


def is_han(run: str) -> bool:
    """Whether a run is of Chinese characters."""
    return run[0] > "\u3000" and bool(_IS_HAN.match(run))


def runs(text: str) -> list[str]:
    """Return the runs of a folded text; numbers without the commas that group their digits."""
    return [run.replace(",", "") if run[0].isdigit() else run for run in _RUN.findall(text)]


@cache
def stem(word: str) -> str:
    """Return a word without the usual endings of English plurals and verbs; the word itself where it has none."""
    if len(word) < 4 or not _LATIN.fullmatch(word):
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, least in (("ing", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def stems(text: str) -> str:
    """Return a folded text as its stems in a row, a space between and around; Chinese stays as it is."""
    return f" {' '.join(map(stem, runs(text)))} "


@cache
def syllables(run: str) -> tuple[str, ...]:
    """Return the pinyin of a run of Chinese characters, without tones, ü as v."""
    return tuple(part.replace("ü", "v") for part in lazy_pinyin(run) if _LATIN.fullmatch(part.replace("ü", "v")))


def sounds(name: str) -> Iterator[str]:
    """Yield neighbouring syllables of the Chinese in a name, two by two."""
    for run in runs(name):
        if is_han(run):
            these = syllables(run)
            yield from (f"{one} {two}" for one, two in pairwise(these))


def initials(name: str) -> Iterator[str]:
    """Yield the first letters of a name's words, and of the syllables of its Chinese."""
    parts = runs(name)
    latin = [run for run in parts if not is_han(run)]
    for letters in ([run[0] for run in latin], [part[0] for run in parts if is_han(run) for part in syllables(run)]):
        if 1 < len(letters) <= MOST_INITIALS:
            yield "".join(letters)


def slips(word: str) -> Iterator[str]:
    """Yield a word without each of its letters in turn: two words that share such a rest differ by a slip."""
    yield word
    yield from {word[:place] + word[place + 1 :] for place in range(len(word))}
