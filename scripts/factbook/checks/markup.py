"""What may stand in a page that people send: Markdown, a named set of HTML elements and attributes, harmless links.

A page is judged by what it becomes. It is converted with the extensions of ``mkdocs.yml`` (those of the store aside, whose
output is made by our templates), and the HTML is held against a grammar so narrow that no browser can read it otherwise:
every ``<`` begins a tag of the list with quoted attributes of the list, or a comment. Then the place in the source is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from markdown import Markdown

from factbook.problems import MAX_PROBLEMS, Problem
from factbook.reading.prose import ProsePage
from factbook.reading.syntax import lost_text

Extensions: TypeAlias = Mapping[str, Mapping[str, Any]]

ELEMENTS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
        "wbr",
    ]
)
"""The elements that a page may hold."""

ATTRIBUTES = frozenset(
    [
        "alt",
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "class",
        "colspan",
        "data-search-exclude",
        "datetime",
        "dir",
        "height",
        "href",
        "id",
        "lang",
        "loading",
        "markdown",
        "open",
        "rel",
        "role",
        "rowspan",
        "scope",
        "span",
        "src",
        "start",
        "title",
        "type",
        "width",
    ]
)
"""The attributes that they may have."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""Where a link may lead, besides within the site."""

FRONT_MATTER: Mapping[str, type] = {
    "title": str,
    "description": str,
    "figures": str,
    "hide": list,
    "keywords": dict,
    "search": dict,
    "tags": list,
}
"""The keys that a page's front matter may have. The theme knows more, which choose templates or load files.

``keywords`` has lists of words by the anchor of a heading, which the search finds it by.
"""

_KEYS = ", ".join(FRONT_MATTER)

_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_OWN = frozenset({"factbook", "mkdocs_timeline", "mkdocs_timeline.markdown"})
_BUILT_IN = ("toc", "tables", "fenced_code")
"""What MkDocs adds by itself (its manual, `markdown_extensions`)."""

_USUAL: Extensions = {name: {} for name in (*_BUILT_IN, "attr_list", "def_list", "footnotes", "md_in_html")}

_ATTRIBUTE = re.compile(r"""\s+([A-Za-z][\w:.-]*)(?:=(?:"([^"<>]*)"|'([^'<>]*)'))?""", re.ASCII)
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:{_ATTRIBUTE.pattern})*)\s*/?>", re.ASCII)
_COMMENT = re.compile(r"<!--(?!-?>)[^<>]*?-->")
_ID = re.compile(r"""\sid=["']([^"']+)["']""")
_ALIGNED = re.compile(r"text-align: (?:left|center|right);")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)
_IGNORED_BY_BROWSERS = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")
_SUSPECT = re.compile(
    r"<[A-Za-z/!?]|&[#\w]+;|\{[^}\n]{0,500}=|\{\S{500}|!\[|(?<!\[)\b(?!https?:|mailto:)[A-Za-z][\w+.-]*:(?=\S)|^[ ]{0,3}\[[^\]\n]+\]:",
    re.MULTILINE,
)
"""What a page must hold to become more than plain elements; without any of it, it need not be converted."""

_HINT = "write it in Markdown; factbook explain FB804 lists what HTML may stand in a page"


def markup_problems(root: Path, pages: Sequence[ProsePage]) -> Iterator[Problem]:
    """Everything in the pages that is more than Markdown, the HTML that is allowed, and the known front matter."""
    yield from _front_matter_problems(pages)
    suspects = [page for page in pages if _SUSPECT.search(page.text)]
    if not suspects:
        return
    extensions = read_extensions(root / "mkdocs.yml")
    for page in suspects:
        yield from _page_problems(page, repr(extensions), _Holder(extensions))


