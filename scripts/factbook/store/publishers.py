"""Publishers by name: two spellings of one name are one publisher.

A grade counts independent publishers, so a capital letter, a full-width form or the Chinese half of a name must not make a
second one of the first. Names that are only similar stay apart here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from factbook.store.scalars import Text

UNKNOWN = "unknown"
"""The key of every way to say that nobody knows who answers for a text."""

_UNKNOWN_NAMES = frozenset(
    ["unknown", "unknownpublisher", "notknown", "na", "none", "未知", "不详", "不明", "未详", "出版者不详"]
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


def same_publisher_key(publisher: Text | str, groups: Mapping[str, str] | None = None) -> str:
    """Return the key of a publisher: equal for all spellings of one name, ``UNKNOWN`` where it is not known.

    Args:
        publisher: The name, in English, in Chinese or in both.
        groups: What :func:`publisher_groups` found among all publishers of a store; with it a name in one language has the
            key of the same name in two.

    """
    key = _keys(publisher)[0]
    return (groups or {}).get(key, key)


def publisher_groups(publishers: Iterable[Text | str]) -> dict[str, str]:
    """Return for each key the one that stands for its publisher: names that are given together once are one publisher."""
    group: dict[str, str] = {}

    def find(key: str) -> str:
        while group.setdefault(key, key) != key:
            key = group[key]
        return key

    for publisher in publishers:
        first, *others = _keys(publisher)
        for other in others:
            low, high = sorted((find(first), find(other)))
            group[high] = low
        find(first)
    return {key: find(key) for key in group}


def _keys(publisher: Text | str) -> list[str]:
    """The keys of all names of a publisher, one or more."""
    names = [publisher] if isinstance(publisher, str) else list(publisher)
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
