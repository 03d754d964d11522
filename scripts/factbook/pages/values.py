"""Tables of values: results here, what was announced and planned there, never both in one list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factbook.content.addresses import fact_target, target
from factbook.content.computed import formula_spans
from factbook.content.marks import fact_marks, standing_links
from factbook.content.page import Column, Link, Row, Section, Span, Spans, Table, Text
from factbook.content.wording import (
    BOUNDS,
    NATURES,
    cites,
    links,
    number_with_unit,
    rich,
    unit_text,
    value_text,
    when_spans,
    when_text,
)
from factbook.store import Fact, Indicator, Observation, Store, by_date
from factbook.store.newest import is_announced, is_measured, is_trusted, newest

FIGURES, ANNOUNCED = "Figures", "Announced and planned"
"""The headings of the two lists."""


def holder(indicator: Indicator) -> str:
    """The id of the place, organization or industry whose figure it is."""
    return indicator.place or indicator.organization or indicator.industry or ""


def results(facts: Iterable[Fact]) -> list[Fact]:
    """The values among some facts that say what was, by date."""
    return by_date(fact for fact in facts if fact.kind == "observation" and not is_announced(fact))


def announcements(facts: Iterable[Fact]) -> list[Fact]:
    """The values among some facts that say what was to be, by date."""
    return by_date(fact for fact in facts if is_announced(fact))


def values_tables(indicator: Indicator, store: Store, page: str = "") -> list[Table]:
    """All observations of an indicator: its results, then what was announced and planned; a table each, where there are any."""
    facts = store.owned_by(indicator.id)
    lists = ((results(facts), "all values"), (announcements(facts), ANNOUNCED.lower()))
    home = target(indicator.id, store).page == page
    return [
        _values_table(found, f"{indicator.name}: {words}", indicator, store, home=home)
        for found, words in lists
        if found
    ]


def _values_table(facts: Sequence[Fact], caption: str, indicator: Indicator, store: Store, *, home: bool) -> Table:
    unit = unit_text(indicator, store)
    records = [fact.record for fact in facts if isinstance(fact.record, Observation)]
    printed = any(record.as_printed for record in records)
    kinds = any(NATURES[record.nature] for record in records)
    columns = [
        Column("Period"),
        Column(f"Value ({unit})" if unit else "Value", numeric=True),
        *([Column("As printed")] if printed else []),
        *([Column("Kind")] if kinds else []),
        Column("Grade"),
        Column("Sources and notes"),
    ]
    rows = [_value_row(fact, store, home=home, printed=printed, kinds=kinds) for fact in facts]
    return Table(caption, columns, rows, indicator.id)


def _value_row(fact: Fact, store: Store, *, home: bool, printed: bool, kinds: bool) -> Row:
    record = fact.record
    assert isinstance(record, Observation)
    period: list[Span] = [*when_spans(record.period)]
    if record.key_words:
        period.append(Text(f" ({record.key_words})"))
    number = BOUNDS[record.bound] + number_with_unit(record.value, "")
    words: Spans = (Text(record.as_printed, _language(record.as_printed)),) if record.as_printed else (Text("–"),)
    cells = [
        period,
        (Text(number),),
        *([words] if printed else []),
        *([(Text(NATURES[record.nature]),)] if kinds else []),
        fact_marks(fact, store),
        _notes(fact, store),
    ]
    sort_keys = [record.period.text if record.period else "", str(record.value), *[""] * (len(cells) - 2)]
    return Row(cells, fact.address if home else "", sort_keys)


def _notes(fact: Fact, store: Store) -> Spans:
    """Who says so, how it was computed, what to be careful with, and which disputes and claims rest on it."""
    note, formula, standing = fact.record.note, formula_spans(fact, store), standing_links(fact, store)
    return (
        *cites(fact),
        *((Text(" "), *formula, Text(".")) if formula else ()),
        *((Text(" Note: "), *rich(note, store)) if note else ()),
        *((Text(" "), *standing) if standing else ()),
    )


def _language(text: str) -> str:
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else ""


def series_tables(indicators: Sequence[Indicator], store: Store, caption: str) -> list[Table]:
    """Series with their newest value; those that only say what was to be in a table of their own, with every value."""
    found = [(indicator, store.owned_by(indicator.id)) for indicator in indicators]
    real = [indicator for indicator, facts in found if results(facts)]
    planned = [fact for indicator, facts in found if not results(facts) for fact in facts]
    return [
        *([_series_table(real, store, caption)] if real else []),
        *([values_of_others(planned, store, f"{caption}: {ANNOUNCED.lower()}")] if planned else []),
    ]


def _series_table(indicators: Sequence[Indicator], store: Store, caption: str) -> Table:
    """Series with their newest value, and what a reader must know of it; a series without a sound value says so."""
    columns = [
        Column("Series"),
        Column("Newest value", numeric=True),
        Column("Period"),
        Column("Values", numeric=True),
        Column("Grade"),
    ]
    return Table(caption, columns, [_series_row(indicator, store) for indicator in indicators])


def in_place_of_newest(indicator: Indicator, store: Store) -> str:
    """What stands in place of the newest value of a series that has none; the values that it has stand on its own page."""
    facts = store.owned_by(indicator.id)
    measured = [fact for fact in facts if is_measured(fact)]
    if not measured:
        return "nothing measured yet"
    undated = any(fact.date is None and is_trusted(store, fact) for fact in measured)
    return "undated only" if undated else "no sound value"


def _series_row(indicator: Indicator, store: Store) -> Row:
    name = Link(target(indicator.id, store), str(indicator.name), indicator.name.zh or "")
    count = str(len(store.owned_by(indicator.id)))
    fact = newest(store, indicator.id)
    if fact is None:
        return Row(
            ((name,), (Text(in_place_of_newest(indicator, store)),), (Text("–"),), (Text(count),), (Text("–"),)),
            sort_keys=(str(indicator.name), "", "", count, ""),
        )
    record = fact.record
    assert isinstance(record, Observation)
    value = Link(fact_target(fact, store), value_text(record, indicator, store))
    when = fact.date.text if fact.date else ""
    return Row(
        ((name,), (value,), (Text(when_text(fact.date)),), (Text(count),), fact_marks(fact, store)),
        sort_keys=(str(indicator.name), str(record.value), when, count, ""),
    )


def values_of_others(facts: Sequence[Fact], store: Store, caption: str, about: str = "") -> Table:
    """Values of several series, one a row: what it is of, whose it is (where that is not ``about``), value, period, marks."""
    held = any(holder(store.indicators[fact.owner]) != about for fact in facts)
    columns = [
        Column("Series"),
        *([Column("Whose")] if held else []),
        Column("Value", numeric=True),
        Column("Period"),
        Column("Grade"),
    ]
    return Table(caption, columns, [_other_row(fact, store, held=held) for fact in facts])


def _other_row(fact: Fact, store: Store, *, held: bool) -> Row:
    record, indicator = fact.record, store.indicators[fact.owner]
    assert isinstance(record, Observation)
    key = f" ({record.key_words})" if record.key_words else ""
    cells = [
        (Link(target(fact.owner, store), f"{indicator.name}{key}", indicator.name.zh or ""),),
        *([links([holder(indicator)], store)] if held else []),
        (Link(fact_target(fact, store), value_text(record, indicator, store)),),
        when_spans(record.period),
        fact_marks(fact, store),
    ]
    whose = [str(entity.name) if (entity := store.entity(holder(indicator))) else ""] if held else []
    period = record.period.text if record.period else ""
    return Row(cells, sort_keys=[str(indicator.name), *whose, str(record.value), period, ""])


def others_sections(facts: Sequence[Fact], store: Store, about: str = "") -> list[Section]:
    """Values of several series: a section for results and one for what was announced, where there are any."""
    sections = []
    for found, title, anchor in (
        (results(facts), FIGURES, "figures"),
        (announcements(facts), ANNOUNCED, "announced"),
    ):
        if found:
            sections.append(Section(title, anchor, [values_of_others(found, store, title, about)]))
    return sections
