"""Every rule of the table: its wrong example breaks it alone, its right example breaks nothing."""

from __future__ import annotations

import re

import pytest

from conftest import TODAY, MakeProject
from factbook.project import read_project
from factbook.rules import RULES, Rule, by_code

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")


@each_rule
def test_the_wrong_example_breaks_this_rule_alone(rule: Rule, make_project: MakeProject) -> None:
    problems = read_project(make_project(rule.wrong), TODAY).problems
    assert {problem.code for problem in problems} == {rule.code}, problems
    for problem in problems:
        assert problem.message
        assert problem.line >= 1
        assert problem.column >= 1


@each_rule
def test_the_right_example_is_clean(rule: Rule, make_project: MakeProject) -> None:
    assert list(read_project(make_project(rule.right), TODAY).problems) == []


@each_rule
def test_a_wrong_example_says_how_to_mend_it(rule: Rule, make_project: MakeProject) -> None:
    problems = read_project(make_project(rule.wrong), TODAY).problems
    assert all(problem.hint for problem in problems), problems


def test_the_base_store_is_clean(make_project: MakeProject) -> None:
    assert list(read_project(make_project(), TODAY).problems) == []


def test_codes_and_names_are_unique_and_can_be_asked_for() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"FB[1-9]\d\d", rule.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert by_code(rule.code.lower()) is rule
        assert by_code(rule.name) is rule


def test_what_a_rule_wants_and_why_are_sentences() -> None:
    for rule in RULES:
        for text in (rule.wants, rule.why):
            assert text.endswith("."), rule.code
