"""Reads the store as it was in a git revision. The edge: git is run here and nowhere else in ``diff``."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from factbook.problems import ProjectError
from factbook.reading.load import DATA, load
from factbook.reading.loaded import Loaded


def revision(root: Path, name: str) -> Loaded | None:
    """The store of a revision; None where the revision has none. Raises ProjectError where there is no such revision."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise ProjectError(f"git knows no revision '{name}' here")
    archive = _git(root, "archive", "--format=tar", commit.decode().strip(), "--", DATA)
    if archive is None:
        return None
    with tempfile.TemporaryDirectory(prefix="factbook-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, [m for m in tar.getmembers() if m.isfile() or m.isdir()], filter="data")
        return load(Path(folder))


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S603, S607 - git of the PATH, no shell
    except OSError as error:
        raise ProjectError(f"git cannot be run: {error.strerror}") from None
    return done.stdout if done.returncode == 0 else None
