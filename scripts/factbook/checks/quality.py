"""How well the store is sourced, in numbers; and the floor that these numbers may not fall below.

Values in, values out: the floor's file is read by :mod:`factbook.checks.project` and written by ``factbook stats --write-floor``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import Any

from factbook.checks.translations import Translation, translations
from factbook.store import Fact, Store
from factbook.store.grading import GRADES
from factbook.store.presence import last_review
from factbook.store.records import COLLECTIONS, LOCATOR, FactRecord
from factbook.store.status import STATUSES, StatusName
from mkdocs_timeline.dates import When

FLOOR_FILE = "data/quality-floor.json"
"""The committed floor, beside the data that it is about. It is JSON, since a YAML file there would be a collection."""

SLACK = 1
"""Percentage points by which a written floor stays below (or above) a share: one honest new fact must not break it."""

KINDS = ("milestone", "award", "plan", "statement", "observation", "figure")

NO_TOPIC = "none"
"""Stands for the facts without a topic."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How some facts are sourced; all are counts of facts.

    ``single_source``: rest on one text (reposts of it count once); ``read_as_copy``: no source that counts was read itself;
    ``statuses``: facts by status; ``with_caveat``: carry at least one.
    """

    facts: int
    grades: Mapping[str, int]
    single_source: int
    read_as_copy: int
    undated: int
    statuses: Mapping[StatusName, int]
    with_caveat: int

    def percent(self, count: int) -> Decimal:
        """A count as percent of these facts; zero of none."""
        return Decimal(100 * count) / self.facts if self.facts else Decimal(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """The state of a store as the floor holds it: how all facts are sourced, and the number of records of each collection."""

    total: Coverage
    collections: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quality(Totals):
    """The state of a store in detail. ``last_review`` is the newest day on which a source was read or a question decided."""

    by_kind: Mapping[str, Coverage]
    by_topic: Mapping[str, Coverage]
    caveats: Mapping[str, int]
    sources_by_kind: Mapping[str, int]
    sources_by_access: Mapping[str, int]
    verdicts: Mapping[str, int]
    outcomes: Mapping[str, int]
    last_review: When | None
    languages: Mapping[str, Translation]
    """What each language has of the store's texts, names and locators."""


def totals(store: Store) -> Totals:
    """The state of a store, without the details."""
    return Totals(_coverage(list(store.facts.values()), store.derived.same_text, store), _collections(store))


def measure(store: Store) -> Quality:
    """The state of a store in detail."""
    facts = list(store.facts.values())

    def cover(chosen: Sequence[Fact]) -> Coverage:
        return _coverage(chosen, store.derived.same_text, store)

    topics = sorted({topic for fact in facts for topic in topics_of(fact, store)}, key=lambda t: (t == NO_TOPIC, t))
    return Quality(
        total=cover(facts),
        collections=_collections(store),
        by_kind={kind: cover([f for f in facts if f.kind == kind]) for kind in KINDS},
        by_topic={topic: cover([f for f in facts if topic in topics_of(f, store)]) for topic in topics},
        caveats=_counted(caveat for fact in facts for caveat in fact.record.caveats),
        sources_by_kind=_counted(source.kind for source in store.sources.values()),
        sources_by_access=_counted(source.access for source in store.sources.values()),
        verdicts=_counted(claim.verdict for claim in store.claims.values()),
        outcomes=_counted(dispute.outcome for dispute in store.disputes.values()),
        last_review=last_review(store),
        languages=translations(store),
    )


def topics_of(fact: Fact, store: Store) -> Sequence[str]:
    """The topics of a fact; an observation without any has its indicator's."""
    indicator = store.indicators.get(fact.owner)
    return fact.record.topics or (indicator.topics if indicator else []) or [NO_TOPIC]


def _coverage(facts: Sequence[Fact], groups: Mapping[str, str], store: Store) -> Coverage:
    standings = [store.standing(fact.address) for fact in facts]
    grades = Counter(standing.grade for standing in standings)
    statuses = Counter(store.status(fact.address).name for fact in facts)
    return Coverage(
        facts=len(facts),
        grades={grade: grades[grade] for grade in GRADES},
        single_source=sum(len({groups.get(source, source) for source in fact.sources}) == 1 for fact in facts),
        read_as_copy=sum(standing.read_as == "copy" for standing in standings),
        undated=sum(fact.date is None for fact in facts),
        statuses={name: statuses[name] for name in STATUSES},
        with_caveat=sum(bool(fact.record.caveats) for fact in facts),
    )


