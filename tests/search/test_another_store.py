"""The search of a small store about something else answers its readers' queries, by its own names and synonyms alone."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from factbook.checks.project import read_project
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.search.entries import search_index
from factbook.search.files import search_files
from tests.projects import TODAY, MakeProject, lay_out
from tests.search.worker import Answer, Step, ask
from tests.search.worker import lay_out as lay_out_search

LIGHTS = Path(__file__).parent / "lights"
QUERIES = yaml.safe_load((LIGHTS / "queries.yml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(make_project: MakeProject, tmp_path: Path) -> str:
    root = make_project()
    lay_out(root, (LIGHTS / "store.txt").read_text(encoding="utf-8"))
    project = read_project(root, TODAY)
    assert not project.problems, project.problems
    index = search_index({"config": {}, "docs": []}, generate(project.store), project.store, Site())
    return lay_out_search(tmp_path / "site", search_files(index))


def _rank(answer: Answer, wanted: list[str]) -> int:
    shown = [[at] for at, _, _ in answer.answers] + [[location for location, _ in result] for result in answer.results]
    places = [[unquote(one.replace("/#", "#").strip("/")) for one in these[:4]] for these in shown]
    hits = (
        number
        for number, these in enumerate(places, 1)
        if any(want in (one, one.partition("#")[0]) for one in these for want in wanted)
    )
    return next(hits, 0)


def test_its_readers_find_answers_first(folder: str) -> None:
    answers = ask(Step(folder, row["q"]) for row in QUERIES)
    ranks = {row["q"]: _rank(answer, row["want"]) for row, answer in zip(QUERIES, answers, strict=True)}
    missed = {query: rank for query, rank in ranks.items() if rank != 1}
    assert len(missed) <= len(QUERIES) * 0.05, missed
    assert sum(0 < rank <= 3 for rank in ranks.values()) >= len(QUERIES) * 0.95, missed
