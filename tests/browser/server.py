"""A server for the built site: compressed as hosts do it, and below the path that the site's address has."""

from __future__ import annotations

import gzip
import mimetypes
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

BASE = "/zhongkai/"
"""The path of ``site_url``: at a server's root, the page for lost readers would find neither styles nor scripts."""

_COMPRESSED = (
    "text/",
    "application/json",
    "text/javascript",
    "application/javascript",
    "image/svg+xml",
    "application/xml",
)


class SiteServer(ThreadingHTTPServer):
    """Serves a folder on a free port of this machine until it is closed."""

    daemon_threads = True
    # a browser asks for six files at once; with the usual five, the sixth may wait a minute on a busy machine
    request_queue_size = 128

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.read = cache(self._read)
        self.sent: list[tuple[str, int]] = []
        """Every answer so far: its path and the bytes of its body as they went over the wire."""
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.server_port}{BASE}"

    def _read(self, path: str) -> tuple[int, str, bytes, bool]:
        """Status, content type, body, and whether it is compressed."""
        file = self.folder / path
        if path == "" or path.endswith("/"):
            file /= "index.html"
        status = 200 if file.is_file() else 404
        if status == 404:
            file = self.folder / "404.html"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        body = file.read_bytes()
        packed = kind.startswith(_COMPRESSED)
        return status, kind, gzip.compress(body, 6, mtime=0) if packed else body, packed


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(BASE):
            self.send_error(404)
            return
        status, kind, body, packed = self.server.read(path.removeprefix(BASE))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append((path.removeprefix(BASE), len(body)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing."""
