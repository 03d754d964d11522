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


@pytest.mark.parametrize(
    ("ledger", "data", "to"),
    [
        ("town\ntown-river\nyearbook\ntown-rivulet\n", "", "to: […]"),  # every address that is there was there before
        ("town\nyearbook\ntown-rivulet\n", "", "to: [town-river]"),  # the one that is new
        (
            "town\ntown-river\nold-count@1990\n",
            "# data/redirects.yml\n- {from: old-count, to: [people], kind: moved, reason: r, on: 2020-01-01}\n"
            "# data/indicators.yml\n- {id: people, name: People, definition: People., unit: people, place: town,\n"
            "   observations: [{period: 1990, value: 3, sources: {yearbook: page 2}}]}\n",
            "to: [people@1990]",
        ),
    ],
)
def test_a_vanished_address_is_led_to_what_came_in_its_place_and_not_to_what_is_spelled_alike(
    ledger: str, data: str, to: str, make_project: MakeProject
) -> None:
    problems = read_project(make_project(f"# data/ledger.txt\n{ledger}{data}"), TODAY).problems
    (hint,) = [problem.hint for problem in problems if problem.code == "FB901"]
    assert to in hint


@pytest.mark.parametrize(("kind", "has_nature"), [("awards", False), ("milestones", False), ("indicators", True)])
def test_only_what_has_a_nature_is_told_to_set_one(kind: str, *, has_nature: bool, make_project: MakeProject) -> None:
    text = {
        "awards": "- {id: cup, name: Cup, kind: prize, awarded_by: Fair, date: 2090, places: [town], sources: {yearbook: p. 2}}\n",
        "milestones": "- {id: fair, title: Fair, summary: A fair., date: 2090, places: [town], sources: {yearbook: p. 2}}\n",
        "indicators": "- {id: people, name: People, definition: People., unit: people, place: town,\n"
        "   observations: [{period: 2090, value: 3, sources: {yearbook: page 2}}]}\n",
    }[kind]
    problems = read_project(make_project(f"# data/{kind}.yml\n{text}"), TODAY).problems
    assert {problem.code for problem in problems} == {"FB501", "FB502"}
    assert all(("nature" in problem.hint) == has_nature for problem in problems)
