"""The marks of the whole built site: who is disputed, and which values stand for their series."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from factbook.checks.project import Project
from factbook.store import Observation, Store

_MARKED = (
    "ancestor::*[self::article[@data-fact] or self::tr or self::li[contains(@class, 'fb-keyfigure')] or @data-date][1]"
)


@pytest.fixture(scope="module")
def pages(site: Path) -> list[tuple[str, html.HtmlElement]]:
    """Every page of the site, parsed once."""
    explained = {
        site / edition / "about" / "grades" / "index.html" for edition in ("", "zh")
    }  # each mark without a fact
    found = [p for p in sorted(site.rglob("*.html")) if p not in explained and not p.is_relative_to(site / "id")]
    return [(str(p.relative_to(site)), html.document_fromstring(p.read_bytes())) for p in found]


def _addresses(element: html.HtmlElement, store: Store) -> list[str]:
    """The facts that a row, a card or an article is of: by its own name, else by the values and links in it."""
    own = element.get("data-fact") or element.get("id") or ""
    if own in store.facts:
        return [own]
    named = (
        *element.xpath(".//@data-fact"),
        *(unquote(link.partition("#")[2]) for link in element.xpath(".//a/@href")),
    )
    return [address for address in dict.fromkeys(named) if address in store.facts]


def _statuses(element: html.HtmlElement) -> list[str]:
    classes = element.xpath(".//*[contains(@class, 'fb-badge--status')]/@class")
    return [
        word.removeprefix("fb-status--")
        for names in classes
        for word in names.split()
        if word.startswith("fb-status--")
    ]


def test_only_facts_of_open_disputes_are_called_disputed(
    pages: list[tuple[str, html.HtmlElement]], project: Project
) -> None:
    store, seen, wrong = project.store, set(), []
    for path, page in pages:
        for badge in page.xpath("//*[contains(@class, 'fb-status--disputed')]"):
            (around,) = badge.xpath(_MARKED)
            addresses = _addresses(around, store)[:1]
            disputes = [dispute for address in addresses for dispute in store.disputes_on(address)]
            if not addresses:  # a row of a series away from its home: its mark leads to the dispute
                disputes = [store.disputes[badge.get("href").rstrip("/").rpartition("/")[2]]]
            if "open" not in {dispute.outcome for dispute in disputes}:
                wrong.append(f"{path}: {addresses}")
            seen.update(addresses)
    assert wrong == []
    open_facts = {fact.address for fact in store.facts.values() if store.status(fact.address).name == "disputed"}
    assert seen == open_facts != set()


def test_every_fact_bears_its_one_status_wherever_it_stands(
    pages: list[tuple[str, html.HtmlElement]], project: Project
) -> None:
    store, wrong, count = project.store, [], 0
    for path, page in pages:
        for element in page.xpath("//article[@data-fact] | //tr[@data-fact]"):
            name = store.status(element.get("data-fact")).name
            count += name is not None
            if _statuses(element) != ([name] if name else []):
                wrong.append(f"{path}: {element.get('data-fact')}: {_statuses(element)} instead of {name}")
    assert wrong == []
    assert count > 100


def _headlines(page: html.HtmlElement) -> Iterator[str]:
    """The facts whose values stand for their series on a page: in cards, and in tables of newest values."""
    for card in page.xpath("//li[contains(@class, 'fb-keyfigure')]"):
        yield from card.xpath(".//*[contains(@class, 'fb-value')]/@data-fact")
    for table in page.xpath("//table[.//th[normalize-space() = 'Newest value']]"):
        heads = [" ".join(head.text_content().split()) for head in table.xpath(".//thead//th")]
        for row in table.xpath(".//tbody/tr"):
            for link in row[heads.index("Newest value")].xpath(".//a/@href"):
                yield unquote(link.partition("#")[2])


def test_no_weak_inferred_or_undated_value_stands_for_a_series(
    pages: list[tuple[str, html.HtmlElement]], project: Project
) -> None:
    store = project.store
    shown = [(path, address) for path, page in pages for address in _headlines(page)]
    assert len(shown) > 100
    wrong = [f"{path}: {address}" for path, address in shown if not _deserves(address, store)]
    assert wrong == []


def _deserves(address: str, store: Store) -> bool:
    record = store.facts[address].record
    return (
        isinstance(record, Observation)
        and record.period is not None
        and record.nature in ("actual", "provisional")
        and not {"weak", "inferred", "rejected"} & set(record.caveats)
        and store.standing(address).grade in ("A", "B", "C")
        and all(
            dispute.outcome != "prefer" or _won(address, dispute.id, store) for dispute in store.disputes_on(address)
        )
    )


def _won(address: str, dispute: str, store: Store) -> bool:
    decided = store.disputes[dispute]
    return any(address in side.facts and decided.prefer in side.facts for side in decided.sides)


def test_the_api_names_the_same_values(site: Path, project: Project) -> None:
    items = json.loads((site / "api/v1/indicators.json").read_text(encoding="utf-8"))["items"]
    latest = {item["id"]: item["latest"] for item in items}
    assert {address for address in latest.values() if address and not _deserves(address, project.store)} == set()
    facts = json.loads((site / "api/v1/facts.json").read_text(encoding="utf-8"))["items"]
    for fact in facts:
        assert fact["status"] == project.store.status(fact["address"]).name
