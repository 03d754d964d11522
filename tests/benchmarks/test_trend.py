"""The trend: a commit beside an earlier one, of which a name that is none, or one that does not install, is reported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cases import Case, Options, RunError
from figures import CHECK, CLEAN, EDIT, Figures, Key
from measure import Run
from trend import BASE, HEAD, MEASURES, TrendError, add_line, case_of, install, line, measure_size, revision


def run_of(cpu: float) -> Run:
    return Run(cpu=cpu, wall=3 * cpu, peak=50, tree=60 + cpu, status=0)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of two commits: the first has no Makefile, the second one that installs a Python which prints its arguments."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "a.txt").write_text("a")
    commit(folder)
    (folder / "Makefile").write_text(".venv/.run:\n\tmkdir -p .venv/bin\n\techo made >> .venv/made\n\ttouch $@\n")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    names = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=folder, env=os.environ | names, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "A commit")


def test_a_commit_is_found_by_any_name(repository: Path) -> None:
    assert revision("HEAD", repository) == revision(git(repository, "rev-parse", "--short", "HEAD"), repository)


@pytest.mark.parametrize("name", ["nonsense", "0000000", "--all", "", "HEAD:a.txt"])
def test_what_is_no_commit_is_named(repository: Path, name: str) -> None:
    with pytest.raises(TrendError, match=f"no commit '{name}'"):
        revision(name, repository)


def test_a_commit_is_installed_once_and_leaves_nothing_in_the_repository(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work" / "tree"
    for _ in range(2):
        assert install(revision("HEAD", repository), folder, repository) == folder / ".venv" / "bin" / "python"
    assert (folder / "a.txt").read_text() == "a"
    assert (folder / ".venv" / "made").read_text() == "made\n"
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "worktree", "list").count("\n") == 0


def test_a_commit_that_does_not_install_is_named_with_its_log(repository: Path, tmp_path: Path) -> None:
    old = revision("HEAD~1", repository)
    with pytest.raises(TrendError, match=f"commit {old} does not install: .* see (.*)") as error:
        install(old, tmp_path / "tree", repository)
    assert "No rule to make target" in Path(str(error.value).rpartition("see ")[2]).read_text()


def test_a_commit_without_made_up_stores_is_named(repository: Path, tmp_path: Path) -> None:
    options = Options(tmp_path, rounds=1, edits=0, limit=1, once=1)
    with pytest.raises(RunError, match=r"stores\.py wrote no store of 300 facts: .*No such file"):
        case_of(BASE, repository, Path(sys.executable), 300, options)


def test_a_failing_build_says_whose_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    options = Options(tmp_path, rounds=1, edits=0, limit=20, once=1)
    case = case_of(BASE, Path(__file__).parents[2], Path(sys.executable), 300, options)
    monkeypatch.setattr(Case, "build", lambda self: self.run(["false"]))
    with pytest.raises(TrendError, match="the base does not build 300 facts: failed with status 1, see "):
        measure_size([case], Figures(), rounds=1)


def test_a_line_has_the_ratios_of_medians(tmp_path: Path) -> None:
    figures = Figures()
    for action, factor in ((CLEAN, 1), (EDIT, 2), (CHECK, 4)):
        for cpu in (1.0, 9.0, 2.0):
            figures.add(Key(300, "ours", action), run_of(cpu))
            figures.add(Key(300, BASE, action), run_of(cpu * factor))
    text = line(figures, 300, ("one day", "abc", "def"), ("3", "1.0–2.0", "a machine"))
    assert (
        text == "| one day | abc | def | 300 | 1.00 | 1.00 | 1.00 | 0.500 | 0.500 | 0.250 | 3 | 1.0–2.0 | a machine |"
    )
    assert HEAD.splitlines()[-1].count("|") == text.count("|") == len(MEASURES) + 8
    for _ in range(2):
        add_line(text, tmp_path / "TREND.md")
    assert (tmp_path / "TREND.md").read_text() == f"{HEAD}{text}\n{text}\n"
