"""Results and announcements stand apart wherever values are listed, each with its number and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from factbook.checks.project import Project
from factbook.content.page import Closed, Figure, Page, Section, Table
from factbook.content.wording import fact_headline, spans_to_text, value_span
from factbook.pages.generate import generate
from factbook.pages.values import ANNOUNCED, FIGURES
from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.newest import is_announced
from tests.projects import MakeProject

_SERIES = """# data/organizations.yml
- {id: mill, name: {en: Mill, zh: 磨坊}, kind: company, summary: A mill., places: [town]}
# data/indicators.yml
- id: flour
  name: Flour
  definition: Flour that the mill makes.
  unit: GBP m
  organization: mill
  observations:
    - {period: 1990, value: 2, places: [town], sources: {yearbook: page 3}}
    - {period: 1995, key: new-hall, key_name: the new hall, value: 60, nature: target, bound: about, places: [town],
       sources: {yearbook: page 4}}
    - {period: 1996, value: 70, nature: forecast, sources: {yearbook: page 4}}
- id: hall-cost
  name: Planned cost of the hall
  definition: What the hall is to cost.
  unit: GBP m
  place: town
  observations:
    - {period: 1995, value: 5, nature: target, sources: {yearbook: page 5}}
"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    return build_store(load(make_project(_SERIES)))


def _sections(store: Store, path: str) -> dict[str, Section]:
    (page,) = [page for page in generate(store) if page.path == path]
    return {section.anchor: section for section in page.sections}


def _rows(section: Section) -> list[list[str]]:
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return [[spans_to_text(cell) for cell in row.cells] for table in tables for row in table.rows]


def test_an_entity_has_two_lists_each_with_values(town: Store) -> None:
    place = _sections(town, "places/town")
    assert [place[anchor].title for anchor in ("figures", "announced")] == [FIGURES, ANNOUNCED]
    assert [row[:4] for row in _rows(place["figures"])] == [["Flour", "Mill", "2\u00a0£m", "1990"]]
    assert [row[:4] for row in _rows(place["announced"])] == [
        ["Flour (the new hall)", "Mill", "planned: about 60\u00a0£m", "1995"],
        ["Planned cost of the hall", "Town", "planned: 5\u00a0£m", "1995"],
    ]
    mill = _sections(town, "organizations/mill")
    assert [row[:3] for row in _rows(mill["figures"])] == [["Flour", "2\u00a0£m", "1990"]]
    assert [row[:3] for row in _rows(mill["announced"])] == [
        ["Flour (the new hall)", "planned: about 60\u00a0£m", "1995"],
        ["Flour", "expected: 70\u00a0£m", "1996"],
    ]


def test_a_series_has_two_tables_of_its_values(town: Store) -> None:
    tables = [b for b in _sections(town, "indicators/flour")["values"].blocks if isinstance(b, Table)]
    assert [table.caption for table in tables] == ["Flour: all values", "Flour: announced and planned"]
    assert [[row.anchor for row in table.rows] for table in tables] == [
        ["flour@1990"],
        ["flour@1995:new-hall", "flour@1996"],
    ]
    assert "Kind" not in [column.label for column in tables[0].columns], "all of them were measured"
    assert "Kind" in [column.label for column in tables[1].columns]


def test_the_index_and_a_source_keep_them_apart_too(town: Store) -> None:
    (topic,) = [section for section in _sections(town, "indicators/index").values() if section.title]
    open_table, *closed = topic.blocks
    assert isinstance(open_table, Table)
    assert [spans_to_text(row.cells[0]) for row in open_table.rows] == ["Flour"]
    assert all(isinstance(block, Closed) for block in closed)
    assert [block.blocks[0].caption.rpartition(": ")[2] for block in closed if isinstance(block, Closed)] == [
        "what was planned, signed or expected"
    ]
    source = _sections(town, "sources/yearbook")
    assert [row[0] for row in _rows(source["figures"])] == ["Flour"]
    assert len(_rows(source["announced"])) == 3
    assert source["facts"].title == "Facts from this source"


def test_what_was_planned_is_said_so_in_titles_and_in_prose(town: Store) -> None:
    planned, actual = town.facts["flour@1995:new-hall"], town.facts["flour@1990"]
    assert fact_headline(planned, town) == "Flour (the new hall), 1995, planned: about 60\u00a0£m"
    assert fact_headline(actual, town) == "Flour, 1990: 2\u00a0£m"
    assert value_span(planned, town).text == "about 60\u00a0£m (planned)"


@pytest.fixture(scope="module")
def pages(project: Project) -> list[Page]:
    return [page.held() for page in generate(project.store)]


def _tables(pages: list[Page]) -> Iterator[tuple[str, Section, Table]]:
    for page in pages:
        for section in page.sections:
            for block in section.blocks:
                inside = block.alternative if isinstance(block, Figure) and hasattr(block, "alternative") else None
                for table in (block, inside):
                    if isinstance(table, Table):
                        yield page.path, section, table


def test_no_announced_value_stands_in_a_list_of_results_of_this_store(pages: list[Page], project: Project) -> None:
    said = re.compile(r"^(planned|expected): ")
    lists = 0
    for path, section, table in _tables(pages):
        values = [spans_to_text(cell) for row in table.rows for cell in row.cells]
        if section.anchor in ("figures", "announced"):
            lists += 1
            if section.anchor == "figures":
                assert not [value for value in values if said.match(value)], path
        anchored = [project.store.facts[row.anchor] for row in table.rows if row.anchor and "@" in row.anchor]
        assert len({is_announced(fact) for fact in anchored}) <= 1, path
    assert lists > 50


def test_no_cell_shows_an_id(pages: list[Page], project: Project) -> None:
    """A key or an id with a hyphen is no word: what readers see has a name."""
    store = project.store
    ids = {*store.facts, *store.industries, *store.organizations, *store.places, *store.indicators, *store.sources}
    keys = {getattr(fact.record, "key", None) or "" for fact in store.facts.values()}
    raw = {name for name in (*ids, *keys) if "-" in name}
    for path, _, table in _tables(pages):
        if path.startswith(("changes", "contribute", "about", "data")):
            continue
        for row in table.rows:
            for cell in row.cells:
                text = spans_to_text(cell)
                parts = {text.strip(), *re.findall(r"\(([^()]*)\)", text)}
                assert not parts & raw, (path, parts & raw)
