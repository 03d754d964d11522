"""References in pages: what each form shows, and what is seen of it by the rule against typed figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown

from factbook.checks.project import Project, read_project
from factbook.content.spans import Cite, Link, Text, Value
from factbook.content.wording import reference_spans, spans_to_text
from factbook.reading.prose import ProsePage
from factbook.render.links import Site
from factbook.site.markdown import FactbookExtension, Scope
from factbook.store import Store
from factbook.store.references import Reference, parse, without
from tests.projects import TODAY, MakeProject

TOWN = """# data/milestones.yml
- {id: charter, date: 1320, title: Charter, summary: A market., topics: [history], places: [town], sources: {yearbook: p. 2}}
# data/indicators.yml
- id: people-of-town
  name: People
  definition: People who live in the town.
  unit: people
  place: town
  topics: [history]
  observations:
    - {period: 1990, value: 300, sources: {yearbook: page 3}}
"""


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project(TOWN)


@pytest.fixture
def store(root: Path) -> Store:
    return read_project(root, TODAY).store


def messages(project: Project) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in project.problems]


@pytest.mark.parametrize(
    ("body", "kinds", "words"),
    [
        ("charter", [Link, Cite], "Charter"),
        ("charter date", [Value, Cite], "1320"),
        ("charter cite", [Cite], ""),
        ("charter|the right to hold a market", [Link, Cite], "the right to hold a market"),
        ("town", [Link], "Town"),
        ("town|the place", [Link], "the place"),
        (" town | the place ", [Link], "the place"),
        ("people-of-town@1990", [Value, Cite], "300 people"),
        ("people-of-town@1990 period", [Value], "1990"),
        ("people-of-town@1990 date", [Value, Cite], "1990"),
        ("people-of-town@1990 cite", [Cite], ""),
        ("source:yearbook", [Cite], ""),
        ("plans:open", [Text], "none"),
        ("= people-of-town@1990 * people-of-town@1990 / people-of-town@1990, number", [Value, Cite], "300"),
    ],
)
def test_each_form_shows_its_words_and_cites_what_it_says(
    store: Store, body: str, kinds: list[type], words: str
) -> None:
    spans = reference_spans(body, store)
    assert [type(span) for span in spans] == kinds
    assert spans_to_text(spans).replace("\u00a0", " ") == words


def test_a_label_leads_to_where_the_name_would_lead(store: Store) -> None:
    (named,), (labelled,) = reference_spans("town", store), reference_spans("town|the place", store)
    assert isinstance(named, Link)
    assert isinstance(labelled, Link)
    assert labelled.target == named.target


def test_a_text_that_is_shown_without_citations_shows_none(store: Store) -> None:
    assert reference_spans("charter cite", store, cited=False) == ()


@pytest.mark.parametrize("body", ["charter date|the year", "charter|", "charter dat", "plans:kept", ""])
def test_a_reference_that_is_not_well_formed_is_refused_with_the_fix(body: str) -> None:
    with pytest.raises(ValueError, match=r"; |empty"):
        parse(body)


def test_a_label_is_not_part_of_the_target() -> None:
    assert parse("charter|the market, 'our' market") == Reference("charter", "", "the market, 'our' market")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("In [[charter|a good year]] it began.", ""),
        ("In [[charter|the year 1320]] it began.", "1320"),
        ("It has [[people-of-town@1990]].", ""),
        ("See [[charter|the charter]](of 1320).", "1320"),
    ],
)
def test_figures_in_a_label_are_figures_of_the_page(text: str, seen: str) -> None:
    prose = ProsePage("docs/a.md", text).prose
    assert "".join(c for c in prose if c.isdigit()) == seen
    assert len(prose) == len(text)


def test_check_finds_a_figure_in_a_label_at_its_place(root: Path) -> None:
    (root / "docs/more.md").write_text("# More\n\nIt began in [[charter|the year 1320]].\n")
    problems = read_project(root, TODAY).problems
    assert [(p.path, p.line, p.column, p.code) for p in problems] == [("docs/more.md", 3, 32, "FB802")]


def test_check_refuses_the_citation_of_what_is_no_fact(root: Path) -> None:
    (root / "docs/more.md").write_text("# More\n\nIt lies there [[town cite]].\n")
    assert messages(read_project(root, TODAY)) == ["FB801 'town' is no fact and has no citation"]


def test_labels_stay_when_the_references_of_a_text_are_taken_out() -> None:
    assert without("a [[charter]], [[town|b]] and [[charter date]]") == "a , b and "


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It had [[people-of-town@1990]].", "It had 300 people[1]."),
        ("In [[people-of-town@1990 date]] it had [[people-of-town@1990]].", "In 1990 it had 300 people[1]."),
        (
            "It had [[people-of-town@1990]]. It was [[people-of-town@1990 date]].",
            "It had 300 people[1]. It was 1990[1].",
        ),
        ("[[charter|Once]] it had [[people-of-town@1990]].", "Once[1] it had 300 people[1]."),
        ("[[town-river]] Hence [[town-river|the name]].", "The town lies on a river.[1] Hence the name[1]."),
        ("In [[charter date]] [[town]] had [[charter|a market]].", "In 1320 Town had a market[1]."),
    ],
)
def test_a_sentence_gives_a_citation_once_where_it_is_said_last(store: Store, text: str, shown: str) -> None:
    html = Markdown(extensions=[FactbookExtension(scope=Scope(store, Site()))]).convert(text)
    first = html.partition("</p>")[0]
    assert re.sub(r"<[^>]+>", "", first).replace("\u00a0", " ") == shown


def test_words_of_a_fact_stand_in_an_element_with_its_address(store: Store) -> None:
    html = Markdown(extensions=[FactbookExtension(scope=Scope(store, Site()))]).convert("[[town-river]]")
    assert '<span class="fb-said" data-fact="town-river">The town lies on a river.' in html
