"""Disputes: sources that disagree, and what we make of it; an index and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from factbook.content.addresses import fact_target, target
from factbook.content.marks import OUTCOMES
from factbook.content.messages import filled
from factbook.content.page import Block, Column, Facts, Items, Page, Pairs, Paragraph, Row, Section, Table
from factbook.content.paging import MOST_ROWS
from factbook.content.spans import Badge, Link, Spans, Text
from factbook.content.wording import fact_headline, fact_title, plain, rich, when_spans
from factbook.languages import N_, _
from factbook.pages.claims import verdict_badge
from factbook.pages.paged import Part, beginning, paged
from factbook.pages.parts import edited_at, fact_item
from factbook.store import Dispute, Fact, Store
from factbook.store.measures import is_value

_LEAD = N_(
    "Where sources contradict each other, all sides are shown, with what we make of it and why; the open ones first."
)


def pages(store: Store) -> Iterator[Page]:
    """The index and the page of every dispute."""
    yield from _index(store)
    for dispute in store.disputes.values():
        yield _page(dispute, store)


def outcome_badge(dispute: Dispute) -> Badge:
    """What we make of a dispute, with its meaning."""
    name, meaning = map(_, OUTCOMES[dispute.outcome])
    return Badge("dispute", dispute.outcome, name, _("%(name)s: %(meaning)s") % {"name": name, "meaning": meaning})


def _index(store: Store) -> Iterator[Page]:
    if not store.disputes:
        return
    found = sorted(store.disputes.values(), key=lambda dispute: dispute.outcome != "open")
    for part in paged("disputes/index", found, MOST_ROWS, lambda dispute: beginning(str(dispute.question))):
        yield Page(
            part.path,
            part.titled(store.term("collection", "disputes")),
            "",
            _(_LEAD),
            "index",
            partial(_rows, part, store),
        )


def _rows(part: Part[Dispute], store: Store) -> list[Section]:
    columns = [Column(_("Question")), Column(_("Outcome")), Column(_("Reasoning"))]
    rows = [
        Row(
            (
                (Link(target(dispute.id, store), str(dispute.question)),),
                (outcome_badge(dispute),),
                rich(dispute.reasoning, store, cited=False),
            )
        )
        for dispute in part.items
    ]
    return part.around([Section("", "", [Table(_("Where sources disagree"), columns, rows)])], _(_LEAD))


def dispute_blocks(dispute: Dispute, store: Store, page: str = "") -> list[Block]:
    """The sides of a dispute with their facts and claims, then the outcome."""
    blocks: list[Block] = []
    for number, side in enumerate(dispute.sides, start=1):
        summary = filled(_("Side %(number)s: %(summary)s"), number=str(number), summary=rich(side.summary, store))
        blocks.append(Paragraph(summary, "side"))
        items = [fact_item(store.facts[a], store, page) for a in side.facts if a in store.facts]
        if items:
            blocks.append(Facts(items))
        claims: list[Spans] = [
            (
                *filled(_("Claim: %(claim)s"), claim=Link(target(i, store), str(store.claims[i].claim))),
                Text(" "),
                verdict_badge(store.claims[i].verdict),
            )
            for i in side.claims
            if i in store.claims
        ]
        if claims:
            blocks.append(Items(claims))
    return blocks


def _page(dispute: Dispute, store: Store) -> Page:
    return Page(
        target(dispute.id, store).page,
        str(dispute.question),
        "",
        plain(dispute.reasoning, store),
        "dispute",
        partial(_sections, dispute, store),
        *edited_at(dispute, store),
        dispute.id,
    )


def _preferred(fact: Fact, store: Store) -> Spans:
    """The fact that was decided for; of a value what it is of, too."""
    return (Link(fact_target(fact, store), fact_headline(fact, store)),) if is_value(fact) else fact_title(fact, store)


def _sections(dispute: Dispute, store: Store) -> list[Section]:
    path = target(dispute.id, store).page
    meaning = _(OUTCOMES[dispute.outcome][1])
    rows: list[tuple[str, Spans]] = [(_("Outcome"), (outcome_badge(dispute), Text(f" {meaning}")))]
    if dispute.prefer in store.facts:
        rows.append((_("Preferred"), _preferred(store.facts[str(dispute.prefer)], store)))
    rows.append((_("Decided on"), when_spans(dispute.decided_on)))
    return [
        Section("", "", [Pairs(rows), Paragraph(rich(dispute.reasoning, store), "lead")]),
        Section(_("The sides"), "sides", dispute_blocks(dispute, store, path)),
    ]
