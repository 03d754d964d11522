"""Amounts in words: the bound as the source has it, no more digits than a reader can use, in both languages."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from factbook.checks.project import Project
from factbook.content.amounts import (
    MOST_DIGITS,
    ShownUnit,
    aim_text,
    amount_of,
    amount_text,
    bounded,
    is_shortened,
    shortened,
    shown_unit,
)
from factbook.exports.catalogue import catalogue
from factbook.exports.site import SiteInfo
from factbook.languages.current import in_language
from factbook.pages.generate import generate
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.store.measures import is_value, measure_of
from factbook.store.newest import is_announced
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


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("45.00151815894", "45.00"),
        ("6.010301", "6.010"),
        ("0.2132249", "0.2132"),
        ("9.999600", "10.00"),
        ("100.7151", "100.7"),
        ("100.7500", "100.8"),
        ("100.6500", "100.6"),
        ("100.715", "100.715"),
        ("1007.15", "1007.15"),
        ("48.615", "48.615"),
        ("469222", "469222"),
        ("1234567.8", "1234568"),
        ("-0.14182609959", "-0.1418"),
        ("353.7", "353.7"),
        ("1992", "1992"),
        ("0", "0"),
        ("0.000", "0.000"),
    ],
)
def test_a_number_of_more_than_six_digits_is_shown_with_four_and_all_before_the_point(stored: str, shown: str) -> None:
    assert str(shortened(Decimal(stored))) == shown


def test_a_label_of_a_chart_has_four_digits_and_all_before_the_point() -> None:
    unit = ShownUnit("bn yuan")
    assert [unit.label(Decimal(n)) for n in ("100.715", "1007.15", "9.9996", "469222", "3.5")] == [
        "100.7",
        "1,007",
        "10.00",
        "469,222",
        "3.5",
    ]


def test_small_sums_are_in_the_next_smaller_step(project: Project) -> None:
    expected = {
        "eve-parent-net-profit@2025-Q3": ("1.211\u00a0bn yuan", "12.11亿元"),
        "cee-line-upgrade-investment": ("213.2\u00a0million yuan", "2.132亿元"),
        "eve-revenue@2025-01/2025-09": ("45.00\u00a0bn yuan", "450.0亿元"),
    }
    for address, texts in expected.items():
        for tongue, words in zip(("en", "zh"), texts, strict=True):
            with in_language(tongue):
                assert amount_text(measure_of(project.store.facts[address], project.store), project.store) == words


def test_a_symbol_in_latin_letters_stands_close_in_chinese_alone(project: Project) -> None:
    for tongue, words in {"en": "6.4\u00a0GWh", "zh": "6.4GWh"}.items():
        with in_language(tongue):
            assert amount_of(Decimal("6.4"), "GWh", project.store) == words


def test_a_rank_is_an_ordinal(project: Project) -> None:
    for tongue, words in {
        "en": ["1st", "2nd", "3rd", "11th", "22nd"],
        "zh": ["第1位", "第2位", "第3位", "第11位", "第22位"],
    }.items():
        with in_language(tongue):
            assert [amount_of(Decimal(n), "rank", project.store) for n in (1, 2, 3, 11, 22)] == words


_VALUE = re.compile(r'<a class="fb-value"[^>]*>([^<]*)<|<text class="fbc-label[^>]*>([^<]*)<')
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.mark.parametrize("tongue", ["en", "zh"])
def test_no_page_shows_more_digits_outside_the_tables_and_each_has_all_of_them_in_its_own(
    project: Project, tongue: str
) -> None:
    store = project.store
    with in_language(tongue):
        pages = [
            page for page in generate(store) if page.path.startswith(("indicators/", "organizations/", "industries/"))
        ]
        shown: list[str] = []
        for page in pages:
            html = Writer.on(page.path, store, Site()).whole(page)
            shown += ["".join(found) for found in _VALUE.findall(html)]
            for fact in (
                store.owned_by(page.path.removeprefix("indicators/")) if page.path.startswith("indicators/") else ()
            ):
                if fact.kind == "observation":
                    facts = [
                        measure_of(other, store)
                        for other in store.owned_by(fact.owner)
                        if is_announced(other) == is_announced(fact)
                    ]
                    unit = shown_unit(facts[0].unit, store, [measure.value for measure in facts])
                    row = html[html.index(f'<tr id="{fact.address}"') :]
                    assert unit.number(measure_of(fact, store).value, exact=True) in row[: row.index("</tr>")]
    long = [text for text in shown for number in _NUMBER.findall(text) if _too_long(number.replace(",", ""))]
    assert len(shown) > 500
    assert not long


def _too_long(number: str) -> bool:
    whole, _, decimals = number.partition(".")
    return bool(decimals) and len((whole + decimals).lstrip("0")) > max(MOST_DIGITS, len(whole))


def test_the_open_data_have_every_digit(project: Project) -> None:
    store = project.store
    records = catalogue(store, SiteInfo(Site(name="Example", url="https://example.org/"))).facts
    long = [fact for fact in store.facts.values() if is_value(fact) and is_shortened(measure_of(fact, store), store)]
    assert len(long) > 50
    for fact in long:
        value = records[fact.address].value
        assert value is not None
        assert Decimal(value.exact) == measure_of(fact, store).value


def test_the_sides_of_a_dispute_do_not_look_alike(project: Project) -> None:
    """Two values that differ in a digit that is not shown would read as one."""
    store = project.store
    for tongue in ("en", "zh"):
        with in_language(tongue):
            for dispute in store.disputes.values():
                facts = [
                    store.facts[a]
                    for side in dispute.sides
                    for a in side.facts
                    if a in store.facts and is_value(store.facts[a])
                ]
                texts: dict[str, set[Decimal]] = {}
                for fact in facts:
                    measure = measure_of(fact, store)
                    texts.setdefault(amount_text(measure, store) + measure.unit, set()).add(measure.value)
                assert all(len(values) == 1 for values in texts.values()), dispute.id
