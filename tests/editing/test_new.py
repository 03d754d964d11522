"""``factbook new``: a skeleton at its place, that fails ``check`` on nothing but what is still to be written."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from factbook.checks.project import read_project
from factbook.cli import main
from factbook.editing.skeletons import KINDS
from factbook.editing.source_address import proposed_id
from tests.checks.corpus_cases import GOOD
from tests.projects import TODAY, MakeProject

FILES = {
    "milestone": "milestones", "award": "awards", "observation": "indicators", "organization": "organizations",
    "place": "places", "plan": "plans", "industry": "industries", "indicator": "indicators", "source": "sources",
    "dispute": "disputes", "claim": "claims", "statement": "places", "project": "projects", "figure": "projects",
}  # fmt: skip
INTO = {"observation": "population", "statement": "town", "figure": "bridge-works"}


def new(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "--today", TODAY.isoformat(), "new", *arguments])


def arguments_for(kind: str) -> list[str]:
    return [kind, *(["--into", INTO[kind]] if kind in INTO else [])]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_skeleton_fails_only_on_what_must_be_written(
    kind: str, make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(GOOD.text)
    path = root / "data" / f"{FILES[kind]}.yml"
    before = path.read_text()
    assert new(root, *arguments_for(kind)) == 0
    out = capsys.readouterr().out
    written = re.search(r"^still to be written: (.+)$", out, re.MULTILINE)
    assert written
    problems = read_project(root, TODAY).problems
    assert {p.code for p in problems} == {"FB203"}, problems
    assert {p.path for p in problems} == {f"data/{FILES[kind]}.yml"}
    asked = {key.rpartition(".")[2] for key in written[1].split(", ")}
    assert {p.message.split("'")[1] for p in problems} == asked
    lines = added_lines(before, path.read_text())
    place = re.match(r"(\S+):(\d+): ", out)
    assert place
    assert place[1] == f"data/{FILES[kind]}.yml"
    assert path.read_text().splitlines()[int(place[2]) - 1] == lines[0]


def added_lines(before: str, after: str) -> list[str]:
    """The lines that were added in one place; everything else must be as it was."""
    old, now = before.splitlines(), after.splitlines()
    start = next((n for n, (a, b) in enumerate(zip(old, now, strict=False)) if a != b), len(old))
    count = len(now) - len(old)
    while now[:start] + now[start + count :] != old:
        start -= 1
        assert start >= 0, "a line that was there is not there any more"
    return now[start : start + count]


COMPLETE = {
    "milestone": [
        "--id", "hall", "--date", "1600", "--title", "A hall: new", "--title-zh", "礼堂", "--summary", "A hall.",
        "--topics", "history", "--places", "town", "--source", "yearbook=page 2",
    ],
    "award": [
        "--id", "medal", "--name", "Medal", "--kind", "prize", "--awarded-by", "The county", "--date", "1900",
        "--source", "gazette=page 3",
    ],
    "observation": ["--into", "population", "--period", "1980", "--value", "2900", "--source", "yearbook=page 3"],
    "statement": ["--into", "guild", "--id", "guild-seat", "--text", "The guild sits here.", "--source", "yearbook=page 3"],
    "figure": [
        "--into", "bridge-works", "--id", "bridge-works-toll", "--what", "Toll", "--period", "1403", "--value", "1",
        "--unit", "GBP m", "--source", "yearbook=page 5",
    ],
    "plan": [
        "--id", "wall", "--title", "A wall", "--set-by", "Council", "--announced", "1980", "--outcome", "met",
        "--summary", "A wall.", "--source", "yearbook=page 3",
    ],
    "claim": [
        "--id", "claim-hill", "--source", "gazette", "--at", "page 1", "--claim", "It lies on a hill.", "--verdict",
        "contradicted", "--facts", "town-river", "--explanation", "On a river.", "--checked-on", "2020-01-01",
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_record_given_whole_is_clean(kind: str, make_project: MakeProject) -> None:
    root = make_project(GOOD.text)
    arguments = COMPLETE[kind]
    if kind == "claim":
        arguments = [*arguments]
    assert new(root, kind, *arguments) == 0
    assert list(read_project(root, TODAY).problems) == []


def test_a_milestone_goes_to_its_date_and_comments_stay(make_project: MakeProject) -> None:
    root = make_project()
    path = root / "data" / "milestones.yml"
    text = "# head\n\n- id: a\n  date: 1500\n  # in a\n\n# of c\n- {id: c, date: 1700} # c\n# end\n"
    path.write_text(text)
    assert new(root, "milestone", "--id", "b", "--date", "1600") == 0
    assert path.read_text() == text.replace(
        "\n# of c", "- id: b\n  date: 1600\n  title:\n  summary:\n  sources:\n\n# of c"
    )


def test_an_observation_goes_to_its_period_also_in_braces(make_project: MakeProject) -> None:
    root = make_project(GOOD.text)
    path = root / "data" / "indicators.yml"
    assert new(root, "observation", "--into", "population", "--period", "1980", "--value", "1") == 0
    assert (
        "  observations:\n    - period: 1980\n      value: 1\n      sources:\n    - {period: 1990" in path.read_text()
    )
    path.write_text("- {id: x, name: X, observations: [{period: 1990, value: 2}]}\n")
    assert new(root, "observation", "--into", "x", "--period", "1991", "--value", "3") == 0
    assert path.read_text() == (
        "- id: x\n  name: X\n  observations:\n    - {period: 1990, value: 2}\n"
        "    - period: 1991\n      value: 3\n      sources:\n"
    )


def test_a_first_statement_opens_the_list(make_project: MakeProject) -> None:
    root = make_project(GOOD.text)
    path = root / "data" / "organizations.yml"
    before = path.read_text()
    assert new(root, "statement", "--into", "guild", "--id", "guild-seat", "--text", "Here.") == 0
    assert path.read_text() == before + "  statements:\n    - id: guild-seat\n      text: Here.\n      sources:\n"


def test_a_new_file_points_editors_to_its_schema(make_project: MakeProject) -> None:
    root = make_project()
    assert new(root, "award", "--id", "medal") == 0
    text = (root / "data" / "awards.yml").read_text()
    assert text.startswith("# yaml-language-server: $schema=schema/awards.schema.json\n- id: medal\n")


def test_a_source_takes_from_its_address_what_that_tells(make_project: MakeProject) -> None:
    root = make_project(GOOD.text)
    url = "https://www.huizhou.gov.cn/news/2024/10/12/content_1.html"
    assert new(root, "source", url, "--access", "mirror", "--kind", "official") == 0
    text = (root / "data" / "sources.yml").read_text()
    assert "- id: huizhou-gov-2024\n" in text
    assert f"  url: {url}\n  access: mirror\n  carried_by: www.huizhou.gov.cn\n  accessed: 2026-11-22\n" in text
    problems = read_project(root, TODAY).problems
    assert {p.message.split("'")[1] for p in problems} == {"title", "publisher", "language"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.huizhou.gov.cn/news/2024/10/12/c.html", "huizhou-gov-2024"),
        ("http://m.example.com.cn/t20231231_1.html", "example-2023"),
        ("https://news.example.org/a/201903/05.html", "news-example-2019"),
        ("https://example.org/1234567", "example"),
        ("https://example.org/item/20199", "example"),
        ("https://www.cn/", "source"),
    ],
)
def test_the_proposed_id_is_the_host_and_the_year(url: str, expected: str) -> None:
    assert proposed_id(url, ()) == expected
    assert proposed_id(url, {expected}) == f"{expected}-2"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["source", "http://example.org/yearbook/"], "source 'yearbook' has this address already (data/sources.yml:7)"),
        (["source", "example.org"], "url: 'example.org' is not a web address (write the whole address, with https://)"),
        (["milestone", "--id", "charter"], "id 'charter' is used already (data/milestones.yml:1)"),
        (["milestone", "--id", "Charter"], "(write 'charter')"),
        (["milestone", "--date", "1600/05/01"], "(write 1600-05-01)"),
        (["milestone", "--source", "yearbook"], "--source 'yearbook': write the id of the source and where in it"),
        (["statement", "--into", "nobody"], "there is no record 'nobody' that has statements"),
        (["observation", "--into", "town"], "there is no record 'town' that has observations"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    arguments: list[str], message: str, make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(GOOD.text)
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    assert new(root, *arguments) == 2
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()} == before


def test_it_asks_on_a_terminal_and_asks_again_after_a_mistake(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    root = make_project(GOOD.text)
    answers = ["hall", "1600/05/01", "1600-05-01", "A hall", "", "yearbook: page 2"]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers) + "\n"))
    assert new(root, "milestone") == 0
    captured = capsys.readouterr()
    assert "write 1600-05-01" in captured.err
    assert "still to be written: summary" in captured.out
    assert (
        "- id: hall\n  date: 1600-05-01\n  title: A hall\n  summary:\n  sources:\n    yearbook: page 2\n"
        in (root / "data" / "milestones.yml").read_text()
    )


def test_a_broken_file_is_not_written_to(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project("# data/awards.yml\n- id: a\n   name: b\n")
    assert new(root, "award", "--id", "medal") == 2
    assert "data/awards.yml:2:8: FB103" in capsys.readouterr().err
