"""Numbers agree with their nouns, wherever they stand."""

from __future__ import annotations

import re

import pytest

from factbook.cli import main
from factbook.content.counting import counted
from factbook.exports import export_all
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.store import Store
from tests.exports.conftest import INFO
from tests.projects import MakeProject

ONE = re.compile(
    r"(?<![\d.,])\b1 (?:facts|sources|rows|claims|disputes|values|events|pages|files|records|publishers|links|changes|series of)\b"
)

ALONE = """# data/organizations.yml
- {id: inn, name: Inn, kind: company, summary: An inn., places: [town]}
# data/claims.yml
- {id: claim, source: gazette, at: first line, claim: The inn is old., verdict: not-found, explanation: No source says so.,
   facts: [], checked_on: 2020-01-01}
# data/sources.yml +
- {id: gazette, title: Gazette, publisher: The Gazette, kind: reference, language: en, url: https://example.com/g, access: direct,
   accessed: 2020-01-01}
"""


@pytest.mark.parametrize(("count", "words"), [(0, "0 facts"), (1, "1 fact"), (2, "2 facts"), (1000, "1,000 facts")])
def test_a_number_agrees_with_its_noun(count: int, words: str) -> None:
    assert counted(count, "fact") == words


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    return build_store(load(make_project(ALONE)))


def test_nothing_is_one_in_the_plural(store: Store) -> None:
    """A store with one of everything: pages, their descriptions, and every file beside them."""
    for page in generate(store):
        text = re.sub(r"<[^>]+>", "", f"{page.description} {Writer.on(page.path, store, Site()).whole(page)}")
        assert not ONE.search(text), page.path
    for name, content in export_all(store, INFO):
        if name.endswith((".html", ".md", ".txt", ".atom", ".json", ".svg")):
            found = ONE.search(content.decode("utf-8"))
            assert not found, (name, found)


def test_a_source_says_how_many_facts_rest_on_it(store: Store) -> None:
    described = {page.record: page.description for page in generate(store) if page.kind == "source"}
    assert described["yearbook"].endswith("1 fact rests on it.")
    assert described["gazette"].endswith("0 facts rest on it.")


def test_the_command_agrees_too(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--root", str(make_project("# docs/index.md\n# The town\n")), "check"])
    assert capsys.readouterr().out == "no problems: 1 fact, 1 source, 1 page\n"
