"""A reference to an address that moved on is answered by where it leads now, not by what is spelled alike."""

from __future__ import annotations

import pytest

from factbook.checks.project import read_project
from tests.projects import TODAY, MakeProject

_REDIRECTS = """# data/redirects.yml
- {from: town-rivers, to: [town-brook], kind: moved, reason: r, on: 2020-01-01}
- {from: town-brook, to: [town], kind: merged, reason: r, on: 2020-01-01}
- {from: fair, to: [town, town-river], kind: split, reason: r, on: 2020-01-01}
- {from: myth, to: [], kind: withdrawn, reason: it never was, on: 2020-01-01}
- {from: loop, to: [pool], kind: moved, reason: r, on: 2020-01-01}
- {from: pool, to: [loop], kind: moved, reason: r, on: 2020-01-01}
"""


@pytest.mark.parametrize(
    ("old", "hint"),
    [
        ("town-rivers", "it was moved: write 'town'"),
        ("town-brook", "it was merged: write 'town'"),
        ("fair", "it was split: write 'town' or 'town-river'"),
        ("myth", "it was withdrawn (it never was)"),
    ],
)
def test_the_hint_follows_the_redirect(old: str, hint: str, make_project: MakeProject) -> None:
    text = f"# docs/more.md\n# More\n\nSee [[{old}]].\n\n/// facts | {old}\n///\n"
    problems = [p for p in read_project(make_project(_REDIRECTS + text), TODAY).problems if p.path == "docs/more.md"]
    assert {(problem.code, problem.hint) for problem in problems} == {("FB801", hint), ("FB803", hint)}


def test_a_circle_of_redirects_ends(make_project: MakeProject) -> None:
    problems = read_project(make_project(_REDIRECTS + "# docs/more.md\n# More\n\nSee [[loop]].\n"), TODAY).problems
    assert any(p.code == "FB801" and "write" not in p.hint for p in problems)
