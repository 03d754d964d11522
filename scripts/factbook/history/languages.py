"""In which languages the texts of a record changed, and in which they stayed as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factbook.store.parts import parts
from factbook.store.scalars import Record
from factbook.store.texts import Text


@dataclass(slots=True)
class TextChange:
    """What happened to the texts of one key: languages that changed or were added, and those that stayed behind another."""

    languages: dict[str, None] = field(default_factory=dict)
    behind: dict[str, None] = field(default_factory=dict)


def text_changes(before: Record, after: Record) -> Mapping[str, TextChange]:
    """Return what happened to the texts of a record, by key."""
    old = dict(parts(before, Text))
    found: dict[str, TextChange] = {}
    for loc, text in parts(after, Text):
        first = old.get(loc)
        if first is None or first == text:
            continue
        change = found.setdefault(str(loc[0]), TextChange())
        rewritten = False
        for tag in Text.model_fields:
            was, now = getattr(first, tag), getattr(text, tag)
            if now and was != now:
                change.languages[tag] = None
                rewritten |= bool(was)
        for tag in Text.model_fields:
            if rewritten and getattr(text, tag) and getattr(first, tag) == getattr(text, tag):
                change.behind[tag] = None
    return found
