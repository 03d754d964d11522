"""The tables that explain the marks name every mark that a page can show."""

from __future__ import annotations

import pytest

from factbook.content.blocks import MEANINGS
from factbook.content.marks import CAVEATS, GRADES, OUTCOMES, PLAN_OUTCOMES, READ_AS, STATUSES, VERDICTS
from factbook.content.spans import Badge, Text
from factbook.pages.meanings import meanings_table

MARKS = {
    "grades": GRADES,
    "verdicts": VERDICTS,
    "disputes": OUTCOMES,
    "plans": PLAN_OUTCOMES,
    "read-as": READ_AS,
    "statuses": STATUSES,
    "caveats": CAVEATS,
}


@pytest.mark.parametrize("family", MEANINGS)
def test_every_mark_stands_in_its_table_with_a_meaning(family: str) -> None:
    rows = meanings_table(family).rows
    badges = [row.cells[0][0] for row in rows]
    meanings = [row.cells[1][0] for row in rows]
    assert [badge.name for badge in badges if isinstance(badge, Badge)] == [mark.lower() for mark in MARKS[family]]
    assert all(isinstance(meaning, Text) and meaning.text[:1].isupper() for meaning in meanings)


def test_every_family_has_its_table() -> None:
    assert set(MEANINGS) == set(MARKS)


def test_an_unknown_family_has_none() -> None:
    with pytest.raises(KeyError):
        meanings_table("colours")
