"""The preview: MkDocs' own server, made to answer whatever happens, to this machine alone, and with the site alone.

MkDocs' server waits for a build that succeeds: after an error that no plugin catches, it answers nothing any more. Here every
failure ends as a page that says what is wrong, and the next save builds anew.
"""

from __future__ import annotations

import contextlib
import logging
import os
import posixpath
import shutil
import string
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs import livereload
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from factbook.problems import ProjectError
from factbook.render.html import failure_page

HOST = "127.0.0.1"
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PREFIX = "factbook-preview."
_RELOAD = "/livereload/reload.js"
_LOOK_EVERY = 0.3

_log = logging.getLogger("mkdocs.factbook.preview")


class _Watcher(threading.Thread):
    """Looks at files and folders twice a second, and tells when anything in them is another than before.

    MkDocs' own watcher forgets a folder that is deleted, and so misses that it comes back, as with a change of branch.
    """

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self.paths: set[str] = set()
        self._tell = tell
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until stopped."""
        before = self._look()
        while not self._ended.wait(_LOOK_EVERY):
            now = self._look()
            if now != before:
                self._tell()
            before = now

    def stop(self) -> None:
        """End soon."""
        self._ended.set()

    def _look(self) -> dict[Path, tuple[int, int, int]]:
        seen: dict[Path, tuple[int, int, int]] = {}
        for file in self._files():
            with contextlib.suppress(OSError):
                stat = file.stat()
                seen[file] = stat.st_mtime_ns, stat.st_size, stat.st_ino
        return seen

    def _files(self) -> Iterator[Path]:
        for path in sorted(self.paths):
            yield Path(path)
            for place, _, names in os.walk(path):
                yield from (Path(place, name) for name in names)


class PreviewServer(LiveReloadServer):
    """Serves a folder to this machine. ``failure``: the page that stands for every page, while the last build failed."""

    def __init__(self, builder: Callable[[], None], port: int, root: str, mount_path: str) -> None:
        super().__init__(builder, HOST, port, root, mount_path)
        self.failure = ""
        self._watcher = _Watcher(self._changed)
        self.observer = self._watcher  # type: ignore[assignment]

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002 - MkDocs' signature
        """Build anew when a file, or anything in a folder, changes, vanishes or comes back."""
        self._watched_paths[path] = 1
        self._watcher.paths.add(path)

    def unwatch(self, path: str) -> None:
        """Take no more note of a path."""
        self._watched_paths.pop(path, None)
        self._watcher.paths.discard(path)

    def _changed(self) -> None:
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def set_app(self, application: Any) -> None:
        """Answer by an application, but only to this machine's browsers."""

        def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            if self._is_ours(environ.get("HTTP_HOST", "")):
                return application(environ, start_response)
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"This preview answers to localhost alone."]

        super().set_app(guarded)

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if path == _RELOAD:
            start_response("200 OK", [("Content-Type", "application/javascript"), ("Cache-Control", "no-store")])
            return [_SCRIPT.encode()]
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        self._wait()
        if self.failure and not Path(path).suffix:
            page = self._inject_js_into_html(self.failure.encode(), self._visible_epoch)
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [page]
        if "\0" in path or not self._is_inside(path):
            return None
        return super()._serve_request(environ, start_response)

    def _is_ours(self, host: str) -> bool:
        """Whether a request is meant for this server: a page of the web that had its own name point here is refused."""
        return host.removesuffix(f":{self.server_address[1]}") in _NAMES

    def _is_inside(self, path: str) -> bool:
        """Whether a path is below the site, links followed."""
        text = path.encode("latin-1").decode("utf-8", "ignore")
        inside = posixpath.normpath("/" + text.removeprefix(self.mount_path)).lstrip("/")
        return Path(self.root, inside).resolve().is_relative_to(Path(self.root).resolve())

    def _wait(self) -> None:
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The script that reloads, as a file: a page's policy forbids scripts inside the page."""
        tag = f'<script src="{_RELOAD}" data-epoch="{epoch}" data-request="{livereload._timestamp()}"></script>'
        head, body, tail = content.rpartition(b"</body>")
        return b"".join((head, tag.encode(), body, tail)) if body else content + tag.encode()


_SCRIPT = string.Template(livereload._SCRIPT_TEMPLATE_STR).substitute(
    epoch="Number(document.currentScript.dataset.epoch)", request_id="Number(document.currentScript.dataset.request)"
)
"""MkDocs' own script, which asks for news and reloads; its two numbers stand at its tag."""


class Preview:
    """A running preview of one project."""

    def __init__(self, config_file: Path, port: int) -> None:
        self._file = str(config_file)
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
            self._server = server = PreviewServer(self._build, self._port, self._folder, mount)
            probe = PreviewServer(self._build, self._port, self._folder, mount)
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

    def _load(self) -> MkDocsConfig:
        return load_config(self._file, site_dir=self._folder, dev_addr=f"{HOST}:{self._port}", strict=False)

    def _watch(self, config: MkDocsConfig) -> None:
        server = self._server
        assert server is not None, "run comes first"
        server.watch(config.docs_dir)
        server.watch(self._file)
        config.plugins.on_serve(server, config=config, builder=self._build)
        for item in config.watch:
            server.watch(item)

    def _build(self) -> None:
        """Build once more; the configuration is read anew. Never raises: what is wrong is shown in place of the pages."""
        try:
            config = self._load()
        except (MkDocsException, OSError, ValueError) as error:
            self._fail(f"mkdocs.yml: {error}")
            return
        self._build_with(config)

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
            _log.debug("The build failed", exc_info=True)
            self._fail(f"{type(error).__name__}: {error}")
        else:
            server.failure = ""

    def _fail(self, message: str) -> None:
        assert self._server is not None, "run comes first"
        _log.error(message)
        self._server.failure = failure_page(message)


def remove_leftovers() -> None:
    """Delete the folders of previews that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition(".")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)
