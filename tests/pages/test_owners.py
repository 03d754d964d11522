"""A statement that stands outside its owner's page begins with its owner, in every form."""

from __future__ import annotations

import pytest

from factbook.checks.project import Project
from factbook.content.page import Facts, Page
from factbook.content.wording import fact_headline, spans_to_text
from factbook.exports.catalogue import catalogue
from factbook.exports.headline import headline
from factbook.exports.site import SiteInfo
from factbook.exports.tables import tables
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.render.markdown import page_markdown
from factbook.store import Statement, Store
from tests.projects import MakeProject

_MILL = """# data/organizations.yml
- id: mill
  name: {en: Mill, zh: 磨坊}
  kind: company
  summary: A mill.
  places: [town]
  statements:
    - {id: mill-seat, text: The mill stands on the river., places: [town], sources: {yearbook: page 4}}
"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    return build_store(load(make_project(_MILL)))


def _page(store: Store, path: str) -> Page:
    (page,) = [page for page in generate(store) if page.path == path]
    return page


def _html(store: Store, path: str) -> str:
    return Writer.on(path, store, Site()).whole(_page(store, path))


def test_it_begins_with_a_link_to_its_owner_elsewhere_and_not_at_home(town: Store) -> None:
    elsewhere, home = _html(town, "places/town"), _html(town, "organizations/mill")
    assert (
        '<strong class="fb-fact__owner"><a href="../../organizations/mill/">Mill</a></strong> – The mill' in elsewhere
    )
    assert "Mentioned in other records" in elsewhere
    assert "fb-fact__owner" not in home


def test_it_does_so_in_markdown_too(town: Store) -> None:
    text = page_markdown(_page(town, "places/town"), town, Site())
    assert "**[Mill](<../organizations/mill.md>)** – The mill stands on the river." in text


def test_headlines_and_exports_name_the_owner(town: Store) -> None:
    expected = "Mill – The mill stands on the river."
    assert fact_headline(town.facts["mill-seat"], town) == expected
    found = catalogue(town, SiteInfo(Site()))
    fact = found.facts["mill-seat"]
    assert headline(fact) == expected
    assert fact.subject is not None
    assert fact.subject.name.en == "Mill"
    (statements,) = [table for table in tables(found) if table.name == "statements"]
    row = next(row for row in statements.rows if row[statements.index("address")] == "mill-seat")
    assert row[statements.index("subject_name_en")] == "Mill"
    assert row[statements.index("subject_name_zh")] == "磨坊"


def test_every_statement_of_this_store_that_stands_elsewhere_names_its_owner(project: Project) -> None:
    store, seen = project.store, 0
    for page in generate(store):
        for item in (i for s in page.sections for b in s.blocks if isinstance(b, Facts) for i in b.items):
            fact = store.facts[item.address]
            if isinstance(fact.record, Statement) and not item.home:
                owner = store.entity(fact.owner)
                assert owner is not None
                assert spans_to_text(item.owner) == str(owner.name), (page.path, item.address)
                seen += 1
    assert seen > 50
