"""The pages that list things: what they begin with, in what order they stand, and marks that can be told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from factbook.checks.project import Project
from factbook.content.addresses import fact_target, target
from factbook.content.page import Closed, Filter, Items, KeyFigures, Page, Paragraph, Table, Ways
from factbook.content.paging import MOST_STATEMENTS
from factbook.content.spans import Badge, Link, Spark
from factbook.content.wording import language_name, spans_to_text
from factbook.history.commits import Commit, Edit, FieldEdit, History
from factbook.pages.claims import claims_table, verdict_badge
from factbook.pages.generate import generate
from factbook.pages.parts import fact_item
from factbook.pages.plans import plans_table
from factbook.pages.values import results, values_tables
from factbook.render.citations import Citations
from factbook.render.inline import InlineHtml
from factbook.render.links import Site
from factbook.render.markdown import page_markdown
from factbook.store import Fact, Store, newest_first
from factbook.store.presence import places_of_subject
from factbook.store.records import Observation, Plan

KINDS = ("industries", "organizations", "places", "indicators", "claims", "disputes", "sources")
LISTS = {"awards", "plans", "changes", *(f"{kind}/index" for kind in KINDS)}


@pytest.fixture(scope="module")
def store(project: Project) -> Store:
    return project.store


@pytest.fixture(scope="module")
def pages(store: Store) -> dict[str, Page]:
    return {page.path: page.held() if page.path in LISTS else page for page in generate(store)}


def tables(page: Page) -> Iterator[Table]:
    return (block for section in page.sections for block in section.blocks if isinstance(block, Table))


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_list_says_first_what_it_is(pages: dict[str, Page], path: str) -> None:
    page = pages[path]
    first = page.sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert first.role == "lead"
    assert spans_to_text(first.spans) == page.description
    assert len(page.description) > 30


def test_verdicts_are_explained_and_counted_above_the_claims(pages: dict[str, Page], store: Store) -> None:
    tally, *claims = tables(pages["claims/index"])
    counted = {spans_to_text(row.cells[0]): int(spans_to_text(row.cells[2])) for row in tally.rows}
    listed = [spans_to_text(row.cells[1]) for table in claims for row in table.rows]
    assert counted == {name: listed.count(name) for name in counted}
    assert sum(counted.values()) == len(store.claims)
    sections = [section for section in pages["claims/index"].sections if section.title]
    assert len({table.caption for table in claims}) == len(claims), "a reader of the page by ear tells them apart"
    assert {section.title: section.anchor for section in sections} == {
        spans_to_text((verdict_badge(claim.verdict),)): claim.verdict for claim in store.claims.values()
    }, "a list of its own for each verdict, which pages link to"


def test_a_claim_comes_with_its_verdict_before_where_it_stands(store: Store) -> None:
    table = claims_table(list(store.claims.values()), store)
    assert [column.label for column in table.columns] == ["Claim", "Verdict", "Why", "Where in the text"]
    claim, row = next(iter(store.claims.values())), table.rows[0]
    assert spans_to_text(row.cells[0]) == str(claim.claim)
    assert isinstance(row.cells[1][0], Badge)
    assert row.cells[1][0].name == claim.verdict
    assert spans_to_text(row.cells[3]) == claim.at


def test_figures_stand_by_topic_each_once_the_longest_first_with_a_chart(pages: dict[str, Page], store: Store) -> None:
    topics = [str(term.name) for (kind, _), term in store.vocabulary.items() if kind == "topic"]
    sections = [section for section in pages["indicators/index"].sections if section.title]
    assert [section.title for section in sections] == [name for name in topics if name in {s.title for s in sections}]
    listed: list[str] = []
    for section in sections:
        for block in section.blocks:
            inner = block.blocks if isinstance(block, Closed) else [block] if isinstance(block, Table) else []
            for table in inner:
                series = [
                    span.target.page.rpartition("/")[2]
                    for row in table.rows
                    for span in row.cells[0]
                    if isinstance(span, Link)
                ]
                listed += dict.fromkeys(series)
                if isinstance(block, Table):
                    many = [len(store.owned_by(name)) >= 3 for name in series]
                    assert many == sorted(many, reverse=True), section.title
                    drawn = [any(isinstance(span, Spark) for cell in row.cells for span in cell) for row in table.rows]
                    assert not any(chart and not long for chart, long in zip(drawn, many, strict=True))
                else:
                    assert all(len(store.owned_by(name)) == 1 or not results(store.owned_by(name)) for name in series)
    assert sorted(listed) == sorted(store.indicators)
    assert (
        sum(isinstance(block, Filter) for section in pages["indicators/index"].sections for block in section.blocks)
        == 1
    )


def test_an_entity_is_shown_before_it_is_told(pages: dict[str, Page], store: Store) -> None:
    """What happened and what was measured, the longest series first; then what is said of it, then what names it."""
    expected = ["timeline", "figures", "announced", "statements", "milestones"]
    shown = [section.anchor for section in pages["organizations/eve-energy"].sections]
    assert [anchor for anchor in shown if anchor in expected] == expected
    sections = {section.anchor: section for section in pages["places/zhongkai-zone/figures"].sections}
    cards, table, *_ = sections["figures"].blocks
    assert isinstance(cards, KeyFigures)
    assert isinstance(table, Table)
    values = [int(spans_to_text(row.cells[3])) for row in table.rows]
    assert values == sorted(values, reverse=True)
    own = store.indicators_of("zhongkai-zone")
    assert len(values) == sum(1 for indicator in own if results(store.owned_by(indicator.id)))


def test_a_statement_that_moved_below_the_page_of_its_entity_leads_on(pages: dict[str, Page], store: Store) -> None:
    page = pages["places/zhongkai-zone"]
    (below,) = [block for section in page.sections for block in section.blocks if isinstance(block, Ways)]
    moved = dict(place for way in below.ways for place in way.moved)
    facts = store.owned_by("zhongkai-zone")
    assert len(facts) > MOST_STATEMENTS
    assert [fact.address for fact in facts if moved[fact.address] != fact_target(fact, store)] == []
    assert {where.page for where in moved.values()} <= set(pages)
    shown = {section.anchor for section in page.sections}
    assert moved["statements"].page == "places/zhongkai-zone/statements"
    assert shown.isdisjoint(moved)


def test_what_a_reader_must_know_first_stands_first(pages: dict[str, Page], store: Store) -> None:
    """Claims by verdict and by how many facts bear on them, open disputes before those that are decided, the newest award and plan."""
    _, claims, *_ = tables(pages["claims/index"])
    assert spans_to_text(claims.rows[0].cells[1]) == "Contradicted"
    (disputes,) = tables(pages["disputes/index"])
    outcomes = [spans_to_text(row.cells[1]) for row in disputes.rows]
    is_open = [name == "Open" for name in outcomes]
    assert is_open == sorted(is_open, reverse=True)
    assert any(is_open)
    for path, kind in (("awards", "award"), ("plans", "plan")):
        (listed,) = tables(pages[path])
        first = [row.cells[1][0].target.anchor for row in listed.rows if isinstance(row.cells[1][0], Link)]
        order = newest_first(store.facts_of(kind))  # type: ignore[arg-type]
        assert first == [
            fact.address for fact in (sorted(order, key=_holder_rank(store)) if kind == "award" else order)
        ]


def _holder_rank(store: Store) -> Callable[[Fact], int]:
    """The zone's own awards, then those of its parks, of other places, of companies."""
    inside = places_of_subject(store)

    def rank(fact: Fact) -> int:
        places, organizations = fact.record.places, fact.record.organizations
        return 3 if organizations else 0 if store.subject in places else 1 if inside & set(places) else 2

    return rank


