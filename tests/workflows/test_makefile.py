"""What ``make`` deletes, and when it makes the environment anew."""

from __future__ import annotations

import shutil
import subprocess
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "a project's folder"
    root.mkdir()
    shutil.copy(ROOT / "Makefile", root)
    for name in ("scripts/factbook", "docs", "data", "requirements"):
        (root / name).mkdir(parents=True)
        (root / name / "kept.txt").write_text("kept", encoding="utf-8")
    return root


def make(root: Path, *arguments: str) -> str:
    done = subprocess.run(["make", *arguments], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_clean_deletes_what_was_made_whatever_files_are_called(project: Path) -> None:
    made = [
        "scripts/factbook/__pycache__",
        "x.egg-info",
        "tests/node_modules/a",
        "build/cache",
        "site",
        ".venv/bin",
        ".mypy_cache",
    ]
    strange = ["scripts copy/factbook", "docs\nscripts", "-rf", "a b", "$(touch x)", "'", '"']
    for name in (*made, *(f"{folder}/__pycache__" for folder in strange)):
        (project / name).mkdir(parents=True)
    elsewhere = project.parent / "elsewhere"
    (elsewhere / "__pycache__").mkdir(parents=True)
    (project / "link").symlink_to(elsewhere, target_is_directory=True)
    (project / "node_modules").symlink_to(elsewhere, target_is_directory=True)
    (project / ".git" / "node_modules").mkdir(parents=True)
    (project / "__pycache__").write_text("a file of this name", encoding="utf-8")
    make(project, "clean")
    assert not any((project / name).exists() for name in made)
    for name in (*strange, "link/__pycache__", ".git/node_modules"):
        assert (project / name).is_dir(), name
    assert not any((project / name / "__pycache__").exists() for name in strange)
    for name in ("scripts/factbook", "docs", "data", "requirements"):
        assert (project / name / "kept.txt").is_file()


def test_the_environment_of_a_moved_project_is_made_anew(project: Path) -> None:
    venv.create(project / ".venv", with_pip=False)
    settings = project / ".venv" / "pyvenv.cfg"
    assert "made anew" not in make(project, "-n", "check")
    moved = project.rename(project.with_name("moved"))
    if f"-m venv {project}" not in (moved / ".venv" / "pyvenv.cfg").read_text(encoding="utf-8"):
        with (moved / ".venv" / "pyvenv.cfg").open("a", encoding="utf-8") as file:
            file.write(f"command = python3 -m venv {project}/.venv\n")
    assert "made anew" not in make(moved, "help")
    assert (moved / ".venv").exists()
    assert "made anew" in make(moved, "-n", "check")
    assert not (moved / ".venv").exists()
    assert not settings.exists()


def test_an_environment_whose_python_is_gone_is_made_anew(project: Path) -> None:
    venv.create(project / ".venv", with_pip=False)
    (project / ".venv" / "bin" / "python").unlink()
    (project / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    assert "made anew" in make(project, "-n", "check")


def test_text_has_the_same_line_ends_on_every_system() -> None:
    command = [
        "git",
        "check-attr",
        "text",
        "eol",
        "--",
        "data/sources.yml",
        "data/milestones/zone.yml",
        "docs/index.md",
    ]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert all(line.endswith(("text: auto", "eol: lf")) for line in shown), shown
