"""The ledger: published addresses stay good, and the command adds what is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.checks.ledger import HEAD, PATH, ledger_text, parse_ledger, read_ledger
from factbook.checks.project import read_project
from factbook.checks.rules.identity import ids
from factbook.cli import main
from tests.exports.conftest import BASE, small_root


def _run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "--today", "2026-11-22", *arguments])


def test_the_command_writes_every_address_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_root(tmp_path)
    assert _run(root, "ledger", "--check") == 1
    assert "charter: missing" in capsys.readouterr().out
    assert not (root / PATH).exists()
    assert _run(root, "ledger") == 0
    text = (root / PATH).read_text("utf-8")
    assert text.startswith(HEAD)
    assert set(parse_ledger(text)) == ids(read_project(root).store)
    assert _run(root, "ledger", "--check") == 0
    assert _run(root, "ledger") == 0
    assert (root / PATH).read_text("utf-8") == text
    assert _run(root, "check") == 0


def test_an_address_that_vanishes_is_an_error_until_a_redirect_says_where_it_went(tmp_path: Path) -> None:
    root = small_root(tmp_path)
    _run(root, "ledger")
    path = root / "data" / "milestones.yml"
    path.write_text(path.read_text("utf-8").replace("id: leap-fair", "id: leap-day-fair"), "utf-8")
    (problem,) = read_project(root).problems
    assert (problem.code, problem.path) == ("FB901", PATH)
    assert (root / PATH).read_text("utf-8").splitlines()[problem.line - 1] == "leap-fair"
    assert "to: [leap-day-fair], kind: moved" in problem.hint
    redirects = root / "data" / "redirects.yml"
    redirects.write_text(
        redirects.read_text("utf-8") + "- {from: leap-fair, to: [leap-day-fair], kind: moved, reason: r, on: 2020}\n",
        "utf-8",
    )
    assert not read_project(root).problems
    assert _run(root, "ledger") == 0
    assert {"leap-fair", "leap-day-fair"} <= set(read_ledger(root))


def test_a_file_that_cannot_be_read_makes_nothing_vanish(tmp_path: Path) -> None:
    root = small_root(tmp_path)
    _run(root, "ledger")
    before = (root / PATH).read_bytes()
    with (root / "data" / "milestones.yml").open("a", encoding="utf-8") as file:
        file.write("- {id: broken\n")
    assert "FB901" not in {problem.code for problem in read_project(root).problems}
    assert _run(root, "ledger") == 1
    assert (root / PATH).read_bytes() == before


def test_comments_and_empty_lines_are_passed_over() -> None:
    assert parse_ledger("# head\n\n b \na\nb\n") == {"b": 3, "a": 4}
    assert parse_ledger(ledger_text(["b", "a", "b"])) == {"a": 3, "b": 4}


def test_a_project_without_a_ledger_is_fine(tmp_path: Path) -> None:
    assert read_ledger(tmp_path) == {}
    assert not (BASE / PATH).exists()
