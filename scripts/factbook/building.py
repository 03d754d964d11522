"""Building the site by MkDocs: into a folder beside the old site, which is replaced only when all of it succeeded."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from factbook.problems import ProjectError


def configuration_file(root: Path) -> Path:
    """The project's ``mkdocs.yml``. Raises ProjectError where there is none."""
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise ProjectError(
            f"there is no mkdocs.yml in {root.resolve()}: run the command in the project's root, or give --root"
        )
    return path


def build_site(root: Path, out: Path | None = None) -> Path:
    """Build the site strictly and put it at ``out`` (default: ``site_dir`` of mkdocs.yml); returns that folder.

    The new site grows in a temporary folder beside it. Whatever fails, the old site stands untouched. Raises
    ProjectError in one line when MkDocs gives up.
    """
    target = (out or root / _site_dir(root)).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        fresh = workshop / "new"
        _run_mkdocs(root, fresh)
        _replace(target, fresh, workshop / "old")
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return target


def _site_dir(root: Path) -> str:
    return Path(load_config(str(configuration_file(root))).site_dir).relative_to(root.resolve()).as_posix()


def _run_mkdocs(root: Path, folder: Path) -> None:
    try:
        config = load_config(str(configuration_file(root)), site_dir=str(folder), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, BuildError, ConfigurationError) as error:
        raise ProjectError(str(error)) from None


def _replace(target: Path, fresh: Path, old: Path) -> None:
    """Put the new folder in the place of the old one; if that fails midway, put the old one back."""
    fresh.chmod(0o755)
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def quiet_mkdocs(*, verbose: bool) -> None:
    """Let MkDocs' messages through to the terminal: all of them, or warnings and errors only."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO if verbose else logging.WARNING)
    if not logger.handlers:
        logger.addHandler(handler)
    logging.getLogger("jieba").setLevel(logging.WARNING)
