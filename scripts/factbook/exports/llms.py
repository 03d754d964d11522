"""What language models read: a Markdown twin of each page, ``llms.txt`` (https://llmstxt.org/) and all of it in one file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from factbook.content import wording
from factbook.content.addresses import Target
from factbook.exports.site import API, DOWNLOADS, FEEDS, SiteInfo
from factbook.exports.templating import render
from factbook.reading.prose import ProsePage
from factbook.store import Store
from factbook.store.references import find

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#[ ]+(?P<title>.+?)[ ]*(?:\{[^}]*\})?$", re.MULTILINE)
_LINK = re.compile(r"(?P<open>\]\(<?)(?P<path>[^()<>\s:#]+)\.md(?P<rest>(?:#[^()<>\s]*)?>?\))")


def twin(page: str, site: SiteInfo) -> str:
    """Where the Markdown twin of a page lies: beside its HTML."""
    return site.site.file(page).removesuffix(".html") + ".md"


def llms_files(pages: Mapping[str, str], store: Store, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """The twins of ``pages`` (Markdown by page path, such as ``industries/led``), ``llms.txt`` and ``llms-full.txt``."""
    texts = {page: twin_text(page, text, pages, store, site) for page, text in pages.items()}
    for page, text in texts.items():
        yield twin(page, site), text.encode("utf-8")
    listed = [(title_of(page, text), site.at(twin(page, site))) for page, text in texts.items()]
    places = {"api": site.at(API), "downloads": site.at(DOWNLOADS), "feeds": site.at(FEEDS)}
    head = render("llms.md", site=site, pages=listed, **places)
    yield "llms.txt", head.encode("utf-8")
    yield "llms-full.txt", "\n\n".join((head, *map(_without_front_matter, texts.values()))).encode("utf-8")


def twin_text(page: str, text: str, pages: Mapping[str, str], store: Store, site: SiteInfo) -> str:
    """A page's Markdown as its twin has it: references said in words, links leading to the other twins.

    A page that has no twin is linked as it is.
    """

    def absolute(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), match["path"]))
        if path.startswith(".."):
            return match[0]
        there = site.at(twin(path, site)) if path in pages else site.absolute(Target(path))
        return f"{match['open']}{there}{match['rest']}"

    return _LINK.sub(absolute, _said(page, text, store))


def _said(page: str, text: str, store: Store) -> str:
    """The text with each reference to a fact replaced by its words; code and comments stay as they are."""
    parts, last = [], 0
    for match in find(ProsePage(page, text).masked):
        try:
            words = wording.spans_to_text(wording.reference_spans(match["body"], store))
        except (KeyError, ValueError):
            continue
        parts += [text[last : match.start()], words]
        last = match.end()
    return "".join((*parts, text[last:]))


def title_of(page: str, text: str) -> str:
    """A page's title: from its front matter, else its first heading, else its path."""
    title = ProsePage(page, text).front_matter.get("title")
    heading = _HEADING.search(text)
    return str(title) if title else heading["title"] if heading else page


def _without_front_matter(text: str) -> str:
    return _FRONT_MATTER.sub("", text, count=1).strip() + "\n"
