"""Make events that look like a history: half known to the day, the rest to the month or year, some periods."""

from __future__ import annotations

import random

from mkdocs_timeline.model import Era, Event, Timeline

_VERBS = ("opens", "signs", "completes", "approves", "launches", "expands", "wins", "founds", "plans", "merges")
_NOUNS = ("plant", "research", "park", "battery", "display", "office", "railway", "school", "award", "fund", "zone")
_TOPICS = ("governance", "industry", "innovation", "transport", "environment", "education", "trade", "people")


def make_timeline(count: int, seed: int = 1) -> Timeline:
    """The same `count` events from 1984 to 2026 for the same seed, in four eras."""
    rng = random.Random(seed)
    events = tuple(_event(rng, number) for number in range(count))
    eras = (
        Era("a", "Before", "1984", "1992"),
        Era("b", "Founding", "1993", "2000"),
        Era("c", "Growth", "2001", "2013"),
        Era("d", "Now", "2014"),
    )
    return Timeline(events, eras, title=f"{count} events")


def _event(rng: random.Random, number: int) -> Event:
    title = " ".join(rng.choice(_VERBS + _NOUNS) for _ in range(rng.randint(3, 7))).capitalize()
    tags = {"topic": tuple((topic, topic.capitalize()) for topic in rng.sample(_TOPICS, rng.randint(1, 2)))}
    summary = "A sentence that says what happened, in plain words, and who took part in it."
    importance = rng.choices((1, 2, 3), (1, 4, 5))[0]
    return Event(
        f"e{number}",
        _date(rng),
        title,
        summary=summary,
        importance=importance,
        tags=tags,
        sources_html="<p>A source, page 3</p>",
    )


def _date(rng: random.Random) -> str:
    year, month, day = 1984 + int(42 * rng.random() ** 0.7), rng.randint(1, 12), rng.randint(1, 28)
    forms = (
        f"{year}-{month:02}-{day:02}",
        f"{year}-{month:02}",
        f"{year}",
        f"{year}/{year + rng.randint(1, 6)}",
        f"{year}~",
    )
    return rng.choices(forms, (50, 20, 18, 8, 4))[0]
