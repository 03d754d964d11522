"""Claims: what an article asserts and our verdict; an index and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from factbook.content.addresses import target
from factbook.content.marks import VERDICTS
from factbook.content.page import Column, Page, Pairs, Paragraph, Row, Section, Table
from factbook.content.paging import MOST_ROWS
from factbook.content.sentences import uncapitalized
from factbook.content.spans import Badge, Link, Text
from factbook.content.wording import foreign, plain, rich, source_link, when_spans
from factbook.languages import N_, _, pgettext
from factbook.pages.meanings import meanings_table
from factbook.pages.paged import Part, paged
from factbook.pages.parts import edited_at, facts_section, standing_section
from factbook.store import Claim, Store, by_date

_LEAD = N_(
    "Every statement of the examined article that can be checked, with its verdict and the facts behind it: what is contradicted first,"
    " then what most facts bear on."
)

_NEWS = ("contradicted", "partly", "not-found", "supported", "opinion")
"""The verdicts in the order of the index: what a reader must know first."""


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every claim."""
    yield from _index(store)
    for claim in store.claims.values():
        yield _page(claim, store)


def verdict_badge(verdict: str) -> Badge:
    """A verdict, with its meaning."""
    name, meaning = map(_, VERDICTS[verdict])
    return Badge("verdict", verdict, name, _("%(name)s: %(meaning)s") % {"name": name, "meaning": meaning})


def _at(claim: Claim, store: Store) -> Text:
    """Where in the article a claim stands, in the article's own words."""
    return Text(claim.at, foreign(store.sources[claim.source].language))


def claims_table(claims: Sequence[Claim], store: Store, part: str = "") -> Table:
    """Claims at a glance, in the order in which they are given. ``part``: what tells the table apart from others on its page."""
    columns = [Column(_("Claim")), Column(_("Verdict")), Column(_("Why")), Column(_("Where in the text"))]
    rows = [
        Row(
            (
                (Link(target(claim.id, store), str(claim.claim)),),
                (verdict_badge(claim.verdict),),
                rich(claim.explanation, store, cited=False),
                (_at(claim, store),),
            )
        )
        for claim in claims
    ]
    caption = _("Claims and verdicts")
    return Table(_("%(what)s (%(part)s)") % {"what": caption, "part": part} if part else caption, columns, rows)


def _index(store: Store) -> Iterator[Page]:
    if not store.claims:
        return

    def rank(claim: Claim) -> tuple[int, int]:
        return _NEWS.index(claim.verdict), -len(claim.facts)

    found = sorted(store.claims.values(), key=rank)
    for part in paged("claims/index", found, MOST_ROWS, lambda claim: _(VERDICTS[claim.verdict][0])):
        yield Page(
            part.path,
            part.titled(store.term("collection", "claims")),
            "",
            _(_LEAD),
            "index",
            partial(_rows, part, store),
        )


def _rows(part: Part[Claim], store: Store) -> list[Section]:
    sections = [Section("", "", [_tally(store)])] if part.number == 1 else []
    for verdict, found in groupby(part.items, key=lambda claim: claim.verdict):
        name = _(VERDICTS[verdict][0])
        sections.append(Section(name, verdict, [claims_table(list(found), store, uncapitalized(name))]))
    return part.around(sections, _(_LEAD))


def _tally(store: Store) -> Table:
    """What each verdict means, and how often it was given."""
    given = Counter[str](claim.verdict for claim in store.claims.values())
    meanings = meanings_table("verdicts")
    rows = [Row((*row.cells, (Text(str(given[name])),))) for name, row in zip(VERDICTS, meanings.rows, strict=True)]
    return Table(
        _("The verdicts, and how often each was given"), [*meanings.columns, Column(_("Claims"), numeric=True)], rows
    )


def _page(claim: Claim, store: Store) -> Page:
    return Page(
        target(claim.id, store).page,
        str(claim.claim),
        "",
        plain(claim.explanation, store),
        "claim",
        partial(_sections, claim, store),
        *edited_at(claim, store),
        claim.id,
    )


def _sections(claim: Claim, store: Store) -> list[Section]:
    path = target(claim.id, store).page
    facts = by_date(store.facts[address] for address in claim.facts if address in store.facts)
    meaning = _(VERDICTS[claim.verdict][1])
    rows = [
        (_("Verdict"), (verdict_badge(claim.verdict), Text(f" {meaning}"))),
        (_("Claimed by"), (source_link(claim.source, store),)),
        (pgettext("in a text", "Where"), (_at(claim, store),)),
        (_("Checked on"), when_spans(claim.checked_on)),
    ]
    return [
        Section("", "", [Pairs(rows), Paragraph(rich(claim.explanation, store), "lead")]),
        *facts_section(_("The facts behind the verdict"), "facts", facts, store, path),
        *standing_section(facts, store, but=claim.id),
    ]
