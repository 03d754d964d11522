"""The Markdown extension: references, citations in order of appearance, blocks."""

import re

import markdown
import pytest

from factbook.reading.load import build_store, load
from factbook.render.links import Site
from factbook.site.markdown import FactbookExtension, Scope
from tests.projects import MakeProject

_STORE = """# data/sources.yml +
- id: gazette
  title: Gazette
  publisher: Gazette
  kind: trade-press
  language: en
  url: https://example.com/gazette
  access: direct
  accessed: 2020-01-01
# data/milestones.yml
- {id: charter, date: 1320-05, title: The town receives its charter, summary: A market., topics: [history], places: [town],
   sources: {gazette: page 2}}
# data/indicators.yml
- id: population
  name: Population
  definition: People who live in the town.
  unit: people
  place: town
  observations:
    - {period: 1990, value: 30000, sources: {yearbook: page 3}}
    - {period: 1991, value: 45000, bound: about, sources: {gazette: page 3}}
"""


@pytest.fixture
def convert(make_project: MakeProject):
    store = build_store(load(make_project(_STORE)))

    def run(text: str) -> str:
        scope = Scope(store, Site(), "story/growth")
        return markdown.markdown(text, extensions=["toc", FactbookExtension(scope=scope)])

    return run


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\xa0", " ")


def test_a_value_comes_with_unit_tooltip_address_and_citation(convert) -> None:
    html = convert("It had [[population@1990]].")
    assert 'data-fact="population@1990"' in html
    assert 'title="Population, 1990"' in html
    assert 'href="../../indicators/population/#population@1990"' in html
    assert "It had 30,000 people[1]." in _plain(html)


def test_citations_count_from_the_top_of_the_page_and_repeat_their_numbers(convert) -> None:
    text = _plain(convert("[[charter date]] first.\n\n- [[population@1990]]\n\nLast [[population@1991]].")).partition(
        "References"
    )[0]
    assert re.findall(r"\[(\d+)\]", text) == ["1", "2", "1"]


def test_references_list_publishers_locators_and_ways_back(convert) -> None:
    html = convert("[[population@1990]] [[source:yearbook]]")
    assert 'id="ref-1"' in html
    assert html.count('role="doc-backlink"') == 2
    assert "Town council" in html
    assert "page 3" in html


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("[[charter]]", "The town receives its charter"),
        ("[[charter date]]", "May 1320"),
        ("[[town]]", "Town"),
        ("[[town zh]]", "小镇"),
        ("[[population@1991]]", "about 45,000 people"),
        ("[[population@1991 period]]", "1991"),
        ("[[= population@1991 / population@1990, times]]", "1.5 times"),
        ("[[= population@1991 - population@1990, difference]]", "15,000 people"),
        ("[[= ( population@1991 - population@1990 ) / population@1990, percent]]", "50%"),
    ],
)
def test_each_form_of_reference_shows_its_text(convert, reference: str, shown: str) -> None:
    assert _plain(convert(f"x {reference} y")).startswith(f"x {shown}")


def test_code_is_left_alone(convert) -> None:
    assert "[[population@1990]]" in convert("Write `[[population@1990]]`.")


def test_a_reference_to_nothing_stays_as_typed(convert) -> None:
    assert "[[populatoin@1990]]" in convert("x [[populatoin@1990]]")


def test_a_block_stands_between_the_citations_around_it(convert) -> None:
    html = convert("[[charter date]]\n\n/// table | population\n///\n\n[[town-river text]]")
    assert "<table" in html
    assert "<caption>Population: all values" in html
    assert html.index("The town lies on a river") > html.index("<table")


def test_an_engine_without_the_adapter_reads_the_store_by_itself(make_project: MakeProject) -> None:
    root = make_project(_STORE)
    html = markdown.markdown(
        "[[population@1990]]", extensions=["factbook"], extension_configs={"factbook": {"root": str(root)}}
    )
    assert "30,000" in html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("国王\n准许集市", "<p>国王准许集市</p>"),
        ("国王，\n**准许**\n集市", "<p>国王，<strong>准许</strong>集市</p>"),
        ("[国王](https://example.org/)\n准许", '<p><a href="https://example.org/">国王</a>准许</p>'),
        ("国王\nTCL\n准许", "<p>国王\nTCL\n准许</p>"),
        ("the king\ngrants", "<p>the king\ngrants</p>"),
        ("국왕은\n시장을", "<p>국왕은\n시장을</p>"),
    ],
)
def test_a_line_break_between_chinese_characters_is_no_space(convert, written: str, shown: str) -> None:
    assert convert(written).strip() == shown


def test_code_keeps_its_line_breaks(convert) -> None:
    assert "国王\n准许" in convert("集市\n\n    国王\n    准许\n")
    assert "国王\n准许" in convert("集市\n`国王\n准许`\n")
