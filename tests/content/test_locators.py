"""Where a fact stands in its source, in the language of the page: the vocabulary's words, else the English ones, marked."""

from __future__ import annotations

import re

import pytest

from factbook.content.locators import capitalized, in_words, joined, merged, placed, said
from factbook.content.spans import Cite, Text
from factbook.exports import catalogue
from factbook.history.compare import Side, compare
from factbook.languages import in_language
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.render.markdown import MarkdownWriter
from factbook.search.concepts import concepts_of
from factbook.site.page_cache import Digests
from factbook.store import Store
from tests.exports.conftest import INFO
from tests.projects import MakeProject, lay_out

STORE = """# data/milestones.yml
- {id: charter, date: 1320, title: Charter, summary: A market., topics: [history], places: [town], sources: {yearbook: page 1; a & b}}
# data/vocabulary/locators.yml
- {term: page 1, kind: locator, name: {zh: 第1页}}
"""
CITE = Cite("yearbook", "page 1; a & b", ("cover", "page 1"))


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    return build_store(load(make_project(STORE)))


def _written(store: Store) -> tuple[str, str]:
    """A citation and its line in the list of references."""
    writer = Writer.on("x", store, Site())
    mark = writer.spans((CITE,))
    found = re.search(r'<span class="fb-reference__locator">(.*[.。])</span>', writer.references())
    assert found
    return mark, found[1]


def test_english_is_as_it_is_typed(store: Store) -> None:
    assert said("page 1", store) == Text("page 1")
    mark, reference = _written(store)
    assert 'title="page 1; a &amp; b; cover"' in mark
    assert reference == "Page 1; a &amp; b; cover."


def test_another_language_has_the_names_of_the_vocabulary_and_marks_what_it_lacks(store: Store) -> None:
    with in_language("zh"):
        assert [said(place, store) for place in ("page 1", "cover", "12、13")] == [
            Text("第1页"),
            Text("cover", "en"),
            Text("12、13"),
        ]
        mark, reference = _written(store)
        assert 'title="第1页；a &amp; b；cover"' in mark
        assert reference == '第1页；<span lang="en">a &amp; b</span>；<span lang="en">cover</span>。'


def test_a_language_that_the_vocabulary_does_not_know_shows_english(store: Store) -> None:
    with in_language("fr"):
        assert said("page 1", store) == Text("page 1", "en")


def test_places_that_are_called_the_same_stand_once(make_project: MakeProject) -> None:
    names = STORE.replace("- {term", "- {term: a & b, kind: locator, name: {zh: 第1页}}\n- {term")
    store = build_store(load(make_project(names)))
    with in_language("zh"):
        _, reference = _written(store)
        assert reference == '第1页；<span lang="en">cover</span>。'
        assert in_words("page 1; a & b", store) == "第1页"


def test_plain_text_has_the_words_alone(store: Store) -> None:
    assert in_words("page 1; a & b", store) == "page 1; a & b"
    with in_language("zh"):
        writer = MarkdownWriter.on("x", store)
        writer.spans((CITE,))
        assert "第1页；a & b；cover。" in writer.references()
        assert in_words("page 1; a & b", store) == "第1页；a & b"
        timeline = next(page for page in generate(store) if page.path == "timeline")
        assert "（第1页；a &amp; b）" in Writer.on("timeline", store, Site()).whole(timeline)


def test_texts_without_a_mark_are_one() -> None:
    places = [Text("page 1"), Text("x", "de"), Text("y"), Text("z")]
    assert placed(places) == (Text("page 1; "), Text("x", "de"), Text("; y; z"))
    assert capitalized(placed(places))[0] == Text("Page 1; ")
    assert joined(places) == "page 1; x; y; z"
    assert placed([]) == ()


def test_a_page_is_made_again_when_the_name_of_a_locator_changes(make_project: MakeProject) -> None:
    root = make_project(STORE)
    store = build_store(load(root))
    lay_out(root, STORE.replace("第1页", "第一页"))
    other = build_store(load(root))
    with in_language("zh"):
        before, after = (
            Digests(each).page(next(page for page in generate(each) if page.path == "places/town"))
            for each in (store, other)
        )
    assert before != after


def test_locators_are_no_words_of_the_subject(store: Store) -> None:
    assert ("locator", "page 1") in store.vocabulary
    assert "locator:page 1" not in catalogue(store, INFO).vocabulary
    assert not [ids for ids in concepts_of(store).words.values() if any(name.startswith("locator") for name in ids)]


def test_the_history_calls_a_locator_by_its_english_words(make_project: MakeProject) -> None:
    root = make_project("")
    before = Side.of(load(root))
    lay_out(root, STORE)
    changes = compare(before, Side.of(load(root)))
    added = [(change.kind, change.address, change.title) for change in changes.records if change.kind == "locator"]
    assert added == [("locator", "page 1", "page 1")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("{zh: 第1页, en: page one}", "a locator has no name in English"),
        ("page one", "a locator has no name in English"),
    ],
)
def test_the_english_of_a_locator_is_its_term(name: str, message: str, make_project: MakeProject) -> None:
    problems = load(make_project(STORE.replace("{zh: 第1页}", name))).problems
    assert [problem.code for problem in problems] == ["FB205"]
    assert message in problems[0].message


def test_remarks_about_one_fact_are_not_strung_together_in_the_list_of_references() -> None:
    def places(*typed: str) -> list[str]:
        return [place.text for place in merged([Text(words) for words in typed])]

    assert places("body, the same", "body, for the staff") == ["body"]
    assert places("third paragraph", "Third paragraph, completed in late December 2024") == ["third paragraph"]
    assert places("page 3, table 2", "page 3, table 4") == ["page 3, table 2", "page 3, table 4"]
    assert places("第三段，当月", "第三页，表2") == ["第三段", "第三页，表2"]
    assert places("body, for the staff") == ["body, for the staff"], "of one fact the remark stays"
