"""Parts that pages of several kinds share: facts as items, tables of values, what relates to an entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from factbook.content.addresses import fact_target, target
from factbook.content.marks import STANDING, fact_marks, standing_links, standing_spans
from factbook.content.page import (
    Block,
    Card,
    Cards,
    Column,
    FactItem,
    Facts,
    Items,
    Link,
    Page,
    Paragraph,
    Row,
    Section,
    Span,
    Spans,
    Table,
    Text,
)
from factbook.content.paging import MOST_RELATED
from factbook.content.wording import (
    BOUNDS,
    NATURES,
    cites,
    fact_body,
    fact_name,
    fact_title,
    links,
    number_with_unit,
    rich,
    unit_text,
    value_text,
    when_spans,
    when_text,
)
from factbook.pages.chronology import strip
from factbook.pages.paged import Part, paged, year
from factbook.store import Fact, Store, by_date
from factbook.store.newest import is_measured, is_trusted, newest
from factbook.store.records import Indicator, Observation, Statement
from factbook.store.scalars import Record
from factbook.store.scalars import Text as Bilingual

MANY = 12
"""From how many entries on an index is better read as a table than as cards."""


def fact_item(fact: Fact, store: Store, page: str = "", *, about: str = "") -> FactItem:
    """A fact as it stands in a list on ``page``. ``about`` is the entity whose page it is, left out of "About"."""
    record = fact.record
    where = fact_target(fact, store)
    line, _ = fact.origin.position()
    titled = not isinstance(record, Statement)
    note: tuple[Spans, ...] = (rich(record.note, store),) if record.note else ()
    others = [i for i in (*record.places, *record.industries, *record.organizations) if i != about]
    owner = [fact.owner] if isinstance(record, Statement) and fact.owner != about else []
    return FactItem(
        address=fact.address,
        home=where.page == page,
        when=when_spans(fact.date) if fact.date is not None or titled else (),
        title=_title(fact, store) if titled else (),
        body=(*fact_body(fact, store), *cites(fact)),
        notes=note,
        marks=fact_marks(fact, store),
        standing=standing_spans(fact, store) if where.page == page else standing_links(fact, store),
        related=links(list(dict.fromkeys((*owner, *others))), store),
        permalink=where,
        edit_path=fact.origin.document.path,
        edit_line=line,
    )


def _title(fact: Fact, store: Store) -> Spans:
    if isinstance(fact.record, Observation):
        key = f" ({fact.record.key})" if fact.record.key else ""
        return (Link(target(fact.owner, store), f"{store.indicators[fact.owner].name}{key}"),)
    name = fact_name(fact, store)
    chinese: Spans = (Text(" "), Text(name.zh, "zh")) if name.en and name.zh else ()
    return (*fact_title(fact, store), *chinese)


def facts_section(
    title: str, anchor: str, facts: Sequence[Fact], store: Store, page: str, about: str = ""
) -> list[Section]:
    """A section that lists facts; none where there are no facts."""
    if not facts:
        return []
    items = [fact_item(fact, store, page, about=about) for fact in facts]
    return [Section(title, anchor, [Facts(items)])]


def values_table(indicator: Indicator, store: Store, page: str = "") -> Table:
    """All observations of an indicator: period, value, the source's words, nature, grade, sources."""
    facts = by_date(store.owned_by(indicator.id))
    unit = unit_text(indicator, store)
    printed = any(isinstance(fact.record, Observation) and fact.record.as_printed for fact in facts)
    columns = [
        Column("Period"),
        Column(f"Value ({unit})" if unit else "Value", numeric=True),
        *([Column("As printed")] if printed else []),
        Column("Kind"),
        Column("Grade"),
        Column("Sources and notes"),
    ]
    home = target(indicator.id, store).page == page
    rows = [_value_row(fact, store, home=home, printed=printed) for fact in facts]
    return Table(f"{indicator.name}: all values", columns, rows, indicator.id)


def _value_row(fact: Fact, store: Store, *, home: bool, printed: bool) -> Row:
    record = fact.record
    assert isinstance(record, Observation)
    period: list[Span] = [*when_spans(record.period)]
    if record.key:
        period.append(Text(f" ({record.key})"))
    kind = NATURES[record.nature] or "actual"
    note: Spans = (Text(" Note: "), *rich(record.note, store)) if record.note else ()
    number = BOUNDS[record.bound] + number_with_unit(record.value, "")
    words: Spans = (Text(record.as_printed, _language(record.as_printed)),) if record.as_printed else (Text("–"),)
    standing = standing_links(fact, store)
    notes: Spans = (*cites(fact), *note, *((Text(" "), *standing) if standing else ()))
    cells = [period, (Text(number),), *([words] if printed else []), (Text(kind),), fact_marks(fact, store), notes]
    sort_keys = [record.period.text if record.period else "", str(record.value), *[""] * (len(cells) - 2)]
    return Row(cells, fact.address if home else "", sort_keys)


