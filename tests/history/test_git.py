"""Git is asked in a way that no setting changes, and what it says is passed on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from factbook.checks.project import read_project, with_history
from factbook.cli import main
from factbook.history.commits import read_history
from factbook.history.git import GitError
from tests.history.test_history import CHARTER, book, git_in  # noqa: F401 - a fixture
from tests.projects import TODAY

_GIT = {"GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture
def merged(book: Path) -> Path:  # noqa: F811
    """A book with a merge whose message is Chinese: what a merge did is told by its first parent."""
    git = git_in(book)
    git("switch", "-q", "-c", "side", "HEAD~2", day=6)
    (book / "data" / "awards.yml").write_text(
        "- {id: prize, name: 奖, kind: prize, awarded_by: A, date: 2010, places: [town], sources: {yearbook: p}}\n",
        "utf-8",
    )
    git("add", "-A")
    git("commit", "-q", "-m", "奖", day=6)
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "合并：奖", "side", day=7)
    return book


_SETTINGS = """[log]
 diffMerges = combined
 showSignature = true
 showRoot = false
 follow = true
 mailmap = true
 decorate = full
 date = relative
 abbrevCommit = true
[i18n]
 logOutputEncoding = GBK
[diff]
 renames = copies
 noprefix = true
 relative = false
 external = /bin/false
 ignoreSubmodules = all
 orderFile = /nowhere
[core]
 quotePath = true
 pager = /bin/false
 abbrev = 4
[color]
 ui = always
[format]
 pretty = oneline
[pager]
 log = true
"""


def test_no_setting_changes_the_history(merged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    plain = read_history(merged)
    assert plain is not None
    assert plain.commits[0].message == "合并：奖"
    assert [(edit.address, edit.change) for edit in plain.commits[0].edits] == [("prize", "added")]
    settings = tmp_path / "gitconfig"
    settings.write_text(_SETTINGS, "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    for name, value in (
        ("GIT_EXTERNAL_DIFF", "/bin/false"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_TRACE", "1"),
        ("LC_ALL", "C"),
    ):
        monkeypatch.setenv(name, value)
    assert read_history(merged) == plain


def test_replaced_objects_do_not_rewrite_the_history(merged: Path) -> None:
    plain = read_history(merged)
    git = git_in(merged)
    git("replace", "HEAD~1", "HEAD~2")
    assert read_history(merged) == plain


def _of_another_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's own switch for its tests: the repository belongs to somebody else."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def test_a_repository_of_somebody_else_is_named_as_such(
    merged: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _of_another_owner(monkeypatch)
    with pytest.raises(GitError, match="dubious ownership"):
        read_history(merged)
    assert main(["--root", str(merged), "diff", "HEAD~1"]) == 2
    error = capsys.readouterr().err
    assert "dubious ownership" in error
    assert "safe.directory" in error
    assert error.count("\n") == 1
    assert "no revision" not in error


def test_a_build_that_loses_its_history_says_so(merged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = read_project(merged, TODAY)
    lines: list[str] = []
    assert with_history(project, lines.append).store.history is not None
    assert lines == []
    _of_another_owner(monkeypatch)
    assert with_history(project, lines.append).store.history is None
    assert len(lines) == 1
    assert "dubious ownership" in lines[0]


def test_where_there_is_no_repository_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert read_history(tmp_path) is None
    git_in(tmp_path)("init", "-q")
    assert read_history(tmp_path) is None, "no commit yet"


def test_a_clone_without_its_older_files_has_no_history_and_says_why(merged: Path, tmp_path: Path) -> None:
    git = git_in(merged)
    git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git("clone", "-q", "--filter=blob:none", f"file://{merged}", str(clone))
    with pytest.raises(GitError, match="not in this clone"):
        read_history(clone)


def test_without_git_there_is_no_history_and_the_reason(merged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitError, match="git cannot be run"):
        read_history(merged)


def test_one_module_runs_git() -> None:
    scripts = Path(__file__).parents[2] / "scripts"
    callers = [path.name for path in scripts.rglob("*.py") if '"git"' in path.read_text("utf-8")]
    assert callers == ["git.py"]
    assert subprocess.run(["git", "--version"], capture_output=True, check=True).stdout
