"""What the curated pages promise beside their snippets: the fact check is complete and sorted, chapters say what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from factbook.checks.project import read_project
from factbook.content.page import Row, Table
from factbook.content.spans import Link
from factbook.pages import claims
from factbook.store import Store

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
CHAPTERS = sorted(path for path in (ROOT / "docs" / "story").glob("*.md") if path.name != "index.md")

_VERDICTS = {
    "contradicted": "contradicted",
    "not-found": "not-found",
    "partly-right": "partly",
    "supported": "supported",
    "opinion": "opinion",
}


@pytest.fixture(scope="module")
def store() -> Store:
    return read_project(ROOT).store


@pytest.mark.parametrize("folder", ["docs", "docs/zh"])
def test_the_fact_check_leads_to_every_claim_by_its_verdict(folder: str, store: Store) -> None:
    """The claims stand once, in their own list, which has a section for each verdict; old places of the page stay."""
    text = (ROOT / folder / "check.md").read_text("utf-8")
    page = next(page for page in claims.pages(store) if page.path == "claims/index")
    listed = {
        section.anchor: sorted(_links(table.rows))
        for section in page.sections
        for table in section.blocks
        if isinstance(table, Table)
    }
    for anchor, verdict in _VERDICTS.items():
        given = sorted(f"claims/{claim.id}" for claim in store.claims.values() if claim.verdict == verdict)
        assert listed[verdict] == given
        assert re.search(rf"\(claims/index\.md#{verdict}\)[^\n]*\n  {{ #{anchor} }}", text), verdict


def _links(rows: Iterable[Row]) -> Iterator[str]:
    return (span.target.page for row in rows for span in row.cells[0] if isinstance(span, Link))


def test_the_fact_check_names_every_open_dispute(store: Store) -> None:
    text = (ROOT / "docs" / "check.md").read_text("utf-8")
    section = text.partition("## Open disputes")[2].partition("\n## ")[0]
    is_open = sorted(dispute.id for dispute in store.disputes.values() if dispute.outcome == "open")
    assert sorted(re.findall(r"\[\[([\w-]+)\]\]", section)) == is_open


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_reference_is_broken_over_two_lines(page: Path) -> None:
    """Such a reference would be shown as it is typed."""
    assert re.findall(r"\[\[[^\[\]`]*\n", page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_the_repository_itself(page: Path) -> None:
    match = re.search(r"^repo_url: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert match
    assert match[1] not in page.read_text("utf-8")


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_a_chapter_asks_and_says_what_is_not_known(page: Path) -> None:
    text = page.read_text("utf-8")
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    assert title
    assert title[1].endswith("?")
    assert f"title: {title[1]}\n" in text
    assert "\n## What is not known\n" in text
