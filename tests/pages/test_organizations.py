"""Organizations say what they are: their state in the zone, dates, origin, site and code, each with who says so."""

from __future__ import annotations

import pytest

from factbook.checks.project import Project
from factbook.content.page import Pairs, Section, Table
from factbook.content.spans import Cite, External
from factbook.content.wording import spans_to_text
from factbook.pages import organizations
from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.lists import LISTS
from tests.projects import MakeProject

STATES = {state: name for state, (name, _) in LISTS["organization-state"].names.items()}

_STORE = """# data/sources.yml +
- {id: almanac, title: Almanac, publisher: Printer, kind: book, published: 2000, language: en, access: direct,
   url: https://almanac.example/, accessed: 2020-01-01}
# data/organizations.yml
- {id: inn, name: Inn, kind: company, state: left, since: 1500, summary: An inn., places: [town], sources: {yearbook: page 5}}
- {id: forge, name: Forge, kind: company, state: operating, summary: A forge., places: [town], sources: {yearbook: page 6}, last_seen: 2019}
- {id: council, name: Council, kind: government, state: operating, summary: A council., places: [town], sources: {yearbook: page 6}}
- id: mill
  name: Mill
  kind: company
  state: operating
  since: 1980~
  last_seen: 1994
  origin: {en: Denmark, zh: 丹麦}
  website: https://mill.example/
  stock_code: LSE MILL
  sources: {yearbook: page 7}
  summary: A mill.
  chain: [weaving]
  places: [town]
  statements:
    - {id: mill-wheel, text: The mill has a wheel., date: 1990, sources: {yearbook: page 7}}
    - {id: mill-race, text: The mill has a race in the town., date: 1980/1996, places: [town], sources: {almanac: page 3}}
    - {id: mill-dam, text: The mill was to have a dam., date: 1997, places: [town], caveats: [inferred], sources: {almanac: page 3}}
    - {id: mill-group, text: The mill's group sold flour., date: 1998, sources: {almanac: page 3}}
"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    return build_store(load(make_project(_STORE)))


def _sections(store: Store, path: str) -> dict[str, Section]:
    (page,) = [page for page in organizations.pages(store) if page.path == path]
    return {section.anchor: section for section in page.sections}


def test_a_page_says_what_the_organization_is_and_who_says_so(town: Store) -> None:
    (pairs,) = [block for block in _sections(town, "organizations/mill")[""].blocks if isinstance(block, Pairs)]
    rows = dict(pairs.rows)
    said = {label: spans_to_text(rows[label]) for label in rows}
    assert said["State"] == f"{STATES['operating']} by its newest source; not seen since 1996"
    assert (said["Since"], said["Last seen"]) == ("c. 1980", "1996")
    assert (said["Origin"], said["Stock code"]) == ("Denmark 丹麦", "LSE MILL")
    assert [span.url for span in rows["Website"] if isinstance(span, External)] == ["https://mill.example/"]
    for label in ("State", "Since", "Origin", "Website", "Stock code"):
        assert [span.source for span in rows[label] if isinstance(span, Cite)] == ["yearbook"], label
    assert [span.source for span in rows["Last seen"] if isinstance(span, Cite)] == ["almanac"], (
        "a newer fact places it there"
    )


def test_the_index_groups_by_state_those_first_of_which_most_is_known(town: Store) -> None:
    sections = _sections(town, "organizations/index")
    titles = [section.title for section in sections.values() if section.title]
    assert titles == [STATES["operating"], STATES["left"], "Public bodies"]
    (table,) = [block for block in sections["operating"].blocks if isinstance(block, Table)]
    rows = [[spans_to_text(cell) for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["Mill LSE MILL", "Forge"]
    assert rows[0][1:] == ["Denmark 丹麦", "Weaving", "c. 1980", "not seen since 1996", "4"]
    assert rows[1][4] == "2019", "not longer ago than five years before the facts were last looked at"


def test_the_index_names_all_in_one_look(town: Store) -> None:
    (page,) = [page for page in organizations.pages(town) if page.path == "organizations/index"]
    (glance,) = [block for section in page.sections for block in section.blocks if isinstance(block, Pairs)]
    assert [(label, spans_to_text(names)) for label, names in glance.rows] == [
        (f"{STATES['operating']} (2)", "Mill, Forge"),
        (f"{STATES['left']} (1)", "Inn"),
        ("Public bodies (1)", "Council"),
    ]


def test_every_organization_of_the_real_store_is_in_the_index_once(project: Project) -> None:
    store = project.store
    tables = [
        block
        for section in _sections(store, "organizations/index").values()
        for block in section.blocks
        if isinstance(block, Table)
    ]
    shown = [
        span.target.page for table in tables for row in table.rows for span in row.cells[0] if hasattr(span, "target")
    ]
    assert sorted(shown) == sorted(f"organizations/{identifier}" for identifier in store.organizations)
    counts = [[int(spans_to_text(row.cells[-1])) for row in table.rows] for table in tables]
    assert all(found == sorted(found, reverse=True) for found in counts)
