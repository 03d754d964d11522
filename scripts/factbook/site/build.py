"""Building the site by MkDocs, into a folder beside the old site, which is replaced only if all of it succeeded."""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from factbook.checks.project import Project
from factbook.files import is_mount, staged_folder
from factbook.problems import ProjectError
from factbook.site.plugin import FactbookPlugin

_SOURCES = (".git", "data", "docs", "overrides", "scripts", "tests")


WITHOUT_PLUGIN = (
    "mkdocs.yml does not name the plugin 'factbook', so pages would show what was typed in place of facts: "
    "write plugins: [factbook, timeline: {source: store}, search]"
)


def configuration_file(root: Path) -> Path:
    """The project's ``mkdocs.yml``. Raises ProjectError where there is none."""
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise ProjectError(
            f"there is no mkdocs.yml in {root.resolve()}: run the command in the project's root, or give --root"
        )
    return path


def build_site(root: Path, out: Path | None = None, *, offline: bool = False, project: Project | None = None) -> Path:
    """Build the site strictly and put it at ``out`` (default: ``site_dir`` of mkdocs.yml); returns that folder.

    ``offline``: with addresses that name files, for reading without a server. ``project``: the project, if it was read already.

    The new site is written into a temporary folder beside it. If anything fails, the old site is untouched. Raises ProjectError in
    one line when MkDocs fails, the disk is full, the folder cannot be written to or another build is writing it.
    """
    target = (out or _site_dir(root)).resolve()
    _refuse_sources(root.resolve(), target)
    try:
        with staged_folder(target) as fresh:
            _run_mkdocs(root, fresh, offline=offline, project=project)
    except BlockingIOError:
        raise ProjectError(
            f"another build of {target} is running; wait for it, or choose another folder with --out"
        ) from None
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise ProjectError(_mounted(target)) from None
        raise ProjectError(f"the site could not be written: {error}; the old site stands") from None
    return target


def _refuse_sources(root: Path, target: Path) -> None:
    """Raise ProjectError for a folder that people write in: the site replaces a whole folder."""
    if root.is_relative_to(target) or any(target.is_relative_to(root / name) for name in _SOURCES):
        raise ProjectError(f"the site cannot be put at {target}: it would replace what it is made from")
    if target.exists() and not target.is_dir():
        raise ProjectError(f"the site cannot be put at {target}: there is a file of this name")
    if is_mount(target):
        raise ProjectError(_mounted(target))
    if target.is_dir() and any(target.iterdir()) and not (target / "sitemap.xml").exists():
        raise ProjectError(f"the site cannot be put at {target}: that folder holds something else than a site")


def _mounted(target: Path) -> str:
    return (
        f"the site cannot be put at {target}: something is mounted there, and a site replaces the whole folder; "
        f"choose a folder inside it, such as --out {target / 'site'}"
    )


def _site_dir(root: Path) -> Path:
    """Where ``mkdocs.yml`` puts the site, inside the project or outside."""
    try:
        return Path(load_config(str(configuration_file(root))).site_dir)
    except (Abort, ConfigurationError) as error:
        raise ProjectError(str(error)) from None


def _run_mkdocs(root: Path, folder: Path, *, offline: bool, project: Project | None) -> None:
    try:
        config = load_config(str(configuration_file(root)), site_dir=str(folder), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        plugin = config.plugins.get("factbook")
        if not isinstance(plugin, FactbookPlugin):
            raise ProjectError(WITHOUT_PLUGIN)
        plugin.config.offline = plugin.config.offline or offline
        if project is not None:
            plugin.read = lambda _: project
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, BuildError, ConfigurationError) as error:
        raise ProjectError(str(error)) from None


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
