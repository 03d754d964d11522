"""The directory of the search: what can be typed, and the numbers of the entries that have it.

A term is a word, a stem, a word's first letters, two words that stand side by side in a name, one Chinese character or two in a row, a
whole name, two syllables of pinyin, initials, a concept, or what is left of a word after a slip. Terms are sorted, and cut into files
where a term's own hash says so: a term that comes or goes moves the cuts beside it, and not all that follow.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from html import unescape
from itertools import groupby
from json.encoder import encode_basestring
from operator import add, itemgetter, sub
from typing import Final
from zlib import crc32

from factbook.search.concepts import Concepts
from factbook.search.entries import Entry, names_of
from factbook.search.spelling import LEAST_SLIP, folded, initials, is_han, runs, slips, sounds, stem

NO_CONCEPTS: Final = Concepts()

PART: Final = 3_000
"""Characters of a file of the directory, about; a single term may need more."""

FIRST_LETTERS: Final = 3
"""Beginnings of words up to so many letters are terms of their own; longer ones are looked up among the words."""

NAME_KEY: Final = 24
"""A name is looked up by so many of its characters at most."""

MOST_CUT: Final = 4
"""Chinese is cut into names of so many characters at most."""

Term = tuple[str, Sequence[int], Sequence[int], Sequence[int], str]
"""What can be typed, the numbers of the entries that have it in their names, of those around which it stands, and in whose text alone; of a
stem, its words: it stands where these do."""


def directory(entries: Iterable[tuple[int, Entry]], concepts: Concepts = NO_CONCEPTS) -> Iterator[tuple[str, str]]:
    """The files of the directory, each as a text that parts it from the one before, and its terms as JSON.

    Entries come with their numbers, in order.
    """
    return _packed(_written(_terms(entries, concepts)))


def _written(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    """Each term, and with its numbers as JSON; lists that are empty at the end are left out."""
    for term, *lists, stemmed in terms:
        numbers = [*(f'"{written(these)}"' for these in lists), f'"{stemmed}"']
        while numbers and numbers[-1] == '""':
            numbers.pop()
        yield term, f"[{','.join((encode_basestring(term), *numbers))}]"


def _packed(terms: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Terms by files. A long one has a file of its own: others would cost as much."""
    first, last, texts, length = "", "", list[str](), 0
    for term, text in terms:
        is_full = length > PART * 3 // 4 and (_is_cut(term, len(text)) or length + len(text) > 2 * PART)
        if texts and (is_full or len(text) > PART):
            yield first, ",".join(texts)
            texts, length = [], 0
            first = _parting(last, term)
        texts.append(text)
        length += len(text)
        last = term
    if texts:
        yield first, ",".join(texts)


def _parting(last: str, first: str) -> str:
    """The shortest beginning of a term that comes after the one before."""
    return next(start for end in range(1, len(first) + 1) if _code_units(start := first[:end]) > _code_units(last))


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


class _Lists:
    """The numbers of entries by term: in names, around, in texts. An entry stands in one list of a term, the first that it fits."""

    def __init__(self) -> None:
        # arrays need half the room of lists: there are a million numbers at thirty thousand facts
        self._found: defaultdict[str, tuple[array[int], array[int], array[int]]] = defaultdict(
            lambda: (array("I"), array("I"), array("I"))
        )

    def add(self, number: int, *terms: Set[str]) -> None:
        """Add an entry with its terms: those of its names, those around it, those of its text."""
        seen: set[str] = set()
        for place, these in enumerate(terms):
            for term in these - seen:
                self._found[term][place].append(number)
            seen |= these

    def items(self) -> Iterator[Term]:
        """All terms with their numbers."""
        return ((term, *lists, "") for term, lists in self._found.items())


