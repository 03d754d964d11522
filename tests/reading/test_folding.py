"""Chinese text over several lines has no spaces that nobody typed."""

from __future__ import annotations

import pytest

from factbook.editing.formatting.files import format_text
from factbook.reading.documents import parse_document

_BEGINNING = "- id: charter\n  summary: "


def read(text: str) -> object:
    document, problems = parse_document("data/milestones.yml", (_BEGINNING + text + "\n  date: 1320\n").encode())
    assert problems == []
    return document.value[0]["summary"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("国王\n    准许集市", "国王准许集市"),
        (">-\n    国王\n    准许\n    集市", "国王准许集市"),
        ("'国王\n    准许集市'", "国王准许集市"),
        ('"国王\n    准许集市"', "国王准许集市"),
        ("国王，\n    准许集市", "国王，准许集市"),
        ("国王\n    （准许）集市", "国王（准许）集市"),
        ("国王\n    TCL", "国王 TCL"),
        ("the king\n    grants", "the king grants"),
        ("the king\n    准许", "the king 准许"),
        ("国王 准许\n    集市", "国王 准许集市"),
        ("惠州 日报", "惠州 日报"),
        (">-\n    惠州 日报\n    头版", "惠州 日报头版"),
        ("국왕은\n    시장을", "국왕은 시장을"),
        ("国王\n\n    准许", "国王\n准许"),
    ],
)
def test_a_line_break_between_chinese_characters_is_no_space(written: str, text: str) -> None:
    assert read(written) == text


@pytest.mark.parametrize("text", ["惠州 日报 " * 12, "国王准许集市，" * 20, "国王 grants a market, 准许 集市。 " * 6])
def test_the_layout_never_changes_a_text(text: str) -> None:
    before = _BEGINNING + text.strip() + "\n  date: 1320\n"
    after = format_text(before, "milestones")
    assert format_text(after, "milestones") == after
    both = [parse_document("data/milestones.yml", each.encode())[0].value for each in (before, after)]
    assert both[0] == both[1]
