"""The exports in a preview: built when one is requested, not at every save."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable, Mapping
from typing import Any

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""

Exports = Callable[[], Mapping[str, bytes]]
"""All exports by their path below the site's root."""


class WithExports:
    """A server's application, and the exports for each path that the application does not have."""

    def __init__(self, pages: WsgiApp, mount: str, exports: Exports) -> None:
        self._pages = pages
        self._mount = mount if mount.endswith("/") else f"{mount}/"
        self._exports = exports

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with the page or, where there is none, with the export at that path."""
        held: list[tuple[Any, ...]] = []

        def hold(*status: Any) -> None:
            held.append(status)

        body = self._pages(environ, hold)
        missing = bool(held) and str(held[-1][0]).startswith("404")
        found = self._find(environ) if missing else None
        if found is None:
            for status in held:
                start_response(*status)
            return body
        name, data = found
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))])
        return [data]

    def _find(self, environ: Mapping[str, Any]) -> tuple[str, bytes] | None:
        path = str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8", "replace")
        if not path.startswith(self._mount):
            return None
        name = path.removeprefix(self._mount)
        if not name or name.endswith("/"):
            name += "index.html"
        data = self._exports().get(name)
        return None if data is None else (name, data)