def test_who_is_not_named_is_not_said_to_be_somebody(pages: dict[str, Page]) -> None:
    for path in ("awards", "plans"):
        (listed,) = tables(pages[path])
        column = [column.label for column in listed.columns].index("Given by" if path == "awards" else "Set by")
        assert "Not named" not in " ".join(spans_to_text(row.cells[column]) for row in listed.rows)


def test_every_place_stands_once_below_the_one_that_it_is_part_of(pages: dict[str, Page], store: Store) -> None:
    (listed,) = tables(pages["places/index"])
    order = [row.cells[0][0].target.page.rpartition("/")[2] for row in listed.rows if isinstance(row.cells[0][0], Link)]
    assert sorted(order) == sorted(store.places)
    for place in store.places.values():
        if place.part_of in store.places:
            assert order.index(str(place.part_of)) < order.index(place.id)


def test_every_target_of_a_plan_stands_in_the_table(store: Store) -> None:
    facts = store.facts_of("plan")
    table = plans_table(facts, store, "Plans")
    aimed = 0
    for fact, row in zip(facts, table.rows, strict=True):
        assert isinstance(fact.record, Plan)
        if fact.record.target is not None:
            aimed += 1
            links = [span for span in row.cells[1] if isinstance(span, Link)]
            assert spans_to_text(row.cells[1]).startswith(str(fact.record.title))
            assert links[1].text == str(store.indicators[fact.record.target.indicator].name)
        assert len(row.cells) == len(row.sort_keys) == len(table.columns)
    assert aimed > 0


