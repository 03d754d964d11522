"""What the build knows of the site: addresses, and how one page reaches another."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit

from factbook.charts.colours import Colours, neutral
from factbook.content.addresses import Target
from factbook.content.publication import Publication
from factbook.store.slugs import slug

PERMALINKS = "id/"
"""The folder of the permalinks, which all editions of a site share."""

PLACEHOLDERS = {
    "site_url": "the address of the whole site, with a slash at its end; a slash alone where mkdocs.yml names no site_url",
    "repo_url": "the address of the repository, as mkdocs.yml names it",
    "site_name": "the name of the site",
    "package": "the name of the site as the downloads have it: the workbook is downloads/{{ package }}.xlsx",
}
"""What may stand in ``{{ … }}`` in a hand-written page."""

_PLACEHOLDER = re.compile(rf"\{{\{{[ \t]*({'|'.join(PLACEHOLDERS)})[ \t]*\}}\}}")


def filled_in(text: str, site: Site) -> str:
    """Return a hand-written page with its placeholders filled in: ``mkdocs.yml`` alone names the site and its addresses."""
    values = {
        "site_url": site.root or "/",
        "repo_url": site.repo_url.rstrip("/"),
        "site_name": site.name,
        "package": site.package,
    }
    return _PLACEHOLDER.sub(lambda match: values[match[1]], text)


REPORT_FORM = "fact-wrong.yml"
"""The form to report that a fact is wrong, among the repository's issue forms."""

SHARED = (
    PERMALINKS, "api/", "downloads/", "embed/", "assets/charts/", "feeds/calendar.ics", "feeds/anniversaries.ics", "bom.cdx.json",
    "licences.txt",
)  # fmt: skip
"""The folders and files that all editions of a site share: they are at its root alone."""

