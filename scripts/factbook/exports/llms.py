"""What language models read: a Markdown twin of each page, ``llms.txt`` (https://llmstxt.org/) and all of it in one file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from factbook.content.addresses import Target
from factbook.exports.site import API, DOWNLOADS, FEEDS, SiteInfo
from factbook.exports.templating import render
from factbook.reading.prose import ProsePage
from factbook.render.links import SHARED

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#[ ]+(?P<title>.+?)[ ]*(?:\{[^}]*\})?$", re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^()<>\s]+))(?=[)\s])")
_PLACE = re.compile(r'<a id="[^"]*"></a>')
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")


def twin(page: str, site: SiteInfo) -> str:
    """Where the Markdown twin of a page lies: beside its HTML."""
    return site.site.file(page).removesuffix(".html") + ".md"


def llms_files(pages: Mapping[str, str], site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """The twins of ``pages`` (Markdown by page path, such as ``industries/led``), ``llms.txt`` and ``llms-full.txt``."""
    texts = {page: twin_text(page, text, pages, site) for page, text in pages.items()}
    for page, text in texts.items():
        yield twin(page, site), text.encode("utf-8")
    listed = [(title_of(page, text), site.here(twin(page, site))) for page, text in texts.items()]
    places = {"api": site.at(API), "downloads": site.at(DOWNLOADS), "feeds": site.here(FEEDS)}
    head = render("llms.md", site=site, pages=listed, **places)
    yield "llms.txt", head.encode("utf-8")
    joined = (_among_others(page, text, site) for page, text in texts.items())
    yield "llms-full.txt", "\n\n".join((head, *joined)).encode("utf-8")


def twin_text(page: str, text: str, pages: Mapping[str, str], site: SiteInfo) -> str:
    """A page's Markdown as its twin has it: links lead to the other twins, by their full addresses.

    A page that has no twin, and a file that is no page, is linked as it is.
    """
    folder = posixpath.dirname(page)

    def absolute(address: str) -> str:
        path, mark, fragment = address.partition("#")
        if not path or _SCHEME.match(path):
            return address
        there = posixpath.normpath(posixpath.join(folder, unquote(path)))
        if there.startswith(".."):
            return address
        name = there.removesuffix(".md")
        if name == there:
            whole = site.at(there) if there.startswith(SHARED) else site.here(there)
            return f"{whole}{mark}{fragment}"
        return f"{site.here(twin(name, site)) if name in pages else site.absolute(Target(name))}{mark}{fragment}"

    return _with_links(page, text, absolute)


def title_of(page: str, text: str) -> str:
    """A page's title: from its front matter, else its first heading, else its path."""
    title = ProsePage(page, text).front_matter.get("title")
    heading = _HEADING.search(text)
    return str(title) if title else heading["title"] if heading else page


def _among_others(page: str, text: str, site: SiteInfo) -> str:
    """A twin as it stands in one file with all others: links within the page lead to the twin, for its places are left out."""
    there = site.here(twin(page, site))
    text = _with_links(page, text, lambda address: f"{there}{address}" if address.startswith("#") else address)
    return _PLACE.sub("", _FRONT_MATTER.sub("", text, count=1)).strip() + "\n"


def _with_links(page: str, text: str, change: Callable[[str], str]) -> str:
    """The text with the address of each link changed; code stays as it is."""
    parts, last = [], 0
    for match in _LINK.finditer(ProsePage(page, text).masked):
        changed = change(match["angled"] if match["bare"] is None else match["bare"])
        needs_brackets = match["bare"] is None and any(character in changed for character in " ()")
        parts += [text[last : match.start()], f"<{changed}>" if needs_brackets else changed]
        last = match.end()
    return "".join((*parts, text[last:]))
