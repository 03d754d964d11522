"""The program by itself: its wheels, and an environment that has nothing of this repository but them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

EXAMPLE = Path("tests", "examples", "http")
PATIENCE = 300


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program where nothing of this repository is in reach but what is installed."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP", "VIRTUAL_ENV"))}
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=folder, env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


@pytest.fixture(scope="session")
def wheels(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels that ``make dist`` builds from the files of the repository."""
    folder = tmp_path_factory.mktemp("wheels") / "dist"
    done = run("make", "-s", "dist", f"DIST={folder}", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def program(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``factbook`` of an environment with the two wheels; other packages come from the running one, and none from a network."""
    folder = tmp_path_factory.mktemp("env") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    found = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder)
    site = Path(found.stdout.strip())
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    files = sorted(map(str, wheels.glob("*.whl")))
    options = ("--no-index", "--find-links", str(wheels), "--no-deps", "--force-reinstall", "-q")
    done = run(sys.executable, "-m", "pip", "--python", python, "install", *options, *files, folder=folder)
    assert done.returncode == 0, done.stderr
    where = run(
        python,
        "-c",
        "import factbook, mkdocs_timeline; print(factbook.__file__, mkdocs_timeline.__file__)",
        folder=folder,
    )
    assert [Path(path).is_relative_to(folder) for path in where.stdout.split()] == [True, True], (
        where.stdout + where.stderr
    )
    return folder / "bin" / "factbook"


@pytest.fixture(scope="session")
def example(program: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example, built by the installed program."""
    folder = tmp_path_factory.mktemp("example") / "http"
    shutil.copytree(root / EXAMPLE, folder)
    for command in (("check",), ("fmt", "--check"), ("build",)):
        done = run(program, "--root", folder, "--today", "2026-11-29", *command, folder=folder)
        assert done.returncode == 0, (command, done.stdout + done.stderr)
    return folder / "site"
