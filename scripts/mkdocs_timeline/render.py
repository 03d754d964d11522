"""Write a timeline as HTML: a list under headings that needs no script. The script in assets/ builds on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from .arrange import Section, sections
from .labels import Language
from .model import Event, Facet, Timeline
from .options import Options
from .svg import strip_axis
from .templating import render_template
from .words import words

_MANY = 60  # beyond this the browser lays out only the sections in sight


def render_timeline(timeline: Timeline, options: Options | None = None) -> str:
    """The HTML of a timeline.

    Headings (h2 by default) stand over ordered lists; each event is a list item with a heading that has the event's
    id as its anchor, the date in `<time>`, and all its text and sources. Data attributes hold the rest for the script.
    There is no inline script and no inline style. With `options.compact`, a strip for a home page instead.
    """
    options = options or Options()
    found = sections(timeline, options)
    listed = [facet.id for facet in timeline.all_facets() if facet.listed]
    template = "compact.html" if options.compact else "timeline.html"
    return render_template(
        template,
        timeline=timeline,
        sections=found,
        options=options,
        words=words(options.language),
        axis=strip_axis(_events(found), timeline.eras) if options.compact else "",
        listed=listed,
        told=_told(_events(found), listed),
        many=len(_events(found)) > _MANY,
        domain=timeline.uid_domain,
        data=_page_data(timeline, found, options),
    )


def headings(timeline: Timeline, options: Options) -> tuple[tuple[str, str], ...]:
    """The (anchor, label) pairs of the group headings, for building a table of contents without Markdown."""
    if options.compact:
        return ()
    return tuple((section.anchor, section.label) for section in sections(timeline, options) if section.label)


def _page_data(timeline: Timeline, found: tuple[Section, ...], options: Options) -> Mapping[str, object]:
    """What the script needs beyond the list, for data attributes: the words, the facets in use, and the eras."""
    zh = options.language == "zh"
    eras = [[era.id, era.label_zh if zh and era.label_zh else era.label, era.date] for era in timeline.eras]
    events = _events(found)
    facets = [_facet(facet, events, options.language) for facet in timeline.all_facets()]
    named = dict(zip(("imp1", "imp2"), timeline.levels or (), strict=False))
    return {
        "words": {**words(options.language), **named},
        "facets": [facet for facet in facets if facet[2]],
        "eras": eras,
    }


def _told(events: tuple[Event, ...], listed: Collection[str]) -> frozenset[tuple[str, str]]:
    """The tags (facet and id) that the script knows by the words printed under an event: called one thing, and nothing else so."""
    pairs = {((facet, tag[0]), tag[1]) for event in events for facet, tags in event.tags.items() for tag in tags}
    tags = Counter(tag for tag, _ in pairs)
    labels = Counter(label for _, label in pairs)
    return frozenset(tag for tag, label in pairs if tags[tag] == labels[label] == 1 and tag[0] in listed)


def _facet(facet: Facet, events: tuple[Event, ...], language: Language) -> tuple[str, str, list[tuple[str, str]]]:
    labels: dict[str, str] = {}
    for event in events:
        labels.update(event.tags.get(facet.id, ()))
    name = facet.label_zh if language == "zh" and facet.label_zh else facet.label
    return (facet.id, name, sorted(labels.items(), key=lambda tag: tag[1].casefold()))


def _events(found: tuple[Section, ...]) -> tuple[Event, ...]:
    return tuple(event for section in found for event in section.events)