def test_a_column_of_printed_values_is_there_only_where_one_is_known(store: Store) -> None:
    with_words = 0
    for indicator in store.indicators.values():
        printed = [f for f in store.owned_by(indicator.id) if isinstance(f.record, Observation) and f.record.as_printed]
        tables = values_tables(indicator, store)
        assert any("As printed" in [column.label for column in table.columns] for table in tables) == bool(printed)
        assert all(len(row.cells) == len(row.sort_keys) == len(t.columns) for t in tables for row in t.rows)
        with_words += bool(printed)
    assert 0 < with_words < len(store.indicators)


def test_a_fact_has_one_badge_for_all_its_disputes_and_none_for_claims(store: Store) -> None:
    for fact in store.facts.values():
        marks = [mark for mark in fact_item(fact, store).marks if isinstance(mark, Badge)]
        families = [mark.family for mark in marks if mark.family != "caveat"]
        assert families in (["grade", *more] for more in ([], ["read-as"], ["status"], ["read-as", "status"])), (
            fact.address
        )


def test_every_dispute_and_claim_of_a_fact_is_named_at_its_home(store: Store) -> None:
    for fact in store.facts.values():
        item = fact_item(fact, store, fact_target(fact, store).page)
        named = {span.target.page for span in item.standing if isinstance(span, Link)}
        about = (*store.disputes_on(fact.address), *store.claims_on(fact.address))
        assert named == {target(record.id, store).page for record in about}


def test_marks_in_a_brief_list_are_the_same_without_explanations(store: Store) -> None:
    write = InlineHtml(Citations(store), Site(), "")
    disputed = next(fact for fact in store.facts.values() if store.status(fact.address).name == "disputed")
    marks = fact_item(disputed, store).marks
    brief = write.brief_marks(marks)
    assert "title=" not in brief
    assert brief.count("<a ") == 1
    assert "disputed" in brief.striptags()


def test_the_marks_stand_in_markdown_too(store: Store) -> None:
    texts = [
        page_markdown(page, store, Site())
        for page in generate(store)
        if page.path in ("awards", "organizations/daikin-huizhou")
    ]
    assert any("(grade C) (read as a copy)" in text for text in texts)
    assert any("[rejected](" in text for text in texts)
    assert any("Sources differ: [" in text for text in texts)


def test_a_change_of_a_source_names_the_source(store: Store) -> None:
    fact = next(fact for fact in store.facts.values() if fact.record.sources)
    identifier = next(iter(fact.record.sources))
    fields = (
        FieldEdit("note", "", "x"),
        FieldEdit(f"source {identifier}", "", "page 2"),
        FieldEdit("source gone", "p", ""),
    )
    edit = Edit(fact.address, fact.kind, "A fact", "changed", fields)
    commit = Commit("0" * 40, "2026-01-02T03:04:05Z", "Mend it", (edit,))
    changed = replace(store, history=History(commits=(commit,)))
    page = next(page for page in generate(changed) if page.path == "changes")
    (items,) = (block for block in page.sections[-1].blocks if isinstance(block, Items))
    assert page.sections[-1].title == "2 January 2026: 1 fact edited"
    assert spans_to_text(page.sections[-1].blocks[-1].spans) == "Mend it (commit 000000000000)"  # type: ignore[union-attr]
    (line,) = items.items
    title = str(store.sources[identifier].title)
    assert spans_to_text(line) == f"Changed: A fact – note, source {title}, source gone"
    assert any(isinstance(span, Link) and span.text == title for span in line)


@pytest.mark.parametrize(
    ("tag", "name"),
    [("zh", "Chinese"), ("en", "English"), ("zh-Hant", "Chinese (Traditional)"), ("q@", "q@"), ("xx", "xx")],
)
def test_languages_are_called_by_their_names(tag: str, name: str) -> None:
    assert language_name(tag) == name
