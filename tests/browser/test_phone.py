"""On a phone, where rows are cards, a table stays a table and can be sorted."""

from tests.browser.conftest import OpenPage
from tests.browser.test_every_kind import NARROW


def test_a_table_is_still_one_for_who_hears_it(open_page: OpenPage) -> None:
    page = open_page("plans/", viewport=NARROW)
    table = page.get_by_role("table").first
    rows = table.get_by_role("row")
    assert rows.count() > 10
    assert rows.nth(3).get_by_role("rowheader").count() == 1
    assert rows.nth(3).get_by_role("cell").count() > 2


def test_long_tables_can_be_sorted_there_too(open_page: OpenPage) -> None:
    page = open_page("sources/", viewport=NARROW)
    head = page.locator(".fb-filter + .fb-table thead button").first
    head.click()
    assert page.locator("thead [aria-sort=ascending]").count() == 1
