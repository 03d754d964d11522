"""A running preview of one project.

A save below ``data/`` is read and shown without a build: the store is read anew, of a changed file the changed records alone, and each
page is built when a browser requests it. The check runs after the page was shown; what it finds then stands in place of the
pages, and on the terminal. Any other save builds by MkDocs, into a folder of its own. Every failure ends as a page that
shows what is wrong, and the next save starts anew.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import tempfile
import webbrowser
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from factbook.checks.project import Project, judged, read, read_project
from factbook.languages import in_language, language
from factbook.preview.live import LivePreview
from factbook.preview.server import HOST, PreviewServer
from factbook.problems import ProjectError
from factbook.reading.data_files import DATA
from factbook.reading.load import Known
from factbook.render.html import failure_page
from factbook.site.build import WITHOUT_PLUGIN
from factbook.site.editions import Edition, as_edition, configured, editions_of, language_of
from factbook.site.plugin import FactbookPlugin

_PREFIX = "factbook-preview."
_SHOWN_WITHIN = 0.15
"""Seconds that the check waits for the page to be shown first."""

_log = logging.getLogger("mkdocs.factbook.preview")


class Preview:
    """A running preview of one project."""

    def __init__(self, config_file: Path, port: int) -> None:
        self._file = str(config_file)
        self._root = config_file.resolve().parent
        self._port = port or _free_port()
        self._folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}.")
        self._config: MkDocsConfig | None = None
        self._live: LivePreview | None = None
        self._server: PreviewServer | None = None
        self._known: Known = {}
        self._named_editions: Mapping[str, Edition] = {}
        self._editions: dict[str, LivePreview] = {}
        self._edition_lock = Lock()

    def run(self, *, open_in_browser: bool = False) -> None:
        """Serve until the process is asked to end. Raises OSError where the port cannot be used."""
        try:
            config = self._load()
            if not isinstance(config.plugins.get("factbook"), FactbookPlugin):
                raise ProjectError(WITHOUT_PLUGIN)
            config.plugins.on_startup(command="serve", dirty=False)
            self._config = config
            mount = urlsplit(config.site_url or "/").path or "/"
            self._server = server = self._new_server(mount)
            probe = self._new_server(mount)
            probe.server_bind()  # before the long first build, so that a taken port is reported at once
            probe.server_close()
            self._build_with(config)
            self._watch(config)
            if open_in_browser:
                webbrowser.open(server.url)
            try:
                server.serve()  # type: ignore[no-untyped-call]
            except KeyboardInterrupt:
                _log.info("Shutting down...")
            finally:
                server.shutdown()
        finally:
            if self._config is not None:
                self._config.plugins.on_shutdown()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _new_server(self, mount: str) -> PreviewServer:
        return PreviewServer(self._build, self._port, self._folder, mount, self._page)

    def _load(self) -> MkDocsConfig:
        return load_config(self._file, site_dir=self._folder, dev_addr=f"{HOST}:{self._port}", strict=False)

    def _watch(self, config: MkDocsConfig) -> None:
        server = self._server
        assert server is not None, "run comes first"
        server.watch(config.docs_dir)
        server.watch(self._file)
        for edition in editions_of(config):
            server.watch(str(edition.file))
        config.plugins.on_serve(server, config=config, builder=self._build)
        for item in config.watch:
            server.watch(item)

    def _page(self, path: str) -> str | None:
        if self._live is None:
            return None
        tag, _, below = path.partition("/")
        edition = self._edition(tag)
        return edition.page_at(below) if edition is not None else self._live.page_at(path)

    def _edition(self, tag: str) -> LivePreview | None:
        """The pages of the edition in a language, built with the first request; None where there is none."""
        main, found = self._config, self._named_editions.get(tag)
        if main is None or found is None:
            return None
        with self._edition_lock, in_language(language()):
            if tag not in self._editions:
                config = configured(found, main, str(Path(self._folder, found.folder)))
                config.plugins.on_startup(command="serve", dirty=False)
                as_edition(config, found, partial(read_project, known=self._known))
                live = self._plug_in(config)
                build(config, serve_url=config.site_url)
                if live is not None:
                    self._editions[tag] = live
            return self._editions.get(tag)

    def _build(self, changes: Collection[Path]) -> Iterator[None]:
        """Show what changed. Never raises: what is wrong is shown in place of the pages."""
        assert self._server is not None, "run comes first"
        if self._live is not None and not self._server.failure and self._are_data(changes):
            try:
                yield from self._reread(self._live)
            except Exception as error:  # as below
                self._fail_with(error)
            return
        try:
            config = self._load()
        except (MkDocsException, OSError, ValueError) as error:
            self._fail(f"mkdocs.yml: {error}")
            return
        self._build_with(config)

    def _are_data(self, changes: Collection[Path]) -> bool:
        """Whether all that changed lies in the folder of the data, whatever editors leave there beside the files."""
        return all(path.is_relative_to(self._root / DATA) for path in changes)

    def _reread(self, live: LivePreview) -> Iterator[None]:
        """Show the pages first and check after that; where reading has found a problem already, check at once."""
        server = self._server
        assert server is not None, "run comes first"
        try:
            reading = read(self._root, known=self._known)
        except ProjectError as error:
            self._fail(str(error))
            return
        if reading.is_sound and not live.has_problems and self._can_show(reading.project):
            yield
            server.wait_until_shown(_SHOWN_WITHIN)
            project = judged(reading)
            if not project.problems:
                return
            server.begin_step()
        else:
            project = judged(reading)
        self._show(project)

    def _build_with(self, config: MkDocsConfig) -> None:
        server = self._server
        assert server is not None, "run comes first"
        config.site_url = server.url
        live = self._plug_in(config)
        try:
            build(config, serve_url=server.url)
        except Abort as error:
            self._fail(str(error.__context__ or error))
        except (MkDocsException, ProjectError) as error:
            self._fail(str(error))
        except Exception as error:  # a preview must answer, whatever a save broke
            self._fail_with(error)
        else:
            server.failure = ""
            self._config, self._live = config, live
            self._named_editions = {edition.language: edition for edition in editions_of(config)}
            self._editions.clear()

    def _plug_in(self, config: MkDocsConfig) -> LivePreview | None:
        """Let the pages of the store be built on request; None where the site does not use ``factbook``."""
        factbook = config.plugins.get("factbook")
        if not isinstance(factbook, FactbookPlugin):
            return None
        factbook.read = partial(read_project, known=self._known)
        config.plugins["factbook-preview"] = live = LivePreview(factbook, language_of(config))
        return live

    def _show(self, project: Project) -> None:
        """Show another state of the project, in all editions that were requested."""
        for live in (self._live, *self._editions.values()):
            if live is not None:
                live.show(project)

    def _can_show(self, project: Project) -> bool:
        """Show a project that is not checked yet; False where pages cannot be built from it, for a reason that the check will report."""
        try:
            self._show(project)
        except (KeyError, ValueError):
            return False
        return True

    def _fail_with(self, error: Exception) -> None:
        _log.debug("The build failed", exc_info=True)
        self._fail(f"{type(error).__name__}: {error}")

    def _fail(self, message: str) -> None:
        assert self._server is not None, "run comes first"
        _log.error(message)
        self._server.failure = failure_page(message)


def _free_port() -> int:
    """A port that nobody uses, chosen now: it stands in every address of the preview."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def remove_leftovers() -> None:
    """Delete the folders of previews that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition(".")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)
