"""The state of the store in numbers, the page that shows it, and the floor that holds it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from factbook.checks.project import Project, read_project
from factbook.checks.quality import FLOOR_FILE, KINDS, MEASURES, below, floor_text, measure, raised, read_floor
from factbook.cli import main
from factbook.content.wording import spans_to_text
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from tests.projects import TODAY, MakeProject

_STORE = """# data/sources.yml +
- {id: gazette, title: Gazette, publisher: Gazette, kind: trade-press, language: en,
   url: 'https://example.com/gazette', access: direct, accessed: 2021-05-01}
- {id: repost, title: Repost, publisher: Herald, kind: blog, language: en, url: 'https://example.net/gazette',
   access: mirror, carried_by: example.net, same_text_as: gazette, accessed: 2020-01-01}
# data/milestones.yml
- {id: fair, date: 1990, title: Fair, summary: A fair., topics: [history], places: [town], caveats: [weak],
   sources: {gazette: page 1, repost: page 1}}
- {id: flood, date: 1991, title: Flood, summary: A flood., topics: [history], places: [town], sources: {repost: page 1}}
# data/indicators.yml
- id: population
  name: Population
  definition: People who live in the town.
  unit: people
  place: town
  topics: [history]
  observations:
    - {period: 1990, value: 3000, sources: {yearbook: page 3, gazette: page 3}}
    - {period: 1991, value: 4000, sources: {gazette: page 3}}
# data/disputes.yml
- {id: how-many, question: How many?, outcome: open, reasoning: Nobody knows., decided_on: 2022-01-01,
   sides: [{facts: ['population@1990'], summary: few}, {facts: ['population@1991'], summary: more}]}
