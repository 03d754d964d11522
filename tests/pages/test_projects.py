"""Projects: what was announced and what is real stand apart; who, where and in what state; lists by state and on other pages."""

from __future__ import annotations

import pytest

from factbook.checks.project import Project, read_project
from factbook.content.page import Pairs, Section, Table
from factbook.content.spans import Cite, Link
from factbook.content.wording import fact_headline, reference_spans, spans_to_text
from factbook.pages import projects
from factbook.pages.generate import generate
from factbook.pages.projects import STATES
from factbook.pages.values import ANNOUNCED, REAL
from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.measures import is_value, measure_of
from factbook.store.newest import is_announced
from tests.projects import TODAY, MakeProject

_STORE = """# data/organizations.yml
- {id: mill, name: {en: Mill, zh: 磨坊}, kind: company, summary: A mill., places: [town]}
# data/projects.yml
- id: dam
  name: {en: A dam, zh: 水坝}
  summary: It holds the river.
  organizations: [mill]
  places: [town]
  state: building
  state_on: 1990
  sources: {yearbook: page 9}
  not_found: [What it cost in the end.]
  statements:
    - {id: dam-delay, text: The dam was late., date: 1991, sources: {yearbook: page 10}}
  figures:
    - {id: dam-size, what: Planned height of the wall, value: 20, unit: people, nature: target, note: In feet., sources: {yearbook: page 9}}
    - {id: dam-cost, what: Planned investment, period: 1990, value: 2, unit: GBP m, as_printed: over 2 million, nature: target,
       bound: over, sources: {yearbook: page 9}}
    - {id: dam-spent, what: Investment, period: 1991, value: 3.5, unit: GBP m, sources: {yearbook: page 10}}
- {id: weir, name: A weir, summary: It was planned once., where: Aarhus, state: unknown, sources: {yearbook: page 11}}
# data/vocabulary.yml +
- {term: GBP, kind: unit, name: pounds, symbol: £, base: GBP, factor: 1}
"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    project = read_project(make_project(_STORE), TODAY)
    assert not project.problems, project.problems
    return project.store


def _sections(store: Store, path: str) -> dict[str, Section]:
    (page,) = [page for page in generate(store) if page.path == path]
    return {section.anchor: section for section in page.sections}


def _table(section: Section) -> Table:
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    return table


def _cells(table: Table) -> list[list[str]]:
    return [[spans_to_text(cell) for cell in row.cells] for row in table.rows]


def test_a_page_says_who_where_and_in_what_state_by_whom(town: Store) -> None:
    (pairs,) = [block for block in _sections(town, "projects/dam")[""].blocks if isinstance(block, Pairs)]
    rows = dict(pairs.rows)
    assert spans_to_text(rows["State"]) == "Being built, as of 1990"
    assert [span.source for span in rows["State"] if isinstance(span, Cite)] == ["yearbook"]
    assert (spans_to_text(rows["Who"]), spans_to_text(rows["Where"])) == ("Mill", "Town")


def test_what_was_announced_and_what_is_real_are_two_tables_each_the_home_of_its_facts(town: Store) -> None:
    sections = _sections(town, "projects/dam")
    announced, real = sections["announced"], sections["real"]
    assert (announced.title, real.title) == (ANNOUNCED, REAL)
    assert [row.anchor for row in _table(announced).rows] == ["dam-cost", "dam-size"]
    assert [row.anchor for row in _table(real).rows] == ["dam-spent"]
    assert _cells(_table(real))[0][:3] == ["Investment", "1991", "3.5\u00a0£m"]
    assert "dam-delay" in str(sections["statements"])
    assert "What it cost" in str(sections["not-found"])


def test_the_index_groups_by_state_and_gives_the_sum_before_other_figures(town: Store) -> None:
    sections = _sections(town, "projects/index")
    assert [name for name in sections if name] == ["building", "elsewhere"], "no source places the other in the town"
    ((name, as_of, who, where, announced, real),) = _cells(_table(sections["building"]))
    assert (name, as_of, who, where) == ("A dam", "1990", "Mill", "Town")
    assert announced.startswith("Planned investment: over 2\u00a0£m (1990); 1 more")
    assert real.startswith("Investment: 3.5\u00a0£m (1991)")
    ((_name, state, *rest),) = _cells(_table(sections["elsewhere"]))
    assert (state, rest) == (STATES["unknown"], ["–", "–", "Aarhus", "–", "–"])
    more = _table(sections["building"]).rows[0].cells[4]
    assert [span.target.page for span in more if isinstance(span, Link) and span.text == "1 more"] == ["projects/dam"]


@pytest.mark.parametrize("page", ["organizations/mill", "places/town"])
def test_entities_list_their_projects(town: Store, page: str) -> None:
    table = _table(_sections(town, page)["projects"])
    ((name, state, *_),) = _cells(table)
    assert (name, state) == ("A dam", STATES["building"])
    repeated = {"organizations/mill": "Who", "places/town": "Where"}[page]
    assert repeated not in [column.label for column in table.columns]


def test_a_page_with_many_projects_names_them_by_state(project: Project) -> None:
    store = project.store
    place = max(store.places, key=lambda name: len(store.projects_of(name)))
    (block,) = _sections(store, f"places/{place}")["projects"].blocks
    assert isinstance(block, Pairs)
    assert [label for label, _ in block.rows] == [
        heading for state, heading in STATES.items() if any(p.state == state for p in store.projects_of(place))
    ]
    named = [span.target.page for _, spans in block.rows for span in spans if isinstance(span, Link)]
    assert sorted(named) == sorted(f"projects/{p.id}" for p in store.projects_of(place))


def test_figures_are_counted_as_facts_of_who_builds(town: Store) -> None:
    assert town.known_of("mill") == 4


def test_a_figure_is_referred_to_and_reckoned_with_as_every_value(town: Store) -> None:
    (value, *_) = reference_spans("dam-cost", town)
    assert getattr(value, "text", "") == "over 2\u00a0£m (planned)"
    assert getattr(value, "title", "") == "A dam: Planned investment, 1990"
    assert spans_to_text(reference_spans("= dam-spent / dam-cost, times 2", town)) == "1.75\u00a0times"
    assert spans_to_text(reference_spans("dam-cost unit", town)) == "£m"
    assert fact_headline(town.facts["dam-cost"], town) == "A dam: Planned investment, 1990: over 2\u00a0£m"


def test_a_series_may_be_computed_from_a_figure(make_project: MakeProject) -> None:
    series = """# data/indicators.yml
- id: half
  name: Half
  definition: Half of it.
  unit: GBP m
  place: town
  observations: [{period: 1991, formula: dam-spent / 2}]
"""
    store = build_store(load(make_project(_STORE + series)))
    assert str(measure_of(store.facts["half@1991"], store).value) == "1.8"
    assert list(store.facts["half@1991"].sources) == ["yearbook"]


def test_every_figure_of_the_real_store_stands_in_the_table_of_its_nature(project: Project) -> None:
    store = project.store
    pages = {page.record: page for page in projects.pages(store) if page.record}
    assert list(pages) == list(store.projects)
    for record in store.projects.values():
        sections = {section.anchor: section for section in pages[record.id].sections}
        values = [fact for fact in store.owned_by(record.id) if is_value(fact)]
        for anchor, found in (
            ("announced", [fact.address for fact in values if is_announced(fact)]),
            ("real", [fact.address for fact in values if not is_announced(fact)]),
        ):
            shown = [row.anchor for row in _table(sections[anchor]).rows] if anchor in sections else []
            assert sorted(shown) == sorted(found), record.id


def test_no_source_of_a_project_counts_as_unused(town: Store) -> None:
    assert "dam-cost" in [fact.address for fact in town.facts_citing("yearbook")]
