"""How new the facts are: of when the newest figure is, when the facts were last looked at, and what happened lately."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from factbook.content.addresses import fact_target
from factbook.content.messages import filled
from factbook.content.page import Block, Items, Paragraph, Section
from factbook.content.spans import Link, Spans
from factbook.content.wording import cites, fact_label, when_spans
from factbook.languages import _
from factbook.pages.chronology import importance
from factbook.store import EVENTS, Fact, Place, Store, by_date
from factbook.store.newest import newest_period
from factbook.store.presence import before_review, last_review

LATEST = 6
"""So many events are listed as new."""

NEW_FOR = 3
"""So many years before the facts were last looked at an event is new."""

_STORY = 183
"""Days between two events of one story at most."""

_FEWEST = 12
"""A place of which fewer events are known has them all in one look."""


def as_of_rows(place: Place, store: Store) -> list[tuple[str, Spans]]:
    """The rows of a place's particulars that say how new its facts are; none for a place without a figure of its own."""
    newest, reviewed = newest_period(store, place.id), store.once(last_review)
    if newest is None or reviewed is None:
        return []
    return [(_("Newest figures"), when_spans(newest)), (_("Facts as of"), when_spans(reviewed))]


def as_of(place: Place, store: Store) -> list[Block]:
    """The same as a sentence."""
    rows = as_of_rows(place, store)
    if not rows:
        return []
    newest, reviewed = (when for _label, when in rows)
    message = _("Newest figures: %(newest)s; facts as of %(reviewed)s.")
    return [Paragraph(filled(message, newest=newest, reviewed=reviewed), "note")]


def news(places: Sequence[Place], store: Store) -> list[Block]:
    """What happened in some places lately, the newest first, each with its sources; the newest event where nothing did lately."""
    found, first = _events(places, store), before_review(store, NEW_FOR)
    if not found or first is None:
        return []
    late = [fact for fact in found if _last_day(fact) >= first]
    if not late:
        message = _("Nothing newer was found than this: %(event)s")
        return [Paragraph(filled(message, event=_item(found[-1], store)))]
    return [Items([_item(fact, store) for fact in reversed(_one_a_story(late)[-LATEST:])])]


def _one_a_story(events: Sequence[Fact]) -> Sequence[Fact]:
    """Events in their order, of those that tell one story the one that matters most, and of such the newest.

    A story is what happens to the same organizations, each event within half a year of the one before.
    """
    stories: list[list[Fact]] = []
    for event in events:
        who = set(event.record.organizations)
        told = (s for s in stories if who and who == set(s[-1].record.organizations) and _days(s[-1], event) <= _STORY)
        story = next(told, None)
        if story is None:
            stories.append([event])
        else:
            story.append(event)
    return by_date(min(reversed(story), key=importance) for story in stories)


def _days(before: Fact, after: Fact) -> int:
    return (_first_day(after) - _last_day(before)).days


def _first_day(event: Fact) -> date:
    return event.date.lower if event.date and event.date.lower else date.min


def _last_day(event: Fact) -> date:
    return event.date.upper if event.date and event.date.upper else date.max


def news_section(place: Place, store: Store) -> list[Section]:
    """The same of one place as a section; none for a place of which few events are known."""
    if len(_events([place], store)) < _FEWEST:
        return []
    return [Section(_("New here"), "news", news([place], store))]


def _events(places: Sequence[Place], store: Store) -> Sequence[Fact]:
    """The dated events of places and of what lies in them."""
    within = {name for place in places for name in _within(place.id, store)}
    found = {fact.address: fact for name in within for fact in store.facts_about(name) if fact.kind in EVENTS}
    return by_date(fact for fact in found.values() if fact.date is not None)


def _within(place: str, store: Store) -> Iterator[str]:
    """A place and all places in it, by way of others too."""
    yield place
    for part in store.parts_of(place):
        yield from _within(part, store)


def _item(fact: Fact, store: Store) -> Spans:
    link = Link(fact_target(fact, store), fact_label(fact, store))
    return (*filled(_("%(when)s: %(what)s"), when=when_spans(fact.date), what=link), *cites(fact))
