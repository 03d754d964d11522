"""Industries: the index by role, and a page for each with its value chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from factbook.content.addresses import Target, fact_target, target
from factbook.content.amounts import value_text
from factbook.content.messages import filled
from factbook.content.page import Block, Cards, Items, Page, Pairs, Paragraph, Section
from factbook.content.spans import Link, Span, Spans, Text
from factbook.content.wording import links, when_text
from factbook.languages import N_, _, joined
from factbook.pages.entities import entity_pages
from factbook.pages.figures import chain_figure
from factbook.pages.paged import opening
from factbook.pages.parts import card, cards, chinese, first_links, lead, record_page
from factbook.store import Fact, Industry, Store
from factbook.store.chains import chain_of, presence
from factbook.store.measures import measure_of
from factbook.store.newest import newest

_LEAD = N_(
    "The industries by their role: what the evidence says of each, its newest figure, and who works in it; those first of which most facts "
    "are known."
)
_NAMED, _LISTED = 5, 6
"""So many organizations are named in a card, and in a line of a list, at most."""

_AT_NO_LINK = N_("Also in the industry, at no link of the chain that a source names:")


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every industry."""
    if store.industries:
        yield _index(store)
    for industry in store.industries.values():
        head = partial(_head, industry, store)
        yield from entity_pages(record_page(industry, "industry", store), store, head)


def _index(store: Store) -> Page:
    return Page(
        "industries/index", store.term("collection", "industries"), "", _(_LEAD), "index", partial(_by_role, store)
    )


def _by_role(store: Store) -> list[Section]:
    sections = opening(_(_LEAD))
    for role in store.terms("role"):
        found = [industry for industry in store.industries.values() if industry.role == role]
        found.sort(key=lambda industry: -store.known_of(industry.id))
        if found:
            block = Cards([card(industry.id, store, _card_marks(industry, store)) for industry in found])
            sections.append(Section(store.term("role", role), role, [block]))
    return sections


def _card_marks(industry: Industry, store: Store) -> Spans:
    """The newest figure of an industry, and who works in it in the subject's place, those first of which most is known."""
    spans: list[Span] = []
    fact = _figure(industry, store)
    if fact is not None:
        measure = measure_of(fact, store)
        value = Link(fact_target(fact, store), value_text(measure, store))
        when = when_text(measure.period, short=True)
        spans += filled(_("%(series)s: %(value)s (%(when)s). "), series=str(measure.name), value=value, when=when)
    there = _operating_in(industry, store)
    if there:
        spans += filled(
            _("Operating: %(organizations)s."),
            organizations=first_links(there, _NAMED, store, _all_of(industry, store)),
        )
    return spans


def operating(industries: Iterable[Industry], store: Store) -> list[Block]:
    """Who operates in some industries: a line for each, with the organizations of which most is known."""
    lines = []
    for industry in industries:
        there = _operating_in(industry, store)
        names = (
            first_links(there, _LISTED, store, _all_of(industry, store)) if there else (Text(_("nobody on record")),)
        )
        name = Link(target(industry.id, store), str(industry.name), chinese(industry.name))
        lines.append(filled(_("%(industry)s: %(organizations)s"), industry=name, organizations=names))
    return [Items(lines)] if lines else []


def _all_of(industry: Industry, store: Store) -> Target:
    """The place of all organizations of an industry."""
    return Target(target(industry.id, store).page, "chain")


def _operating_in(industry: Industry, store: Store) -> list[str]:
    """The organizations that operate in an industry or at a link of its chain, those first of which most is known."""
    at_links = (member for step in chain_of(store, industry) for member in step.members)
    found = dict.fromkeys(
        one.id for one in (*store.organizations_in(industry.id), *at_links) if presence(store, one) == "here"
    )
    return sorted(found, key=lambda organization: -store.known_of(organization))


def _figure(industry: Industry, store: Store) -> Fact | None:
    """The newest value of the industry's longest series, of those of the place that the store is about if there are any."""
    found = [
        (indicator, fact) for indicator in store.indicators_of(industry.id) if (fact := newest(store, indicator.id))
    ]
    best = max(found, key=lambda one: (one[0].place == store.subject, len(store.owned_by(one[0].id))), default=None)
    return best[1] if best else None


def _head(industry: Industry, store: Store) -> list[Section]:
    rows: list[tuple[str, Spans]] = [(_("Role"), (Text(store.term("role", industry.role)),))]
    if industry.place:
        rows.append((_("Place"), links([industry.place], store)))
    if industry.aliases:
        rows.append((_("Also called"), (Text(joined(industry.aliases)),)))
    return [Section("", "", [lead(industry.summary, store), Pairs(rows)]), *_chain(industry, store)]


def _chain(industry: Industry, store: Store) -> list[Section]:
    """The value chain, and the organizations that stand at none of its links."""
    blocks: list[Block] = [*chain_figure(industry, store)]
    rest = [o.id for o in store.organizations_in(industry.id) if not set(o.chain) & set(industry.links)]
    if rest:
        blocks.extend([Paragraph((Text(_(_AT_NO_LINK)),))] if industry.chain else [])
        blocks.append(cards(rest, store))
    return [Section(_("Value chain") if industry.chain else _("Organizations"), "chain", blocks)] if blocks else []
