"""Grades: who says a fact, and how it was read; one publisher is one, however it is spelled and whatever it repeats."""

from __future__ import annotations

from typing import Any

import pytest

from factbook.checks.lookalike_publishers import similar
from factbook.reading.load import build_store, load
from factbook.store import Standing
from factbook.store.grading import Grading, text_groups
from factbook.store.publishers import publishers
from factbook.store.records import Source
from tests.projects import MakeProject


def source(
    identifier: str, publisher: Any = "Council", kind: str = "press", access: str = "direct", **more: Any
) -> Source:
    return Source.model_validate(
        {
            "id": identifier, "title": identifier, "publisher": publisher, "kind": kind, "access": access, "language": "en",
            "url": f"https://example.org/{identifier}", "accessed": "2020-01-01", **more,
        }
    )  # fmt: skip


def graded(*sources: Source, cited: str = "", examined: str = "") -> Standing:
    known = {one.id: one for one in sources}
    return Grading(known, examined.split()).standing(cited.split() or known)


A, B, C, D = "ABCD"
PAPER, OTHER = source("paper", "Herald"), source("other", "Gazette")
COPY = source("copy", "Herald", access="mirror")
REPLY = source("reply", "Council", "official", "mirror")
BLOG = source("blog", "somebody", "blog")


@pytest.mark.parametrize(
    ("sources", "grade", "read_as"),
    [
        # A: a primary text that was read itself
        ([source("a", kind="official")], A, "original"),
        ([source("a", kind="statistics", access="archive")], A, "original"),
        ([source("a", kind="filing", access="portal")], A, "original"),
        ([source("a", kind="official"), COPY, BLOG], A, "original"),
        # B: independent publishers; a primary text read as a copy is one of them
        ([PAPER, OTHER], B, "original"),
        ([PAPER, source("b", "Gazette", access="mirror")], B, "original"),
        ([COPY, source("b", "Gazette", access="mirror")], B, "copy"),
        ([REPLY, PAPER], B, "original"),
        ([REPLY, COPY], B, "copy"),
        # C: one reliable publisher
        ([REPLY], C, "copy"),
        ([PAPER], C, "original"),
        ([COPY], C, "copy"),
        ([source("a", "Mill", "company")], C, "original"),
        ([source("a", "Encyclopedia", "reference")], C, "original"),
        ([PAPER, source("b", "Herald")], C, "original"),
        # D: weak texts alone
        ([BLOG], D, "original"),
        ([source("a", "somebody", "blog", "mirror")], D, "copy"),
        ([source("a", "Board", "forum"), source("b", "Bot", "machine-written")], D, "original"),
        ([source("a", "Herald", reliability="weak")], D, "original"),
        ([source("a", "Council", "official", reliability="weak")], D, "original"),
        ([source("a", "unknown"), source("b", "Unknown ", "official", "mirror")], D, "original"),
        # weak texts lift no grade, and do not make a copy an original
        ([PAPER, BLOG, source("c", "other", "forum")], C, "original"),
        ([REPLY, BLOG], C, "copy"),
        ([COPY, source("b", "Gazette", reliability="weak")], C, "copy"),
        ([PAPER, source("b", "unknown")], C, "original"),
    ],
)  # fmt: skip
def test_a_grade_says_who_says_it_and_beside_it_how_it_was_read(
    sources: list[Source], grade: str, read_as: str
) -> None:
    assert graded(*sources) == Standing(grade, read_as)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sources", "cited", "grade"),
    [
        ([PAPER, source("b", "Gazette", same_text_as="paper")], "", C),
        ([PAPER, source("b", "Gazette", repeats="paper")], "", C),
        # two papers that repeat a third text, which is not cited
        ([PAPER, source("b", "Gazette", same_text_as="paper"), source("c", "Post", repeats="b")], "b c", C),
        # a paper that repeats an office, beside another text of that office
        ([REPLY, source("b", "Herald", repeats="reply"), source("c", "Council")], "b c", C),
        # a repeating text takes nothing from an independent one of its own publisher
        ([REPLY, source("b", "Herald", repeats="reply"), source("c", "Herald")], "reply c", B),
        ([REPLY, source("b", "Herald", repeats="reply"), OTHER], "b other", B),
        ([source("a", "Herald", same_text_as="b"), source("b", "Gazette", same_text_as="a")], "", C),
    ],
)  # fmt: skip
def test_publishers_that_repeat_one_text_or_one_office_count_once(
    sources: list[Source], cited: str, grade: str
) -> None:
    assert graded(*sources, cited=cited).grade == grade


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Huizhou Daily", "HUIZHOU  daily", True),
        ("Huizhou Daily", "Ｈｕｉｚｈｏｕ Daily", True),
        ("Huizhou Daily", {"en": "Huizhou Daily", "zh": "惠州日报"}, True),
        ({"zh": "惠州日报"}, {"en": "Huizhou Daily", "zh": "惠州日报"}, True),
        ("Huizhou Daily", "Nanfang Daily", False),
        ("unknown", {"en": "unknown", "zh": "惠州日报"}, True),
        ({"zh": "惠州日报"}, {"en": "unknown", "zh": "惠州日报"}, False),
    ],
)
def test_a_publisher_is_one_however_it_is_spelled(one: Any, two: Any, same: bool) -> None:
    found = publishers({"a": source("a", one).publisher, "b": source("b", two).publisher})
    assert (found["a"] == found["b"]) is same


def test_names_of_one_publisher_meet_in_a_third_record() -> None:
    named = [source("a", "Daily"), source("b", {"zh": "日报"}), source("c", {"en": "Daily", "zh": "日报"})]
    found = publishers({each.id: each.publisher for each in named})
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("one", "two", "reported"),
    [
        ("The Council", "Council", False),  # one publisher: the same key
        ("Council Press Co., Ltd.", "Council Press", True),
        ("Sao Paulo Gazette", "São Paulo Gazette", True),
        ("Southern Metropolis Daily", "Southern Metropolls Daily", True),
        ({"zh": "澎湃号·政务"}, {"zh": "澎湃号政务"}, False),
        ({"en": "Huizhou Daily", "zh": "惠州日报"}, {"en": "Huzhou Daily", "zh": "湖州日报"}, False),
        ({"zh": "惠州日报"}, {"zh": "广州日报"}, False),
        ("AGC", "ACC", False),
        ("Council", "COUNCIL", False),
        ("unknown", "unknowns", False),
    ],
)
def test_names_that_are_nearly_alike_are_reported(one: Any, two: Any, reported: bool) -> None:
    found = [(a.id, b.id) for a, b in similar([source("a", one), source("b", two), source("c", two)])]
    assert found == ([("a", "b")] if reported else [])


def test_an_article_whose_claims_are_checked_is_a_weak_text(make_project: MakeProject) -> None:
    store = build_store(
        load(
            make_project(
                "# data/claims.yml\n- {id: claim-fair, source: yearbook, at: page 1, claim: A fair., verdict: opinion,"
                " explanation: So it says., checked_on: 2020-01-01}\n"
            )
        )
    )
    assert store.standing("town-river") == Standing("D", "original")
    assert graded(PAPER, OTHER, examined="paper").grade == C


def test_reposts_share_their_originals_text() -> None:
    texts = [source("a"), source("b", same_text_as="a"), source("c", same_text_as="b"), source("d", repeats="a")]
    groups = text_groups({one.id: one for one in texts})
    assert groups["a"] == groups["b"] == groups["c"] != groups["d"]
