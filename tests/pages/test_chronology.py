"""Timelines of the store: an entity's strip shows what matters most of what names it, and only where there is something to compare."""

from __future__ import annotations

import re

import pytest

from factbook.checks.project import Project
from factbook.content.addresses import TIMELINE
from factbook.content.page import TimelineBlock
from factbook.pages.chronology import FEWEST, STRIP, headlines, most_important, strip, whole
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.render.page_writer import PageWriter
from factbook.store import EVENTS, Fact


def _events(project: Project, identifier: str) -> list[Fact]:
    return [fact for fact in project.store.facts_about(identifier) if fact.kind in EVENTS and fact.date is not None]


def test_the_whole_timeline_has_every_event_with_its_sources(project: Project) -> None:
    block = whole(project.store.events(), project.store)
    assert {event.address for event in block.events} == {
        fact.address for kind in EVENTS for fact in project.store.facts_of(kind) if fact.date is not None
    }
    for event in block.events:
        assert len(event.sources) == len(project.store.facts[event.address].sources) > 0


def test_a_strip_has_the_events_that_matter_most_in_their_order(project: Project) -> None:
    identifier = max(project.store.places, key=lambda place: len(_events(project, place)))
    (block,) = strip(identifier, project.store, "the zone")
    assert isinstance(block, TimelineBlock)
    events = _events(project, identifier)
    assert len(events) > STRIP == len(block.events)
    shown = {event.address for event in block.events}
    left = [fact.record for fact in events if fact.address not in shown]
    assert max(event.importance for event in block.events) <= min(int(record.importance) for record in left)  # type: ignore[union-attr]
    order = [fact.address for fact in project.store.events()]
    assert [event.address for event in block.events] == [address for address in order if address in shown]


def test_headlines_are_all_events_of_the_first_importance_in_their_order(project: Project) -> None:
    block = headlines(project.store)
    first = [f for f in project.store.events() if f.date is not None and int(f.record.importance) == 1]  # type: ignore[union-attr]
    assert [event.address for event in block.events] == [fact.address for fact in first]
    assert 10 <= len(block.events) <= 20


def test_few_events_make_no_strip(project: Project) -> None:
    for identifier in project.store.organizations:
        assert bool(strip(identifier, project.store, "x")) == (len(_events(project, identifier)) >= FEWEST)


@pytest.mark.parametrize("most", [0, 1, 5, 1000])
def test_the_most_important_are_never_more_than_asked_for(most: int, project: Project) -> None:
    events = project.store.events()
    assert len(most_important(events, most)) == min(most, len(events))


def test_an_entitys_page_shows_its_strip_and_links_the_events(project: Project) -> None:
    pages = {page.path: page for page in generate(project.store)}
    writer = PageWriter(project.store, Site())
    with_strip = [i for i in project.store.organizations if strip(i, project.store, "x")]
    assert with_strip
    for identifier in with_strip:
        html = writer.content(pages[f"organizations/{identifier}"])
        assert '<h2 id="timeline">' in html
        links = re.findall(
            r'href="\.\./\.\./(?:timeline|awards)/(?:page/\d+/)?#([^"]+)"',
            html.partition("tl--compact")[2].partition("</ol>")[0],
        )
        (block,) = strip(identifier, project.store, "x")
        assert links == [event.address for event in block.events]
        assert f'href="../../{TIMELINE}/"' in html