def read_extensions(path: Path) -> Extensions:
    """The Markdown extensions of a configuration file with their options; the usual ones where there is no such file."""
    try:
        top = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - the loader that makes text of everything
    except (OSError, ValueError, yaml.YAMLError):
        return _USUAL  # MkDocs will say what is wrong with it
    listed = top.get("markdown_extensions") if isinstance(top, dict) else None
    found: dict[str, Mapping[str, Any]] = {name: {} for name in _BUILT_IN}
    for item in [listed] if isinstance(listed, dict) else listed or []:
        pairs = item.items() if isinstance(item, dict) else [(item, {})]
        found.update((name, _typed(options) or {}) for name, options in pairs if name not in _OWN)
    return found


def _typed(value: Any) -> Any:
    """Options as the extensions want them; the file is read as text alone, for its tags must not run anything."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"true": True, "false": False}.get(value, int(value) if str(value).isdecimal() else value)


def _front_matter_problems(pages: Sequence[ProsePage]) -> Iterator[Problem]:
    """Every key of a page's front matter that pages do not have, and every value that is no plain text where it must be."""
    for page in pages:
        if page.unread_front_matter:
            message, hint = "the front matter cannot be read", f"write 'key: value' lines; the keys are {_KEYS}"
            yield Problem(page.path, 1, 1, "FB806", message, hint)
        elif page.front_matter:
            yield from (replace(found, line=found.line + 1) for found in lost_text(page.path, page.front_matter_text))
        for key, value in page.front_matter.items():
            line, column = _Finder(page).place((f"{key}:", str(key)))
            if key not in FRONT_MATTER:
                yield Problem(page.path, line, column, "FB806", f"pages have no key '{key}'", f"the keys are {_KEYS}")
            elif not isinstance(value, FRONT_MATTER[key]):
                yield Problem(
                    page.path, line, column, "FB806", f"'{key}' has a value of another kind", "put text in quotes"
                )
        yield from _keyword_problems(page)


def _keyword_problems(page: ProsePage) -> Iterator[Problem]:
    """Words to be found by that are no list, or of a place that the page does not have."""
    listed = page.front_matter.get("keywords")
    if not isinstance(listed, dict) or not listed:
        return
    anchors = set(_ID.findall(converted(page.body, _USUAL)))
    for anchor, words in listed.items():
        line, column = _Finder(page).place((f"{anchor}:", str(anchor)))
        if str(anchor) not in anchors:
            hint = f"its places: {', '.join(sorted(anchors))}"
            yield Problem(page.path, line, column, "FB806", f"the page has no place '{anchor}'", hint)
        elif not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            hint = "write a list of words: [one, two words]"
            yield Problem(page.path, line, column, "FB806", f"the keywords of '{anchor}' are no list of words", hint)


@lru_cache(maxsize=512)
def _page_problems(page: ProsePage, _: str, holder: _Holder) -> Sequence[Problem]:
    """Remembered by the page's text: in a preview, most saves are of other files."""
    finder = _Finder(page)
    try:
        html = converted(page.body, holder.extensions)
    except RecursionError:
        return [Problem(page.path, 1, 1, "FB804", "the page is nested too deeply", "flatten its lists and quotes")]
    return [
        Problem(page.path, *finder.place(words), "FB804", message, hint or _HINT)
        for message, hint, words in islice(faults(html), MAX_PROBLEMS)
    ]


def converted(text: str, extensions: Extensions) -> str:
    """A page as HTML, as the build will make it. An extension that is not there is left for MkDocs to report."""
    return _converter(tuple(extensions), repr(extensions), _Holder(extensions)).reset().convert(text)


class _Holder:
    """Carries the options past the cache, which knows them by their text."""

    def __init__(self, extensions: Extensions) -> None:
        self.extensions = extensions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder)

    def __hash__(self) -> int:
        return 0


@cache
def _converter(names: tuple[str, ...], _: str, holder: _Holder) -> Markdown:
    usable = [name for name in names if _importable(name)]
    configs = {name: dict(options) for name, options in holder.extensions.items() if name in usable}
    return Markdown(extensions=usable, extension_configs=configs)


