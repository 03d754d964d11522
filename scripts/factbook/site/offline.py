"""The site as a folder that opens without a server, from ``file:``, where a page may neither fetch a file nor start a worker.

So the search's entries and its worker become scripts, which Material runs in the page.
The pages were built with addresses that name files (``use_directory_urls: false``). Links that people wrote as HTML, which MkDocs
leaves unchanged, are written for pages that are folders, and are corrected here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files as resources

SCRIPT = "assets/javascripts/offline.js"
"""The file that stands in for the worker, below the site's root."""

WORKER = "assets/javascripts/search-engine.js"
"""The theme's own search (theme/assets/javascripts); Material's worker cannot run in a page."""

INDEX = "search/search_index.json"

_OF_SERVERS = frozenset({"404.html", "_headers", "sitemap.xml.gz"})
"""Files that only a server uses."""

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_UPWARDS = re.compile(rb'href="(?P<path>\.\./[^"#?]*)')
_BUNDLE = re.compile(rb'<script src="([^"]*)assets/javascripts/bundle\.')


def shelved(site: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of a site that was built with addresses of files, changed to work without a server, by path."""
    searched = WORKER in site and INDEX in site
    for name, data in sorted(site.items()):
        if name not in _OF_SERVERS:
            yield name, _page(name, data, site, searched=searched) if name.endswith(".html") else data
    if searched:
        yield "search/search_index.js", b"var __index = " + site[INDEX]
        yield SCRIPT, _stand_in(site[WORKER])


def _page(name: str, html: bytes, names: Collection[str], *, searched: bool) -> bytes:
    """A page whose policy allows files of the disk, with the stand-in before the theme's script."""
    html = _POLICY.sub(lambda match: match[0].replace(b"'self'", b"'self' file:"), html, count=1)
    if not name.endswith(("/index.html", "/cite.html")):
        html = _UPWARDS.sub(lambda match: _corrected(match, posixpath.dirname(name), names), html)
    if not searched:
        return html
    return _BUNDLE.sub(
        lambda match: b'<script src="' + match[1] + SCRIPT.encode() + b'"></script>' + match[0], html, count=1
    )


def _corrected(match: re.Match[bytes], folder: str, names: Collection[str]) -> bytes:
    """A link that leads to a file only if its page were a folder, with one ``../`` less."""
    path = match["path"].decode()
    shorter = path.removeprefix("../")
    if posixpath.normpath(posixpath.join(folder, path)) in names:
        return match[0]
    return b'href="' + shorter.encode() if posixpath.normpath(posixpath.join(folder, shorter)) in names else match[0]


def _stand_in(worker: bytes) -> bytes:
    script = resources("factbook.render").joinpath("templates", "offline.js").read_bytes()
    return script.replace(b"/* the worker */", worker)
