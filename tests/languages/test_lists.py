"""Lists as each language has them."""

from __future__ import annotations

import pytest

from factbook.languages import in_language, joined, listed


@pytest.mark.parametrize(
    ("tag", "items", "words"),
    [
        ("en", [], ""),
        ("en", ["a"], "a"),
        ("en", ["a", "b"], "a and b"),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("zh", ["甲"], "甲"),
        ("zh", ["甲", "乙"], "甲和乙"),
        ("zh", ["甲", "乙", "丙"], "甲、乙和丙"),
    ],
)
def test_a_list_in_a_sentence_has_a_word_before_its_last_item(tag: str, items: list[str], words: str) -> None:
    with in_language(tag):
        assert listed(items) == words


@pytest.mark.parametrize(("tag", "words"), [("en", "a, b or c"), ("zh", "a、b或c")])
def test_a_list_of_choices(tag: str, words: str) -> None:
    with in_language(tag):
        assert listed("abc", style="or") == words


@pytest.mark.parametrize(("tag", "words"), [("en", "a, b, c"), ("zh", "a、b、c")])
def test_a_list_beside_a_label_has_no_word_before_its_last_item(tag: str, words: str) -> None:
    with in_language(tag):
        assert joined("abc") == words
