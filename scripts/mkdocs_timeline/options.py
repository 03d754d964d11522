"""What a reader of the page may choose for one timeline, and the check of what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any, Literal, get_args

from .labels import Language

Order = Literal["asc", "desc"]
Group = Literal["year", "decade", "era", "none"]
Toc = Literal["groups", "events"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to show a timeline.

    `source` names it (a registered source or a file). `filter` keeps events that have, in every named facet, one
    of the named tags. `importance` is the highest level shown (1 headlines only … 3 all). `heading_level` is the
    level of the group headings; events stand one below. `toc` says which headings enter the table of contents.
    `compact` gives the strip for a home page, and `more` the link under it. `downloads` are (label, link) pairs of ready-made files.
    `assets` is the relative address of the folder of timeline.js and timeline.css, if the block shall load them;
    empty if the page does. `id_prefix` keeps anchors apart when a page shows an event twice.
    """

    source: str = ""
    filter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    importance: int = 3
    order: Order = "asc"
    group: Group = "year"
    compact: bool = False
    language: Language = "en"
    heading_level: int = 2
    toc: Toc = "groups"
    more: str = ""
    downloads: tuple[tuple[str, str], ...] = ()
    assets: str = ""
    id_prefix: str = ""


_CHOICES = {"order": get_args(Order), "group": get_args(Group), "language": get_args(Language), "toc": get_args(Toc)}
_RANGES = {"importance": (1, 3), "heading_level": (1, 5)}
_WRITABLE = tuple(item.name for item in fields(Options) if item.name not in ("downloads", "assets", "id_prefix"))


def read_options(written: Mapping[str, Any]) -> Options:
    """Make Options from what a page's author wrote (YAML scalars, `filter` also as `topic=a|b, place=c`).

    Raises ValueError naming the option and what it may be.
    """
    return Options(**{name: _read(name, value) for name, value in written.items()})


def _read(name: str, value: Any) -> Any:
    if name not in _WRITABLE:
        near = get_close_matches(name, _WRITABLE, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_WRITABLE)}"
        raise ValueError(f"unknown option {name!r}; {hint}")
    if name == "filter":
        return _read_filter(value)
    if name in _CHOICES and value not in _CHOICES[name]:
        raise ValueError(f"{name}: {value!r} is not one of {', '.join(_CHOICES[name])}")
    if name in _RANGES:
        return _read_number(name, value, *_RANGES[name])
    if name == "compact" and not isinstance(value, bool):
        raise ValueError(f"compact: {value!r} is not true or false")
    return value if name == "compact" else str(value)


def _read_number(name: str, value: Any, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"{name}: {value!r} is not a number from {low} to {high}")
    return value


def _read_filter(value: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(value, Mapping):
        return {str(facet): _words(words) for facet, words in value.items()}
    pairs = [pair.partition("=") for pair in str(value).split(",") if pair.strip()]
    if any(not (facet.strip() and words.strip()) for facet, _, words in pairs):
        raise ValueError(f"filter: {value!r} is not of the form topic=governance|finance, place=harbour")
    return {facet.strip(): _words(words) for facet, _, words in pairs}


def _words(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else str(value).split("|")
    return tuple(str(item).strip() for item in items)
