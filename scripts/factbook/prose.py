"""Curated pages as the rules see them: their text with everything masked that is not prose.

Masking keeps every line and column, so that a finding in the masked text has its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from factbook.documents import decode, invisible_characters, merge_markers
from factbook.problems import Problem

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
  | \]\([^)\n]*\)                     # targets of links
  | ^[ ]*\[[^\]\n]+\]:.*$             # link definitions
  | <[^>\n]+>                         # tags and bare addresses
  | \{[^}\n]*\}                       # attributes
  | ^[ ]*\d+\.[ ]                     # numbers of list items
  | &\#?\w+;                          # character references
    """,
    re.MULTILINE | re.VERBOSE,
)

_LABELLED = re.compile(r"(?P<target>\[\[[^\[\]\n|]*\|)(?P<label>[^\[\]\n]*)\]\]")


@dataclass(frozen=True)
class ProsePage:
    """A Markdown page that people write."""

    path: str
    text: str

    @cached_property
    def front_matter(self) -> dict[str, object]:
        """The page's front matter; empty where there is none, or where it is not a mapping."""
        match = _FRONT_MATTER.match(self.text)
        if match is None:
            return {}
        try:
            value = yaml.safe_load(match[1])
        except yaml.YAMLError:
            return {}
        return value if isinstance(value, dict) else {}

    @property
    def figures_are_free(self) -> bool:
        """Whether the page opts out of the rule against naked numbers (``figures: free``)."""
        return self.front_matter.get("figures") == "free"

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


def read_pages(root: Path, folder: str = "docs") -> tuple[list[ProsePage], list[Problem]]:
    """The curated pages below a folder, in order, and the problems of reading them."""
    pages: list[ProsePage] = []
    problems: list[Problem] = []
    for path in _markdown_files(root / folder):
        name = path.relative_to(root).as_posix()
        if not path.resolve().is_relative_to(root.resolve()):
            message = "the page is a link that leads out of the project"
            problems.append(Problem(name, 1, 1, "FB101", message, "put the file itself here"))
            continue
        try:
            text = decode(name, path.read_bytes())
        except OSError as error:
            problems.append(Problem(name, 1, 1, "FB101", f"cannot be read: {error.strerror}"))
            continue
        if isinstance(text, Problem):
            problems.append(text)
            continue
        problems.extend((*_conflicts(name, text), *invisible_characters(name, text)))
        pages.append(ProsePage(name, text))
    return pages, problems


def _conflicts(name: str, text: str) -> Iterator[Problem]:
    """The merge markers in a page. A line of equals signs alone is none: it underlines a heading."""
    return merge_markers(name, text) if _SIDE_OF_A_MERGE.search(text) else iter(())


def _markdown_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*.md") if path.is_file())