def _terms(entries: Iterable[tuple[int, Entry]], concepts: Concepts) -> Iterator[Term]:
    """All terms in order. The first sign says what a term is.

    None: a word, a stem, one Chinese character or two; ``=`` a whole name, behind one that is a word, so that it stands beside that;
    ``+`` two words side by side in a name; ``*`` first letters; ``~`` a concept; ``'`` two syllables of pinyin; ``^`` initials; ``?`` what
    is left of a word after a slip, and the word.
    """
    words, marked = _Lists(), _Lists()
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for number, entry in entries:
        text = folded(unescape(entry["text"]))
        names = [folded(unescape(name)) for name in names_of(entry)]
        around = [folded(name) for name in entry.get("around", ())]
        own = _words(names)
        words.add(number, own, _words(around), _words([text]))
        marked.add(
            number, {_name_key(name) for name in names} | {f"+{pair}" for name in names for pair in _pairs(name)}
        )
        meant = {f"~{concept}" for concept in entry.get("concepts", ())}
        own_kinds = {concept for concept in meant if concept.startswith(("~kind:", "~alike:"))}
        marked.add(
            number,
            own_kinds | {f"~{concept}" for concept in concepts.of(names)},
            meant | {f"~{concept}" for concept in concepts.of(around)},
            {f"~{concept}" for concept in concepts.of([text])},
        )
        if entry.get("kind") not in UNSPELLED:
            marked.add(
                number,
                {f"'{pair}" for name in names for pair in sounds(name)}
                | {f"^{letters}" for name in names for letters in initials(name)},
            )
            for word in own.union(map(stem, own)):
                if len(word) >= LEAST_SLIP and word.isascii() and word.isalpha():
                    for slip in slips(word):
                        spelled[slip].add(word)
    terms = [*_stemmed(words.items()), *marked.items(), *_beginnings(words.items())]
    yield from sorted((*terms, *_spelled(spelled)), key=lambda term: _code_units(term[0]))


UNSPELLED: Final = frozenset({"source"})
"""Kinds of pages whose names are long, and many: nobody types their initials."""


def _spelled(spelled: Mapping[str, set[str]]) -> Iterator[Term]:
    """Words by what is left of them after a slip: terms without numbers, for the words have theirs."""
    for slip, words in spelled.items():
        yield from ((f"?{slip} {word}", (), (), (), "") for word in words)


def _stemmed(words: Iterable[Term]) -> Iterator[Term]:
    """Words, and the stems that others of them have."""
    found = {term[0]: term for term in words}
    stems = defaultdict[str, list[str]](list)
    for word in found:
        if stem(word) != word:
            stems[stem(word)].append(word)
    for root, these in stems.items():
        found[root] = (*found.get(root, (root, (), (), (), ""))[:-1], " ".join(sorted(these)))
    return iter(found.values())


def _code_units(term: str) -> bytes:
    """What JavaScript compares strings by."""
    return term.encode("utf-16-be")


def _words(texts: Iterable[str]) -> set[str]:
    """The words of folded texts, and their Chinese characters one by one and two by two."""
    found: set[str] = set()
    for text in texts:
        for run in runs(text):
            if is_han(run):
                found.update(run)
                found.update(map(add, run, run[1:]))
            else:
                found.add(run)
    return found


def _name_key(name: str) -> str:
    key = name[:NAME_KEY]
    return f"={key}" if " " in key or (len(key) > MOST_CUT and is_han(key)) else f"{key}="


def _pairs(name: str) -> Iterator[str]:
    """The pairs of words that stand side by side in a name."""
    before = ""
    for run in runs(name):
        if is_han(run):
            before = ""
        else:
            if before:
                yield f"{before} {run}"
            before = run


def _beginnings(terms: Iterable[Term]) -> Iterator[Term]:
    """The first letters of words, one to three of them; not all letters, for the word stands beside them."""
    words = sorted((term for term in terms if not is_han(term[0])), key=itemgetter(0))
    for length in range(1, FIRST_LETTERS + 1):
        longer = (term for term in words if len(term[0]) > length)
        for letters, these in groupby(longer, key=lambda term: term[0][:length]):
            names, around, texts = set[int](), set[int](), set[int]()
            for _, in_names, in_around, in_texts, _ in these:
                names.update(in_names)
                around.update(in_around)
                texts.update(in_texts)
            yield f"*{letters}", _array(names), _array(around - names), _array(texts - around - names), ""


def _array(numbers: Set[int]) -> array[int]:
    """Numbers in order, in an eighth of the room of a list."""
    return array("I", sorted(numbers))
