"""How new the facts are: the newest sound figure, the last look at a source, and what happened lately, apart from what changed."""

from __future__ import annotations

import pytest

from factbook.checks.project import Project
from factbook.content.page import Items, Pairs, Paragraph
from factbook.content.spans import Cite
from factbook.content.wording import spans_to_text
from factbook.pages.blocks import build_block
from factbook.pages.generate import generate
from factbook.pages.recency import LATEST
from factbook.reading.load import build_store, load
from factbook.store import Store
from tests.projects import MakeProject

_EVENTS = "".join(
    f"- {{id: fair-{month}, date: {2018 + month // 12}-{month % 12 + 1:02}, title: Fair {month}, summary: A fair., places: [{place}],"
    " sources: {yearbook: page 1}}\n"
    for month in range(13)
    for place in ["town" if month % 2 else "mill-hill"]
)
_SALE = """- {id: offer, date: 2019-06, title: Offer, summary: O., places: [town], organizations: [mill], sources: {yearbook: page 1}}
- {id: sale, date: 2019-09, title: Sale, summary: S., importance: 1, places: [town], organizations: [mill], sources: {yearbook: page 1}}
- {id: renaming, date: 2019-10, title: New name, summary: A name., places: [town], organizations: [mill], sources: {yearbook: page 1}}
- {id: flood, date: 2015, title: Flood, summary: A flood., places: [dale], sources: {yearbook: page 1}}
"""
_STORE = f"""# data/places.yml +
- {{id: mill-hill, name: Mill hill, kind: park, part_of: town, summary: A hill.}}
- {{id: dale, name: Dale, kind: town, summary: A dale.}}
# data/organizations.yml
- {{id: mill, name: Mill, kind: company, summary: A mill.}}
# data/indicators.yml
- id: flour
  name: Flour
  definition: Flour.
  unit: GBP m
  place: town
  observations:
    - {{period: 1990, value: 2, sources: {{yearbook: page 3}}}}
    - {{period: 1994, value: 9, nature: target, sources: {{yearbook: page 3}}}}
- id: bread
  name: Bread
  definition: Bread.
  unit: GBP m
  place: town
  observations:
    - {{period: 1990-12, value: 2, sources: {{yearbook: page 3}}}}
    - {{period: 1993, value: 2, caveats: [weak], sources: {{yearbook: page 3}}}}
# data/milestones.yml
{_EVENTS}{_SALE}"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    return build_store(load(make_project(_STORE)))


def test_a_place_says_of_when_its_newest_sound_figure_is_and_when_its_facts_were_looked_at(town: Store) -> None:
    (paragraph,) = build_block("asof", town, "town")
    assert isinstance(paragraph, Paragraph)
    assert spans_to_text(paragraph.spans) == "Newest figures: 1990; facts as of 1 January 2020."
    page = next(page for page in generate(town) if page.path == "places/town")
    rows = dict(next(block for block in page.sections[0].blocks if isinstance(block, Pairs)).rows)
    assert spans_to_text(rows["Newest figures"]) == "1990"
    assert spans_to_text(rows["Facts as of"]) == "1 January 2020"


def test_a_place_without_a_figure_says_nothing(town: Store) -> None:
    assert list(build_block("asof", town, "mill-hill")) == []


def test_news_are_the_last_events_of_a_place_and_its_parts_the_newest_first(town: Store) -> None:
    (items,) = build_block("news", town, "town")
    assert isinstance(items, Items)
    titles = [spans_to_text(item).partition(": ")[2] for item in items.items]
    assert titles == ["Sale", *(f"Fair {month}" for month in range(12, 13 - LATEST, -1))], (
        "one of the three of the sale"
    )
    assert all(any(isinstance(span, Cite) for span in item) for item in items.items)
    (own,) = build_block("news", town, "mill-hill")
    assert isinstance(own, Items)
    assert [spans_to_text(item).partition(": ")[2] for item in own.items] == [f"Fair {m}" for m in (12, 10, 8, 6, 4, 2)]


def test_a_place_where_nothing_happened_lately_says_what_was_last(town: Store) -> None:
    (paragraph,) = build_block("news", town, "dale")
    assert isinstance(paragraph, Paragraph)
    assert spans_to_text(paragraph.spans) == "Nothing newer was found than this: 2015: Flood"


def test_a_page_of_a_place_has_its_news_where_they_are_many(town: Store) -> None:
    pages = {page.path: page for page in generate(town)}
    anchors = [section.anchor for section in pages["places/town"].sections]
    assert "news" in anchors
    assert "news" not in [section.anchor for section in pages["places/mill-hill"].sections]


def test_the_newest_figure_of_the_real_zone_is_of_a_year_that_it_has_figures_of(project: Project) -> None:
    (paragraph,) = build_block("asof", project.store, "zhongkai-zone")
    assert isinstance(paragraph, Paragraph)
    assert spans_to_text(paragraph.spans).startswith("Newest figures: 2024; facts as of ")
