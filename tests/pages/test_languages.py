"""In every language the same pages, with the same places on them, in the same order; and no English of the program in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factbook.content.page import Cards, Closed, Column, Facts, Page, Pairs, Table
from factbook.content.spans import Text
from factbook.languages import in_language
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.store import Store
from tests.projects import MakeProject


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    return build_store(load(make_project("")))


def tables(page: Page) -> Iterator[Table]:
    for section in page.sections:
        for block in section.blocks:
            yield from [block] if isinstance(block, Table) else block.blocks if isinstance(block, Closed) else ()


def places(page: Page) -> list[object]:
    """What a reader can link to on a page, and in which order: sections, facts, entries, rows that are the home of a fact."""
    found: list[object] = [section.anchor for section in page.sections]
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Facts):
                found += [item.address for item in block.items]
            elif isinstance(block, Cards):
                found += [card.target for card in block.cards]
            elif isinstance(block, Pairs):
                found.append(len(block.rows))
    for table in tables(page):
        found += [len(table.columns), *((row.anchor, row.fact, row.sort_keys[-1:]) for row in table.rows)]
    return found


def test_an_edition_has_the_same_pages_and_the_same_places_on_them(store: Store) -> None:
    english = {page.path: places(page) for page in generate(store)}
    with in_language("zh"):
        chinese = {page.path: places(page) for page in generate(store)}
    assert list(chinese) == list(english)
    for path, found in english.items():
        assert chinese[path] == found, path


def labels(page: Page) -> Iterator[str]:
    """The words on a page that are the program's alone: headings of columns, names of particulars."""
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Pairs):
                yield from (label for label, _ in block.rows)
    yield from (column.label for table in tables(page) for column in table.columns if isinstance(column, Column))


def test_no_label_is_left_in_english(store: Store) -> None:
    names = {str(record.name) for record in (*store.indicators.values(), *store.projects.values())}
    with in_language("zh"):
        left = {
            (page.path, label)
            for page in generate(store)
            for label in labels(page)
            if label.isascii() and label not in {"A", "B", "C", "D", *names}
        }
    assert left == set()


SALES = """# data/vocabulary.yml +
- term: CNY bn
  kind: unit
  name: {en: billion yuan, zh: 十亿元}
  symbol: billion yuan
  factor: 1000000000
  scales: {zh: [{symbol: 亿元, factor: 100000000}]}
# data/indicators.yml
- id: sales
  name: {en: Sales, zh: 销售额}
  definition: What is sold.
  unit: CNY bn
  place: town
  observations: [{period: 2019, value: 1.5, sources: {yearbook: page 3}}]
"""


@pytest.mark.parametrize(("tag", "label", "unit"), [("en", "Unit", "billion yuan"), ("zh", "单位", "亿元")])
def test_a_series_names_the_unit_that_its_values_are_printed_in(
    make_project: MakeProject, tag: str, label: str, unit: str
) -> None:
    store = build_store(load(make_project(SALES)))
    with in_language(tag):
        page = next(page for page in generate(store) if page.record == "sales")
        rows = {
            name: spans for block in page.sections[0].blocks if isinstance(block, Pairs) for name, spans in block.rows
        }
    assert rows[label] == (Text(unit),)
