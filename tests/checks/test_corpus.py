"""Broken inputs: each problem at its exact place, none missed, no good neighbour reported, never a traceback."""

from __future__ import annotations

from collections import Counter

import pytest

from factbook.checks.project import read_project
from factbook.checks.rules import RULES
from tests.checks.corpus_cases import CASES, GOOD, Case
from tests.projects import TODAY, MakeProject


def test_the_good_neighbours_are_clean(make_project: MakeProject) -> None:
    assert list(read_project(make_project(GOOD.text), TODAY).problems) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_input_is_reported_at_its_place(case: Case, make_project: MakeProject) -> None:
    problems = read_project(make_project(GOOD.text + case.text), TODAY).problems
    found = [(p.path, p.line, p.column, p.code) for p in problems]
    assert sorted(found) == sorted(case.expected), "\n".join(map(str, problems))


def test_the_corpus_is_large_and_covers_every_rule() -> None:
    codes = Counter(code for case in CASES for code in {place[3] for place in case.expected})
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.expected for case in CASES)
    missing = {rule.code for rule in RULES} - set(codes)
    assert missing <= {"FB110", "FB208"}, missing  # too long to stand in a corpus that people read; test_rules has it
