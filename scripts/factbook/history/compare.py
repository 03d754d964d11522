"""Compares two stores record by record. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from factbook.content.addresses import target
from factbook.history.fields import fact_fields, fields_from_others, record_fields
from factbook.history.languages import TextChange, text_changes
from factbook.reading.load import build_store
from factbook.reading.loaded import Loaded
from factbook.reading.prose import ProsePage
from factbook.store import Fact, Store
from factbook.store.measures import is_value, measure_of
from factbook.store.records import LOCATOR, Claim, Redirect, VocabularyTerm
from factbook.store.references import Computation, Reference, find, parse
from factbook.store.scalars import Record

Verb = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One key of a record: what it said and what it says now. An empty text: it said, or says, nothing.

    ``languages``: those in which its texts changed or were added; ``behind``: those whose words stayed while another's changed.
    """

    name: str
    before: str
    after: str
    languages: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One record that was added, removed or changed."""

    verb: Verb
    kind: str
    address: str
    title: str
    fields: Sequence[FieldChange] = ()
    leads_to: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed: facts, other records, and what rests on the facts."""

    facts: Sequence[Change]
    records: Sequence[Change]
    claims: Sequence[Claim]
    pages: Sequence[str]
    series: Sequence[str]
    unread: Sequence[str]
    """Files of either side of which some records could not be read, so that they were not compared."""

    def count(self, verb: Verb) -> int:
        """How many facts were added, removed or changed."""
        return sum(1 for change in self.facts if change.verb == verb)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states: its store, and the words of what could not be read of it."""

    store: Store
    words: frozenset[str]
    unread: Sequence[str]

    @staticmethod
    def of(loaded: Loaded | None) -> Side:
        """The side of what was loaded; of nothing, an empty one."""
        loaded = loaded or Loaded()
        blocking = sorted({p.path for p in loaded.problems if p.code[:3] in {"FB1", "FB2"}})
        return Side(build_store(loaded), frozenset(loaded.broken_words), blocking)

    def may_hold(self, address: str) -> bool:
        """Whether a record may stand in what could not be read."""
        return not self.words.isdisjoint(("*", address, address.partition("@")[0]))


def compare(before: Side, after: Side, pages: Iterable[ProsePage] = ()) -> Changes:
    """What changed from one state to the other. ``pages`` are the curated pages, which may show a changed fact."""
    facts = list(_facts(before, after))
    records = list(_records(before, after))
    touched = {change.address for change in facts}
    return Changes(
        facts=facts,
        records=records,
        claims=[claim for claim in after.store.claims.values() if touched & set(claim.facts)],
        pages=sorted({*_pages(facts, records, before.store, after.store), *_curated(pages, touched)}),
        series=sorted({a.partition("@")[0] for a in touched if "@" in a}),
        unread=sorted({*before.unread, *after.unread}),
    )


def _facts(before: Side, after: Side) -> Iterator[Change]:
    old, new = before.store.facts, after.store.facts
    for address in dict.fromkeys((*old, *new)):
        first, second = old.get(address), new.get(address)
        if (first is None and before.may_hold(address)) or (second is None and after.may_hold(address)):
            continue
        if (
            first
            and second
            and first.record is second.record
            and fields_from_others(first, before.store) == fields_from_others(second, after.store)
        ):
            continue  # in a file, or a part of one, that did not change
        one = fact_fields(first, before.store) if first else {}
        two = fact_fields(second, after.store) if second else {}
        fact = second or first
        assert fact is not None
        store = after.store if second else before.store
        records = (first.record, second.record) if first and second else None
        change = _change(fact.kind, address, _title(fact, store), one, two, records)
        if change:
            yield _redirected(change, after.store)


def _change(
    kind: str,
    address: str,
    title: str,
    one: Mapping[str, str],
    two: Mapping[str, str],
    records: tuple[Record, Record] | None,
) -> Change | None:
    """What changed between the fields of two states; ``records``: those states, where there are both."""
    texts = text_changes(*records) if records and one != two else {}
    fields = [
        FieldChange(name, one.get(name, ""), two.get(name, ""), *_languages(texts.get(name)))
        for name in dict.fromkeys((*one, *two))
        if one.get(name) != two.get(name) and name != "id"
    ]
    verb: Verb = "changed" if one and two else "added" if two else "removed"
    return Change(verb, kind, address, title, fields) if fields or verb != "changed" else None


def _languages(change: TextChange | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (tuple(change.languages), tuple(change.behind)) if change else ((), ())


def _redirected(change: Change, store: Store) -> Change:
    redirect = store.redirects.get(change.address) if change.verb == "removed" else None
    if redirect is None:
        return change
    return Change(change.verb, change.kind, change.address, change.title, change.fields, tuple(redirect.to))


def _title(fact: Fact, store: Store) -> str:
    if is_value(fact):
        measure = measure_of(fact, store)
        whose = f"{store.projects[fact.owner].name}: " if fact.kind == "figure" else ""
        return f"{whose}{measure.name}, {measure.period.text if measure.period else 'undated'}"
    words = next(str(getattr(fact.record, name)) for name in ("title", "name", "text") if hasattr(fact.record, name))
    owner = store.entity(fact.owner) if fact.kind == "statement" else None
    return f"{owner.name} – {words}" if owner else words


def _records(before: Side, after: Side) -> Iterator[Change]:
    """The records that are no facts: entities, sources, disputes, claims, terms, redirects."""
    old, new = _others(before.store), _others(after.store)
    for key in dict.fromkeys((*old, *new)):
        first, second = old.get(key), new.get(key)
        if first is second:
            continue
        name = key[1]
        if (first is None and before.may_hold(name)) or (second is None and after.may_hold(name)):
            continue
        record = second or first
        assert record is not None
        one, two = (record_fields(item) if item else {} for item in (first, second))
        kind = record.kind if isinstance(record, VocabularyTerm) else type(record).__name__.lower()
        change = _change(kind, name, _name(record), one, two, (first, second) if first and second else None)
        if change:
            yield _redirected(change, after.store)


def _others(store: Store) -> dict[tuple[str, str], Record]:
    found: dict[tuple[str, str], Record] = {}
    for record in store.records():
        if isinstance(record, Redirect):
            found["redirect", record.from_] = record
        elif isinstance(record, VocabularyTerm):
            found[record.kind, record.term] = record
        elif (identifier := getattr(record, "id", "")) not in store.facts:
            found[type(record).__name__, identifier] = record
    return found


def _name(record: Record) -> str:
    if isinstance(record, VocabularyTerm) and record.kind == LOCATOR:
        return record.term
    for name in ("name", "title", "question", "claim", "reason"):
        if hasattr(record, name):
            return str(getattr(record, name))
    return ""


def _pages(facts: Sequence[Change], records: Sequence[Change], before: Store, after: Store) -> Iterator[str]:
    """The generated pages that show a changed record."""
    for change in (*facts, *records):
        for store in (before, after):
            for identifier in (change.address, *_related(change.address, store)):
                try:
                    yield target(identifier, store).page
                except KeyError:
                    continue


def _related(address: str, store: Store) -> Iterator[str]:
    """What shows a fact besides its home: the entities it is about, its sources, disputes and claims."""
    fact = store.facts.get(address)
    if fact is None:
        return
    yield from (*fact.record.places, *fact.record.industries, *fact.record.organizations, *fact.sources)
    yield from (dispute.id for dispute in store.disputes_on(address))
    yield from (claim.id for claim in store.claims_on(address))
    if fact.kind == "observation":
        indicator = store.indicators[fact.owner]
        yield from filter(None, (indicator.place, indicator.organization, indicator.industry))
    elif fact.owner in store.projects:
        project = store.projects[fact.owner]
        yield from (*project.organizations, *project.places, *project.industries)


def _curated(pages: Iterable[ProsePage], touched: set[str]) -> Iterator[str]:
    """The curated pages that name a changed fact."""
    for page in pages:
        for match in find(page.masked):
            try:
                parsed = parse(match["body"])
            except ValueError:
                continue
            named = parsed.addresses if isinstance(parsed, Computation) else ()
            if touched & {*named, *([parsed.target] if isinstance(parsed, Reference) else [])}:
                yield page.page
