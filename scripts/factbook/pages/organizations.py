"""Organizations: the index by what they are to the subject's place, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from factbook.content.addresses import target
from factbook.content.messages import filled
from factbook.content.page import LONG, Column, Filter, Page, Pairs, Row, Section, Table
from factbook.content.paging import MOST_ROWS
from factbook.content.sentences import uncapitalized
from factbook.content.spans import External, Link, Span, Spans, Text
from factbook.content.wording import cites as fact_cites
from factbook.content.wording import cites_of, links, names, when_spans, when_text
from factbook.languages import N_, _, joined, pgettext
from factbook.pages.entities import entity_pages
from factbook.pages.paged import Part, paged
from factbook.pages.parts import chinese, first_links, lead, record_page
from factbook.store import Organization, Store
from factbook.store.presence import last_seen, newest_sighting, not_seen_lately
from mkdocs_timeline.dates import When

_LEAD = N_("Organizations that the facts name; those first of which most facts are known.")
_LEAD_OF = N_(
    "Organizations that the facts name, by what they are to %(subject)s; those first of which most facts are known."
)
_STATE = "organization-state"
PUBLIC: Final = "government"
"""The kind of organization that is a group of its own in the index, and the anchor of that group."""
_GLANCE = 40
"""So many names of a state stand in the overview at most."""
_NOTHING: Spans = (Text("–"),)


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every organization."""
    yield from _index(store)
    for organization in store.organizations.values():
        head = partial(_head, organization, store)
        former = [part for one in organization.former_names for part in one.name]
        yield from entity_pages(record_page(organization, "organization", store, aliases=former), store, head)


def _lead(store: Store) -> str:
    return _(_LEAD_OF) % {"subject": store.subject_name} if store.subject_name else _(_LEAD)


def _index(store: Store) -> Iterator[Page]:
    if not store.organizations:
        return
    order = {group: number for number, group in enumerate((*store.terms(_STATE), PUBLIC))}

    def rank(organization: Organization) -> tuple[int, int, str]:
        return order[_group(organization)], -store.known_of(organization.id), organization.name.sort_key

    found = sorted(store.organizations.values(), key=rank)
    for part in paged("organizations/index", found, MOST_ROWS, lambda one: _heading(_group(one), store)):
        title = part.titled(store.term("collection", "organizations"))
        yield Page(part.path, title, "", _lead(store), "index", partial(_by_state, part, found, store))


def _by_state(part: Part[Organization], found: Sequence[Organization], store: Store) -> list[Section]:
    glance = [Section("", "", [Pairs(list(_glance(found, store)))])] if part.number == 1 else []
    sections = [
        *glance,
        *([Section("", "", [Filter()])] if len(part.items) > LONG else []),
        *_sections_by_state(part, store),
    ]
    return part.around(sections, _lead(store))


def _glance(organizations: Sequence[Organization], store: Store) -> Iterator[tuple[str, Spans]]:
    """Who is there, in one look: the names of each group."""
    for name, group in groupby(organizations, key=_group):
        names = [organization.id for organization in group]
        heading = _("%(what)s (%(part)s)") % {"what": _heading(name, store), "part": len(names)}
        yield heading, first_links(names, _GLANCE, store)


def _sections_by_state(part: Part[Organization], store: Store) -> list[Section]:
    return [
        Section(_heading(name, store), name, [_table(list(found), _heading(name, store), store)])
        for name, found in groupby(part.items, key=_group)
    ]


def _group(organization: Organization) -> str:
    """The group of an organization in the index: its state; a public body is in none of them, it does not come and go."""
    return PUBLIC if organization.kind == PUBLIC else organization.state


def _heading(group: str, store: Store) -> str:
    return _("Public bodies") if group == PUBLIC else store.term(_STATE, group)


def _table(organizations: Sequence[Organization], heading: str, store: Store) -> Table:
    columns = [
        Column(_("Organization")),
        Column(_("Origin")),
        Column(_("What it makes")),
        Column(_("Since")),
        Column(_("Last seen")),
        Column(_("Facts"), numeric=True),
    ]
    rows = [_row(found, store) for found in organizations]
    caption = _("%(list)s: %(part)s") % {
        "list": store.term("collection", "organizations"),
        "part": uncapitalized(heading),
    }
    return Table(caption, columns, rows)