"""


def test_every_measure_counts_what_it_says(make_project: MakeProject) -> None:
    quality = measure(build_store(load(make_project(_STORE))))
    total = quality.total
    assert (total.facts, total.grades) == (5, {"A": 2, "B": 0, "C": 2, "D": 1})
    assert total.single_source == 4, "a repost is no second text"
    assert total.read_as_copy == 1
    assert total.undated == 1
    assert total.statuses == {"disputed": 2, "rejected": 0, "other-figures": 0}
    assert total.with_caveat == 1
    assert {kind: coverage.facts for kind, coverage in quality.by_kind.items() if coverage.facts} == {
        "milestone": 2,
        "statement": 1,
        "observation": 2,
    }
    assert {topic: coverage.facts for topic, coverage in quality.by_topic.items()} == {"history": 4, "none": 1}
    assert quality.collections["sources"] == 3
    assert quality.collections["milestones"] == 2
    assert quality.collections["observations"] == 2
    assert quality.caveats == {"weak": 1}
    assert quality.last_review is not None
    assert quality.last_review.text == "2022-01-01"


def test_the_parts_of_the_real_store_add_up(project: Project) -> None:
    quality = measure(project.store)
    assert quality.total.facts == len(project.store.facts) == sum(quality.by_kind[kind].facts for kind in KINDS)
    for coverage in (quality.total, *quality.by_kind.values(), *quality.by_topic.values()):
        assert sum(coverage.grades.values()) == coverage.facts
        assert coverage.read_as_copy <= coverage.facts - coverage.grades["A"]
    assert sum(quality.sources_by_kind.values()) == quality.collections["sources"] == len(project.store.sources)
    assert sum(quality.verdicts.values()) == quality.collections["claims"]


def test_the_real_store_holds_a_committed_floor_and_is_not_below_it(root: Path, project: Project) -> None:
    held = read_floor((root / FLOOR_FILE).read_text(encoding="utf-8"))
    assert set(held) == set(MEASURES)
    assert held["facts"] >= 300
    assert held["sources"] >= 180
    assert held["claims"] >= 45
    assert held["disputes"] >= 30
    assert list(below(measure(project.store), held)) == []


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_is_held(make_project: MakeProject, name: str) -> None:
    quality = measure(build_store(load(make_project(_STORE))))
    measured = MEASURES[name]
    worse = measured.read(quality) + (1 if measured.least else -1)
    (fault,) = below(quality, {name: worse})
    assert measured.words in fault.message
    assert ("below" in fault.message) is measured.least
    assert list(below(quality, {name: measured.read(quality)})) == []


def test_a_loss_is_reported_at_its_line(make_project: MakeProject) -> None:
    text = '# data/quality-floor.json\n{\n  "at_least": {\n    "facts": 1,\n    "sources": 9\n  }\n}\n'
    (problem,) = read_project(make_project(text), TODAY).problems
    assert (problem.path, problem.line, problem.column, problem.code) == (FLOOR_FILE, 4, 5, "FB902")
    assert "the number of sources is 1, below the floor of 9" in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no", "not JSON"),
        ("[]", "has the parts at_least and at_most"),
        ('{"least": {}}', "has the parts at_least and at_most"),
        ('{"at_least": {"percent_undated": 5}}', "'at_least' holds facts"),
        ('{"at_most": {"facts": 5}}', "'at_most' holds percent_single_source"),
        ('{"at_least": {"facts": "5"}}', "holds numbers"),
        ('{"at_least": {"facts": true}}', "holds numbers"),
    ],
)
def test_a_floor_that_cannot_be_read_is_a_problem_and_not_no_floor(
    make_project: MakeProject, text: str, message: str
) -> None:
    (problem,) = read_project(make_project(f"# data/quality-floor.json\n{text}\n"), TODAY).problems
    assert problem.code == "FB902"
    assert message in problem.message


def test_a_broken_file_is_not_also_called_a_loss(make_project: MakeProject) -> None:
    text = '# data/quality-floor.json\n{"at_least": {"facts": 50}}\n# data/milestones.yml\n- id: [\n'
    assert "FB902" not in {problem.code for problem in read_project(make_project(text), TODAY).problems}


def test_writing_the_floor_raises_it_and_never_lowers_it(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(_STORE)
    path = root / FLOOR_FILE
    arguments = ["--root", str(root), "--today", "2026-11-22", "stats", "--write-floor"]
    assert main(arguments) == 0
    first = read_floor(path.read_text(encoding="utf-8"))
    assert first["facts"] == 5
    assert first["percent_grade_a_or_b"] == 39, "a whole percent, with a point of slack"
    assert first["percent_single_source"] == 81
    path.write_text('{"at_least": {"facts": 2}, "at_most": {"percent_single_source": 95}}', encoding="utf-8")
    assert main(arguments) == 0
    assert read_floor(path.read_text(encoding="utf-8")) == first
    quality = measure(build_store(load(root)))
    high = {**first, "facts": Decimal(9), "percent_undated": Decimal(0)}
    assert raised(quality, high)["facts"] == 9
    assert raised(quality, high)["percent_undated"] == 0
    assert read_floor(floor_text(high)) == high
    assert "written" in capsys.readouterr().err


def test_one_honest_new_fact_does_not_break_a_floor_just_written(project: Project) -> None:
    quality = measure(project.store)
    floor = raised(quality, {})
    for name, measured in MEASURES.items():
        if measured.share:
            assert abs(measured.read(quality) - floor[name]) >= 1


def test_stats_does_not_write_a_floor_from_a_broken_store(make_project: MakeProject) -> None:
    root = make_project("# data/milestones.yml\n- id: [\n")
    assert main(["--root", str(root), "stats", "--write-floor"]) == 1
    assert not (root / FLOOR_FILE).exists()


def test_stats_reports_as_text_and_as_json(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project(_STORE)
    assert main(["--root", str(root), "stats"]) == 0
    text = capsys.readouterr().out
    assert [line.split() for line in text.splitlines() if line.startswith("all ")] == [
        ["all", "5", "2", "0", "2", "1", "40.0", "4", "1", "1", "2", "0", "0", "1"]
    ]
    assert "last review: 2022-01-01" in text
    assert main(["--root", str(root), "stats", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["total"]["grades"] == {"A": 2, "B": 0, "C": 2, "D": 1}
    assert value["last_review"] == "2022-01-01"


def test_the_page_shows_the_same_numbers(project: Project) -> None:
    (page,) = [page for page in generate(project.store) if page.path == "about/quality"]
    quality = measure(project.store)
    tables = [block for section in page.sections for block in section.blocks if block.kind == "table"]
    kinds, topics = tables[0], tables[1]
    total = [spans_to_text(cell) for cell in kinds.rows[0].cells]
    assert total[:6] == ["All facts", *map(str, (quality.total.facts, *quality.total.grades.values()))]
    assert len(topics.rows) == len(quality.by_topic)
    assert sum(block.kind == "figure" for section in page.sections for block in section.blocks) == 1
