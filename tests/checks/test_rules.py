"""Every rule of the table: its wrong example breaks it alone, its right example breaks nothing."""

from __future__ import annotations

import re

import pytest

from factbook.checks.project import Project, read_project
from factbook.checks.rules import RULES, Rule, by_code
from factbook.checks.rules.rule import displayed
from factbook.pages.generate import generate
from factbook.reading.documents import UNSEEN
from factbook.render.html import Writer
from factbook.render.links import Site
from tests.projects import TODAY, MakeProject

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
def test_a_wrong_example_says_how_to_fix_it(rule: Rule, make_project: MakeProject) -> None:
    problems = read_project(make_project(rule.wrong), TODAY).problems
    assert all(problem.hint for problem in problems), problems


@each_rule
def test_an_example_can_be_read_where_it_is_displayed(rule: Rule) -> None:
    for example in (rule.wrong, rule.right):
        lines = displayed(example).split("\n")
        assert len(lines) < 20
        assert max(map(len, lines)) < 250
        assert not UNSEEN.search("".join(lines))
    assert displayed(rule.wrong) != displayed(rule.right)


def test_what_is_displayed_of_a_long_example_says_how_much_is_left_out() -> None:
    assert displayed("a\n" + "- {}\n" * 12) == "a\n- {}\n- {}\n… 9 more such lines …\n- {}"
    assert displayed("- {}\n" * 5) == "\n".join(["- {}"] * 5)
    assert displayed("x" * 300) == f"{'x' * 100} … 175 more characters … {'x' * 25}"


def test_the_page_of_the_rules_is_as_short_as_its_examples(project: Project) -> None:
    page = next(page for page in generate(project.store) if page.path == "contribute/rules")
    html = Writer.on(page.path, project.store, Site()).whole(page)
    assert html.count("\n") < 2_000
    assert "<code>data/ledger.txt</code>" in html
    assert "`" not in html


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
