"""Pages of long lists: each has the links to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from factbook.content.addresses import Target
from factbook.content.page import Pager, Paragraph, Section
from factbook.content.paging import cut, part_path
from factbook.content.spans import Text
from factbook.languages import _, pgettext
from factbook.store import Fact

_T = TypeVar("_T")
_SHORT = 16
"""So many characters of a name tell where an alphabetical part begins."""


@dataclass(frozen=True, slots=True)
class Part(Generic[_T]):
    """A part of a list: what stands on it, its page, and how to come to the others (nothing where there are none)."""

    items: Sequence[_T]
    path: str
    number: int
    name: str
    pager: Sequence[Pager]

    def titled(self, title: str) -> str:
        """The title of the part's page."""
        if self.number == 1:
            return title
        words = {"title": title, "part": self.name, "number": self.number, "count": len(self.pager[0].pages)}
        return _("%(title)s, %(part)s (%(number)s of %(count)s)") % words

    def around(self, sections: Sequence[Section], lead: str = "") -> list[Section]:
        """What stands on the part's page, with the links to the others before and after it.

        ``lead`` says what the list is, in a sentence or two, on its first page.
        """
        above = [Section("", "", self.pager)] if self.pager else []
        below = [Section("", "", self.pager_below)] if self.pager else []
        return [*opening(lead if self.number == 1 else ""), *above, *sections, *below]

    @property
    def pager_below(self) -> Sequence[Pager]:
        """The links to the others as they stand below the list."""
        return [replace(pager, below=True) for pager in self.pager]


def paged(
    path: str,
    items: Sequence[_T],
    most: int,
    name: Callable[[_T], str],
    between: Callable[[_T, _T], str] | None = None,
) -> Iterator[Part[_T]]:
    """The parts of a list of which at most ``most`` items stand on a page.

    ``name``: what an item counts as in its order. ``between``: what a part is called by its first and its last item, where the names
    of the two with a dash between them would not do.
    """
    parts = cut(items, most)
    between = between or (lambda first, last: _span(name(first), name(last)))
    names = [between(part[0], part[-1]) if part else "" for part in parts]
    pages = [(words, Target(part_path(path, number))) for number, words in enumerate(names, 1)]
    for number, part in enumerate(parts, 1):
        pager = [Pager(pages, number)] if len(parts) > 1 else []
        yield Part(part, part_path(path, number), number, names[number - 1], pager)


def opening(lead: str) -> list[Section]:
    """The first words of an index; nothing where there are none."""
    return [Section("", "", [Paragraph((Text(lead),), "lead")])] if lead else []


def _span(first: str, last: str) -> str:
    return first if first == last else _("%(first)s–%(last)s") % {"first": first, "last": last}


def year(fact: Fact) -> str:
    """The year that a fact counts as in a list by date."""
    if fact.date is None:
        return _("undated")
    return pgettext("a year alone", "%(year)s") % {"year": fact.date.sort_key[0].year}


def beginning(name: str) -> str:
    """The first letters of a name, for a list by name."""
    return name if len(name) <= _SHORT else f"{name[:_SHORT].rstrip()}…"
