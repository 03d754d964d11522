"""The directory of the search: what can be typed, and the numbers of the entries that have it.

A term is a word, a word's first letters, two words that stand side by side in a name, one Chinese character or two in a row, or a
whole name. Terms are sorted, and cut into files where a term's own hash says so: a term that comes or goes moves the cuts
beside it, and not all that follow.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from html import unescape
from json.encoder import encode_basestring
from operator import add, sub
from typing import Final
from zlib import crc32

from factbook.search.entries import NAMES_APART, Entry

PART: Final = 8_000
"""Characters of a file of the directory, about; a single term may need more."""

FIRST_LETTERS: Final = 3
"""Beginnings of words up to so many letters are terms of their own; longer ones are looked up among the words."""

NAME_KEY: Final = 24
"""A name is looked up by so many of its characters at most."""

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN: Final = re.compile(f"[{_HAN}]+|(?:(?![{_HAN}])[^\\W_])+")
"""A run of Chinese characters, or one of other letters and digits: the same as the worker's."""

_IS_HAN: Final = re.compile(f"[{_HAN}]")

Term = tuple[str, Sequence[int], Sequence[int]]
"""What can be typed, the numbers of the entries that have it in their names, and of those that have it in their text alone."""


def directory(entries: Iterable[tuple[int, Entry]]) -> Iterator[tuple[str, str]]:
    """The files of the directory, each as its first term and its terms as JSON. Entries come with their numbers, in order."""
    return _packed(_terms(entries))


def _packed(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    first, texts, length = "", list[str](), 0
    for term, in_names, in_texts in terms:
        text = f'[{encode_basestring(term)},"{written(in_names)}","{written(in_texts)}"]'
        if length > PART * 3 // 4 and (_is_cut(term, len(text)) or length + len(text) > 2 * PART):
            yield first, ",".join(texts)
            texts, length = [], 0
        if not texts:
            first = term
        texts.append(text)
        length += len(text)
    if texts:
        yield first, ",".join(texts)


def _is_cut(term: str, length: int) -> bool:
    """Whether a file begins with a term, if it may: such a term comes every fourth of a file, in characters."""
    return crc32(term.encode()) < (length << 32) // (PART // 4)


def written(numbers: Sequence[int]) -> str:
    """Rising numbers as text, each by its distance from the one before: for most, one character, and not one for every digit.

    A distance ends with a character from ``#`` to ``[``, which stands for 0 to 56. What is more than that, in units of 57, stands
    before it in base 34, from ``]`` to ``~``. JSON has all of these as they are.
    """
    return "".join(map(_code, (*numbers[:1], *map(sub, numbers[1:], numbers))))


_UNITS: Final = [chr(ord("#") + value) for value in range(57)]
_MORE: Final = [chr(ord("]") + value) for value in range(34)]


@cache
def _code(distance: int) -> str:
    more, unit = divmod(distance, len(_UNITS))
    text = _UNITS[unit]
    while more:
        more, digit = divmod(more, len(_MORE))
        text = _MORE[digit] + text
    return text


def folded(text: str) -> str:
    """A text as it is compared, with what is typed too: full-width and other compatible forms as the usual ones, small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def _terms(entries: Iterable[tuple[int, Entry]]) -> Iterator[Term]:
    """All terms in order. The first sign says what a term is: ``=`` a name, ``+`` two words in a row, ``*`` first letters."""
    names: defaultdict[str, array[int]] = defaultdict(_numbers)
    texts: defaultdict[str, array[int]] = defaultdict(_numbers)
    marked: defaultdict[str, array[int]] = defaultdict(_numbers)
    for number, entry in entries:
        title = folded(unescape(entry["title"]))
        tags = [folded(unescape(tag)) for tag in entry.get("tags", ())]
        found: set[str] = set()
        pairs: set[str] = set()
        for name in (title, *tags):
            _gather(name, found, pairs)
        for word in found:
            names[word].append(number)
        for pair in pairs:
            marked[pair].append(number)
        for key in {f"={name[:NAME_KEY]}" for name in (*title.split(NAMES_APART), *tags)}:
            marked[key].append(number)
        written: set[str] = set()
        _gather(folded(unescape(entry["text"])), written, None)
        for word in written - found:
            texts[word].append(number)
    terms: list[Term] = [(key, numbers, ()) for key, numbers in marked.items()]
    terms += _beginnings(names, texts)
    terms += [(word, names.get(word, ()), texts.get(word, ())) for word in names.keys() | texts.keys()]
    yield from sorted(terms, key=lambda term: _code_units(term[0]))


_numbers: Final = partial(array, "I")
"""Numbers in half the room of a list: there are a million of them at thirty thousand facts."""


def _code_units(term: str) -> bytes:
    """What JavaScript compares strings by."""
    return term.encode("utf-16-be")


def _gather(text: str, words: set[str], pairs: set[str] | None) -> None:
    """Add the words of a text, and its Chinese characters one by one and two by two; and pairs of neighbouring words."""
    before = ""
    for run in _RUN.findall(text):
        if _is_han(run):
            words.update(run)
            words.update(map(add, run, run[1:]))
            before = ""
        else:
            words.add(run)
            if pairs is not None:
                if before:
                    pairs.add(f"+{before} {run}")
                before = run


def _is_han(run: str) -> bool:
    return run[0] > "\u3000" and bool(_IS_HAN.match(run))


def _beginnings(names: Mapping[str, Sequence[int]], texts: Mapping[str, Sequence[int]]) -> Iterator[Term]:
    """The first letters of words, one to three of them."""
    words = defaultdict[str, list[str]](list)
    for word in names.keys() | texts.keys():
        if not _is_han(word):
            for length in range(1, min(FIRST_LETTERS, len(word)) + 1):
                words[word[:length]].append(word)
    for letters, these in words.items():
        in_names = set[int]().union(*(names.get(word, ()) for word in these))
        in_texts = set[int]().union(*(texts.get(word, ()) for word in these)) - in_names
        yield f"*{letters}", array("I", sorted(in_names)), array("I", sorted(in_texts))
