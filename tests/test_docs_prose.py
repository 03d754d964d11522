"""What the curated pages promise beside their snippets: the fact check is complete and sorted, chapters say what is not known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factbook.checks.project import read_project
from factbook.store import Store

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
CHAPTERS = sorted(path for path in (ROOT / "docs" / "story").glob("*.md") if path.name != "index.md")

_VERDICTS = {
    "Contradicted": "contradicted",
    "Not found": "not-found",
    "Partly right": "partly",
    "Supported": "supported",
    "Opinion": "opinion",
}


@pytest.fixture(scope="module")
def store() -> Store:
    return read_project(ROOT).store


def test_the_fact_check_has_every_claim_once_below_its_verdict(store: Store) -> None:
    text = (ROOT / "docs" / "check.md").read_text("utf-8")
    parts = re.split(r"^### (.+)$", text.partition("## All claims by verdict")[2], flags=re.MULTILINE)
    shown = {name: re.findall(r"claim-[\w-]+", part) for name, part in zip(parts[1::2], parts[2::2], strict=True)}
    for heading, verdict in _VERDICTS.items():
        given = sorted(claim.id for claim in store.claims.values() if claim.verdict == verdict)
        assert sorted(shown[heading]) == given, heading


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
