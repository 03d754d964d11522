"""Changes as text for a terminal and as Markdown for a pull request.

The Markdown is posted as a comment, and every text in it comes from the pull request: each stands in a code span, where
neither HTML nor links, images, @names or #numbers mean anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from factbook.history.compare import Change, Changes
from factbook.templates import environment

STYLES = ("text", "markdown")

_LIMIT = 60_000
"""A comment on GitHub has at most 65,536 characters."""
_LONGEST = 300
"""How much of one value is shown."""


@dataclass(frozen=True, slots=True)
class _View:
    """What the templates see: the changes, how many are shown, and how many are not."""

    changes: Changes
    facts: list[Change]
    records: list[Change]
    left_out: int


def show(changes: Changes, style: str = "text") -> str:
    """The changes in one of the STYLES; of very many only as many as fit into a comment."""
    count = len(changes.facts) + len(changes.records)
    while True:
        text = _render(changes, style, count)
        if style == "text" or len(text) <= _LIMIT or count == 0:
            return text
        count //= 2


def _render(changes: Changes, style: str, count: int) -> str:
    facts = list(changes.facts)[:count]
    records = list(changes.records)[: count - len(facts)]
    left_out = len(changes.facts) + len(changes.records) - len(facts) - len(records)
    template = _environment().get_template("changes.md" if style == "markdown" else "changes.txt")
    text = template.render(view=_View(changes, facts, records, left_out))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


@cache
def _environment() -> Environment:
    made = environment("history", escaped=False)  # text and Markdown: the filter `code` makes data harmless
    made.filters.update(code=code, line=line)
    return made


def line(text: str) -> str:
    """A text on one line, without anything invisible, cut where it is very long."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def code(text: str) -> str:
    """A text as a code span (CommonMark 0.31, section 6.1) that nothing in it can end."""
    text = line(text)
    if not text:
        return "nothing"
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"
