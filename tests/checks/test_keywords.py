"""Words that a page's places are found by: each of a place that the page has, each in a list."""

from __future__ import annotations

import pytest

from factbook.checks.project import read_project
from tests.projects import TODAY, MakeProject

_PAGE = "# docs/more.md\n---\ntitle: More\nkeywords:\n  {keywords}\n---\n# More\n\n## Limits {{ #limits }}\n\nText.\n"


@pytest.mark.parametrize(
    ("keywords", "messages"),
    [
        ("limits: [rents, 租金]", []),
        ("more: [much]", []),
        ("limit: [rents]", ["the page has no place 'limit'"]),
        ("limits: rents", ["the keywords of 'limits' are no list of words"]),
        ("limits: [[rents]]", ["the keywords of 'limits' are no list of words"]),
    ],
)
def test_keywords_are_lists_of_words_of_places_of_the_page(
    keywords: str, messages: list[str], make_project: MakeProject
) -> None:
    problems = read_project(make_project(_PAGE.format(keywords=keywords)), TODAY).problems
    assert [(problem.code, problem.line, problem.message) for problem in problems] == [
        ("FB806", 4, message) for message in messages
    ]
