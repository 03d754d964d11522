"""The editions of a site in other languages: each is a build of its own from the store that was read once, into a folder of the site.

``mkdocs.zh.yml`` beside ``mkdocs.yml`` makes one in Chinese, at ``/zh/``. It begins with ``INHERIT: mkdocs.yml`` and says what differs:
the site's name, the theme's language, the pages (``docs_dir: docs/zh``), the menu. So MkDocs, Material and every other plugin see one
language a build. Where there is a second processor an edition is built in a process of its own, beside the main one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from babel import Locale, UnknownLocaleError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.structure.files import File, Files

from factbook.checks.project import Project
from factbook.files import is_editors_own
from factbook.languages import ENGLISH, in_language, language
from factbook.reading.prose import edition_files
from factbook.site.policy import Inline
from factbook.site.worker import WorkerProcess, has_second_processor
from mkdocs_timeline.assets import NAMES as TIMELINE_ASSETS
from mkdocs_timeline.plugin import FOLDER as TIMELINE_FOLDER


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its language, its configuration file; the folder of the main edition's pages, and its language."""

    language: str
    file: Path
    main_docs: Path
    main_language: str

    @property
    def folder(self) -> str:
        """Where it lies below the root of the site."""
        return f"{self.language}/"

    @property
    def docs(self) -> Path:
        """The folder of its own pages."""
        return self.main_docs / self.language

    def is_among_pages(self, file: str) -> bool:
        """Whether a file of the edition stands in a folder of pages, its own or the main one's; all others are of the theme or made."""
        return (self.docs / file).is_file() or (self.main_docs / file).is_file()


def editions_of(config: MkDocsConfig) -> Sequence[Edition]:
    """Return the editions beside a site's configuration file."""
    root = Path(config.config_file_path).parent
    return [Edition(tag, path, Path(config.docs_dir), language_of(config)) for tag, path in edition_files(root).items()]


def others_of(edition: Edition | None, root: Path) -> Mapping[str, str]:
    """Return the other editions of a site, seen from one (None: the main one): language, and folder below the site's root."""
    found = {tag: f"{tag}/" for tag in edition_files(root) if edition is None or tag != edition.language}
    return found if edition is None else {edition.main_language: "", **found}


def language_of(config: MkDocsConfig) -> str:
    """Return the language of a build: that of its theme."""
    return str(config.theme.get("language") or ENGLISH)


