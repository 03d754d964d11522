"""Sources that stay: archived copies and the words that state a fact, beside the citation; how reliable a source is; what it carries."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from factbook.checks.project import Project
from factbook.content.page import Facts, Items, Page, Pairs, Table
from factbook.content.spans import Badge, External, Spans, Text
from factbook.content.wording import spans_to_text
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.render.markdown import page_markdown
from factbook.store import Store
from tests.projects import MakeProject

_STORE = """# data/sources.yml +
- {id: leaf, title: 页, publisher: {en: Monks, zh: 僧侣}, kind: paper, language: zh, url: 'https://example.com/leaf', access: direct,
   archived: 'https://web.archive.org/web/2020/https://example.com/leaf', accessed: 2020-01-01, reliability: weak}
- {id: echo, title: Echo, publisher: Echo, kind: press, language: en, url: 'https://example.com/echo', access: direct,
   repeats: leaf, accessed: 2020-01-01}
- {id: proxy, title: Proxy, publisher: Gazette, kind: press, language: en, url: 'https://proxy.example/page', access: mirror,
   carried_by: proxy.example, linked: false, accessed: 2020-01-01}
# data/milestones.yml
- id: fair
  date: 1900
  title: A fair
  summary: A fair is held.
  places: [town]
  sources: {leaf: {at: second line, excerpt: 集<市>}, echo: first line, proxy: second line}
# data/awards.yml
- {id: prize, name: Prize, kind: prize, awarded_by: Council, date: 1901, places: [town], sources: {leaf: {at: last line, excerpt: 最佳}}}
# data/organizations.yml
- {id: mill, name: Mill, kind: company, state: operating, summary: A mill., places: [town], sources: {leaf: third line}}
"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    return build_store(load(make_project(_STORE)))


def _page(store: Store, path: str) -> Page:
    return next(page for page in generate(store) if page.path == path)


def test_references_quote_the_words_in_their_language_and_link_the_archived_copy(town: Store) -> None:
    html = Writer.on("places/town", town, Site()).whole(_page(town, "places/town"))
    references = html.partition('class="fb-references"')[2]
    assert '<q class="fb-reference__excerpt" lang="zh">集&lt;市&gt;</q>' in references
    assert 'href="https://web.archive.org/web/2020/https://example.com/leaf"' in references
    markdown = page_markdown(_page(town, "places/town"), town, Site())
    assert "“集\\<市\\>”" in markdown
    assert (
        "<https://example.com/leaf> Archived copy: <https://web.archive.org/web/2020/https://example.com/leaf>"
        in markdown
    )


def test_an_address_that_no_reader_should_be_sent_to_is_shown_without_a_link(town: Store) -> None:
    for path in ("places/town", "sources/proxy"):
        assert 'href="https://proxy.example' not in Writer.on(path, town, Site()).whole(_page(town, path))
        assert "<https://proxy.example" not in page_markdown(_page(town, path), town, Site())
    rows = dict(
        next(block for block in _page(town, "sources/proxy").sections[0].blocks if isinstance(block, Pairs)).rows
    )
    assert (
        spans_to_text(rows["Address"])
        == "https://proxy.example/page (not linked: no reader should be sent to this host)"
    )


def test_whether_an_address_is_linked_is_true_or_false(make_project: MakeProject) -> None:
    loaded = load(make_project(_STORE.replace("linked: false", "linked: nope")))
    assert [(problem.code, problem.hint) for problem in loaded.problems] == [("FB210", "one of true, false")]


def test_a_fact_quotes_its_sources_at_its_home_alone(town: Store) -> None:
    home, elsewhere = (_quotes(_page(town, path)) for path in ("awards", "places/town"))
    assert [[spans_to_text(quote) for quote in quotes] for quotes in home] == [["“最佳” – Monks"]]
    assert [span.lang for span in home[0][0] if isinstance(span, Text)] == ["zh", ""]
    assert [len(quotes) for quotes in elsewhere] == [0] * len(elsewhere)


def _quotes(page: Page) -> list[Sequence[Spans]]:
    blocks = [block for section in page.sections for block in section.blocks]
    return [item.quotes for block in blocks if isinstance(block, Facts) for item in block.items]


def test_a_sources_page_says_how_reliable_it_is_who_repeats_it_and_where_a_copy_is(town: Store) -> None:
    page = _page(town, "sources/leaf")
    rows = dict(next(block for block in page.sections[0].blocks if isinstance(block, Pairs)).rows)
    assert spans_to_text(rows["Reliability"]).startswith("weak: ")
    assert [span.url for span in rows["Archived copy"] if isinstance(span, External)] == [town.sources["leaf"].archived]
    assert spans_to_text(rows["Its statement is repeated by"]) == "Echo"
    echo = _page(town, "sources/echo")
    rows = dict(next(block for block in echo.sections[0].blocks if isinstance(block, Pairs)).rows)
    assert spans_to_text(rows["Repeats the statement of"]) == "页"


def test_a_sources_page_names_the_records_whose_particulars_rest_on_it(town: Store) -> None:
    (section,) = [section for section in _page(town, "sources/leaf").sections if section.anchor == "profiles"]
    (items,) = section.blocks
    assert isinstance(items, Items)
    assert [spans_to_text(item) for item in items.items] == ["What it says of an organization: Mill"]


def test_the_index_has_those_first_that_carry_most_with_grade_kind_and_language(project: Project) -> None:
    tables = [
        block
        for page in generate(project.store)
        if page.path.startswith(("sources/index", "sources/page/"))
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    heads = [column.label for column in tables[0].columns]
    assert {"Kind", "Language", "Grade", "Facts"} <= set(heads)
    counts = [int(spans_to_text(row.cells[-1])) for table in tables for row in table.rows]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == len(project.store.sources)
    grade = heads.index("Grade")
    shown = {row.cells[0][0].target.page: row.cells[grade][0] for table in tables for row in table.rows}  # type: ignore[union-attr]
    for identifier in project.store.sources:
        badge = shown[f"sources/{identifier}"]
        assert isinstance(badge, Badge)
        assert badge.text == project.store.derived.grading.standing([identifier]).grade
