"""Awards: titles, bases, rankings and prizes, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from factbook.content.addresses import AWARDS, fact_target, listed
from factbook.content.marks import fact_marks
from factbook.content.page import Column, Page, Row, Section, Table
from factbook.content.paging import MOST_FACTS
from factbook.content.sentences import uncapitalized
from factbook.content.spans import Link, Text
from factbook.content.wording import links, names, when_spans
from factbook.languages import N_, _, joined
from factbook.pages.paged import Part, paged, year
from factbook.pages.parts import facts_section
from factbook.store import Award, Fact, Store
from factbook.store.presence import places_of_subject
from factbook.store.publishers import is_unknown

_LEAD = N_("%(kinds)s: who holds them, who gave them, and who says so.")

_COLUMNS = (N_("Date"), N_("Award"), N_("Holder"), N_("Given by"), N_("Grade"))


def pages(store: Store) -> Iterator[Page]:
    """The page of all awards, or the pages; none without awards."""
    if not store.facts_of("award"):
        return
    for part in paged(AWARDS, listed("award", store), MOST_FACTS, year):
        title = part.titled(store.term("collection", "awards"))
        yield Page(part.path, title, "", _lead(store), "index", partial(_sections, part, store))


def _lead(store: Store) -> str:
    given = {fact.record.kind for fact in store.facts_of("award") if isinstance(fact.record, Award)}
    names = [str(term.name) for kind, term in store.terms("award-kind").items() if kind in given]
    listed_names = [name if number == 0 else uncapitalized(name) for number, name in enumerate(names)]
    return _(_LEAD) % {"kinds": joined(listed_names)}


def _sections(part: Part[Fact], store: Store) -> list[Section]:
    facts = sorted(part.items, key=partial(_holder, store))
    overview = _(
        "The awards at a glance: those of the subject, of places in it, of other places, of organizations, the newest first in each; each"
        " leads to what is known of it below"
    )
    sections = [Section("", "", [awards_table(facts, store, overview)])] if facts else []
    for kind in store.terms("award-kind"):
        found = [fact for fact in facts if isinstance(fact.record, Award) and fact.record.kind == kind]
        sections += facts_section(store.term("award-kind", kind), kind, found, store, part.path)
    return part.around(sections, _lead(store))


def _holder(store: Store, fact: Fact) -> int:
    """Whose an award is, as a rank: the subject's own come first, then those of places in it, of other places, of organizations."""
    record = fact.record
    if record.organizations:
        return 3
    if store.subject in record.places:
        return 0
    return 1 if places_of_subject(store).intersection(record.places) else 2


def awards_table(facts: Sequence[Fact], store: Store, caption: str) -> Table:
    """Awards at a glance."""
    columns = [Column(_(label)) for label in _COLUMNS]
    rows = []
    for fact in facts:
        record = fact.record
        assert isinstance(record, Award)
        name = Link(fact_target(fact, store), str(record.name), record.name.beside)
        holder = links([*record.places, *record.organizations], store, short=True)
        cells = (
            when_spans(record.date, short=True),
            (name,),
            holder or (Text("–"),),
            (Text("–"),) if is_unknown(record.awarded_by) else names(record.awarded_by),
            fact_marks(fact, store),
        )
        rows.append(Row(cells, sort_keys=(record.date.text if record.date else "", "", "", "", "")))
    return Table(caption, columns, rows, heads=1)
