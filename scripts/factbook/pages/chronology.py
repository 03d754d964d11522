"""The store's events as a timeline: milestones and awards, with their topics, industries, places and grades."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from factbook.content.addresses import TIMELINE, Target, fact_target, target
from factbook.content.lasting import first_address, last_changed
from factbook.content.locators import in_words
from factbook.content.marks import GRADES, fact_marks
from factbook.content.page import Block, TimelineBlock, TimelineEra, TimelineEvent
from factbook.content.spans import Badge, Cite, Spans, Text
from factbook.content.wording import (
    fact_body,
    fact_name,
    plain,
    rich,
    when_text,
)
from factbook.languages import _
from factbook.store import EVENTS, Award, Fact, Milestone, Store, by_date
from factbook.store.publishers import is_unknown
from factbook.store.slugs import slug
from mkdocs_timeline.model import Era, Event, Facet, Tag, Timeline
from mkdocs_timeline.templating import render_sources

FACETS = (
    Facet("topic", "Topic", "主题"),
    Facet("industry", "Industry", "产业"),
    Facet("place", "Place", "地点"),
    Facet("kind", "Kind", "类别", listed=False),
    Facet("grade", "Grade", "等级", listed=False),
)
"""The ways to sort the store's events."""

STRIP = 12
"""So many events stand in a strip at most, those that matter most."""

FEWEST = 3
"""With fewer events there is nothing to compare, and no strip."""

Inline = Callable[[Spans], str]
"""Turns spans into the HTML of the page that the timeline stands on."""

Href = Callable[[Target], str]
"""The address of a place on the site, from the page that the timeline stands on."""


def whole(facts: Iterable[Fact], store: Store) -> TimelineBlock:
    """The dated milestones and awards among some facts as a timeline."""
    events = [_event(fact, store) for fact in facts if fact.date is not None]
    return TimelineBlock(store.term("collection", "timeline"), events, _eras(store), levels=_levels(store))


def _levels(store: Store) -> tuple[str, str] | None:
    """What readers may narrow a timeline to, in words of the vocabulary; None where it has none."""
    if not any(kind == "importance" for kind, _term in store.vocabulary):
        return None
    first, second = (store.term("importance", level) for level in ("1", "2"))
    return first, f"{first}, {second}"


def headlines(store: Store) -> TimelineBlock:
    """The events of the first importance, brief."""
    events = [fact for fact in store.events() if fact.date is not None and importance(fact) == 1]
    return TimelineBlock(_("Headlines"), [_brief(fact, store) for fact in by_date(events)], _eras(store), compact=True)


def strip(identifier: str, store: Store, name: str) -> list[Block]:
    """The events that name an entity, which is called ``name``, as a strip; none where there are few."""
    events = [fact for fact in store.facts_about(identifier) if fact.kind in EVENTS and fact.date is not None]
    if len(events) < FEWEST:
        return []
    shown = [_brief(fact, store) for fact in most_important(by_date(events), STRIP)]
    title = _("Events of %(name)s") % {"name": name}
    return [TimelineBlock(title, shown, _eras(store), compact=True, more=Target(TIMELINE))]


def most_important(facts: Sequence[Fact], most: int) -> Sequence[Fact]:
    """Of some events in their order, the ``most`` that matter most, in the same order."""
    if len(facts) <= most:
        return facts
    chosen = {fact.address for fact in sorted(facts, key=importance)[:most]}
    return [fact for fact in facts if fact.address in chosen]


