"""Parts that pages of several kinds share: facts as items, what relates to an entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from factbook.content.addresses import Target, fact_target, target
from factbook.content.computed import formula_spans
from factbook.content.marks import STANDING, fact_marks, standing_links, standing_spans
from factbook.content.messages import filled
from factbook.content.page import Block, Card, Cards, FactItem, Facts, Items, Page, Paragraph, Section
from factbook.content.spans import Link, Spans, Text
from factbook.content.wording import (
    cites,
    fact_body,
    fact_name,
    fact_title,
    foreign,
    links,
    measured_words,
    plain,
    rich,
    value_span,
    when_spans,
)
from factbook.languages import N_, NP_, _, pgettext
from factbook.pages.chronology import strip
from factbook.store import Entity, Fact, Store
from factbook.store.measures import is_value, measure_of
from factbook.store.publishers import is_unknown
from factbook.store.records import Claim, Dispute, Indicator, Plan, Statement
from factbook.store.scalars import Record, excerpt_of
from factbook.store.texts import Text as Bilingual

Build = Callable[[], Sequence[Section]]

MANY = 12
"""From how many entries on an index is better read as a table than as cards."""


def fact_item(fact: Fact, store: Store, page: str = "", *, about: str = "") -> FactItem:
    """A fact as it stands in a list on ``page``. ``about`` is the entity whose page it is, left out of "About"."""
    record = fact.record
    where = fact_target(fact, store)
    line, _ = fact.origin.position()
    titled = not isinstance(record, Statement)
    note: tuple[Spans, ...] = (rich(record.note, store),) if record.note else ()
    note = (*((formula,) if (formula := formula_spans(fact, store)) else ()), *note)
    others = [i for i in (*record.places, *record.industries, *record.organizations) if i != about]
    return FactItem(
        address=fact.address,
        home=where.page == page,
        when=_when(fact) if fact.date is not None or titled else (),
        title=_title(fact, store) if titled else (),
        brief=_brief(fact, store),
        owner=links([fact.owner], store) if not titled and where.page != page else (),
        body=(*fact_body(fact, store), *cites(fact)),
        notes=note,
        marks=fact_marks(fact, store),
        standing=standing_spans(fact, store) if where.page == page else standing_links(fact, store),
        quotes=quotes(fact, store) if where.page == page else (),
        related=links(list(dict.fromkeys(others)), store),
        permalink=where,
        edit_path=fact.origin.document.path,
        edit_line=line,
    )


def _when(fact: Fact) -> Spans:
    """When it was; of a plan, by when it was to be met, too."""
    if isinstance(fact.record, Plan) and fact.record.due is not None:
        return filled(_("%(announced)s, due %(due)s"), announced=when_spans(fact.date), due=when_spans(fact.record.due))
    return when_spans(fact.date)


def _brief(fact: Fact, store: Store) -> Spans:
    """A value in a list of many: what it is of, and the value; of other facts nothing beside the title."""
    if not is_value(fact):
        return ()
    return filled(_("%(what)s: %(value)s"), what=_title(fact, store), value=value_span(fact, store, prose=False))


def quotes(fact: Fact, store: Store) -> list[Spans]:
    """The words of a fact's sources that state it, each in the source's language, with whose words they are."""
    found: list[Spans] = []
    for identifier, locator in fact.sources.items():
        excerpt, source = excerpt_of(locator), store.sources.get(identifier)
        if excerpt and source is not None:
            whose = source.title if is_unknown(source.publisher) else source.publisher
            words = Text(_("“%(quote)s”") % {"quote": excerpt}, foreign(source.language))
            found.append(
                filled(_("%(quote)s – %(whose)s"), quote=words, whose=Link(target(identifier, store), str(whose)))
            )
    return found


def _title(fact: Fact, store: Store) -> Spans:
    if is_value(fact):
        words = measured_words(measure_of(fact, store))
        if fact.kind == "figure":
            words = _("%(project)s: %(what)s") % {"project": store.projects[fact.owner].name, "what": words}
        return (Link(target(fact.owner, store), words),)
    name = fact_name(fact, store)
    chinese: Spans = (Text(" "), Text(name.beside, "zh")) if name.beside else ()
    return (*fact_title(fact, store), *chinese)


def facts_section(
    title: str, anchor: str, facts: Sequence[Fact], store: Store, page: str, about: str = ""
) -> list[Section]:
    """A section that lists facts, those last that were decided against; none where there are no facts."""
    if not facts:
        return []
    rejected_last = sorted(facts, key=lambda fact: store.status(fact.address).name == "rejected")
    items = [fact_item(fact, store, page, about=about) for fact in rejected_last]
    return [Section(title, anchor, [Facts(items)])]


RELATED = (
    ("milestone", N_("Milestones"), "milestones"),
    ("award", N_("Awards"), "awards"),
    ("plan", N_("Plans"), "plans"),
    ("statement", N_("Mentioned in other records"), "elsewhere"),
)
"""The facts of others that name an entity, without values: kind, heading and anchor of each list, in their order."""


def related_facts(identifier: str, facts: Sequence[Fact], store: Store, page: str) -> list[Section]:
    """The events, awards and plans among facts that name an entity, and the statements of other records."""
    sections: list[Section] = []
    for kind, title, anchor in RELATED:
        found = [fact for fact in facts if fact.kind == kind]
        sections += facts_section(_(title), anchor, found, store, page, identifier)
    return sections


def strip_section(identifier: str, store: Store, name: str) -> list[Section]:
    """What happened to an entity, to scale; none where little did."""
    strips = strip(identifier, store, name)
    return [Section(_("Timeline"), "timeline", strips)] if strips else []


def standing_section(facts: Sequence[Fact], store: Store, *, but: str = "") -> list[Section]:
    """The disputes and the checked claims that touch any of these facts; ``but`` is the one on whose own page they are listed."""
    disputes, claims = standing_of(facts, store)
    listed = [
        *_named("disputes", {d.id: str(d.question) for d in disputes if d.id != but}, store),
        *_named("claims", {c.id: str(c.claim) for c in claims if c.id != but}, store),
    ]
    blocks: list[Block] = [Items(listed)] if listed else []
    return [Section(_("Disputes and checked claims"), STANDING, blocks)] if blocks else []


def standing_of(facts: Sequence[Fact], store: Store) -> tuple[list[Dispute], list[Claim]]:
    """The disputes and the checked claims that touch any of these facts, each once."""
    disputes = {d.id: d for fact in facts for d in store.disputes_on(fact.address)}
    claims = {c.id: c for fact in facts for c in store.claims_on(fact.address)}
    return list(disputes.values()), list(claims.values())


_ONE = {"disputes": N_("Dispute: %(link)s"), "claims": N_("Checked claim: %(link)s")}
_ALL = {"disputes": NP_("in a sentence", "disputes"), "claims": NP_("in a sentence", "claims")}


def _named(kind: str, found: Mapping[str, str], store: Store) -> list[Spans]:
    """Links to disputes or claims, by id and words; to the list of all where they are many: each fact names its own."""
    if len(found) > MANY:
        link = Link(Target(f"{kind}/index"), pgettext("in a sentence", _ALL[kind]))
        message = _("%(count)s %(records)s touch facts on this page; each fact names its own.")
        return [filled(message, count=str(len(found)), records=link)]
    return [filled(_(_ONE[kind]), link=Link(target(identifier, store), words)) for identifier, words in found.items()]


def card(identifier: str, store: Store, marks: Spans = ()) -> Card:
    """An entity as an entry of an index."""
    entity = store.entity(identifier)
    assert entity is not None
    text = entity.definition if isinstance(entity, Indicator) else entity.summary
    name = entity.name
    return Card(target(identifier, store), str(name), name.beside, rich(text, store, cited=False), marks)


def edited_at(record: Record, store: Store) -> tuple[str, int]:
    """The file and the line where a record is edited."""
    origin = store.origin(record)
    return origin.document.path, origin.position()[0]


def record_page(record: Entity, kind: str, store: Store, build: Build = tuple, aliases: Sequence[str] = ()) -> Page:
    """The page of an industry, an organization, a place, a series or a project; ``aliases``: beside those of the record."""
    text = record.definition if isinstance(record, Indicator) else record.summary
    path, (file, line) = target(record.id, store).page, edited_at(record, store)
    names = str(record.name), record.name.beside
    return Page(path, *names, plain(text, store), kind, build, file, line, record.id, [*record.aliases, *aliases])


def lead(text: Bilingual, store: Store) -> Paragraph:
    """The first paragraph of an entity's page."""
    return Paragraph(rich(text, store), "lead")


def first_links(identifiers: Sequence[str], most: int, store: Store, rest: Target | None = None) -> Spans:
    """Links to the first of some entities, and how many more there are: a link to ``rest``, the place of all of them, if there is one."""
    named = links(identifiers[:most], store)
    count = len(identifiers) - most
    if count <= 0:
        return named
    words = _("%(count)s more") % {"count": count}
    return filled(_("%(names)s and %(more)s"), names=named, more=Link(rest, words) if rest else words)


def cards(identifiers: Iterable[str], store: Store) -> Cards:
    """Entities as cards."""
    return Cards([card(identifier, store) for identifier in identifiers])


def chinese(name: Bilingual) -> str:
    """The Chinese name that stands beside an English title; empty where there is none or it is the title itself."""
    return name.beside
