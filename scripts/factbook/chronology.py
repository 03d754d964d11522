"""The store's events as a timeline: milestones and awards, with their topics, industries, places and grades."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from factbook.addresses import Target, fact_target, target
from factbook.content import Badge, Cite, Spans, Text
from factbook.derive import UNKNOWN_PUBLISHER
from factbook.store import Award, Fact, Milestone, Store
from factbook.wording import (
    GRADES,
    caveat_badges,
    fact_body,
    fact_name,
    grade_badge,
    plain,
    rich,
    standing_badges,
    when_text,
)
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

Inline = Callable[[Spans], str]
"""Turns spans into the HTML of the page that the timeline stands on."""

Href = Callable[[Target], str]
"""The address of a place on the site, from the page that the timeline stands on."""


def chronology(store: Store, inline: Inline, href: Href, facts: Sequence[Fact] | None = None) -> Timeline:
    """The dated milestones and awards of a store (or of ``facts``) as a timeline.

    ``inline`` renders texts and citations, ``href`` gives the link to a fact's home; empty on that page itself.
    """
    pool = facts if facts is not None else [*store.facts_of("milestone"), *store.facts_of("award")]
    events = tuple(_event(fact, store, inline, href) for fact in pool if fact.date is not None)
    eras = tuple(
        Era(term.term, term.name.en or str(term.name), *_ends(term.period.text), term.name.zh or "")
        for term in store.vocabulary.values()
        if term.kind == "era" and term.period is not None
    )
    return Timeline(events, eras, FACETS)


def _ends(period: str) -> tuple[str, str]:
    start, _, end = period.partition("/")
    return start, end or start


def _event(fact: Fact, store: Store, inline: Inline, href: Href) -> Event:
    record = fact.record
    assert isinstance(record, (Milestone, Award))
    assert fact.date is not None
    name = fact_name(fact, store)
    note: Spans = (Text(" "), *rich(record.note, store)) if record.note else ()
    said = tuple(span for span in (*fact_body(fact, store), *note) if not isinstance(span, Cite))
    marks: Spans = (grade_badge(fact, store), *caveat_badges(fact), *standing_badges(fact, store))
    if fact.kind == "award":  # the claims that rest on it stand at its home
        marks = tuple(mark for mark in marks if not (isinstance(mark, Badge) and mark.family == "claim"))
    marks = tuple(replace(mark, title="") if isinstance(mark, Badge) and mark.target else mark for mark in marks)
    return Event(
        id=fact.address,
        date=fact.date.text,
        title=plain(name, store),
        title_zh=(name.zh or "") if name.en else "",
        summary=plain(record.summary, store) if record.summary else "",
        summary_html=inline(said),
        url=href(fact_target(fact, store)),
        importance=int(record.importance),
        tags=_tags(fact, store),
        kind=fact.kind,
        date_note=str(record.date_is) if isinstance(record, Award) and record.date_is else "",
        sources_html=render_sources(
            [(_source(name, at, store), href(target(name, store))) for name, at in fact.sources.items()]
        ),
        badges_html=inline(marks),
    )


def _source(identifier: str, locator: str, store: Store) -> str:
    """Who says so, when, and where in it: a list of many events names its sources beside each, for the eye and for size."""
    source = store.sources[identifier]
    published = f", {when_text(source.published)}" if source.published is not None else ""
    name = source.title if str(source.publisher) == UNKNOWN_PUBLISHER else source.publisher
    return f"{name}{published}" + (f" ({locator})" if locator else "")


def _tags(fact: Fact, store: Store) -> Mapping[str, tuple[Tag, ...]]:
    record = fact.record
    grade = store.grade(fact.address)
    industries = tuple((i, str(store.industries[i].name)) for i in record.industries if i in store.industries)
    places = tuple((i, str(store.places[i].name)) for i in record.places if i in store.places)
    topics = tuple((topic, store.term("topic", topic)) for topic in record.topics)
    kind = "Award" if fact.kind == "award" else "Milestone"
    return {
        "topic": topics,
        "industry": industries,
        "place": places,
        "kind": ((fact.kind, kind),),
        "grade": ((grade.lower(), f"{grade}: {GRADES[grade]}"),),
    }