def _stock_code(code: str, store: Store) -> str:
    """The exchange, by its name in the vocabulary where it has one, and the code."""
    letters, space, number = code.partition(" ")
    names = store.terms("exchange")
    if not space or letters.lower() not in names:
        return code
    words = {"exchange": names[letters.lower()].name, "code": number}
    return pgettext("stock code", "%(exchange)s %(code)s") % words


def _row(organization: Organization, store: Store) -> Row:
    count = str(store.known_of(organization.id))
    since, last = organization.since, last_seen(store, organization)
    code: Spans = (Text(f" {_stock_code(organization.stock_code, store)}"),) if organization.stock_code else ()
    cells = [
        (Link(target(organization.id, store), str(organization.name), chinese(organization.name)), *code),
        names(organization.origin) if organization.origin else _NOTHING,
        _makes(organization, store) or _NOTHING,
        when_spans(since, short=True) if since else _NOTHING,
        _seen(organization, last, store) if last else _NOTHING,
        (Text(count),),
    ]
    dates = [when.text if when else "" for when in (since, last)]
    return Row(cells, sort_keys=[str(organization.name), "", "", *dates, count])


def _seen(organization: Organization, last: When, store: Store) -> Spans:
    """When it was last seen; of one that counts as operating and was not seen for long, in those words."""
    when = when_spans(last, short=True)
    if not_seen_lately(store, organization):
        return filled(_("not seen since %(when)s"), when=when)
    return when


def _makes(organization: Organization, store: Store) -> Spans:
    """Its links in the value chain; where none is known, its industries; of what is no company, its kind."""
    if organization.kind != "company":
        return (Text(store.term("organization-kind", organization.kind)),)
    if organization.chain:
        return (Text(joined(store.term("chain", link) for link in organization.chain)),)
    return links(organization.industries, store)


def _head(organization: Organization, store: Store) -> list[Section]:
    return [Section("", "", [lead(organization.summary, store), Pairs(_particulars(organization, store))])]


def _standing(organization: Organization, store: Store) -> Iterator[tuple[str, Spans]]:
    """What it is to the place, since when and until when it was seen there, where it comes from: each with who says so."""
    cites = cites_of(organization.sources)
    state: Spans = (Text(store.term(_STATE, organization.state)),)
    seen = newest_sighting(store, organization)
    if seen and not_seen_lately(store, organization):
        when = when_spans(seen.when)
        state = filled(_("%(state)s by its newest source; not seen since %(when)s"), state=state, when=when)
    yield _("State"), (*state, *cites)
    if organization.since:
        yield _("Since"), (*when_spans(organization.since), *cites)
    if seen:
        yield _("Last seen"), (*when_spans(seen.when), *(fact_cites(seen.fact) if seen.fact else cites))
    if organization.origin:
        yield _("Origin"), (*names(organization.origin), *cites)
    if organization.website:
        yield _("Website"), (External(organization.website, organization.website), *cites)
    if organization.stock_code:
        yield _("Stock code"), (Text(_stock_code(organization.stock_code, store)), *cites)


def _particulars(organization: Organization, store: Store) -> list[tuple[str, Spans]]:
    rows: list[tuple[str, Spans]] = [
        (_("Kind"), (Text(store.term("organization-kind", organization.kind)),)),
        *_standing(organization, store),
    ]
    if organization.aliases:
        rows.append((_("Also called"), (Text(joined(organization.aliases)),)))
    if organization.former_names:
        spans: list[Span] = []
        for former in organization.former_names:
            spans.extend([Text(_("; "))] if spans else [])
            name, until = names(former.name), former.until
            spans.extend(filled(_("%(name)s (until %(when)s)"), name=name, when=when_text(until)) if until else name)
        rows.append((_("Former names"), spans))
    if organization.industries:
        rows.append((_("Industries"), links(organization.industries, store)))
    if organization.chain:
        rows.append((_("In the value chain"), (Text(joined(store.term("chain", c) for c in organization.chain)),)))
    if organization.places:
        rows.append((_("Places"), links(organization.places, store)))
    return rows
