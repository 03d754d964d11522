"""Every YAML and command snippet of README, CONTRIBUTING and docs holds: records are read by the schema, commands are run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from factbook.checks.project import read_project
from factbook.cli import main
from factbook.commands import COMMANDS
from factbook.store.records import COLLECTIONS, Observation, Statement

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted(ROOT.glob("README*.md")),
    *sorted(ROOT.glob("CONTRIBUTING*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]

_FENCE = re.compile(
    r"^(?P<margin> *)```(?P<language>[\w-]*)[^\n]*\n(?P<text>.*?)^(?P=margin)```$", re.MULTILINE | re.DOTALL
)
_HEADER = re.compile(r"# (?:data/(?P<collection>\w+)(?:/[\w-]+)?\.yml|(?:an? )?(?P<inner>observation|statement)\b.*)\n")
_INNER = {"observation": Observation, "statement": Statement}


@dataclass(frozen=True)
class Snippet:
    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def snippets() -> Iterator[Snippet]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence in _FENCE.finditer(text):
            yield Snippet(page, text.count("\n", 0, fence.start()) + 1, fence["language"], fence["text"])


SNIPPETS = list(snippets())
YAML = [snippet for snippet in SNIPPETS if snippet.language == "yaml"]
CONSOLE = [snippet for snippet in SNIPPETS if snippet.language == "console"]
STORE_PAGES = sorted({snippet.page for snippet in YAML if "contribute" in snippet.page.parts})


def records(snippet: Snippet) -> list[object]:
    value = yaml.load(snippet.text, Loader=yaml.BaseLoader)
    assert isinstance(value, list)
    return value


def test_every_snippet_names_its_language() -> None:
    programs = {"bash", "python", "javascript"}  # the examples of the API, run by tests/exports/test_docs.py
    assert {snippet.language for snippet in SNIPPETS} <= {
        "yaml",
        "console",
        "markdown",
        "text",
        "json",
        "html",
        "sh",  # run by tests/starting/test_tutorial.py
    } | programs
    assert len(YAML) > 8
    assert len(CONSOLE) > 4


@pytest.mark.parametrize("snippet", YAML, ids=str)
def test_a_yaml_snippet_is_what_it_says(snippet: Snippet) -> None:
    if snippet.text.startswith("# .pre-commit-config.yaml"):
        for hook in yaml.safe_load(snippet.text)["repos"][0]["hooks"]:
            assert hook["entry"].split()[:1] == [".venv/bin/factbook"]
            assert hook["entry"].split()[1] in COMMANDS
        return
    header = _HEADER.match(snippet.text)
    assert header, f"{snippet}: begin with '# data/<collection>.yml', '# observation' or '# statement'"
    model = COLLECTIONS[header["collection"]] if header["collection"] else _INNER[header["inner"]]
    for record in records(snippet):
        model.model_validate(record)


NO_CONFIGURATION = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""Whoever runs the tests may sign commits, or have hooks."""


def copy_of_the_project(folder: Path) -> Path:
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for arguments in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True, env={**os.environ, **NO_CONFIGURATION})
    return folder


def test_the_records_of_the_guide_stand_in_the_real_store(tmp_path: Path) -> None:
    """All records of the page together break no rule: topics, units and references are real."""
    root = copy_of_the_project(tmp_path)
    page = ROOT / "docs" / "contribute" / "editing.md"
    for number, snippet in enumerate(snippet for snippet in YAML if snippet.page == page):
        header = _HEADER.match(snippet.text)
        assert header
        if header["collection"]:
            path = root / "data" / header["collection"] / f"snippet-{number}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(snippet.text, encoding="utf-8")
    problems = read_project(root).problems
    assert [str(problem) for problem in problems if "snippet" in problem.path] == []


def pages_with_commands() -> list[Path]:
    """The pages that show commands, of those that show the same (a page in two languages) the first."""
    shown: dict[Path, list[str]] = {}
    for snippet in CONSOLE:
        shown.setdefault(snippet.page, []).append(snippet.text)
    return sorted({tuple(texts): page for page, texts in reversed(shown.items())}.values())


@pytest.mark.parametrize("page", pages_with_commands(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_do_what_it_shows(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run in order, on a copy of the store; the numbers of lines may differ, as the store grows."""
    root = copy_of_the_project(tmp_path)
    for snippet in (snippet for snippet in CONSOLE if snippet.page == page):
        for command, expected in commands(snippet):
            words = shlex.split(command)
            if words[0] != "factbook":
                assert_exists(words, snippet)
                continue
            capsys.readouterr()
            main(["--root", str(root), *words[1:]])
            shown = capsys.readouterr().out
            if expected:
                assert without_numbers(shown) == without_numbers(expected), f"{snippet}: {command}"
    assert_only_what_the_page_leaves_open(root)


def commands(snippet: Snippet) -> Iterator[tuple[str, str]]:
    """Each command and the output that the page shows: of lines with a prompt, those below; without, none."""
    if "$ " not in snippet.text:
        yield from ((line, "") for line in snippet.text.splitlines())
        return
    for part in re.split(r"^\$ ", snippet.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def assert_exists(words: list[str], snippet: Snippet) -> None:
    """A command that is not run here at least exists: a target of the Makefile, git, the shell's own."""
    if words[0] == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), f"{snippet}: {words}"
    else:
        assert words[0] in {"git", "source"}, f"{snippet}: {words}"


def without_numbers(text: str) -> str:
    return re.sub(r"(?m)(?<=\.yml):\d+|^ +\d+ (?=\| )", ":N", text).strip()


def assert_only_what_the_page_leaves_open(root: Path) -> None:
    codes = {problem.code for problem in read_project(root).problems}
    assert codes <= {"FB203"}


def test_every_command_is_told_in_the_guide() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for command in COMMANDS:
        assert re.search(rf"(?:factbook|make) {command}\b", text), command


def test_the_hooks_call_commands_that_exist() -> None:
    names = COMMANDS
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        program, command = hook["entry"].split()
        assert program == "factbook"
        assert command in names
        assert hook["language"] == "system"
    done = subprocess.run([sys.executable, "-m", "factbook", "--version"], capture_output=True, check=False)
    assert done.returncode == 0