def _language(text: str) -> str:
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else ""


def indicators_table(indicators: Sequence[Indicator], store: Store, caption: str) -> Table:
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


_RELATED = (
    ("milestone", "Milestones", "milestones"),
    ("award", "Awards", "awards"),
    ("plan", "Plans", "plans"),
    ("statement", "Said elsewhere", "elsewhere"),
    ("observation", "Measured", "measured"),
)


def entity_pages(page: Page, store: Store, sections: Callable[[Part[Fact]], Sequence[Section]]) -> Iterator[Page]:
    """The page of an entity; where very many facts name it, also those on which the rest of them stand.

    ``page``: all but its sections. ``sections`` makes them, given the facts on that page that name the entity.
    """
    if len(store.derived.about.get(page.record, ())) <= MOST_RELATED:
        yield replace(page, build=lambda: sections(Part(_about(page.record, store), page.path, 1, "", ())))
        return
    for part in paged(page.path, _about(page.record, store), MOST_RELATED, year):
        if part.number == 1:
            yield replace(page, build=partial(sections, part))
        else:
            build = partial(related_facts, page.record, part, store)
            yield Page(part.path, part.titled(page.title), "", page.description, "index", build)


def _about(identifier: str, store: Store) -> list[Fact]:
    """The facts that name an entity, without the values of its own series."""
    listed = {indicator.id for indicator in store.indicators_of(identifier)}
    return by_date(fact for fact in store.facts_about(identifier) if fact.owner not in listed)


def related_facts(identifier: str, part: Part[Fact], store: Store) -> list[Section]:
    """The events, awards and plans that name an entity, and what others' statements and series say of it."""
    sections: list[Section] = []
    for kind, title, anchor in _RELATED:
        facts = [fact for fact in part.items if fact.kind == kind]
        sections += facts_section(title, anchor, facts, store, part.path, identifier)
    return part.around(sections)


def strip_section(identifier: str, store: Store, name: str) -> list[Section]:
    """What happened to an entity, to scale; none where little did."""
    strips = strip(identifier, store, name)
    return [Section("Timeline", "timeline", strips)] if strips else []


def not_found_section(texts: Sequence[Bilingual], store: Store) -> list[Section]:
    """What was looked for and not found."""
    if not texts:
        return []
    return [Section("Not found", "not-found", [Items([rich(text, store) for text in texts])])]


def standing_section(facts: Sequence[Fact], store: Store) -> list[Section]:
    """The disputes and the checked claims that touch any of these facts."""
    disputes = {d.id: d for fact in facts for d in store.disputes_on(fact.address)}
    claims = {c.id: c for fact in facts for c in store.claims_on(fact.address)}
    blocks: list[Block] = []
    if disputes:
        blocks.append(
            Items([(Text("Dispute: "), Link(target(i, store), str(d.question))) for i, d in disputes.items()])
        )
    if claims:
        blocks.append(
            Items([(Text("Checked claim: "), Link(target(i, store), str(c.claim))) for i, c in claims.items()])
        )
    return [Section("Disputes and checked claims", STANDING, blocks)] if blocks else []


def card(identifier: str, store: Store, marks: Spans = ()) -> Card:
    """An entity as an entry of an index."""
    entity = store.entity(identifier)
    assert entity is not None
    text = entity.definition if isinstance(entity, Indicator) else entity.summary
    name = entity.name
    return Card(
        target(identifier, store), str(name), (name.zh or "") if name.en else "", rich(text, store, cited=False), marks
    )


def edited_at(record: Record, store: Store) -> tuple[str, int]:
    """The file and the line where a record is edited."""
    origin = store.origin(record)
    return origin.document.path, origin.position()[0]


def lead(text: Bilingual, store: Store) -> Paragraph:
    """The first paragraph of an entity's page."""
    return Paragraph(rich(text, store), "lead")


def cards(identifiers: Iterable[str], store: Store) -> Cards:
    """Entities as cards."""
    return Cards([card(identifier, store) for identifier in identifiers])


def chinese(name: Bilingual) -> str:
    """The Chinese name that stands beside an English title; empty where there is none or it is the title itself."""
    return (name.zh or "") if name.en else ""
