"""Rules about the words of records and pages: the marks of Chinese writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.store import Source
from factbook.store.mentions import Loc
from factbook.store.parts import parts
from factbook.store.references import without
from factbook.store.scalars import Record
from factbook.store.texts import Text

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_INSIDE = re.compile(rf"(?<=[{_HAN}])\(|\)(?=[{_HAN}])")
"""A half-width bracket in the middle of Chinese words, whatever the language of the text around them: English has a space there."""
_MARKS = re.compile(rf'(?<=[{_HAN}])[()"]|[()"](?=[{_HAN}])|(?<=[{_HAN}])[,;:?!](?=[{_HAN}])')
"""A half-width bracket or quotation mark beside a Chinese character, or another mark between two of them."""
_TITLE = re.compile(r"^[ ]*(?:!!!|\?\?\?).*$", re.MULTILINE)
"""The first line of an admonition, whose quotation marks belong to Markdown."""
_FULL_WIDTH = str.maketrans("(),;:?!", "\uff08\uff09\uff0c\uff1b\uff1a\uff1f\uff01")


def _half_width(view: View) -> Iterator[Finding]:
    for record in view.store.records():
        for loc, tag, words in _words(record):
            if found := _marks(tag).search(without(words)):
                yield at(view.store.origin(record), *loc, message=_message(found[0]), hint=_hint(found[0]))
    for page in view.pages:
        prose = _TITLE.sub(lambda title: " " * len(title[0]), page.prose)
        for found in _marks(page.language).finditer(prose):
            line, column = page.position(found.start())
            yield Finding(page.path, line, column, _message(found[0]), _hint(found[0]))


def _marks(tag: str) -> re.Pattern[str]:
    return _MARKS if tag.partition("-")[0] == "zh" else _INSIDE


def _message(mark: str) -> str:
    return f"'{mark}' is a half-width mark in Chinese words"


def _hint(mark: str) -> str:
    return "write \u201c\u2026\u201d" if mark == '"' else f"write {mark.translate(_FULL_WIDTH)}"


def _words(record: Record) -> Iterator[tuple[Loc, str, str]]:
    """The words of a record with their path and language; the title of a source is left as it is printed."""
    for loc, text in parts(record, Text):
        if isinstance(record, Source) and loc == ("title",):
            continue
        yield from (((*loc, tag), tag, words) for tag, words in text.parts())
    for index, name in enumerate(getattr(record, "aliases", ())):
        yield ("aliases", index), "", name


_CHARTER = """# data/milestones.yml
- id: charter
  date: 1320
  title: {en: The town receives its charter, zh: %s}
  summary: The king grants a market.
  topics: [history]
  places: [town]
  sources: {yearbook: page 2}
"""

RULES = (
    Rule(
        "FB214",
        "half-width-mark",
        N_(
            "Chinese words have brackets of full width and curved quotation marks; the title of a source stays as it is printed."
        ),
        N_("One name with two kinds of brackets looks like two names, and readers see the one beside the other."),
        _CHARTER % "特许状(集市)",
        _CHARTER % "特许状\uff08集市\uff09",
        _half_width,
    ),
)
