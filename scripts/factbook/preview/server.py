"""The preview's server: MkDocs' own, made to answer in every case, to this machine alone, and with the site alone."""

from __future__ import annotations

import logging
import posixpath
import re
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.livereload import _Handler as WSGIRequestHandler

from factbook.preview.watcher import Watcher
from factbook.render.html import failure_page
from factbook.templates import source

HOST = "127.0.0.1"
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PORT = re.compile(r":\d+$", re.ASCII)
_RELOAD = "/livereload/reload.js"
_QUIET = 0.015
"""Seconds without a further change, after which a save counts as complete."""
_TO_DRAW = 0.05
"""Seconds that a browser has the processor to itself, to draw a page that it received."""

_log = logging.getLogger("mkdocs.factbook.preview")

Builder = Callable[[Collection[Path]], Iterator[None]]
"""Takes the files that changed, and updates the site in steps; after each step there is something new to show."""

Pages = Callable[[str], str | None]
"""Returns the HTML of the page at a path below the site's root; None where there is no page."""


class _Handler(WSGIRequestHandler):
    """Answers at once: with Nagle's algorithm, the rest of an answer may wait until the browser has acknowledged its first bytes."""

    disable_nagle_algorithm = True


class PreviewServer(LiveReloadServer):
    """Serves a folder to this machine, and pages that are built on request.

    ``failure``: the document that stands for every page, while nothing could be built at all.
    """

    # a browser asks for six files at once for each tab; with the usual five, one may wait a minute on a busy machine
    request_queue_size = 128

    def __init__(self, builder: Builder, port: int, root: str, mount_path: str, pages: Pages) -> None:
        super().__init__(lambda: None, HOST, port, root, mount_path)
        self.RequestHandlerClass = _Handler
        self.failure = ""
        self._steps = builder
        self._pages = pages
        self._changes: set[Path] = set()
        self._seen = threading.Event()
        self._settled = threading.Event()
        self._settled.set()
        self._watcher = Watcher(self._changed)
        self.observer = self._watcher  # type: ignore[assignment]
        self.error_handler = self._error_page

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002 - MkDocs' signature
        """Rebuild when a file, or anything in a folder, changes, is deleted or created."""
        self._watched_paths[path] = 1
        self._watcher.paths.add(path)

    def unwatch(self, path: str) -> None:
        """Stop watching a path."""
        self._watched_paths.pop(path, None)
        self._watcher.paths.discard(path)

    def wait_until_shown(self, seconds: float) -> None:
        """Wait until a browser has received a page of the last step and has had the time to draw it; at most for some seconds."""
        if self._seen.wait(seconds):
            time.sleep(_TO_DRAW)

    def _changed(self, paths: Collection[Path]) -> None:
        with self._rebuild_cond:
            self._changes.update(paths)
            self._rebuild_cond.notify_all()

    def _build_loop(self) -> None:
        """Build at every change; after each step, notify the browsers."""
        while not self._shutdown:
            changes = self._next_changes()
            if not changes:
                continue
            self._settled.clear()
            self._wanted_epoch = _timestamp()
            for _ in self._steps(changes):
                self._publish()
            self._publish()
            self._settled.set()

    def _next_changes(self) -> Collection[Path]:
        """The changed files, once nothing more has changed for a moment; none, if it is time to check for the shutdown."""
        with self._rebuild_cond:
            if not self._rebuild_cond.wait_for(lambda: self._changes or self._shutdown, timeout=self.shutdown_delay):
                return ()
            while self._rebuild_cond.wait(timeout=_QUIET) and not self._shutdown:
                """More is being saved."""
            changes, self._changes = self._changes, set()
            return changes

    def _publish(self) -> None:
        """Show what was built. Does nothing if no step was begun since the last time."""
        with self._epoch_cond:
            if self._visible_epoch != self._wanted_epoch:
                self._seen.clear()
                self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def begin_step(self) -> None:
        """Begin a further step, of which the browsers will be notified."""
        self._wanted_epoch = _timestamp()

    def set_app(self, application: Any) -> None:
        """Answer by an application, but only to requests from this machine."""

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
            return [source("render", "reload.js").encode()]
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        self._wait()
        if self.failure and not Path(path).suffix:
            return self._page(self.failure, start_response)
        if "\0" in path or not self._is_inside(path):
            return None
        html = self._page_at(path)
        return super()._serve_request(environ, start_response) if html is None else self._page(html, start_response)

    def _page(self, html: str, start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        page = self._inject_js_into_html(html.encode("utf-8", "xmlcharrefreplace"), self._visible_epoch)
        self._seen.set()
        return [page]

    def _error_page(self, code: int) -> bytes | None:
        """The site's own page for what is not there; with the script, so that it shows the page once that is there (again)."""
        try:
            page = Path(self.root, f"{code}.html").read_bytes()
        except OSError:
            page = f"<!doctype html><html lang=en><title>{code}</title><body><h1>{code}</h1></body></html>".encode()
        return self._inject_js_into_html(page, self._visible_epoch)

    def _page_at(self, path: str) -> str | None:
        """The page at a path. A page that cannot be built may have a problem that the check, still running, will report: try again then."""
        below = path.encode("latin-1").decode("utf-8", "ignore")
        if not below.startswith(self.mount_path):
            return None
        below = below.removeprefix(self.mount_path)
        try:
            return self._pages(below)
        except Exception:
            self._settled.wait(30)
        try:
            return self.failure or self._pages(below)
        except Exception as error:  # a preview must answer, whatever a save broke
            _log.debug("The page could not be built", exc_info=True)
            return failure_page(f"{type(error).__name__}: {error}")

    def _is_ours(self, host: str) -> bool:
        """Whether a request names this machine: a website whose own name resolves to it (DNS rebinding) is refused.

        The port says nothing: through a tunnel, or a container's port, it is another one.
        """
        return _PORT.sub("", host.lower()) in _NAMES

    def _is_inside(self, path: str) -> bool:
        """Whether a path is below the site, links followed."""
        text = path.encode("latin-1").decode("utf-8", "ignore")
        inside = posixpath.normpath("/" + text.removeprefix(self.mount_path)).lstrip("/")
        return Path(self.root, inside).resolve().is_relative_to(Path(self.root).resolve())

    def _wait(self) -> None:
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Add the script that shows a new state, as a file: a page's policy forbids inline scripts."""
        tag = f'<script src="{_RELOAD}" data-epoch="{epoch}" data-request="{_timestamp()}"></script>'
        head, body, tail = content.rpartition(b"</body>")
        return b"".join((head, tag.encode(), body, tail)) if body else content + tag.encode()
