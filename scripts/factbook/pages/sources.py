"""Sources: the index as a table, and a page for each with exactly the facts that it carries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import target
from factbook.content.marks import standing_badges
from factbook.content.messages import filled
from factbook.content.page import Column, Items, Page, Pairs, Row, Section, Table
from factbook.content.paging import MOST_ROWS
from factbook.content.spans import External, InlineCode, Link, Spans, Text
from factbook.content.wording import language_name, names, rich, source_link, spans_to_text, when_spans, when_text
from factbook.languages import N_, _, language, ngettext
from factbook.pages.claims import claims_table
from factbook.pages.paged import Part, paged
from factbook.pages.parts import chinese, edited_at, facts_section
from factbook.pages.values import others_sections
from factbook.store import Source, Store, by_date
from factbook.store.measures import is_value
from factbook.store.numbers import format_count
from factbook.store.publishers import is_unknown

WEAK = N_("a weak text, on which no grade above D rests")
"""What is said of a source that counts for no grade."""

ACCESS = {
    "direct": N_("read at the publisher"),
    "archive": N_("read in a web archive"),
    "portal": N_("read at a portal"),
    "mirror": N_("read on a mirror"),
}
"""Meaning of each kind of access."""

_LEAD = N_(
    "Who says so: every text that the facts rest on, those first that carry most, with where we read it. The grade is that of a fact"
    " that rests on the text alone."
)


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every source."""
    yield from _index(store)
    for source in store.sources.values():
        yield _page(source, store)


def _index(store: Store) -> Iterator[Page]:
    def rank(source: Source) -> tuple[int, str, str]:
        return -_carried(source, store), source.publisher.sort_key, source.id

    def between(first: Source, last: Source) -> str:
        most, least = _carried(first, store), _carried(last, store)
        if most == least:
            return _facts(most)
        shown = (format_count(count, language()) for count in (most, least))
        return _("%(most)s to %(least)s facts") % dict(zip(("most", "least"), shown, strict=True))

    found = sorted(store.sources.values(), key=rank)
    for part in paged("sources/index", found, MOST_ROWS, str, between):
        yield Page(
            part.path,
            part.titled(store.term("collection", "sources")),
            "",
            _(_LEAD),
            "index",
            partial(_rows, part, store),
        )


def _carried(source: Source, store: Store) -> int:
    """How many facts a source carries."""
    return len(store.facts_citing(source.id))


def _facts(count: int) -> str:
    return ngettext("%(count)s fact", "%(count)s facts", count) % {"count": format_count(count, language())}


def _rows(part: Part[Source], store: Store) -> list[Section]:
    columns = [
        Column(_("Source")),
        Column(_("Publisher")),
        Column(_("Kind")),
        Column(_("Language")),
        Column(_("Published")),
        Column(_("Access")),
        Column(_("Grade")),
        Column(_("Facts"), numeric=True),
    ]
    rows = []
    for source in part.items:
        carried = str(_carried(source, store))
        cells = (
            (Link(target(source.id, store), str(source.title)),),
            _publisher(source),
            (Text(store.term("source-kind", source.kind)),),
            (Text(language_name(source.language)),),
            when_spans(source.published, short=True),
            (Text(_(ACCESS[source.access])),),
            standing_badges(store.derived.grading.standing([source.id])),
            (Text(carried),),
        )
        published = source.published.text if source.published else ""
        rows.append(Row(cells, sort_keys=("", "", "", "", published, "", "", carried)))
    return part.around([Section("", "", [Table(_("All sources"), columns, rows)])], _(_LEAD))


def _publisher(source: Source) -> Spans:
    return (Text(_("not identified")),) if is_unknown(source.publisher) else names(source.publisher)


def _page(source: Source, store: Store) -> Page:
    count = len(store.facts_citing(source.id))
    description = ngettext(
        "A source of the knowledge base: %(publisher)s, %(when)s. %(count)s fact rests on it.",
        "A source of the knowledge base: %(publisher)s, %(when)s. %(count)s facts rest on it.",
        count,
    )
    words = {
        "publisher": spans_to_text(_publisher(source)),
        "when": when_text(source.published),
        "count": format_count(count, language()),
    }
    return Page(
        target(source.id, store).page,
        str(source.title),
        chinese(source.title),
        description % words,
        "source",
        partial(_sections, source, store),
        *edited_at(source, store),
        source.id,
    )


def _sections(source: Source, store: Store) -> list[Section]:
    path = target(source.id, store).page
    facts = by_date(store.facts_citing(source.id))
    claims = store.claims_in(source.id)
    return [
        Section("", "", [Pairs(_particulars(source, store))]),
        *others_sections(facts, store),
        *facts_section(_("Facts from this source"), "facts", [f for f in facts if not is_value(f)], store, path),
        *_profiles(source, store),
        *([Section(_("What it claims"), "claims", [claims_table(claims, store)])] if claims else []),
    ]


def _profiles(source: Source, store: Store) -> list[Section]:
    """The records whose particulars rest on the source: the state of an organization or a project, the coordinates of a place."""
    words = {
        "organizations": _("What it says of an organization: %(record)s"),
        "projects": _("State of a project: %(record)s"),
        "places": _("Coordinates: %(record)s"),
    }
    found = [
        filled(words[name], record=Link(target(record, store), str(entity.name)))
        for name, record in store.profiles_citing(source.id)
        if (entity := store.entity(record)) is not None
    ]
    return [Section(_("Also cited for"), "profiles", [Items(found)])] if found else []


def _kind(source: Source, store: Store) -> str:
    """The kind of a source, and that it is weak."""
    kind = store.term("source-kind", source.kind)
    weak = store.derived.grading.is_weak(source.id)
    return _("%(name)s: %(meaning)s") % {"name": kind, "meaning": _(WEAK)} if weak else kind


def _access(source: Source) -> str:
    """Where a source was read, and on whose site where that is not its publisher's."""
    where = _(ACCESS[source.access])
    return _("%(where)s, %(host)s") % {"where": where, "host": source.carried_by} if source.carried_by else where


def _particulars(source: Source, store: Store) -> list[tuple[str, Spans]]:
    rows: list[tuple[str, Spans]] = [
        (_("Publisher"), _publisher(source)),
        (_("Kind"), (Text(_kind(source, store)),)),
        (_("Published"), when_spans(source.published)),
        (_("Language"), (Text(language_name(source.language)),)),
        (_("Access"), (Text(_access(source)),)),
        (_("Read on"), when_spans(source.accessed)),
    ]
    if source.reliability:
        rows.append((_("Reliability"), (Text(_("weak: the text itself gives reason for doubt")),)))
    if source.link:
        rows.append((_("Address"), (External(source.link, source.link),)))
    elif source.url:
        rows.append(
            (_("Address"), (InlineCode(source.url), Text(_(" (not linked: no reader should be sent to this host)"))))
        )
    if source.archived:
        rows.append((_("Archived copy"), (External(source.archived, source.archived),)))
    if source.same_text_as in store.sources:
        rows.append((_("Repeats the text of"), (source_link(str(source.same_text_as), store),)))
    if source.repeats in store.sources:
        rows.append((_("Repeats the statement of"), (source_link(str(source.repeats), store),)))
    for label, others in (
        (_("Repeated by"), store.reposts_of(source.id)),
        (_("Its statement is repeated by"), store.repeated_by(source.id)),
    ):
        rows += [(label, (source_link(other, store),)) for other in others]
    if source.reading == "notes":
        rows.append((_("Read how"), (Text(_("the facts rest on notes; the text was not seen again")),)))
    if source.note:
        rows.append((_("Note"), rich(source.note, store)))
    return rows