def timeline(block: TimelineBlock, inline: Inline, href: Href, domain: str = "") -> Timeline:
    """A block as the timeline package takes it.

    ``inline`` renders texts and citations, ``href`` gives the link to a fact's home; empty on that page itself. ``domain`` is
    the site's host, for calendars.
    """
    events = tuple(
        Event(
            id=event.address,
            date=event.date,
            title=event.title,
            title_zh=event.zh,
            summary=event.summary,
            summary_html=inline(event.body) if event.body else "",
            url=href(event.target),
            importance=event.importance,
            tags={facet: tuple(tags) for facet, tags in event.tags.items()},
            kind=event.kind,
            date_note=event.note,
            sources_html=render_sources([(words, href(where)) for words, where in event.sources]),
            badges_html=inline(event.marks) if event.marks else "",
            changed=event.changed,
            uid=event.uid,
        )
        for event in block.events
    )
    eras = tuple(Era(era.term, era.name, era.start, era.end, era.zh) for era in block.eras)
    return Timeline(events, eras, () if block.compact else FACETS, block.title, domain, block.levels)


def _eras(store: Store) -> list[TimelineEra]:
    return [
        TimelineEra(term.term, str(term.name), term.name.beside, *_ends(term.period.text))
        for term in store.vocabulary.values()
        if term.kind == "era" and term.period is not None
    ]


def _ends(period: str) -> tuple[str, str]:
    start, _, end = period.partition("/")
    return start, end or start


def importance(fact: Fact) -> int:
    """How much an event matters: 1 a headline, 2 normal, 3 a detail."""
    assert isinstance(fact.record, (Milestone, Award))
    return int(fact.record.importance)


def _brief(fact: Fact, store: Store) -> TimelineEvent:
    """What a strip shows of an event."""
    assert fact.date is not None
    name = fact_name(fact, store)
    return TimelineEvent(
        address=fact.address,
        date=fact.date.text,
        title=str(name),
        zh=name.beside,
        target=fact_target(fact, store),
        importance=importance(fact),
    )


def _event(fact: Fact, store: Store) -> TimelineEvent:
    record = fact.record
    assert isinstance(record, (Milestone, Award))
    note: Spans = (Text(" "), *rich(record.note, store)) if record.note else ()
    marks = fact_marks(fact, store)
    return replace(
        _brief(fact, store),
        kind=fact.kind,
        note=str(record.date_is) if isinstance(record, Award) and record.date_is else "",
        summary=plain(record.summary, store) if record.summary else "",
        body=tuple(span for span in (*fact_body(fact, store), *note) if not isinstance(span, Cite)),
        marks=tuple(replace(mark, title="") if isinstance(mark, Badge) and mark.target else mark for mark in marks),
        sources=[(_source(name, at, store), target(name, store)) for name, at in fact.sources.items()],
        tags=_tags(fact, store),
        changed=last_changed(fact, store),
        uid=_former_id(fact, store),
    )


def _former_id(fact: Fact, store: Store) -> str:
    """The id that a fact was first published under; empty where that is its id today."""
    first = first_address(fact.address, store)
    return "" if first == fact.address else slug(first)


def _source(identifier: str, locator: str, store: Store) -> str:
    """Who says so, when, and where in it: a list of many events names its sources beside each, for the eye and for size."""
    source = store.sources[identifier]
    words = str(source.title if is_unknown(source.publisher) else source.publisher)
    if source.published is not None:
        words = _("%(what)s, %(when)s") % {"what": words, "when": when_text(source.published)}
    return _("%(what)s (%(part)s)") % {"what": words, "part": in_words(locator, store)} if locator else words


def _tags(fact: Fact, store: Store) -> Mapping[str, tuple[Tag, ...]]:
    record = fact.record
    grade = store.grade(fact.address)
    industries = tuple((i, str(store.industries[i].name)) for i in record.industries if i in store.industries)
    places = tuple((i, str(store.places[i].name)) for i in record.places if i in store.places)
    topics = tuple((topic, store.term("topic", topic)) for topic in record.topics)
    kind = _("Award") if fact.kind == "award" else _("Milestone")
    meaning = _("%(name)s: %(meaning)s") % {"name": grade, "meaning": _(GRADES[grade])}
    return {
        "topic": topics,
        "industry": industries,
        "place": places,
        "kind": ((fact.kind, kind),),
        "grade": ((grade.lower(), meaning),),
    }
