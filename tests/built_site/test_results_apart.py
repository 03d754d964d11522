"""The whole built site: no announced sum in a list of results, no id where a reader expects a name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from factbook.checks.project import Project
from factbook.store.newest import is_announced


@pytest.fixture(scope="module")
def pages(site: Path) -> list[tuple[str, html.HtmlElement]]:
    """The pages of the store, parsed once."""
    folders = ("industries", "organizations", "places", "indicators", "sources", "story")
    found = [page for folder in folders for page in sorted((site / folder).rglob("index.html"))]
    return [(str(page.relative_to(site)), html.document_fromstring(page.read_bytes())) for page in found]


def test_no_table_holds_results_and_announcements(pages: list[tuple[str, html.HtmlElement]], project: Project) -> None:
    mixed, seen = [], {True: 0, False: 0}
    for path, page in pages:
        for table in page.xpath("//table[contains(@class, 'fb-grid')]"):
            rows = [project.store.facts.get(address) for address in table.xpath(".//tr/@data-fact")]
            kinds = {is_announced(fact) for fact in rows if fact is not None and fact.kind == "observation"}
            for kind in kinds:
                seen[kind] += 1
            if len(kinds) > 1:
                mixed.append(path)
    assert mixed == []
    assert min(seen.values()) > 50


def test_no_announced_value_stands_below_figures(pages: list[tuple[str, html.HtmlElement]], project: Project) -> None:
    for path, page in pages:
        for heading in page.xpath("//h2[@id='figures']"):
            for element in heading.itersiblings():
                if element.tag == "h2":
                    break
                text = " ".join(cell.text_content() for cell in element.iter("td"))
                assert not re.search(r"(?:^|\s)(planned|expected): ", text), path
    assert project.store.facts


def test_no_cell_and_no_card_shows_an_id(pages: list[tuple[str, html.HtmlElement]], project: Project) -> None:
    store = project.store
    keys = {str(getattr(fact.record, "key", "")) for fact in store.facts.values()}
    ids = {*store.facts, *store.organizations, *store.places, *store.indicators, *store.sources, *keys}
    raw = {name for name in ids if "-" in name}
    for path, page in pages:
        for element in page.xpath("//td | //*[contains(@class, 'fb-keyfigure__label')] | //h3"):
            text = element.text_content().strip()
            assert not {text, *re.findall(r"\(([^()]*)\)", text)} & raw, (path, text)