def _importable(name: str) -> bool:
    try:
        Markdown(extensions=[name])
    except (ImportError, AttributeError, TypeError):
        return False
    return True


Fault: TypeAlias = tuple[str, str, tuple[str, ...]]
"""Message, fix, and the words by which the place is found, the best first."""


def faults(html: str) -> Iterator[Fault]:
    """Everything in a piece of HTML that is not on the lists, or that a browser could read in two ways."""
    opened: list[str] = []
    position = html.find("<")
    while position >= 0:
        comment = _COMMENT.match(html, position)
        tag = comment or _TAG.match(html, position)
        if tag is None:
            piece = re.split(r"[\s>]", html[position : position + 40])[0]
            yield f"'{piece}' begins no tag that is allowed in a page", "", (piece, "<")
        elif comment is None:
            yield from _closing_faults(tag, opened) if tag["close"] else _opening_faults(tag, opened)
        position = html.find("<", tag.end() if tag else position + 1)
    yield from (_unclosed(name) for name in opened if name in ELEMENTS)


def _unclosed(name: str) -> Fault:
    return f"the element <{name}> is not closed", f"end it with </{name}>", (f"<{name}",)


def _closing_faults(tag: re.Match[str], opened: list[str]) -> Iterator[Fault]:
    name = tag["name"].lower()
    if name not in opened:
        if name not in _VOID:
            yield f"</{name}> closes nothing", "delete it", (f"</{name}",)
        return
    while (last := opened.pop()) != name:
        if last in ELEMENTS:
            yield _unclosed(last)


def _opening_faults(tag: re.Match[str], opened: list[str]) -> Iterator[Fault]:
    name = tag["name"].lower()
    if name not in ELEMENTS:
        yield f"the element <{name}> may not stand in a page", "", (f"<{name}", name)
    if name not in _VOID:
        opened.append(name)
    if name not in ELEMENTS:
        return
    for match in _ATTRIBUTE.finditer(tag["attributes"]):
        yield from _attribute_faults(name, match[1].lower(), unescape(match[2] or match[3] or ""))


def _attribute_faults(element: str, name: str, value: str) -> Iterator[Fault]:
    if name == "style" and element in {"td", "th"} and _ALIGNED.fullmatch(value):
        return  # what Markdown itself writes for `|--:|`
    if name not in ATTRIBUTES:
        yield f"the attribute '{name}' may not stand in a page", "", (f"{name}=", name)
    elif name == "id" and value.startswith("__"):
        yield f"the id '{value}' is the theme's", "choose another", (value,)
    elif name in {"href", "src"}:
        yield from _link_faults(name, value)


def _link_faults(name: str, value: str) -> Iterator[Fault]:
    address = _IGNORED_BY_BROWSERS.sub("", value)
    scheme = _SCHEME.match(address)
    words = (value, address, f"{scheme[1]}:" if scheme else "//", "](", f"{name}=", "<")
    if name == "src" and (scheme or address.startswith(("//", "\\"))):
        yield f"the image '{address[:80]}' lies on another site", "put the file below docs/", words
    elif scheme and scheme[1].lower() not in SCHEMES:
        yield f"a link with '{scheme[1]}:' leads out of the web", "links begin with https, http or mailto", words
    elif address.startswith("\\"):
        yield f"'{address[:80]}' is no address", "write / for \\", words


class _Finder:
    """Where words stand in a page; each request returns the next place."""

    def __init__(self, page: ProsePage) -> None:
        self._page = page
        self._text = page.text.lower()
        self._last: dict[str, int] = {}

    def place(self, words: Sequence[str]) -> tuple[int, int]:
        """Line and column of the first of the words that is there, else of the page's beginning."""
        for word in words:
            lower = word.lower()
            found = self._text.find(lower, self._last.get(lower, -1) + 1) if lower else -1
            if found < 0:
                found = self._last.get(lower, -1)
            if found >= 0:
                self._last[lower] = found
                return self._page.position(found)
        return 1, 1
