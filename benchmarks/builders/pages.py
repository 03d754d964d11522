"""The pages of a built store as the other builders take them: the same Markdown, with links as each of them resolves them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

Pages = Mapping[str, str]
"""Markdown by path, such as ``places/zone.md``."""

_LINK = re.compile(r"\]\(<?(?P<path>[^)>:#]+)\.md(?P<anchor>#[^)>]*)?>?\)")
_FENCE = "```"


def read_pages(store: Path) -> dict[str, str]:
    """The pages of a store that factbook built: what people wrote, and what was made from the facts."""
    folders = (store / "docs", store / "build" / "pages")
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for folder in folders
        for path in sorted(folder.rglob("*.md"))
    }


def write_pages(pages: Pages, folder: Path) -> None:
    """Write pages into a folder."""
    for path, text in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def page_of(site: Path, path: str) -> str:
    """The HTML of a page in a built site, by the path of its Markdown."""
    return (site / _folder(path.removesuffix(".md")) / "index.html").read_text(encoding="utf-8")


def with_addresses(pages: Pages) -> dict[str, str]:
    """Pages whose links name addresses (``../zone/``) instead of files, for builders that do not turn one into the other."""
    return {path: _link_addresses(path, text) for path, text in pages.items()}


def with_branches(pages: Pages) -> dict[str, str]:
    """Pages in which a folder's own page is called ``_index.md``, as Hugo wants it for a folder that holds other pages."""
    return {
        posixpath.join(posixpath.dirname(path), "_index.md") if posixpath.basename(path) == "index.md" else path: text
        for path, text in pages.items()
    }


def _link_addresses(page: str, text: str) -> str:
    """The links of a page, except in blocks of code."""
    parts = text.split(_FENCE)
    parts[::2] = [_LINK.sub(lambda match: _address(page, match), part) for part in parts[::2]]
    return _FENCE.join(parts)


def _address(page: str, link: re.Match[str]) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link["path"]))
    relative = posixpath.relpath(_folder(target), _folder(page.removesuffix(".md")))
    return f"](<{relative}/{link['anchor'] or ''}>)"


def _folder(page: str) -> str:
    """The folder that the page's HTML goes to."""
    return posixpath.dirname(page) or "." if posixpath.basename(page) == "index" else page
