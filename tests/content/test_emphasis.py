"""Emphasis only where CommonMark has it; names never; the same text in every output."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factbook.content.emphasis import pieces
from factbook.content.spans import Emphasis, Text
from factbook.content.wording import rich, spans_to_text
from factbook.exports import catalogue
from factbook.exports.timeline import timeline_for_files
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.render.markdown import page_markdown
from factbook.search.entries import search_index
from factbook.store import Store
from factbook.store.texts import Text as Bilingual
from tests.exports.conftest import INFO
from tests.projects import MakeProject

_COMMONMARK = MarkdownIt("zero").enable("emphasis")


def _stressed(text: str) -> str:
    """The text with its stressed pieces between angle brackets, which the inputs do not have."""
    shown = "".join(f"<{text[b:e]}>" if stressed else text[b:e] for b, e, stressed in pieces(text))
    return shown.replace("><", "")


def _by_commonmark(text: str) -> str:
    """The same by an independent implementation of CommonMark."""
    html = _COMMONMARK.renderInline(text)
    depth, out = 0, []
    for part in re.split(r"(</?(?:em|strong)>)", html):
        if re.fullmatch(r"</?(?:em|strong)>", part):
            depth += -1 if part.startswith("</") else 1
        elif part:
            out.append(f"<{unescape(part)}>" if depth else unescape(part))
    return "".join(out).replace("><", "")


CASES = (
    "It was 2 * 3 * 4 metres", "Hotel (5*) and inn (3*)", "*so*", "a *b c* d", "**so**", "***so***", "*a **b** c*", "5*3*2",
    "a * b", "*a", "a*", "* a *", "**foo*", "*foo**", "这是*重点*。", "*“so”*", "a*“so”*b", "*(*a*)*", "footnote*, and another*",
    "*", "**", "****", "", "a**b*c*d**e", "*a* *b*", "3* * 4*",
)  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_emphasis_stands_only_where_commonmark_has_it(text: str) -> None:
    assert _stressed(text) == _by_commonmark(text)


@given(st.text(alphabet="*a 。(1-é\u3000“", max_size=14))
def test_emphasis_stands_only_where_commonmark_has_it_in_any_text(text: str) -> None:
    assert _stressed(text.strip()) == _by_commonmark(text.strip())


def test_an_escaped_asterisk_is_an_asterisk() -> None:
    assert _stressed(r"\*so\* and *so*") == "*so* and <so>"


STORE = r"""# data/organizations.yml
- id: inn
  name: {en: "Hotel (5*) and inn *(3*)*", zh: "*酒店*"}
  kind: company
  summary: "It has 2 * 3 * 4 rooms, *all* of them see [[population@1990]]; *mark [[town-river]] well*."
  places: [town]
  statements:
    - {id: inn-plot, text: {zh: "占地 2 * 3 米，*全部*见 [[population@1990]]。"}, date: 1990, topics: [history], sources: {yearbook: "5*"}}
# data/indicators.yml
- {id: population, name: Population, definition: People who live there., unit: people, place: town,
   observations: [{period: 1990, value: 30000, sources: {yearbook: page 3}}]}
# data/milestones.yml
- {id: star, date: 1990-05-05, title: "The inn gets its 5* *plate*", summary: "A *plate* and 2 * 3 nails.", topics: [history],
   places: [town], organizations: [inn], sources: {yearbook: page 3}}
- {id: star-two, date: 1991, title: "The inn keeps it", summary: "Two.", topics: [history], places: [town], organizations: [inn],
   sources: {yearbook: page 3}}
- {id: star-three, date: 1992, title: "The inn keeps it still", summary: "Three.", topics: [history], places: [town],
   organizations: [inn], sources: {yearbook: page 3}}
"""


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    found = load(make_project(STORE))
    assert not found.problems, found.problems
    return build_store(found)


def test_stress_goes_on_around_a_reference(store: Store) -> None:
    spans = rich(store.organizations["inn"].summary, store, cited=False)
    stressed = [span.text for span in spans if isinstance(span, Emphasis)]
    assert stressed == ["all", "mark ", " well"]
    assert "2 * 3 * 4 rooms, all of them" in spans_to_text(spans)
    (statement,) = store.owned_by("inn")
    chinese = rich(statement.record.text, store, cited=False)  # type: ignore[union-attr]
    assert Emphasis("全部", "zh") in chinese
    assert "[[" not in spans_to_text(chinese)


def test_names_are_names_in_every_output(store: Store) -> None:
    """The same text on pages, in twins, in the API, in the search and in the timeline's files."""
    name, title = "Hotel (5*) and inn *(3*)*", "The inn gets its 5* *plate*"
    records = catalogue(store, INFO)
    assert (records.organizations["inn"].name.en, records.organizations["inn"].name.zh) == (name, "*酒店*")
    assert records.facts["star"].title.en == title
    assert {event.title for event in timeline_for_files(store, INFO).events} >= {title}
    (page,) = [page for page in generate(store) if page.path == "organizations/inn"]
    html = unescape(Writer.on(page.path, store, Site()).whole(page))
    assert name in html
    assert title in html
    text = re.sub(r"\\(?=[*_\[\]])", "", page_markdown(page, store, Site()))
    assert name in text
    assert title in text
    index = search_index({"docs": [], "config": {}}, list(generate(store)), store, Site())
    titles = " ".join(unescape(entry["title"]) for entry in index.entries)
    assert name in titles
    assert title in titles


def test_texts_say_the_same_in_every_output(store: Store) -> None:
    said = "A plate and 2 * 3 nails."
    assert catalogue(store, INFO).facts["star"].text.en == said  # type: ignore[union-attr]
    (event,) = [event for event in timeline_for_files(store, INFO).events if event.id == "star"]
    assert unescape(event.summary_html) == said
    html = Writer.on("x", store, Site()).spans(rich(store.facts["star"].record.summary, store))  # type: ignore[union-attr]
    assert html == "A <em>plate</em> and 2 * 3 nails."


def test_plain_text_stays_one_piece(store: Store) -> None:
    assert rich(Bilingual.model_validate("2 * 3"), store) == (Text("2 * 3"),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See [[inn-plot]].", "See 占地 2 * 3 米，全部见 30,000 people."),
        ("See [[town-river]], and go.", "See The town lies on a river, and go."),
        ("See [[town-river]]", "See The town lies on a river."),
        ("([[town-river]])", "(The town lies on a river)"),
        ("[[mill|Mill Co., Ltd.]], of old, is [[mill|Mill Co., Ltd.]].", "Mill Co., Ltd., of old, is Mill Co., Ltd."),
    ],
)
def test_a_statement_in_a_sentence_adds_no_second_full_stop(text: str, shown: str, store: Store) -> None:
    found = spans_to_text(rich(Bilingual.model_validate(text.replace("[[mill|", "[[town|")), store, cited=False))
    assert found.replace("\xa0", " ") == shown
