"""Amounts in words: the bound as the source has it, in both languages."""

from __future__ import annotations

import pytest

from factbook.checks.project import Project
from factbook.content.amounts import aim_text, bounded
from factbook.languages.current import in_language
from factbook.store.records.facts import Target

WORDS = {
    "exact": ("7", "7"),
    "about": ("about 7", "约7"),
    "below": ("nearly 7", "近7"),
    "at-least": ("at least 7", "至少7"),
    "over": ("over 7", "超7"),
    "at-most": ("at most 7", "不超过7"),
    "under": ("under 7", "不到7"),
}


@pytest.mark.parametrize("bound", WORDS)
def test_a_limit_that_includes_the_number_reads_unlike_one_that_does_not(bound: str) -> None:
    for tongue, words in zip(("en", "zh"), WORDS[bound], strict=True):
        with in_language(tongue):
            assert bounded(bound, "7") == words


def test_a_range_has_both_ends(project: Project) -> None:
    aim = Target(indicator="city-gdp-growth", value="5.5", to="6")  # type: ignore[arg-type]
    for tongue, words in {"en": "5.5 to 6%", "zh": "5.5至6%"}.items():
        with in_language(tongue):
            assert aim_text(aim, "percent", project.store) == words


def test_goals_of_the_store_read_as_their_sources_print_them(project: Project) -> None:
    expected = {
        "city-growth-target-2026": "5.5 to 6%",
        "city-value-added-target-2026": "at least 7%",
        "city-gdp-goal-2025": "over 600\u00a0bn yuan",
    }
    store = project.store
    for address, words in expected.items():
        aim = store.facts[address].record.target  # type: ignore[union-attr]
        with in_language("en"):
            assert aim_text(aim, store.indicators[aim.indicator].unit, store) == words