def own_name(tag: str) -> str:
    """Return a language's name in itself; its tag where CLDR knows none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name() or tag
    except (ValueError, UnknownLocaleError):
        return tag


def pages_of(project: Project, tag: str) -> Project:
    """Return a project with the pages that one edition shows: its own, and those of the main one that it has none of its own for.

    ``tag`` is empty for the main one.
    """
    own = {page.page: page for page in project.pages if page.language == tag}
    shown = {page.page: page for page in project.pages if not page.language} | own
    return replace(project, pages=list(shown.values()))


def configured(edition: Edition, main: MkDocsConfig, site_dir: str) -> MkDocsConfig:
    """Return the configuration of an edition: what its file says, and what the command and the main edition decide.

    Raises PluginError for a file that cannot be used.
    """
    name = edition.file.name
    try:
        with _plugins_of_its_own():
            config = load_config(
                str(edition.file), site_dir=site_dir, strict=main.strict, use_directory_urls=main.use_directory_urls
            )
    except (Abort, ConfigurationError) as error:
        raise PluginError(f"{name}: {error}") from None
    if config.plugins.get("factbook") is None:
        raise PluginError(f"{name}: it has no plugin 'factbook': let it begin with INHERIT: mkdocs.yml")
    if (found := language_of(config)) == language_of(main):
        raise PluginError(f"{name}: theme: language: is '{found}', as that of mkdocs.yml")
    if found.partition("-")[0] != edition.language.partition("-")[0]:
        raise PluginError(f"{name}: theme: language: is '{found}', and the name of the file says '{edition.language}'")
    if Path(config.docs_dir) != edition.docs:
        folder = Path(os.path.relpath(edition.docs, edition.file.parent)).as_posix()
        raise PluginError(f"{name}: docs_dir: its pages are those below {folder}")
    config.site_url = f"{main.site_url}{edition.folder}" if main.site_url else ""
    return config


@contextmanager
def _plugins_of_its_own() -> Iterator[None]:
    """MkDocs uses a plugin object that has ``on_startup`` for all sites of a process: the main edition's must not be an edition's, too."""
    option = next(option for name, option in MkDocsConfig._schema if name == "plugins")
    shared, option.plugin_cache = option.plugin_cache, {}  # type: ignore[attr-defined]
    try:
        yield
    finally:
        option.plugin_cache = shared  # type: ignore[attr-defined]


def with_missing_pages(files: Files, config: MkDocsConfig, edition: Edition) -> Iterator[File]:
    """The pages and other files of the main edition that an edition has none of its own for: it shows those."""
    languages = edition_files(edition.file.parent)
    for path in sorted(edition.main_docs.rglob("*")):
        name = path.relative_to(edition.main_docs)
        if not path.is_file() or name.parts[0] in languages or name.name.startswith(".") or is_editors_own(name.name):
            continue
        if files.get_file_from_path(name.as_posix()) is None:
            yield File(name.as_posix(), str(edition.main_docs), config.site_dir, config.use_directory_urls)


_SHARED = r"assets/(?:(?:stylesheets|javascripts|images)/|timeline/timeline\.(?:css|js))[^\"?#]*"
_FROM_PAGE = re.compile(rf'((?:href|src)="(?:\.\./)*)(?:\./)?({_SHARED})')


def with_shared_assets(html: str, home: str, edition: Edition, depth: int | None = None) -> str:
    """Return a page of an edition with the style sheets, scripts and images of the main edition, which a reader may have already.

    ``home``: the path of the edition's home page, with which the addresses on its page for lost readers begin. A picture that stands
    among the pages, and may have words in it, is there in each edition. ``depth``: how many folders the page lies below the edition's root;
    an address that leads out of the edition already, as in content of the store, stays.
    """
    root = home.rstrip("/").rpartition("/")[0]

    def shared(match: re.Match[str], root: str) -> str:
        leads_out = depth is not None and match[1].count("../") > depth
        return match[0] if leads_out or edition.is_among_pages(match[2]) else f"{match[1]}{root}/{match[2]}"

    html = _FROM_PAGE.sub(lambda match: shared(match, ".."), html)
    return re.sub(rf'((?:href|src)="){re.escape(home)}({_SHARED})', lambda match: shared(match, root), html)


def delete_shared_assets(site: Path, edition: Edition) -> None:
    """Delete the style sheets, scripts and images of an edition that are those of the main one."""
    folders = (site / "assets" / name for name in ("stylesheets", "javascripts", "images"))
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    for path in (*found, *(site / TIMELINE_FOLDER / name for name in TIMELINE_ASSETS)):
        if not edition.is_among_pages(path.relative_to(site).as_posix()):
            path.unlink(missing_ok=True)


class EditionPlugin(Protocol):
    """What the plugin ``factbook`` is told when it builds an edition: which, and what reads its project."""

    edition: Edition | None
    read: Callable[[Path], Project]
    config: Any
    session: Any


def as_edition(config: MkDocsConfig, edition: Edition, read: Callable[[Path], Project]) -> EditionPlugin:
    """Let the plugin of an edition's configuration build that edition, after ``on_startup``."""
    plugin: Any = config.plugins["factbook"]
    plugin.edition, plugin.read = edition, read
    return plugin  # type: ignore[no-any-return]


class EditionBuild:
    """The build of an edition: begins when it is made, in a process of its own where there is a second processor."""

    def __init__(self, edition: Edition, main: MkDocsConfig, project: Project, *, offline: bool) -> None:
        """Read the configuration and begin. Raises PluginError for a configuration that cannot be used.

        ``main``: the configuration of the main edition. ``project``: as that has read it. ``offline``: as that is built.
        """
        self._edition, self._project, self._offline = edition, project, offline
        self._config = configured(edition, main, str(Path(main.site_dir, edition.folder)))
        self._process: WorkerProcess[Inline] | None = None
        if has_second_processor():
            self._process = WorkerProcess(self._build)

    def result(self) -> Inline:
        """Wait for the build; returns what is inline in its pages. Raises what it raised."""
        if self._process is None:
            with in_language(language()):  # the build speaks another, and the main one goes on after it
                return self._build()
        process, self._process = self._process, None
        return process.result()

    def stop(self) -> None:
        """End the process where it still runs."""
        if self._process is not None:
            self._process.stop()

    def _build(self) -> Inline:
        config = self._config
        config.plugins.on_startup(command="build", dirty=False)
        plugin = as_edition(config, self._edition, lambda _: self._project)
        plugin.config.offline = self._offline
        try:
            mkdocs_build(config)
            found: Inline = plugin.session.inline
            return found
        finally:
            config.plugins.on_shutdown()
