"""The rules of the store and of the pages, from the same table that checks them."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.content import Code, Page, Paragraph, Section, Text
from factbook.rules import RULES
from factbook.store import Store


def pages(_: Store) -> Iterator[Page]:
    """The reference of all rules."""
    description = "Every rule that factbook check holds the store and the pages to, with a wrong and a right example."
    yield Page("contribute/rules", "Rules", "", description, "reference", _sections)


def _sections() -> list[Section]:
    return [
        Section(
            f"{rule.code} {rule.name}",
            rule.code.lower(),
            [
                Paragraph((Text(rule.wants),)),
                Paragraph((Text(rule.why),)),
                Paragraph((Text("Wrong:"),)),
                Code(rule.wrong.rstrip("\n"), "yaml"),
                Paragraph((Text("Right:"),)),
                Code(rule.right.rstrip("\n"), "yaml"),
            ],
        )
        for rule in RULES
    ]