LINK_IN_TAG = re.compile(r"(?P<before><\w+\b[^>\n]*?\b(?:href|src)=\")(?P<address>[^\"\n]*)(?=\")")
"""A link of a tag that the author of a page wrote."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site as ``mkdocs.yml`` names it. ``url`` ends with a slash or is empty; so does ``edit_base``.

    ``folder``: where this edition lies below the root of the whole site, such as ``zh/``; empty for the main one. ``url`` is the edition's.
    ``languages``: those of all editions, the main one first. ``main_name``: the name of the main edition.
    ``publication``: what the owner decides of licence, citations and exports.
    ``directory_urls``: pages are ``industries/led/`` (a server finds the index file) or ``industries/led.html``.
    ``colours``: those of its pages, for what stands outside them. ``report_form``: the form to report that a fact is wrong.
    """

    name: str = ""
    description: str = ""
    url: str = ""
    repo_url: str = ""
    edit_base: str = ""
    directory_urls: bool = True
    colours: Colours = field(default_factory=neutral)
    folder: str = ""
    languages: tuple[str, ...] = ()
    main_name: str = ""
    report_form: str = REPORT_FORM
    publication: Publication = field(default_factory=Publication)

    @property
    def cited_as(self) -> str:
        """What the whole is called in citations."""
        return self.publication.title or self.name

    @property
    def author(self) -> str:
        """Who is named as the author of its pages and the creator of its data."""
        return self.publication.author or self.name

    @property
    def package(self) -> str:
        """What the downloads are called, which all editions share: the main one's name as a file name, lower case with hyphens."""
        name = self.main_name or self.name
        words = "".join(c if c.isascii() and c.isalnum() else " " for c in name.lower()).split()
        return "-".join(words) or "knowledge-base"

    @property
    def root(self) -> str:
        """The address of the whole site: what its editions share lies below it, permalinks and data."""
        return self.url.removesuffix(self.folder)

    @property
    def home(self) -> str:
        """The address of this edition's home page; without an address of the site, links begin at its root."""
        return self.url or f"/{self.folder}"

    @property
    def host(self) -> str:
        """The host's name, for identifiers that want one."""
        return urlsplit(self.url).hostname or "localhost"

    def path(self, page: str) -> str:
        """The address of a page below the site's root."""
        folder, _, name = page.rpartition("/")
        prefix = f"{folder}/" if folder else ""
        if not self.directory_urls:
            return f"{prefix}{name}.html"
        return prefix if name == "index" else f"{prefix}{name}/"

    def file(self, page: str) -> str:
        """The file that a page is written to, below the site's root."""
        path = self.path(page)
        return path if path.endswith(".html") else f"{path}index.html"

    def href(self, where: Target, page: str) -> str:
        """The address of a target as a link from ``page``."""
        fragment = _fragment(where.anchor) if where.anchor else ""
        if where.page == page:
            return fragment or self.path(page).rpartition("/")[2] or "./"
        path = self.path(where.page)
        if where.page.startswith(PERMALINKS):
            return f"{self.file_href(path, page)}/{fragment}" if path.endswith("/") else self.file_href(path, page)
        relative = _relative(path, posixpath.dirname(self.path(page)))
        return f"{relative}/{fragment}" if path.endswith("/") or not path else f"{relative}{fragment}"

    def file_href(self, path: str, page: str) -> str:
        """The address of a file that all editions share, given below the root of the whole site, as a link from ``page``."""
        return quote(_relative(path, posixpath.dirname(f"{self.folder}{self.path(page)}")))

    def shared_href(self, address: str, page: str) -> str:
        """A link that a page of an edition has as its author wrote it: to a file that all editions share, it leads to the root.

        Authors write for pages that are folders.
        """
        if not self.folder or urlsplit(address).scheme or address.startswith(("/", "#")):
            return address
        path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
        written_for = "" if page == "index" else page.removesuffix("/index")
        there = posixpath.normpath(posixpath.join(written_for, path))
        slash = "/" if path.endswith("/") else ""
        if not f"{there}{slash}".startswith(SHARED):
            return address
        return f"{_relative(there, posixpath.dirname(f'{self.folder}{self.path(page)}'))}{slash}{mark}{rest}"

    def absolute(self, where: Target) -> str:
        """The full address of a target, for feeds and citations."""
        fragment = "#" + quote(where.anchor, safe="@:/?~!$&'()*+,;=-._") if where.anchor else ""
        return f"{self.url}{_quoted(self.path(where.page))}{fragment}"

    def edit(self, path: str, line: int = 0) -> str:
        """Where a file can be edited, at a line; empty where the site names no repository."""
        if not self.edit_base:
            return ""
        return f"{self.edit_base}{_quoted(path)}" + (f"#L{line}" if line else "")

    def history(self, path: str, line: int = 0) -> str:
        """Who wrote a line of a file and when; empty where the site names no repository, or one that is not at GitHub."""
        if "/edit/" not in self.edit_base or not _is_at_github(self.repo_url):
            return ""
        return self.edit(path, line).replace("/edit/", "/blame/", 1)

    def report(self, address: str) -> str:
        """The form to report that a fact is wrong, its address filled in; empty where the repository is not at GitHub."""
        if not _is_at_github(self.repo_url):
            return ""
        return f"{self.repo_url.rstrip('/')}/issues/new?template={self.report_form}&fact={quote(address, safe='')}"

    def cite(self, identifier: str, page: str) -> str:
        """The page that shows how to cite a fact or a series, as a link from ``page``."""
        return self.file_href(cite_file(identifier), page)


def with_shared_files(html: str, page: str, site: Site) -> str:
    """Return the HTML of a hand-written page whose links to files that all editions share lead to the root of the site."""
    if not site.folder:
        return html
    return LINK_IN_TAG.sub(lambda match: match["before"] + site.shared_href(match["address"], page), html)


@cache
def _is_at_github(repo_url: str) -> bool:
    return urlsplit(repo_url).hostname == "github.com"


@lru_cache(maxsize=4_096)
def _fragment(anchor: str) -> str:
    return "#" + quote(anchor, safe="@:/?~!$&'()*+,;=-._%")


@lru_cache(maxsize=4_096)
def _quoted(path: str) -> str:
    return quote(path)


@lru_cache(maxsize=65_536)
def _relative(path: str, base: str) -> str:
    return posixpath.relpath(f"/{path}", f"/{base}")  # from the root: no look at the working directory


def cite_file(identifier: str) -> str:
    """The file that shows how to cite a fact or a series, beside its permalink, which leads away at once."""
    return f"{PERMALINKS}{slug(identifier)}/cite.html"
