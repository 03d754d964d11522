"""Choose the events to show, put them in order, and group them under headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .model import Era, Event, Timeline
from .options import Options
from .words import words


@dataclass(frozen=True, slots=True)
class Section:
    """Events under one heading. Without a heading, `anchor` and `label` are empty."""

    anchor: str
    label: str
    events: tuple[Event, ...]


def select(timeline: Timeline, options: Options) -> tuple[Event, ...]:
    """The events that pass the options' filter and importance, in the options' order."""
    chosen = (event for event in timeline.events if _passes(event, options))
    return tuple(sorted(chosen, key=lambda event: (event.when.sort_key, event.id), reverse=options.order == "desc"))


def sections(timeline: Timeline, options: Options) -> tuple[Section, ...]:
    """The selected events under the headings that the options ask for; no section is empty."""
    events = select(timeline, options)
    if options.group == "none":
        return (Section("", "", events),) if events else ()
    if options.group == "era":
        return tuple(_by_era(events, timeline.eras, options))
    return tuple(_by_years(events, options))


def _passes(event: Event, options: Options) -> bool:
    return event.importance <= options.importance and all(
        any(tag_id in wanted for tag_id, _ in event.tags.get(facet, ())) for facet, wanted in options.filter.items()
    )


def first_day(event: Event) -> date:
    """The day that places an event: the first it may mean, or the end of a period without a beginning."""
    return event.when.sort_key[0]


def _by_years(events: Iterable[Event], options: Options) -> Iterator[Section]:
    span = 10 if options.group == "decade" else 1
    for start, found in groupby(events, key=lambda event: first_day(event).year // span * span):
        anchor = f"{options.id_prefix}{options.group}-{start}"
        yield Section(anchor, _years_label(start, options), tuple(found))


def _years_label(start: int, options: Options) -> str:
    decade = options.group == "decade"
    if options.language == "zh":
        return f"{start}年代" if decade else f"{start}年"
    return f"{start}s" if decade else str(start)


def _by_era(events: tuple[Event, ...], eras: tuple[Era, ...], options: Options) -> Iterator[Section]:
    """Eras in the order of their beginnings; an event belongs to the last era that has begun and not ended."""
    ordered = sorted(eras, key=lambda era: era.when.lower or date.min)
    placed: dict[str, list[Event]] = {}
    for event in events:
        era = _era_of(first_day(event), ordered)
        placed.setdefault(era.id if era else "", []).append(event)
    if options.order == "desc":
        ordered.reverse()
    for era in ordered:
        if era.id in placed:
            label = era.label_zh if options.language == "zh" and era.label_zh else era.label
            yield Section(f"{options.id_prefix}era-{era.id}", label, tuple(placed[era.id]))
    if "" in placed:
        anchor = f"{options.id_prefix}era-other"
        yield Section(anchor, words(options.language)["otherEra"], tuple(placed[""]))


def _era_of(day: date, ordered: list[Era]) -> Era | None:
    holding = [era for era in ordered if (era.when.lower or date.min) <= day <= (era.when.upper or date.max)]
    return holding[-1] if holding else None
