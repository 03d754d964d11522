"""The shipped search, as a reader types into it, in English and in Chinese."""

from playwright.sync_api import expect

from tests.browser.asking import ask
from tests.browser.conftest import OpenPage

_CASES = [
    ("EVE Energy", "organizations/eve-energy/"),
    ("TCL Technology", "organizations/tcl-technology/"),
    ("new-energy batteries", "industries/new-energy-batteries/"),
    ("gross domestic product", "indicators/gdp/"),
    ("one trillion yuan", "disputes/one-trillion-yuan/"),
    ("新能源电池", "industries/new-energy-batteries/"),
    ("地区生产总值", "indicators/gdp/"),
    ("TCL科技", "organizations/tcl-technology/"),
    ("亿纬", "organizations/eve-energy/"),
    ("仲恺", "places/zhongkai-zone/"),
]


def test_a_name_leads_to_its_page(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("/")
    field = page.locator("input.md-search__input")
    for query, address in _CASES:
        field.fill("")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        field.fill(query)
        field.press("End")  # the search listens to keys
        first = page.locator(".md-search-result__item:nth-child(-n+5) > a")
        expect(first.first).to_be_attached()
        results = first.evaluate_all("links => links.map(a => a.pathname)")
        assert any(result.endswith(f"/{address}") for result in results), (query, results)


_FIRST = [
    ("zhongkai", "places/zhongkai-zone/"),
    ("仲恺", "places/zhongkai-zone/"),
    ("zone", "places/zhongkai-zone/"),
    ("huizhou", "places/huizhou/"),
    ("batteries", "industries/new-energy-batteries/"),
    ("电池", "industries/new-energy-batteries/"),
]


def test_of_pages_that_fit_alike_the_one_comes_first_of_which_most_is_known(open_page: OpenPage) -> None:
    answers = ask(open_page(), [query for query, _ in _FIRST])
    assert [(query, answer.results[0][0]) for (query, _), answer in zip(_FIRST, answers, strict=True)] == _FIRST


def test_other_names_stand_apart_below_what_was_found(open_page: OpenPage) -> None:
    """Material's rules for them are among those that are left out (factbook.site.styles)."""
    page = open_page()
    page.keyboard.press("/")
    page.locator("input.md-search__input").fill("TCL Technology")
    page.locator("input.md-search__input").press("End")
    names = page.locator(".md-search-result__item").first.locator(".md-tag")
    names.nth(1).wait_for()
    assert names.nth(1).evaluate("tag => getComputedStyle(tag, '::before').content") == '" · "'
