"""Curated pages as the rules see them: their text with everything masked that is not prose.

Masking changes no line and no column, so that a finding in the masked text has its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.utils.meta import YAML_RE, get_data

from factbook.problems import Problem
from factbook.reading.characters import invisible_characters, merge_markers
from factbook.reading.documents import decode
from factbook.reading.lookalikes import lookalikes

DOCS = "docs"
"""The folder of the pages that people write."""

_EDITION = re.compile(r"mkdocs\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.yml")

MAX_PAGE = 200_000
MAX_FRONT_MATTER = 4_000
"""How many bytes a page has at most, and how many characters its front matter."""

_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)^---\s*?$\r?\n?", re.DOTALL | re.MULTILINE)
_SIDE_OF_A_MERGE = re.compile(r"(?m)^(<{7}|>{7}) ")
_NOT_PROSE = re.compile(
    r"""
    ^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)   # fenced code
  | <!--.*?-->                                                             # comments
  | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)                              # code spans
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_NOT_FIGURES = re.compile(
    r"""
    \[\[[^\[\]\n]*\]\]                # references
  | ^[ ]*///.*(?:\n[ ]{4}.*)*         # directives and their options
  | \]\([^)\n]{0,2000}\)                     # targets of links
  | ^[ ]*\[[^\]\n]+\]:.*$             # link definitions
  | <[^>\n]{1,500}>                         # tags and bare addresses
  | \{[^}\n]{0,500}\}                       # attributes
  | ^[ ]*\d+\.[ ]                     # numbers of list items
  | &\#?\w+;                          # character references
    """,
    re.MULTILINE | re.VERBOSE,
)

_LABELLED = re.compile(r"(?P<target>\[\[[^\[\]\n|]*\|)(?P<label>[^\[\]\n]*)\]\]")


@dataclass(frozen=True)
class ProsePage:
    """A Markdown page that people write.

    Attributes:
        path: The file, from the project's root.
        text: Its whole text.
        language: The edition of the site that it belongs to; empty for the main one.

    """

    path: str
    text: str
    language: str = ""

    @property
    def page(self) -> str:
        """The path of the page on its edition of the site, without a suffix: ``story/growth``."""
        folder = f"{DOCS}/{self.language}/" if self.language else f"{DOCS}/"
        return self.path.removeprefix(folder).removesuffix(".md")

    @cached_property
    def _parts(self) -> tuple[str, dict[str, object]]:
        """The page's body and its front matter, as MkDocs tells them apart."""
        head = YAML_RE.match(self.text)
        if head and head.end() > MAX_FRONT_MATTER:
            return self.text[head.end() :], {}
        body, found = get_data(self.text)
        return body, found if isinstance(found, dict) else {}

    @property
    def front_matter(self) -> dict[str, object]:
        """The page's front matter; empty where there is none, or where it is not a mapping."""
        return self._parts[1]

    @property
    def front_matter_text(self) -> str:
        """What stands between the two lines of dashes, which begins on the page's second line; empty without front matter."""
        head = YAML_RE.match(self.text)
        return head[1] if head else ""

    @property
    def unread_front_matter(self) -> bool:
        """Whether the page begins with what looks like front matter and is none."""
        head = YAML_RE.match(self.text)
        return head is not None and not self.front_matter and bool(head[1].strip())

    @property
    def body(self) -> str:
        """The page without its front matter."""
        return self._parts[0]

    @property
    def figures_are_free(self) -> bool:
        """Whether the page opts out of the rule against naked numbers (``figures: free``)."""
        return self.front_matter.get("figures") == "free"

    @property
    def keywords(self) -> Mapping[str, Sequence[object]]:
        """What places of the page are found by, beside their own words, by anchor (``keywords``); what is no list is left out."""
        found = self.front_matter.get("keywords")
        named = found.items() if isinstance(found, dict) else ()
        return {str(anchor): words for anchor, words in named if isinstance(words, list)}

    @cached_property
    def masked(self) -> str:
        """The text with front matter, code and comments blanked."""
        text = _FRONT_MATTER.sub(_blank, self.text)
        return _NOT_PROSE.sub(_blank, text)

    @cached_property
    def prose(self) -> str:
        """The masked text without references (their labels stay), directives, link targets, attributes, list numbers."""
        return _NOT_FIGURES.sub(_blank, _LABELLED.sub(_blank_but_label, self.masked))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of an offset."""
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)


def _blank_but_label(match: re.Match[str]) -> str:
    """A reference without its brackets and target: the label is prose of the page's own."""
    return " " * len(match["target"]) + match["label"] + "  "


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def edition_files(root: Path) -> Mapping[str, Path]:
    """Return the configuration files of a site's editions in other languages: ``mkdocs.zh.yml`` beside ``mkdocs.yml``, by language."""
    found = ((_EDITION.fullmatch(path.name), path) for path in sorted(root.glob("mkdocs.*.yml")))
    return {match["language"]: path for match, path in found if match}


def read_pages(root: Path) -> tuple[list[ProsePage], list[Problem]]:
    """Return the curated pages of all editions, in order, and the problems of reading them. Those in Chinese lie below ``docs/zh/``."""
    languages = frozenset(edition_files(root))
    pages: list[ProsePage] = []
    problems: list[Problem] = []
    for path in _markdown_files(root / DOCS):
        name = path.relative_to(root).as_posix()
        if not path.resolve().is_relative_to(root.resolve()):
            message = "the page is a link that leads out of the project"
            problems.append(Problem(name, 1, 1, "FB101", message, "put the file itself here"))
            continue
        text = _read(name, path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        problems.extend((*_conflicts(name, text), *invisible_characters(name, text), *lookalikes(name, text)))
        folder = name.split("/")[1]
        pages.append(ProsePage(name, text, folder if folder in languages else ""))
    return pages, problems


def _read(name: str, path: Path) -> str | Problem:
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Problem(name, 1, 1, "FB101", f"cannot be read: {error.strerror}")
    if len(raw) > MAX_PAGE:
        message = f"the page has {len(raw):,} bytes; the limit is {MAX_PAGE:,}"
        return Problem(name, 1, 1, "FB101", message, "make two pages of it")
    return decode(name, raw)


def _conflicts(name: str, text: str) -> Iterator[Problem]:
    """The merge markers in a page. A line of equals signs alone is none: it underlines a heading."""
    return merge_markers(name, text) if _SIDE_OF_A_MERGE.search(text) else iter(())


def _markdown_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*.md") if path.is_file() and not path.name.startswith("."))
