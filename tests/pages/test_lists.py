"""What lists show: values in brief lists, what was decided against last, who operates in an industry, what is not known."""

from __future__ import annotations

import pytest

from factbook.charts.marks import read_series
from factbook.charts.spark import spark_marks
from factbook.checks.project import Project
from factbook.content.addresses import Target
from factbook.content.amounts import value_text
from factbook.content.page import Facts, Items, Pairs
from factbook.content.spans import Link
from factbook.content.wording import reference_spans, spans_to_text
from factbook.pages import disputes
from factbook.pages.blocks import build_block
from factbook.pages.gaps import not_found_section
from factbook.pages.parts import fact_item, facts_section, first_links
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.store import Store
from factbook.store.measures import measure_of
from tests.projects import MakeProject

_WEIRS = "".join(
    f"    - {{period: {period}, value: {value}, sources: {{yearbook: page 3}}}}\n"
    for period, value in (("2014", 8), ("2015", 9), ("2016-Q3", 2), ("2016-01/2016-09", 7))
)
_STORE = f"""# data/industries.yml
- {{id: cloth, name: Cloth, role: pillar, summary: Cloth., chain: [{{link: weaving, industry: machines}}]}}
- {{id: machines, name: Machines, role: other, summary: Machines.}}
# data/organizations.yml
- {{id: mill, name: Mill, kind: company, state: operating, last_seen: 2019, summary: A mill., industries: [cloth], places: [town]}}
- {{id: weaver, name: Weaver, kind: company, state: operating, last_seen: 2019, summary: A weaver., industries: [machines],
   chain: [weaving], places: [town]}}
- {{id: ruin, name: Ruin, kind: company, state: operating, last_seen: 1990, summary: A ruin., industries: [cloth], places: [town]}}
- {{id: dyer, name: Dyer, kind: company, state: unknown, summary: A dyer., industries: [cloth], places: [town]}}
# data/places.yml +
- {{id: hill, name: Hill, kind: town, summary: A hill.}}
# data/indicators.yml
- id: flour
  name: Flour
  definition: Flour.
  unit: GBP m
  place: town
  not_found: [any year before 2014]
  observations:
{_WEIRS}- id: land
  name: Land
  definition: Land.
  unit: GBP m
  organization: mill
  observations:
    - {{period: 2014, value: 2, sources: {{yearbook: page 3}}}}
# data/milestones.yml
- {{id: fair, date: 1990, title: A fair, summary: A fair., places: [town], caveats: [rejected], sources: {{yearbook: page 1}}}}
- {{id: feast, date: 1991, title: A feast, summary: A feast., places: [town], sources: {{yearbook: page 1}}}}
# data/plans.yml
- {{id: bridge, title: A bridge, set_by: Council, announced: 1990, due: 1995, outcome: missed, summary: A bridge., places: [town],
   sources: {{yearbook: page 1}}}}
"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    return build_store(load(make_project(_STORE)))


def test_a_brief_list_has_the_values_of_its_facts(town: Store) -> None:
    facts = [*town.owned_by("flour"), *town.owned_by("land"), town.facts["feast"]] * 2
    block = Facts([fact_item(fact, town, "somewhere/else") for fact in facts])
    html = Writer.on("somewhere/else", town, Site()).block(block)
    assert "fb-facts--brief" in html
    for fact in (*town.owned_by("flour"), *town.owned_by("land")):
        assert f">{value_text(measure_of(fact, town), town)}</a>" in html, fact.address


def test_what_was_decided_against_comes_last(town: Store) -> None:
    (section,) = facts_section("Milestones", "milestones", [town.facts["fair"], town.facts["feast"]], town, "timeline")
    (block,) = section.blocks
    assert isinstance(block, Facts)
    assert [item.address for item in block.items] == ["feast", "fair"]


def test_a_line_names_who_operates_in_an_industry_and_at_its_links_and_nobody_of_unknown_fate(town: Store) -> None:
    (items,) = build_block("operating", town, "pillar")
    assert isinstance(items, Items)
    assert [spans_to_text(line) for line in items.items] == ["Cloth: Mill, Weaver"]


def test_the_years_that_a_series_lacks_follow_from_its_values(town: Store) -> None:
    (section,) = not_found_section(town.indicators["flour"], town)
    (items,) = section.blocks
    assert isinstance(items, Items)
    assert [spans_to_text(line) for line in items.items] == [
        "any year before 2014",
        "a value for any of the full years 2016 to 2019",
    ], "the facts were last looked at in 2020, and parts of 2016 are no full year"
    assert not_found_section(town.indicators["land"], town) == [], "a company may be gone"
    (section,) = not_found_section(town.places["town"], town)
    assert [spans_to_text(line) for block in section.blocks if isinstance(block, Items) for line in block.items] == [
        "a figure of its own for any year after 2016"
    ]
    assert not_found_section(town.places["hill"], town) == []


def test_how_many_plans_have_an_outcome_follows_from_the_plans(town: Store) -> None:
    assert spans_to_text(reference_spans("plans:missed", town)) == "1"
    assert spans_to_text(reference_spans("plans:met", town)) == "none"


def test_the_columns_of_a_small_chart_are_of_one_length(town: Store) -> None:
    marks = spark_marks(read_series(town, town.indicators["flour"]))
    assert [mark.address for mark in marks] == ["flour@2014", "flour@2015"]


def test_those_that_a_line_leaves_out_are_a_link(town: Store) -> None:
    spans = first_links(["mill", "weaver", "dyer"], 2, town, Target("industries/cloth", "chain"))
    assert spans_to_text(spans) == "Mill, Weaver and 1 more"
    assert [span.target for span in spans if isinstance(span, Link)][-1] == Target("industries/cloth", "chain")


def test_a_dispute_says_what_the_value_is_of_that_it_prefers(project: Project) -> None:
    page = next(page for page in disputes.pages(project.store) if page.path == "disputes/one-trillion-yuan")
    (pairs,) = [block for block in page.sections[0].blocks if isinstance(block, Pairs)]
    assert spans_to_text(dict(pairs.rows)["Preferred"]).startswith("Above-scale industrial output, 2024: ")
