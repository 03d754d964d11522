"""Names of publishers that are probably one name, spelled in two ways: what counts one publisher as two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations

from factbook.store import Source
from factbook.store.publishers import is_unknown, publishers

_WORD = re.compile(r"\w+")
_FILLERS = frozenset({"the", "co", "company", "corp", "corporation", "inc", "limited", "ltd"})
"""Words that are written or left out without another publisher being meant."""

_LONG = 10
"""From so many letters on, two Latin names that differ by one letter are taken for one: shorter ones are often two."""


def similar(sources: Iterable[Source]) -> Iterator[tuple[Source, Source]]:
    """Pairs of sources, in their order, whose publishers have nearly one name and count as two. Each pair of names once.

    Publishers with different Chinese names are two, however alike their English names are.
    """
    known = [source for source in sources if not is_unknown(source.publisher)]
    one_of = publishers({source.id: source.publisher for source in known})
    first = {one_of[source.id]: number for number, source in reversed(list(enumerate(known)))}
    alike: dict[str, list[int]] = {}
    for number in sorted(first.values()):
        for form in {form for name in known[number].publisher for form in _forms(name)}:
            alike.setdefault(form, []).append(number)
    found = {pair for numbers in alike.values() for pair in combinations(numbers, 2)}
    for one, two in sorted(found, key=lambda pair: (pair[1], pair[0])):
        if not _two_in_chinese(known[one], known[two]):
            yield known[one], known[two]


def _forms(name: str) -> Iterator[str]:
    """What similar names share: the bare name; of a long Latin one also the name without any one letter."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    words = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    bare = "".join(word for word in words if word not in _FILLERS) or "".join(words)
    yield bare
    if len(bare) >= _LONG and bare.isascii():
        yield from (bare[:at] + bare[at + 1 :] for at in range(len(bare)))


def _two_in_chinese(one: Source, two: Source) -> bool:
    first, second = one.publisher.zh, two.publisher.zh
    return bool(first and second) and set(_forms(str(first))).isdisjoint(_forms(str(second)))
