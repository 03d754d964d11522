"""Publishers by name: two spellings of one name are one publisher.

A grade counts independent publishers, so a capital letter, a full-width form or the Chinese half of a name must not make a
second one of the first. Names that are only similar stay apart here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from factbook.store.groups import Groups
from factbook.store.texts import Text

UNKNOWN = "unknown"
"""The key of every wording for a publisher, or for a body, that is not known."""

_UNKNOWN_NAMES = frozenset(
    [
        "unknown",
        "unknownpublisher",
        "notknown",
        "na",
        "none",
        "未知",
        "不详",
        "不明",
        "未详",
        "出版者不详",
        "notnamedinthesource",
    ]
)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")
_IN_BRACKETS = re.compile(r"^(?P<first>[^()]+?)\s*\((?P<second>[^()]+)\)$")
_SEPARATED = re.compile(r"\s*[/|;,、]\s*|\s+[-·]\s+")
_SIDE_BY_SIDE = (
    re.compile(
        "(?P<first>[^\u3400-\u9fff]*[^\\W\\d_\u3400-\u9fff]+ [^\u3400-\u9fff]+?) (?P<second>[\u3400-\u9fff]{3,})"
    ),
    re.compile(
        "(?P<first>[\u3400-\u9fff]{3,}) (?P<second>[^\u3400-\u9fff]*[^\\W\\d_\u3400-\u9fff]+ [^\u3400-\u9fff]+)"
    ),
)
"""A name in two languages without brackets: at least two words in one, three characters in the other (TCL 科技 is one name)."""


def publishers(named: Mapping[str, Text]) -> dict[str, str]:
    """Return for each source, by its id, the key of its publisher: equal for all spellings of one name, in one language or in two.

    Names that are given together once are one publisher. Of a publisher that is not known the key is ``UNKNOWN``.
    """
    groups = Groups()
    first: dict[str, str] = {}
    for identifier, publisher in named.items():
        names = publisher_keys(publisher)
        first[identifier] = UNKNOWN if UNKNOWN in names else names[0]
        for other in names[1:]:
            if UNKNOWN not in names:
                groups.join(other, names[0])
    return {identifier: groups.of(name) for identifier, name in first.items()}


def is_unknown(publisher: Text) -> bool:
    """Whether the publisher of a source, or who gave an award or set a plan, is not known."""
    return UNKNOWN in publisher_keys(publisher)


def publisher_keys(publisher: Text) -> Sequence[str]:
    """Return the keys of all names of a publisher, one or more: equal for all spellings of a name."""
    return _keys(tuple(publisher))


@lru_cache(maxsize=8_192)  # a publisher has many sources, and each of them is asked for on many pages
def _keys(names: tuple[str, ...]) -> Sequence[str]:
    halves = (half for name in names for half in _halves(unicodedata.normalize("NFKC", name)))
    return list(dict.fromkeys(map(_key, halves))) or [UNKNOWN]


def _key(name: str) -> str:
    """A name without what a spelling may vary: case, width, composition, spaces, punctuation, the article."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()
    text = re.sub(r"^the\s+", "", text).replace("&", " and ")
    key = "".join(character for character in text if unicodedata.category(character)[0] not in "PZC")
    return UNKNOWN if key in _UNKNOWN_NAMES else key or text


def _halves(name: str) -> Iterator[str]:
    """The name in each of two languages, where it gives both; else the name."""
    name = " ".join(name.split())
    parts: tuple[str, ...] = tuple(_SEPARATED.split(name))
    found = _IN_BRACKETS.fullmatch(name) or next((m for form in _SIDE_BY_SIDE if (m := form.fullmatch(name))), None)
    if found and len(parts) == 1:
        parts = found.group("first", "second")
    if len(parts) == 2 and all(map(_LETTER.search, parts)) and _is_chinese(parts[0]) != _is_chinese(parts[1]):
        yield from parts
    else:
        yield name


def _is_chinese(text: str) -> bool:
    return _HAN.search(text) is not None
