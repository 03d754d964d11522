"""What the marks on facts, claims, disputes and plans mean, as tables for the pages that explain them."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.content.marks import CAVEATS, GRADES, OUTCOMES, PLAN_OUTCOMES, READ_AS, STATUSES, VERDICTS
from factbook.content.page import Column, Row, Table
from factbook.content.spans import Badge, Text

_NAMED: Mapping[str, tuple[str, str, Mapping[str, tuple[str, str]]]] = {
    "read-as": ("How a fact was read", "read-as", READ_AS),
    "statuses": ("Status of a fact", "status", STATUSES),
    "verdicts": ("Verdict", "verdict", VERDICTS),
    "disputes": ("Outcome of a dispute", "dispute", OUTCOMES),
    "plans": ("Outcome of a plan", "outcome", PLAN_OUTCOMES),
}
_BARE: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "grades": ("Grade", "grade", GRADES),
    "caveats": ("Caveat", "caveat", CAVEATS),
}


def meanings_table(family: str) -> Table:
    """Every mark of a family with its meaning, in the family's order. Raises KeyError for an unknown family."""
    if family in _BARE:
        heading, kind, bare = _BARE[family]
        rows = [_row(kind, name, name, meaning) for name, meaning in bare.items()]
    else:
        heading, kind, named = _NAMED[family]
        rows = [_row(kind, name, label, meaning) for name, (label, meaning) in named.items()]
    return Table(f"{heading}: what each means", [Column(heading), Column("Meaning")], rows)


def _row(kind: str, name: str, label: str, meaning: str) -> Row:
    return Row(((Badge(kind, name.lower(), label),), (Text(meaning[0].upper() + meaning[1:]),)))
