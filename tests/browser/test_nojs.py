"""Without scripts a page has all its words, and a phone has cards (test_every_kind.py: every fact, table, event and reference is there)."""

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kinds import largest

_WORDS = "() => document.querySelector('article').innerText.split(/\\s+/).filter(Boolean)"


@pytest.mark.parametrize("kind", ["industry", "indicator", "claim"])
def test_scripts_add_controls_but_no_words_of_the_text(kind: str, site: Path, open_page: OpenPage) -> None:
    address = largest(kind, site, 1)[0]
    bare = open_page(address, java_script_enabled=False).evaluate(_WORDS)
    scripted = open_page(address).evaluate(_WORDS)
    assert set(scripted) - set(bare) <= {"Filter", "rows"} | {word for word in scripted if word.isdigit()}
    assert set(bare) <= set(scripted)


def test_rows_of_wide_tables_are_cards_on_a_phone(site: Path, open_page: OpenPage) -> None:
    page = open_page(largest("indicator", site, 1)[0], java_script_enabled=False, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate(
        "[...document.querySelectorAll('.fb-table td')].every(t => t.scrollWidth <= t.clientWidth + 1)"
    )
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.fb-table td[data-label]'), '::before').content")
        != "none"
    )
