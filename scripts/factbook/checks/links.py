"""Whether every link inside a built site leads to a file and, where it names one, to a place in it that exists.

HTML pages, Markdown twins, style sheets, and the site's addresses in data files (JSON, CSV, feeds, calendars, sitemap) are read.
Links that leave the site are not followed: nothing here asks the network.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from markdown.extensions.toc import slugify
from selectolax.lexbor import LexborHTMLParser

from factbook.content.counting import counted
from factbook.problems import ProjectError
from factbook.reading.prose import ProsePage

NOWHERE = "http://site.invalid/"
"""Stands for the site's address where it has none (RFC 2606 reserves the name)."""

_ADDRESS_ATTRIBUTES = frozenset({"href", "src", "action", "data", "poster", "xlink:href", "cite"})
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_WHOLE = ("https://", "http://", "/")
_REFRESH = re.compile(r"\d+\s*;\s*url=(.*)", re.IGNORECASE)
_CSS_URL = re.compile(r"url\(\s*(['\"]?)([^'\"()]+)\1\s*\)")
_MARKDOWN_LINK = re.compile(
    r"""
    \]\((?:<([^<>\n]*)>|([^()<>\s]+))[^)\n]*\)      # [text](address "title")
  | <(https?:[^<>\s]+)>                              # a bare address
  | ^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ ]*(\S+)            # a link definition
    """,
    re.MULTILINE | re.VERBOSE,
)
_LOCATION = re.compile(r'"location":[ ]*("(?:[^"\\]|\\.)*")')
_SEARCH = re.compile(r"(?P<edition>(?:[\w-]+/)?)search/")
_HEADING = re.compile(r"^#{1,6}[ ]+(.*?)[ ]*#*$", re.MULTILINE)
_NOTE = re.compile(r"(?:^[ ]{0,3}(?P<defined>\[\^([^\]\s]+)\]:))|(?<!\\)\[\^([^\]\s]+)\]", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_FOLDED = re.compile(r"\r?\n[ \t]")
_DATA = frozenset({".json", ".jsonld", ".csv", ".ics", ".atom", ".xml", ".txt"})


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A link that leads nowhere: the file that it stands in, the address as written, and what is wrong."""

    file: str
    address: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.address}: {self.reason}"


@dataclass(slots=True)
class LinkReport:
    """How many files were read, how many links inside the site they have, how many of these name a place, and which are broken."""

    files: int = 0
    links: int = 0
    anchors: int = 0
    broken: list[Broken] = field(default_factory=list)

    def __str__(self) -> str:
        files, links = counted(self.files, "file"), counted(self.links, "link")
        broken = len(self.broken) or "none"
        return f"{files}, {links} inside the site, {self.anchors:,} of them to a place in a file: {broken} broken"


def check_links(folder: Path, base: str = "", only: Collection[str] | None = None) -> LinkReport:
    """Check a built site.

    Args:
        folder: The site.
        base: Its address, with a slash at the end; by default as its home page names it.
        only: The files whose links are checked, by their path in the site; by default all.

    Returns:
        The numbers and the broken links, sorted.

    Raises:
        ProjectError: There is no built site in the folder.

    """
    home = folder / "index.html"
    if not home.is_file():
        raise ProjectError(f"there is no built site at {folder}: run factbook build first")
    canonical = _CANONICAL.search(home.read_text(encoding="utf-8"))
    site = _Files(folder, base or (unescape(canonical[1]) if canonical else NOWHERE))
    names = site.readable if only is None else [name for name in site.readable if name in only]
    report = LinkReport(files=len(names))
    for name in names:
        for address in site.addresses(name):
            _check(site, name, address, report)
        report.broken += [Broken(name, f"[^{label}]", why) for label, why in site.notes(name)]
    report.broken.sort()
    return report


def _check(site: _Files, name: str, address: str, report: LinkReport) -> None:
    found = site.resolve(name, address)
    if found is None:
        return
    target, anchor = found
    report.links += 1
    if target is None:
        report.broken.append(Broken(name, address, "no such file"))
    elif anchor and (places := site.places(target)) is not None:
        report.anchors += 1
        if anchor not in places:
            report.broken.append(Broken(name, address, "no such place in the file"))


class _Files:
    """The files of a site: what links stand in them, and which places links may name."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder, self.base = folder, base
        self._places: dict[str, frozenset[str] | None] = {}
        self._resolved: dict[tuple[str, str], tuple[str | None, str] | None] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @cached_property
    def readable(self) -> list[str]:
        """The files whose links are read."""
        kinds = {".html", ".md", ".css", *_DATA}
        return sorted(name for name in self.names if PurePosixPath(name).suffix in kinds)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8-sig")

    def addresses(self, name: str) -> Iterable[str]:
        """What a file links to, as written."""
        kind, text = PurePosixPath(name).suffix, self.text(name)
        if kind == ".html":
            ids, links = _read_html(text)
            self._places[name] = frozenset(ids)
            return links
        if _is_markdown(name):
            return _markdown_links(text)
        if search := _SEARCH.match(name):  # results lead there; what else stands in it is text
            home = urljoin(self.base, search["edition"])
            return (urljoin(home, unescape(json.loads(match[1]))) for match in _LOCATION.finditer(text))
        if kind == ".css":
            return (match[2] for match in _CSS_URL.finditer(text))
        return self._whole_addresses(name, _FOLDED.sub("", text) if kind == ".ics" else text)

    def _whole_addresses(self, name: str, text: str) -> Iterator[str]:
        """The addresses of the site in a file of data; what holds a brace is a form of addresses.

        In linked data, what stands after ``#`` is the name of a node and no place in a page.
        """
        for match in re.finditer(re.escape(self.base) + r"[^\s\"'<>\\,;)\]}|]*", text):
            if not text.startswith("{", match.end()) and "{" not in match[0]:
                address = unescape(match[0]).rstrip(".")
                yield address.partition("#")[0] if name.endswith(".jsonld") else address

    def notes(self, name: str) -> Iterator[tuple[str, str]]:
        """The notes of a Markdown file that have no text, or more than one."""
        if not _is_markdown(name):
            return
        found = _NOTE.finditer(ProsePage(name, self.text(name)).masked)
        marks = Counter((match[2] or match[3], bool(match["defined"])) for match in found)
        for label in sorted({label for label, _ in marks}):
            if marks[label, True] != 1:
                yield label, "no such note" if not marks[label, True] else "the note is defined more than once"

    def places(self, name: str) -> frozenset[str] | None:
        """The places that links to a file may name; None where the format has none that are known here."""
        if name not in self._places:
            self._places[name] = self._read_places(name)
        return self._places[name]

    def _read_places(self, name: str) -> frozenset[str] | None:
        if name.endswith(".html"):
            return frozenset(_read_html(self.text(name))[0])
        return _markdown_places(self.text(name)) if _is_markdown(name) else None

    def resolve(self, name: str, address: str) -> tuple[str | None, str] | None:
        """The file (None: there is none) and the place in it that an address in a file leads to; None outside the site."""
        folder, address = self._short(name.removesuffix("index.html"), address.strip())
        if (folder, address) not in self._resolved:
            self._resolved[folder, address] = self._resolve(folder, address)
        return self._resolved[folder, address]

    @staticmethod
    def _short(path: str, address: str) -> tuple[str, str]:
        """A file and an address as few others have them: without the ways up, which differ from page to page."""
        if address.startswith(_WHOLE):
            return "", address
        if not address.startswith("../"):
            return path, address
        *folders, _ = path.split("/")
        while folders and address.startswith("../"):
            folders.pop()
            address = address[3:]
        return "".join(f"{folder}/" for folder in folders), f"./{address}"

    def _resolve(self, path: str, address: str) -> tuple[str | None, str] | None:
        try:
            whole = urljoin(urljoin(self.base, path), address)
            parts = urlsplit(whole)
        except ValueError:
            return None, ""
        root = urlsplit(self.base)
        if (parts.scheme, parts.netloc) != (root.scheme, root.netloc):
            return None
        target = unquote(parts.path)
        if not target.startswith(root.path):
            return (None, "") if address.startswith(("/", ".")) and not address.startswith("//") else None
        fragment = unquote(parts.fragment)
        found = self._file(target.removeprefix(root.path))
        return found, "" if fragment == "top" or fragment.startswith(":~:") else fragment

    def _file(self, path: str) -> str | None:
        if path in self.names:
            return path
        index = f"{path.rstrip('/')}/index.html".lstrip("/")  # a server sends who asks for a folder on to it
        return index if index in self.names else None


def _read_html(text: str) -> tuple[list[str], list[str]]:
    """The ids of a document, and what it links to, as a browser reads it."""
    ids: list[str] = []
    links: list[str] = []
    for node in LexborHTMLParser(text).css("*"):
        for name, value in node.attributes.items():
            if name == "id" and value:
                ids.append(value)
            elif name in _ADDRESS_ATTRIBUTES and value and node.tag != "base":
                links.append(value)
            elif name == "srcset" and value:
                links += [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]
        if node.tag == "meta":
            links += _addresses_of_meta(node.attributes)
    return ids, links


def _addresses_of_meta(values: Mapping[str, str | None]) -> Iterator[str]:
    content = values.get("content") or ""
    refresh = _REFRESH.fullmatch(content) if (values.get("http-equiv") or "").lower() == "refresh" else None
    if refresh:
        yield refresh[1]
    elif (values.get("property") or "") in ("og:url", "og:image"):
        yield content


def _is_markdown(name: str) -> bool:
    return name.endswith(".md") or PurePosixPath(name).name in ("llms.txt", "llms-full.txt")


def _markdown_links(text: str) -> Iterator[str]:
    masked = ProsePage("", text).masked
    for match in _MARKDOWN_LINK.finditer(masked):
        yield next(unescape(group) for group in match.groups() if group is not None)
    yield from _read_html(masked)[1]


def _markdown_places(text: str) -> frozenset[str]:
    """Places that are named in HTML, and those that readers of Markdown make of headings."""
    masked = ProsePage("", text).masked
    places = set(_read_html(masked)[0])
    for match in _HEADING.finditer(masked):
        slug = slugify(unescape(_TAG.sub("", match[1])).replace("\\", ""), "-")
        number = 0
        while (name := f"{slug}-{number}" if number else slug) in places and number < 1000:
            number += 1
        places.add(name)
    return frozenset(places)
