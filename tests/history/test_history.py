"""The history of the store is read from git: what changed, when, in which commit; shallow clones and missing git included."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from factbook.checks.project import read_project
from factbook.exports import export_all
from factbook.history.commits import Edit, FieldEdit, History, read_history
from tests.exports.conftest import BASE, INFO

CHARTER = "- {id: charter, date: 1320, title: %s, summary: S., topics: [history], places: [town], sources: {yearbook: p. 2}}\n"

Git = Callable[..., str]


def git_in(folder: Path) -> Git:
    def git(*arguments: str, day: int = 1) -> str:
        when = f"2020-01-{day:02}T23:30:00-05:00"
        identity = {
            f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            env={**os.environ, **identity, **plain, **dates},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    return git


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A repository with five commits: begin, add a fact, change it, something else, withdraw it."""
    root = tmp_path / "book"
    shutil.copytree(BASE, root)
    git = git_in(root)
    git("init", "-q", "-b", "main")
    milestones = root / "data" / "milestones.yml"

    def commit(message: str, day: int) -> None:
        git("add", "-A")
        git("commit", "-q", "-m", message, day=day)

    commit("Begin", 1)
    milestones.write_text(CHARTER % "Charter", "utf-8")
    commit("Add the charter\n\nWith a body.", 2)
    milestones.write_text(CHARTER % "Town charter", "utf-8")
    commit(":100644 100644 `touch /tmp/x` $(id) 宪章", 3)
    (root / "README.md").write_text("More.", "utf-8")
    commit("Write a readme", 4)
    milestones.unlink()
    (root / "data" / "redirects.yml").write_text(
        "- {from: charter, to: [], kind: withdrawn, reason: wrong, on: 2020}\n", "utf-8"
    )
    commit("Withdraw it", 5)
    return root


def _charter(found: History | None) -> list[tuple[str, str, tuple[FieldEdit, ...]]]:
    assert found is not None
    return [(commit.message, edit.change, edit.fields) for commit, edit in found.of("charter")]


def test_each_commit_tells_what_it_did(book: Path) -> None:
    found = read_history(book)
    assert found is not None
    assert found.head == git_in(book)("rev-parse", "HEAD")
    assert [commit.message for commit in found.commits] == [
        "Withdraw it", ":100644 100644 `touch /tmp/x` $(id) 宪章", "Add the charter", "Begin",
    ]  # fmt: skip
    assert [commit.on for commit in found.commits] == [f"2020-01-{day:02}T04:30:00Z" for day in (6, 4, 3, 2)]
    assert _charter(found) == [
        ("Withdraw it", "removed", ()),
        (
            ":100644 100644 `touch /tmp/x` $(id) 宪章",
            "changed",
            (FieldEdit("title", "Charter", "Town charter", ("en",)),),
        ),
        ("Add the charter", "added", ()),
    ]
    assert {edit.address for edit in found.commits[-1].edits} >= {"town", "town-river", "yearbook"}
    assert found.commits[0].id == found.head


def test_a_second_reading_takes_everything_from_the_cache(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = read_history(book, cache)
    assert len(list(cache.iterdir())) == 4
    monkeypatch.setattr("factbook.history.commits.compare", lambda *_: pytest.fail("compared again"))
    assert read_history(book, cache) == first


def test_a_broken_cache_is_made_again(book: Path, tmp_path: Path) -> None:
    first = read_history(book, tmp_path)
    for path in tmp_path.glob("*.json"):
        path.write_text("[1, [", "utf-8")
    assert read_history(book, tmp_path) == first
    assert all(json.loads(path.read_text("utf-8")) for path in tmp_path.glob("*.json"))


@pytest.mark.parametrize(("depth", "expected"), [("1", []), ("3", ["removed"]), ("4", ["removed", "changed"])])
def test_a_shallow_clone_tells_what_it_holds(book: Path, tmp_path: Path, depth: str, expected: list[str]) -> None:
    clone = tmp_path / "clone"
    git_in(tmp_path)("clone", "-q", "--depth", depth, book.as_uri(), str(clone))
    found = read_history(clone)
    assert [change for _, change, _ in _charter(found)] == expected


def test_a_merge_is_one_change_of_the_published_branch(book: Path) -> None:
    git = git_in(book)
    git("checkout", "-q", "-b", "side")
    for day, name in ((10, "One"), (11, "Two")):
        (book / "data" / "milestones.yml").write_text(CHARTER.replace("charter", "fair") % name, "utf-8")
        git("add", "-A")
        git("commit", "-q", "-m", name, day=day)
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "Merge the fair", "side", day=12)
    found = read_history(book)
    assert found is not None
    assert [(commit.message, edit) for commit, edit in found.of("fair")] == [
        ("Merge the fair", Edit("fair", "milestone", "Two", "added"))
    ]


def test_a_state_that_could_not_be_read_hides_no_other_change(book: Path) -> None:
    git = git_in(book)
    (book / "data" / "milestones.yml").write_text("- {id: fair, title: [", "utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "Break it", day=13)
    (book / "data" / "milestones.yml").write_text(CHARTER.replace("charter", "fair") % "Fair", "utf-8")
    git("commit", "-q", "-a", "-m", "Mend it", day=14)
    assert read_history(book) is not None


def test_the_store_may_lie_deep_in_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "deep" / "book"
    shutil.copytree(BASE, root)
    git = git_in(tmp_path)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "Begin")
    found = read_history(root)
    assert found is not None
    assert found.of("town-river")[0][1].change == "added"


def test_without_a_repository_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "book"
    shutil.copytree(BASE, root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert read_history(root) is None
    git_in(root)("init", "-q")
    assert read_history(root) is None


def test_the_history_stands_in_the_exports(book: Path) -> None:
    git_in(book)("revert", "--no-edit", "-n", "HEAD")
    git_in(book)("commit", "-q", "-m", "Bring it back", day=20)
    store = read_project(book).store
    files = dict(export_all(store, INFO, read_history(book)))
    changes = json.loads(files["api/v1/facts/charter.json"])["changes"]
    assert [change["change"] for change in changes] == ["added", "removed", "changed", "added"]
    assert changes[2]["fields"] == [{"name": "title", "before": "Charter", "after": "Town charter"}]
    listing = json.loads(files["api/v1/changes.json"])
    assert listing["count"] == 5
    assert b"Bring it back" in files["feeds/changes.atom"]
