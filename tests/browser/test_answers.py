"""What readers ask, typed into the shipped search: the answer comes first, among the first three at least (design, section 8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.asking import Answer, ask
from tests.browser.conftest import DESKTOP, PHONE, OpenPage

_LISTS = Path(__file__).parents[1] / "search"


def _listed(*names: str) -> list[dict[str, Any]]:
    return [row for name in names for row in yaml.safe_load((_LISTS / name).read_text(encoding="utf-8"))]


QUERIES = _listed("queries.yml", "more_queries.yml")
THIRD = _listed("third_queries.yml")
FOURTH = _listed("fourth_queries.yml")
_HAN = re.compile("[\u4e00-\u9fff]")


def _is_hit(location: str, wanted: Sequence[str]) -> bool:
    path, _, anchor = location.partition("#")
    path = path.strip("/").removesuffix("/index.html")
    return any(want in (path, f"{path}#{unquote(anchor)}") for want in wanted)


def _rank(answer: Answer, wanted: Sequence[str]) -> int:
    """At which place a right result stands, counted from one; 0 where none is among the first five."""
    shown = [[fact] for fact in answer.facts] + [list(result) for result in answer.results]
    hits = (number for number, these in enumerate(shown, 1) if any(_is_hit(one, wanted) for one in these[:4]))
    return next(hits, 0)


def _shares(rows: Iterable[dict[str, Any]], page: Page) -> tuple[float, float, list[str]]:
    rows = list(rows)
    ranks = [
        _rank(answer, row["want"]) for row, answer in zip(rows, ask(page, [row["q"] for row in rows]), strict=True)
    ]
    missed = [f"{row['q']}: {rank or '-'}" for row, rank in zip(rows, ranks, strict=True) if rank != 1]
    return sum(rank == 1 for rank in ranks) / len(rows), sum(0 < rank <= 3 for rank in ranks) / len(rows), missed


@pytest.mark.parametrize("chinese", [False, True], ids=["English", "Chinese"])
def test_the_first_result_answers(chinese: bool, open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    first, three, missed = _shares(
        (row for row in QUERIES if bool(_HAN.search(row["q"])) is chinese), open_page("about/")
    )
    with capsys.disabled():
        print(f"\nsearch: first {first:.0%}, first three {three:.0%}; not first: {', '.join(missed)}")
    assert first >= 0.95, missed
    assert three >= 0.99, missed


def test_the_first_result_answers_most_queries_of_lists_that_taught_kinds_alone(open_page: OpenPage) -> None:
    first, three, missed = _shares(THIRD, open_page("about/"))
    assert first >= 0.77, missed
    assert three >= 0.86, missed


def _is_right(answer: Answer, row: dict[str, Any]) -> bool:
    """Whether the first result is a right one, and nothing answers that may not; without a right one, whether the search says so."""
    first = [*answer.facts, *(answer.results[0][:1] if answer.results else [])]
    if any(_is_hit(one, row.get("never", ())) for one in first):
        return False
    says_so = not answer.facts and (not answer.results or bool(answer.missing))
    if says_so and (not row["want"] or row.get("unknown")):
        return True
    return _rank(answer, row["want"]) == 1


@pytest.mark.parametrize("edition", ["", "zh/"], ids=["English", "Chinese"])
def test_the_first_result_answers_what_was_asked_and_nothing_like_it(edition: str, open_page: OpenPage) -> None:
    rows = [row for row in FOURTH if bool(_HAN.search(row["q"])) is bool(edition)]
    answers = ask(open_page(f"{edition}about/"), [row["q"] for row in rows])
    wrong = [row["q"] for row, answer in zip(rows, answers, strict=True) if not _is_right(answer, row)]
    assert len(wrong) <= 0.1 * len(rows), wrong


def _typed(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.locator(".md-search-result__item, [data-answer]").first.wait_for()


def test_a_fact_answers_with_value_period_place_grade_and_source(open_page: OpenPage) -> None:
    page = open_page()
    _typed(page, "gdp 2023")
    answer = page.locator("[data-answer]").first
    expect(answer).to_contain_text("100.715 bn yuan")
    expect(answer).to_contain_text("2023")
    expect(answer).to_contain_text("Zhongkai")
    assert answer.locator(".fb-badge--grade").count() == 1
    assert "/sources/" in (answer.locator(".fb-answer__source a").get_attribute("href") or "")
    assert (answer.locator("a").first.get_attribute("href") or "").endswith("/indicators/gdp/#gdp@2023")
    expect(page.locator(".md-search [role=status]")).to_have_text(
        re.compile(r"^\d+ answers? from the facts, \d+ pages?$")
    )


def test_a_series_answers_with_its_newest_sound_value_and_a_chart(open_page: OpenPage) -> None:
    page = open_page()
    _typed(page, "zhongkai gdp")
    assert page.locator("[data-answer]").first.locator("svg").count() == 1


def test_the_query_stays_in_the_address_and_back_comes_back_to_it(open_page: OpenPage) -> None:
    page = open_page()
    _typed(page, "samsung")
    expect(page).to_have_url(re.compile(r"\?q=samsung$"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/samsung-huizhou/**")
    page.go_back()
    expect(page.locator("input[name=query]")).to_have_value("samsung")
    page.locator(".md-search-result__item").first.wait_for()


def test_enter_goes_to_the_first_and_escape_closes(open_page: OpenPage) -> None:
    page = open_page()
    _typed(page, "TCL Technology")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).not_to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/tcl-technology/**")


def test_the_page_of_the_search_answers_its_address(open_page: OpenPage) -> None:
    page = open_page("search/?q=%E4%BA%BA%E5%8F%A3")
    expect(page.locator(".fb-search--page [data-answer]").first).to_contain_text("people")
    expect(page.locator("link[rel=search]")).to_have_attribute("href", re.compile("opensearch.xml$"))


_SET = """item => {
    const text = item.querySelector("a").firstChild, range = document.createRange();
    range.selectNode(text);
    const inset = range.getBoundingClientRect().left - item.parentElement.getBoundingClientRect().left;
    const small = [...item.querySelectorAll("a, p")].map((part) => parseFloat(getComputedStyle(part).fontSize));
    return { inset: Math.round(inset), smallest: Math.min(...small) };
}"""
"""How far the title of a result stands from the edge of the list, and the size of its smallest text, in pixels."""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_results_are_set_alike_in_the_header_and_on_the_page_of_the_search(
    size: dict[str, int], open_page: OpenPage
) -> None:
    page = open_page(viewport=size)
    if size is PHONE:
        page.get_by_role("button", name="Search").click()
    _typed(page, "batteries")
    result = ".md-search-result__item"
    in_header = page.locator(result).first.evaluate(_SET)
    on_page = open_page("search/?q=batteries", viewport=size).locator(f".fb-search--page {result}").first.evaluate(_SET)
    assert in_header == on_page
    assert in_header["inset"] >= 12
    assert in_header["smallest"] >= 12


def test_nothing_found_says_what_to_try(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.insert_text("qqqzzzxx")
    expect(page.locator(".md-search [role=status]")).to_contain_text("Nothing found")
    assert page.locator(".fb-hit__none a").count() >= 3


def test_what_is_composed_is_looked_up_when_it_is_ready(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    page.evaluate("""() => {
      const field = document.querySelector("input[name=query]");
      field.value = "人口";
      field.dispatchEvent(new InputEvent("input", { isComposing: true }));
    }""")
    page.wait_for_timeout(300)
    assert page.locator("[data-answer]").count() == 0
    page.evaluate("document.querySelector('input[name=query]').dispatchEvent(new CompositionEvent('compositionend'))")
    page.locator("[data-answer]").first.wait_for()


def test_on_a_phone_the_search_is_opened_by_its_button(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("exports")
    page.locator("[data-answer]").first.wait_for()
    box = page.locator(".md-search .md-search-result").bounding_box()
    assert box is not None
    assert box["width"] <= PHONE["width"]


def test_weak_and_rejected_values_never_answer(open_page: OpenPage) -> None:
    page = open_page("about/")
    answers = ask(page, ["gdp nine months 2024", "retail sales nine months", "trillion output"])
    assert not [fact for answer in answers for fact in answer.facts if "2024-01" in fact or "trillion" in fact]
