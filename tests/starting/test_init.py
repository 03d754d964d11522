"""``factbook init`` writes a knowledge base that is checked, laid out, built and previewed at once, whatever its owner answers."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import yaml

from factbook.checks.links import check_links
from factbook.checks.project import read_project
from factbook.editing.skeletons import KINDS
from factbook.store.records import COLLECTIONS
from tests.ports import free_port
from tests.program import Program, factbook
from tests.projects import TODAY

EVERYTHING = (
    *("--name", 'HTTP/1.1: "yes" & <no>', "--subject", "HTTP/1.1's #1", "--languages", "en,zh", "--licence", "CC0-1.0"),
    *("--site-url", "https://example.org/http", "--repository", "https://github.com/example/http"),
)


def begun(folder: Path, *options: str) -> Path:
    done = factbook("init", folder, *options)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    "options", [(), EVERYTHING, ("--languages", "zh"), ("--languages", "zh,en")], ids=["none", "all", "zh", "zh,en"]
)
def test_it_is_clean_and_builds_without_a_dead_link(options: tuple[str, ...], tmp_path: Path) -> None:
    folder = begun(tmp_path / "old-harbour", *options)
    for command in (("check",), ("fmt", "--check"), ("schema", "--check"), ("build",)):
        done = factbook("--root", folder, *command)
        assert done.returncode == 0, (command, done.stdout + done.stderr)
    assert check_links(folder / "site").broken == []


def test_it_has_an_example_of_every_kind_of_record_with_a_comment(tmp_path: Path) -> None:
    folder = begun(tmp_path / "town")
    project = read_project(folder, TODAY)
    assert project.problems == []
    for name in COLLECTIONS:
        text = (folder / "data" / f"{name}.yml").read_text(encoding="utf-8")
        comment = text.split("\n")[1]
        assert comment.startswith("# "), name
        assert yaml.load(text, Loader=yaml.BaseLoader), name
    assert {fact.kind for fact in project.store.facts.values()} == set(KINDS) & {
        *("milestone", "award", "plan", "statement", "observation", "figure"),
    }


def test_the_owner_finds_the_answers_again(tmp_path: Path) -> None:
    folder = begun(tmp_path / "http", *EVERYTHING)
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == 'HTTP/1.1: "yes" & <no>'
    assert settings["site_url"] == "https://example.org/http/"
    assert settings["repo_url"] == "https://github.com/example/http"
    assert settings["plugins"][0]["factbook"]["licence"] == "CC0-1.0"
    assert str(read_project(folder, TODAY).store.subject_name) == "HTTP/1.1's #1"
    for path in (
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        ".github/ISSUE_TEMPLATE/fact-wrong.yml",
        "docs/zh/index.md",
    ):
        assert (folder / path).is_file(), path
    for path in folder.rglob("*.yml"):
        yaml.safe_load(path.read_text(encoding="utf-8").replace("!ENV", ""))
    begun(tmp_path / "plain")
    assert not (tmp_path / "plain" / ".github").exists()
    assert "licence: CC" not in (tmp_path / "plain" / "mkdocs.yml").read_text("utf-8").replace("# licence: CC", "")


def test_nothing_is_installed_by_a_bare_name(tmp_path: Path) -> None:
    folder = begun(tmp_path / "town")
    lines = [
        line
        for line in (folder / "requirements.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert len(lines) == 2
    assert all(re.match(r"\S+ @ \S+:\S+|\./\S+\.whl", line) for line in lines)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--languages", "en,tlh"), "the languages are some of en, zh"),
        (("--licence", "free for all"), "not the identifier of a licence"),
        (("--site-url", "example.org"), "not the address of a site"),
        (("--repository", "git@example.org:x"), "not the address of a repository"),
        (("--subject", "see [[x]]"), "the subject is a line of text"),
        (("--wheels", "."), "there are 0 wheels of factbook"),
    ],
)
def test_an_answer_that_cannot_be_meant_writes_nothing(options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = factbook("--root", tmp_path, "init", "town", *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "town").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = factbook("init", tmp_path)
    assert done.returncode == 2
    assert "nothing is overwritten" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    folder = tmp_path / "harbour"
    process = subprocess.Popen(
        [sys.executable, "-m", "factbook", "init", str(folder)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        close_fds=True,
    )
    os.close(theirs)
    os.write(ours, b"Old harbour\nthe harbour\n\nODbL-1.0\n\n\n")
    said, end = b"", time.monotonic() + 60
    while (time.monotonic() < end and select.select([ours], [], [], 1)[0]) or process.poll() is None:
        try:
            said += os.read(ours, 4096)
        except OSError:  # the terminal is closed with the program
            break
    assert process.wait(timeout=60) == 0, said
    os.close(ours)
    assert b"What is the site called? [Harbour]" in said
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == "Old harbour"
    assert settings["plugins"][0]["factbook"]["licence"] == "ODbL-1.0"


def test_the_preview_shows_it(tmp_path: Path) -> None:
    folder, port = begun(tmp_path / "town", "--name", "Old harbour"), free_port()
    server = Program("--root", folder, "serve", "--port", str(port))
    try:
        assert "received its charter" in _answer(f"http://127.0.0.1:{port}/").replace("\n", " ")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _answer(url: str) -> str:
    end = time.monotonic() + 90
    while True:
        try:
            with urlopen(url, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
