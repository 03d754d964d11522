"""The settings of ``mkdocs.yml``: the project's root, the site's name and addresses, the pages of the navigation."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from factbook.content.publication import Publication
from factbook.reading.site_file import read_site_file
from factbook.render.links import REPORT_FORM, Site
from factbook.site import theme
from factbook.site.settings import FactbookConfig, options_of


def project_root(config: MkDocsConfig) -> Path:
    """The folder of ``mkdocs.yml``."""
    return Path(config.config_file_path).parent.resolve()


def site_of(config: MkDocsConfig, folder: str = "") -> Site:
    """Name and addresses of the site, which stand in ``mkdocs.yml`` and nowhere else. ``folder``: of the edition, see :class:`Site`."""
    repo = (config.repo_url or "").rstrip("/")
    docs = Path(os.path.relpath(config.docs_dir, project_root(config))).as_posix()
    edit = (config.edit_uri or "").rstrip("/").removesuffix(docs)
    options = options_of(config)
    return Site(
        name=config.site_name,
        description=config.site_description or "",
        url=config.site_url or "",
        repo_url=repo,
        edit_base=f"{repo}/{edit}" if repo and edit else "",
        directory_urls=config.use_directory_urls,
        colours=theme.colours(config),
        folder=folder,
        main_name=_main_name(config),
        report_form=_report_form(project_root(config), folder),
        publication=options.publication(project_root(config)) if options else Publication(),
    )


def _main_name(config: MkDocsConfig) -> str:
    """The name of the main edition of a site."""
    main = read_site_file(project_root(config))
    return str(main.settings.get("site_name", "")) if main else config.site_name


def _report_form(root: Path, folder: str) -> str:
    """The form to report that a fact is wrong: of an edition, the one in its language if the repository has it (``fact-wrong.zh.yml``)."""
    name = REPORT_FORM.replace(".yml", f".{folder.rstrip('/')}.yml")
    return name if folder and (root / ".github" / "ISSUE_TEMPLATE" / name).is_file() else REPORT_FORM


def is_offline(config: MkDocsConfig, options: FactbookConfig) -> bool:
    """Whether pages may not fetch files: by our own option, or by Material's ``offline`` plugin."""
    return options.offline or any(name.rpartition("/")[2] == "offline" for name in config.plugins)


def without(nav: Any, absent: Collection[str]) -> Any:
    """The ``nav`` of ``mkdocs.yml`` without the entries of some files, and without sections that would be empty."""
    if isinstance(nav, dict):
        kept = {title: found for title, item in nav.items() if (found := without(item, absent)) is not None}
        return kept or None
    if isinstance(nav, list):
        return [found for item in nav if (found := without(item, absent)) is not None] or None
    return None if nav in absent else nav


def nav_paths(nav: object) -> Iterator[str]:
    """All files that the ``nav`` of ``mkdocs.yml`` names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for item in nav.values():
            yield from nav_paths(item)
    elif isinstance(nav, Sequence):
        for item in nav:
            yield from nav_paths(item)
