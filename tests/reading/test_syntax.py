"""The hint of a slip names the slip."""

from __future__ import annotations

import pytest

from factbook.checks.project import read_project
from tests.projects import TODAY, MakeProject

_RECORD = """# data/milestones.yml
- id: charter
  date: 1320
  title: Charter
  summary: A market.
  topics: [history]
  places: [town]
  sources: {yearbook: page 2}
"""


@pytest.mark.parametrize(
    ("right", "slip", "line", "hint"),
    [
        ("  date: 1320", "  date:1320", 2, "write a space after the colon: 'date: '"),
        ("  topics: [history]", "  topics:\n  -history", 6, "write a space after the dash: '- '"),
        ("- id: charter", "-id: charter", 2, "write a space after the dash: '- '"),
        ("- id: charter", "-\tid: charter", 1, "write a space, not a tab, after the dash"),
        ("  topics: [history]", "  topics:\n    -\thistory", 6, "write a space, not a tab, after the dash"),
        ("  date: 1320", "\tdate: 1320", 2, "indent with spaces, not tabs"),
        ("  date: 1320", "\u3000\u3000date: 1320", 2, "indent with ordinary spaces: here stands U+3000, ideographic space"),
        ("  date: 1320", "\u00a0 date: 1320", 2, "indent with ordinary spaces: here stands U+00A0, no-break space"),
        ("  date: 1320", "  date： 1320", 2, "write ': ' for '：' after a key"),
        ("page 2}", "page 2, second paragraph}", 7, "put the whole text, its comma included, in quotes"),
        ("title: Charter", "title: {en: Charter, zh: 甲,乙}", 3, "put the whole text, its comma included, in quotes"),
        ("title: Charter", "title: {{ name }}", 3, "put text that begins with {{, {, [ or ? in quotes"),
        ("title: Charter", "title: It is: a charter", 3, "put text that holds ': ' in quotes"),
        ("title: Charter", "title: 'It's'", 3, "write '' for an apostrophe inside '…', or put the text in \"…\""),
        ("title: Charter", 'title: "The" charter', 3, "put the whole text in quotes, or none of it"),
        ("title: Charter", "title: @home", 3, "put text that begins with %, @ or ` in quotes"),
        ("  title: Charter", "   title: Charter", 3, "begin a key after 2 spaces, as above"),
        ("sources: {yearbook: page 2}", "sources: {yearbook: item #2}", 7, "a '#' behind a space begins a comment"),
    ],
)  # fmt: skip
def test_the_slip_is_named(right: str, slip: str, line: int, hint: str, make_project: MakeProject) -> None:
    problems = read_project(make_project(_RECORD.replace(right, slip)), TODAY).problems
    assert any(problem.line == line and hint in problem.hint for problem in problems), problems


def test_an_example_of_an_item_is_one_of_its_list(make_project: MakeProject) -> None:
    text = "# data/organizations.yml\n- {id: mill, name: Mill, kind: company, aliases: [{a: b}], summary: A mill., places: [town]}\n"
    (problem,) = [p for p in read_project(make_project(text), TODAY).problems if p.code == "FB204"]
    assert problem.hint == "for example aliases: [the mill]"
