"""The timeline: all events, in several pages where they are many. A hand-written docs/timeline.md takes the place of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from factbook.content.addresses import TIMELINE
from factbook.content.page import Block, Page, Section
from factbook.content.paging import MOST_FACTS
from factbook.languages import _
from factbook.pages.chronology import most_important, whole
from factbook.pages.paged import Part, paged, year
from factbook.store import Fact, Store


def pages(store: Store) -> Iterator[Page]:
    """The page of all events, or the pages; none without events."""
    if not store.events():
        return
    description = _("Dated events, to scale and as a list, each with its sources.")
    for part in _parts(store):
        title = part.titled(store.term("collection", "timeline"))
        yield Page(part.path, title, "", description, "index", partial(_sections, part, store))


def shown_on(page: str, store: Store) -> Sequence[Fact]:
    """Return the events of a timeline in a hand-written page: on the timeline's own, those of its first part."""
    return next(_parts(store)).items if page == TIMELINE else most_important(store.events(), MOST_FACTS)


def pager(store: Store, *, below: bool = False) -> Sequence[Block]:
    """The links from the first page to the others, above or below its list; none where there are no others."""
    part = next(_parts(store))
    return part.pager_below if below else part.pager


def _parts(store: Store) -> Iterator[Part[Fact]]:
    return paged(TIMELINE, store.events(), MOST_FACTS, year)


def _sections(part: Part[Fact], store: Store) -> list[Section]:
    return part.around([Section("", "", [whole(part.items, store)])])
