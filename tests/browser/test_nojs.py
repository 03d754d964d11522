"""Without scripts a page is complete: every fact, table, event and reference is there to be read, and links lead on."""

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kinds import PRESENT, largest

_SHOWN = """() => {
  const parts = '[data-fact], .fb-table tr, .fb-pairs dd, .fb-card, .fb-references li, .tl-event, .fb-figure';
  const hidden = [];
  for (const part of document.querySelectorAll(parts)) {
    if (part.closest('[hidden], svg') || !part.textContent.trim()) continue;
    const box = part.getBoundingClientRect();
    const style = getComputedStyle(part);
    if (!box.width || !box.height || style.visibility !== 'visible' || style.opacity !== '1') hidden.push(part.outerHTML.slice(0, 120));
  }
  return hidden;
}"""

_WORDS = "() => document.querySelector('article').innerText.split(/\\s+/).filter(Boolean)"


@pytest.mark.parametrize("kind", PRESENT)
def test_everything_is_readable_without_scripts(kind: str, site: Path, open_page: OpenPage) -> None:
    page = open_page(largest(kind, site, 1)[0], java_script_enabled=False)
    assert page.evaluate(_SHOWN) == []


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
