"""On a phone: rows of tables are cards with a word beside each cell, nothing lies outside the screen, and a table stays a table."""

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kinds import PRESENT, largest, sample

NARROW = {"width": 360, "height": 740}

_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_OUTSIDE = """
[...document.querySelectorAll('.md-content :is(td, tbody th)')]
  .filter(cell => cell.offsetWidth && cell.getBoundingClientRect().right > innerWidth).map(cell => cell.textContent)
"""
_UNNAMED = """
[...document.querySelectorAll('.md-content td')].filter(cell => cell.offsetWidth)
  .filter(cell => cell.closest('table').tHead.rows[0].cells[cell.cellIndex].textContent.trim())
  .filter(cell => !getComputedStyle(cell, '::before').content.includes(cell.dataset.label)).map(cell => cell.outerHTML)
"""


@pytest.mark.parametrize("kind", PRESENT)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_no_page_moves_sideways_and_every_cell_has_its_word(
    kind: str, scripts: bool, site: Path, open_page: OpenPage
) -> None:
    for address in sample(kind, site, 1) if scripts else largest(kind, site, 1):
        page = open_page(address, viewport=NARROW, java_script_enabled=scripts)
        if scripts:
            page.evaluate("document.querySelectorAll('details').forEach(closed => (closed.open = true))")
        assert page.evaluate(_SIDEWAYS) <= 0, address
        assert page.evaluate(_OUTSIDE) == [], address
        assert page.evaluate(_UNNAMED) == [], address
        page.set_viewport_size(PHONE)
        assert page.evaluate(_SIDEWAYS) <= 0, address
        page.context.close()


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
