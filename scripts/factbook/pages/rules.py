"""The rules of the store and of the pages, from the same table that checks them."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.checks.rules import RULES
from factbook.checks.rules.rule import displayed
from factbook.content.page import Code, Page, Paragraph, Section
from factbook.content.spans import InlineCode, Spans, Text
from factbook.languages import N_, _
from factbook.pages.paged import opening
from factbook.store import Store

_LEAD = N_(
    "Every rule that the check holds the store and the pages to, with a wrong and a right example. Each is also what the tests try."
)


def pages(_store: Store) -> Iterator[Page]:
    """The reference of all rules."""
    yield Page("contribute/rules", _("Rules"), "", _(_LEAD), "reference", _sections)


def _sections() -> list[Section]:
    rules = [
        Section(
            f"{rule.code} {rule.name}",
            rule.code.lower(),
            [
                Paragraph(_words(rule.wants)),
                Paragraph(_words(rule.why)),
                Paragraph((Text(_("Wrong:")),)),
                Code(displayed(rule.wrong), "yaml"),
                Paragraph((Text(_("Right:")),)),
                Code(displayed(rule.right), "yaml"),
            ],
        )
        for rule in RULES
    ]
    return [*opening(_(_LEAD)), *rules]


def _words(text: str) -> Spans:
    """A sentence of a rule; what stands between backticks is shown as typed."""
    return [InlineCode(part) if number % 2 else Text(part) for number, part in enumerate(text.split("`")) if part]
