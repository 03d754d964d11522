"""Lists that belong to the subject: the program's own, until the vocabulary has others."""

from __future__ import annotations

import pytest

from factbook.checks.project import read_project
from factbook.pages.chronology import timeline, whole
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.store.lists import LISTS
from mkdocs_timeline.render import render_timeline
from tests.projects import TODAY, MakeProject

TERMS = """# data/vocabulary.yml
- {term: people, kind: unit, name: people, symbol: people, base: people, factor: 1, printed: [人, people]}
- {term: history, kind: topic, name: History}
"""
FARM = """# data/places/more.yml
- {id: farm, name: Farm, kind: %s, part_of: town, summary: A farm.,
   statements: [{id: farm-old, text: The farm is old., sources: {yearbook: page 5}}]}
"""
LEAFLET = """# data/sources/more.yml
- {id: leaflet, title: Leaflet, publisher: Guild, kind: leaflet, language: en,
   url: 'https://guild.example/', access: direct, accessed: 2020-01-01}
# data/milestones/more.yml
- {id: fair, date: 1500, title: Fair, summary: A fair., topics: [history], places: [town], sources: {leaflet: page 1}}
"""


def codes(root: object) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in read_project(root, TODAY).problems]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["lake", "building", "island"])
def test_the_program_has_kinds_of_places_by_itself(kind: str, make_project: MakeProject) -> None:
    assert codes(make_project(FARM % kind)) == []


def test_a_kind_that_nobody_knows_is_reported_with_the_ways_out(make_project: MakeProject) -> None:
    (problem,) = read_project(make_project(FARM % "homestead"), TODAY).problems
    assert (problem.code, problem.message) == ("FB211", "'homestead' is no kind of place")
    assert "add it to data/vocabulary.yml with kind: place-kind" in problem.hint


def test_terms_of_the_vocabulary_take_the_place_of_the_list(make_project: MakeProject) -> None:
    own = TERMS + "".join(
        f"- {{term: {term}, kind: place-kind, name: {{en: {name}, zh: 地}}}}\n"
        for term, name in (("homestead", "Homestead"), ("town", "Market town"))
    )
    root = make_project(own + FARM % "homestead")
    assert codes(root) == []
    store = build_store(load(root))
    assert list(store.terms("place-kind")) == ["homestead", "town"]
    assert store.term("place-kind", "town") == "Market town"
    assert ("FB211", "'lake' is no kind of place") in codes(make_project(own + FARM % "lake", name="other"))


def test_a_kind_of_source_counts_for_what_its_term_says(make_project: MakeProject) -> None:
    kinds = (
        TERMS
        + "- {term: official, kind: source-kind, name: official}\n- {term: reference, kind: source-kind, name: reference}\n"
    )
    for weight, grade in (("", "C"), (", counts_as: primary", "A"), (", counts_as: weak", "D")):
        term = f"- {{term: leaflet, kind: source-kind, name: leaflet{weight}}}\n"
        root = make_project(kinds + term + LEAFLET, name=f"counts{len(weight)}")
        assert codes(root) == []
        assert build_store(load(root)).grade("fair") == grade, weight


def test_an_official_text_stays_primary_in_a_list_of_ones_own_unless_it_says_otherwise(
    make_project: MakeProject,
) -> None:
    for weight, grade in (("", "A"), (", counts_as: ordinary", "C")):
        terms = TERMS + f"- {{term: official, kind: source-kind, name: official{weight}}}\n"
        charter = "# data/milestones.yml\n- {id: charter, date: 1320, title: C, summary: A., places: [town], sources: {yearbook: p. 2}}\n"
        store = build_store(load(make_project(terms + charter, name=f"official{len(weight)}")))
        assert store.sources["yearbook"].kind == "official"
        assert store.grade("charter") == grade


def test_a_list_of_the_site_is_renamed_and_goes_where_it_has_no_records(make_project: MakeProject) -> None:
    award = "# data/awards.yml\n- {id: cup, name: Cup, kind: prize, awarded_by: Fair, date: 1900, sources: {yearbook: p.}}\n"
    terms = TERMS + "- {term: awards, kind: collection, name: Prizes}\n"
    with_awards = {page.path: page.title for page in generate(build_store(load(make_project(terms + award))))}
    assert with_awards["awards"] == "Prizes"
    without = {page.path for page in generate(build_store(load(make_project(name="without"))))}
    assert without.isdisjoint(
        {"awards", "plans", "claims/index", "disputes/index", "projects/index", "industries/index"}
    )
    assert "places/index" in without


def test_texts_call_the_subject_what_the_vocabulary_calls_it(make_project: MakeProject) -> None:
    mill = (
        "# data/organizations.yml\n- {id: mill, name: Mill, kind: company, summary: A mill., places: [town], statements:"
        " [{id: mill-old, text: The mill is old., sources: {yearbook: p. 2}}]}\n"
    )
    subject = TERMS + "- {term: town, kind: subject, name: {en: the market, zh: 集市}}\n"
    for terms, words in (("", "to Town;"), (subject, "to the market;")):
        store = build_store(load(make_project(terms + mill, name=f"subject{len(terms)}")))
        (index,) = [page for page in generate(store) if page.path == "organizations/index"]
        assert words in index.description


def test_levels_of_importance_are_called_what_the_vocabulary_calls_them(make_project: MakeProject) -> None:
    names = "- {term: 1, kind: importance, name: {en: Landmarks, zh: 要事}}\n- {term: 2, kind: importance, name: {en: Events, zh: 事件}}\n"
    event = "# data/milestones.yml\n- {id: fair, date: 1500, title: Fair, summary: A., places: [town], sources: {yearbook: p. 2}}\n"
    for terms, said in ((TERMS, None), (TERMS + names, ("Landmarks", "Landmarks, Events"))):
        store = build_store(load(make_project(terms + event, name=f"levels{len(terms)}")))
        found = timeline(whole(store.events(), store), str, str)
        assert found.levels == said
        html = render_timeline(found)
        assert ("Landmarks, Events" in html) == (said is not None)


def test_every_list_has_names_in_both_languages() -> None:
    for kind, form in LISTS.items():
        for term, names in form.names.items():
            assert all(names), (kind, term)
            assert len(set(names)) == 2, (kind, term)
