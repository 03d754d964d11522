"""What the marks on facts, claims, disputes and plans mean, as tables for the pages that explain them."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.content.marks import (
    CAVEATS,
    GRADES,
    OUTCOMES,
    PLAN_OUTCOMES,
    READ_AS,
    STATUSES,
    VERDICTS,
    caveat_text,
    plan_outcome,
)
from factbook.content.page import Column, Row, Table
from factbook.content.spans import Badge, Text
from factbook.languages import N_, _

_NAMED: Mapping[str, tuple[str, str, Mapping[str, tuple[str, str]]]] = {
    "read-as": (N_("How a fact was read"), "read-as", READ_AS),
    "statuses": (N_("Status of a fact"), "status", STATUSES),
    "verdicts": (N_("Verdict"), "verdict", VERDICTS),
    "disputes": (N_("Outcome of a dispute"), "dispute", OUTCOMES),
    "plans": (N_("Outcome of a plan"), "outcome", PLAN_OUTCOMES),
}
_BARE: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "grades": (N_("Grade"), "grade", GRADES),
    "caveats": (N_("Caveat"), "caveat", CAVEATS),
}


def meanings_table(family: str) -> Table:
    """Every mark of a family with its meaning, in the family's order. Raises KeyError for an unknown family."""
    if family in _BARE:
        heading, kind, bare = _BARE[family]
        rows = [_row(kind, name, _bare(family, name), _(meaning)) for name, meaning in bare.items()]
    else:
        heading, kind, named = _NAMED[family]
        rows = [_row(kind, name, *_named(family, name)) for name in named]
    caption = _("%(family)s: what each means") % {"family": _(heading)}
    return Table(caption, [Column(_(heading)), Column(_("Meaning"))], rows)


def _bare(family: str, name: str) -> str:
    """What a mark is called that has no name beside its meaning: a grade is its letter."""
    return caveat_text(name) if family == "caveats" else name


def _named(family: str, name: str) -> tuple[str, str]:
    """The label of a mark, and its meaning."""
    if family == "plans":
        return plan_outcome(name)
    label, meaning = _NAMED[family][2][name]
    return _(label), _(meaning)


def _row(kind: str, name: str, label: str, meaning: str) -> Row:
    return Row(((Badge(kind, name.lower(), label),), (Text(meaning[0].upper() + meaning[1:]),)))
