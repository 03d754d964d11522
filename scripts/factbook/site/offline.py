"""The site as a folder that opens without a server, from ``file:``, where a page may neither fetch a file nor start a worker.

So all files of the search are a script (factbook.search.files), which its own script finds.
The pages were built with addresses that name files (``use_directory_urls: false``). Links that people wrote as HTML, which MkDocs
leaves unchanged, are written for pages that are folders, and are corrected here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping

_OF_SERVERS = frozenset({"404.html", "_headers", "sitemap.xml.gz"})
"""Files that only a server uses, in each edition."""

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_UPWARDS = re.compile(rb'href="(?P<path>\.\./[^"#?]*)')


def shelved(site: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of a site that was built with addresses of files, changed to work without a server, by path."""
    for name, data in sorted(site.items()):
        if posixpath.basename(name) not in _OF_SERVERS:
            yield name, _page(name, data, site) if name.endswith(".html") else data


def _page(name: str, html: bytes, names: Collection[str]) -> bytes:
    """A page whose policy allows files of the disk."""
    html = _POLICY.sub(lambda match: match[0].replace(b"'self'", b"'self' file:"), html, count=1)
    if not name.endswith(("/index.html", "/cite.html")):
        html = _UPWARDS.sub(lambda match: _corrected(match, posixpath.dirname(name), names), html)
    return html


def _corrected(match: re.Match[bytes], folder: str, names: Collection[str]) -> bytes:
    """A link that leads to a file only if its page were a folder, with one ``../`` less."""
    path = match["path"].decode()
    shorter = path.removeprefix("../")
    if posixpath.normpath(posixpath.join(folder, path)) in names:
        return match[0]
    return b'href="' + shorter.encode() if posixpath.normpath(posixpath.join(folder, shorter)) in names else match[0]
