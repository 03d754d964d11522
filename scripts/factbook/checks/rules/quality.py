"""The rule that holds the committed floor of quality."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.checks.quality import FLOOR_FILE, below, read_floor, totals
from factbook.checks.rules.rule import Finding, Rule, View
from factbook.languages import N_


def _floor(view: View) -> Iterator[Finding]:
    """Where a file could not be read, its facts are missing from every count: then nothing is said."""
    if view.floor is None or view.broken_words:
        return
    try:
        held = read_floor(view.floor)
    except ValueError as error:
        yield Finding(FLOOR_FILE, 1, 1, str(error), "write it anew with factbook stats --write-floor")
        return
    for fault in below(totals(view.store), held):
        line, column = _place(view.floor, fault.name)
        yield Finding(FLOOR_FILE, line, column, fault.message, fault.hint)


def _place(text: str, name: str) -> tuple[int, int]:
    """Where a name stands in the floor's file."""
    offset = max(0, text.find(f'"{name}"'))
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


_EXAMPLE = """# data/quality-floor.json
{{
  "at_least": {{"facts": {facts}, "sources": 1}},
  "at_most": {{"percent_single_source": 100}}
}}
"""

RULES = (
    Rule(
        "FB902",
        "quality-floor",
        N_(
            "The store is not worse than the floor in `%(file)s`: facts, sources, claims, disputes, and how they are sourced."
        ),
        N_("Quality that is not held is lost, one change at a time, without a decision."),
        _EXAMPLE.format(facts=2),
        _EXAMPLE.format(facts=1),
        _floor,
        {"file": FLOOR_FILE},
    ),
)