def _collections(store: Store) -> dict[str, int]:
    """Records of each collection, in the order of the schema; then the facts that stand inside other records."""
    facts = _counted(fact.kind for fact in store.facts.values())
    counts = {
        name: facts.get(name.removesuffix("s"), 0) if issubclass(model, FactRecord) else len(getattr(store, name))
        for name, model in COLLECTIONS.items()
    }
    counts["vocabulary"] = sum(kind != LOCATOR for kind, _ in store.vocabulary)
    inside = {f"{kind}s": facts.get(kind, 0) for kind in ("statement", "observation", "figure")}
    return {**counts, **inside}


def _counted(words: Iterable[str]) -> dict[str, int]:
    """How often each word occurs, the most frequent first."""
    counts = Counter(words)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that the floor holds. ``least``: it may not fall; else it may not rise. ``share``: it is in percent."""

    words: str
    read: Callable[[Totals], Decimal]
    least: bool
    share: bool


def _count(name: str) -> Callable[[Totals], Decimal]:
    return lambda quality: Decimal(quality.collections[name])


def _share(read: Callable[[Coverage], int]) -> Callable[[Totals], Decimal]:
    return lambda quality: quality.total.percent(read(quality.total))


MEASURES: Mapping[str, Measure] = {
    "facts": Measure("the number of facts", lambda q: Decimal(q.total.facts), least=True, share=False),
    "sources": Measure("the number of sources", _count("sources"), least=True, share=False),
    "claims": Measure("the number of checked claims", _count("claims"), least=True, share=False),
    "disputes": Measure("the number of disputes", _count("disputes"), least=True, share=False),
    "percent_grade_a_or_b": Measure(
        "the share of facts of grade A or B", _share(lambda c: c.grades["A"] + c.grades["B"]), least=True, share=True
    ),
    "percent_single_source": Measure(
        "the share of facts that rest on a single text", _share(lambda c: c.single_source), least=False, share=True
    ),
    "percent_read_as_copy": Measure(
        "the share of facts that were read as a copy", _share(lambda c: c.read_as_copy), least=False, share=True
    ),
    "percent_undated": Measure(
        "the share of facts without a date", _share(lambda c: c.undated), least=False, share=True
    ),
}
"""What the floor may hold, by the names that its file uses."""

SECTIONS = {"at_least": True, "at_most": False}
"""The two parts of the floor's file, and whether their measures may not fall."""

Floor = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the floor or with the store below it: the name it is about, the message, the fix."""

    name: str
    message: str
    hint: str


def read_floor(text: str) -> Floor:
    """The floor in a file's text. Raises ValueError, in words that say what to write instead, for anything else."""
    try:
        value = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except json.JSONDecodeError as error:
        raise ValueError(f"the floor is not JSON: {error.msg}") from None
    if not isinstance(value, dict) or not set(value) <= set(SECTIONS):
        raise ValueError(f"the floor has the parts {' and '.join(SECTIONS)}, and no others")
    result: dict[str, Decimal] = {}
    for section, entries in value.items():
        names = [name for name, measure in MEASURES.items() if measure.least is SECTIONS[section]]
        if not isinstance(entries, dict) or not set(entries) <= set(names):
            raise ValueError(f"'{section}' holds {', '.join(names)}, and nothing else")
        if not all(isinstance(number, Decimal) for number in entries.values()):
            raise ValueError(f"'{section}' holds numbers")
        result.update(entries)
    return result


def below(quality: Totals, held: Floor) -> Iterable[Fault]:
    """The measures in which a store is worse than the floor."""
    for name, limit in held.items():
        measure = MEASURES[name]
        now = measure.read(quality)
        if now >= limit if measure.least else now <= limit:
            continue
        unit = "%" if measure.share else ""
        verb = "below" if measure.least else "above"
        yield Fault(name, f"{measure.words} is {said(now)}{unit}, {verb} the floor of {said(limit)}{unit}", _MEND)


_MEND = (
    "find better or further sources, or restore what was lost; where the change is meant, write the new number here by"
    " hand and say why in the pull request"
)


def said(number: Decimal) -> str:
    """A measure as people read it: whole, or with two digits after the point."""
    return str(int(number)) if number == int(number) else f"{number:.2f}"


def raised(quality: Totals, held: Floor) -> Floor:
    """The floor at the store's present state, never lower than it was; shares in whole percent with some slack."""
    result: dict[str, Decimal] = {}
    for name, measure in MEASURES.items():
        now = measure.read(quality)
        if measure.share:
            now = Decimal(max(0, floor(now) - SLACK) if measure.least else min(100, ceil(now) + SLACK))
        old = held.get(name, now)
        result[name] = max(now, old) if measure.least else min(now, old)
    return result


def floor_text(held: Floor) -> str:
    """The floor as its file holds it."""
    parts: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for name, number in held.items():
        section = "at_least" if MEASURES[name].least else "at_most"
        parts[section][name] = int(number) if number == int(number) else float(number)
    return json.dumps(parts, indent=2) + "\n"
