"""A running preview of one project.

A change in the data alone is read and shown without a build: the store is read anew (of which one file changed), and each
page is made when a browser asks for it. The check runs after the page was shown; what it finds then stands in place of the
pages, and on the terminal. Any other change builds by MkDocs, into a folder of its own. Every failure ends as a page that
says what is wrong, and the next save starts anew.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import webbrowser
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from factbook.checks.project import Project, judged, read
from factbook.preview.server import HOST, PreviewServer
from factbook.problems import ProjectError
from factbook.reading.load import DATA
from factbook.render.html import failure_page
from factbook.site.plugin import KNOWN, FactbookPlugin

_PREFIX = "factbook-preview."
_SHOWN_WITHIN = 0.15
"""Seconds that the check waits for the page to be shown first."""

_log = logging.getLogger("mkdocs.factbook.preview")


class Preview:
    """A running preview of one project."""

    def __init__(self, config_file: Path, port: int) -> None:
        self._file = str(config_file)
        self._root = config_file.resolve().parent
        self._port = port
        self._folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}.")
        self._config: MkDocsConfig | None = None
        self._server: PreviewServer | None = None

    def run(self, *, open_in_browser: bool = False) -> None:
        """Serve until the process is asked to end. Raises OSError where the port cannot be used."""
        try:
            config = self._load()
            config.plugins.on_startup(command="serve", dirty=False)
            self._config = config
            mount = urlsplit(config.site_url or "/").path or "/"
            self._server = server = self._new_server(mount)
            probe = self._new_server(mount)
            probe.server_bind()  # before the long first build, so that a taken port is told at once
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
        config = load_config(self._file, site_dir=self._folder, dev_addr=f"{HOST}:{self._port}", strict=False)
        adapter = _adapter(config)
        if adapter is not None:
            adapter.live = True
        return config

    def _watch(self, config: MkDocsConfig) -> None:
        server = self._server
        assert server is not None, "run comes first"
        server.watch(config.docs_dir)
        server.watch(self._file)
        config.plugins.on_serve(server, config=config, builder=self._build)
        for item in config.watch:
            server.watch(item)

    def _page(self, path: str) -> str | None:
        adapter = _adapter(self._config) if self._config is not None else None
        return adapter.page_at(path) if adapter is not None else None

    def _build(self, changes: Collection[Path]) -> Iterator[None]:
        """Do what follows from a change. Never raises: what is wrong is shown in place of the pages."""
        adapter = _adapter(self._config) if self._config is not None else None
        assert self._server is not None, "run comes first"
        if adapter is not None and adapter.is_live and not self._server.failure and self._are_data(changes):
            try:
                yield from self._reread(adapter)
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

    def _reread(self, adapter: FactbookPlugin) -> Iterator[None]:
        """The pages first, the check after them; where the files alone tell that something is wrong, the check at once."""
        server = self._server
        assert server is not None, "run comes first"
        try:
            reading = read(self._root, known=KNOWN)
        except ProjectError as error:
            self._fail(str(error))
            return
        if reading.is_sound and not adapter.has_problems and self._is_shown(adapter, reading.project):
            yield
            server.let_be_seen(_SHOWN_WITHIN)
            project = judged(reading)
            if not project.problems:
                return
            server.renew()
        else:
            project = judged(reading)
        adapter.show(project)

    def _is_shown(self, adapter: FactbookPlugin, project: Project) -> bool:
        """Show a project that is not checked yet; False where it holds what no page can be made of, as the check will tell."""
        try:
            adapter.show(project)
        except (KeyError, ValueError):
            return False
        return True

    def _build_with(self, config: MkDocsConfig) -> None:
        server = self._server
        assert server is not None, "run comes first"
        config.site_url = server.url
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
            self._config = config

    def _fail_with(self, error: Exception) -> None:
        _log.debug("The build failed", exc_info=True)
        self._fail(f"{type(error).__name__}: {error}")

    def _fail(self, message: str) -> None:
        assert self._server is not None, "run comes first"
        _log.error(message)
        self._server.failure = failure_page(message)


def _adapter(config: MkDocsConfig) -> FactbookPlugin | None:
    adapter = config.plugins.get("factbook")
    return adapter if isinstance(adapter, FactbookPlugin) else None


def remove_leftovers() -> None:
    """Delete the folders of previews that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition(".")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)
