"""One fact, one truth: what every format says of a fact is the same, for all facts."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import feedparser
import openpyxl
from rdflib import Graph, Literal, URIRef

from factbook.content.wording import fact_headline
from factbook.exports.api import API
from factbook.exports.headline import headline
from factbook.exports.nodes import edtf_literal
from factbook.store import Fact, Store
from factbook.store.records import Observation, ProjectFigure
from factbook.store.slugs import slug
from mkdocs_timeline.cells import unguarded
from tests.exports.conftest import INFO, Exported

SCHEMA = "https://schema.org/"


@dataclass(frozen=True)
class Said:
    """What a format says of a fact. A value is a number and its unit."""

    address: str
    permalink: str
    date: str | None
    value: tuple[float, str] | None
    nature: str | None
    bound: str | None
    printed: str | None
    grade: str
    read_as: str
    status: str | None
    sources: frozenset[str]


def _in_store(fact: Fact, store: Store) -> Said:
    record = fact.record
    seen = record if isinstance(record, Observation | ProjectFigure) else None
    unit = seen.unit if isinstance(seen, ProjectFigure) else store.indicators[fact.owner].unit if seen else None
    return Said(
        fact.address,
        INFO.permalink(fact.address),
        fact.date.text if fact.date else None,
        (float(seen.value), unit) if seen else None,
        seen.nature if seen else None,
        seen.bound if seen else None,
        seen.as_printed if seen else None,
        store.standing(fact.address).grade,
        store.standing(fact.address).read_as,
        store.status(fact.address).name,
        frozenset(fact.sources),
    )


def _in_row(row: dict[str, Any]) -> Said:
    return Said(
        row["address"],
        row["permalink"],
        row["date"] or None,
        (float(row["value"]), row["unit"]) if row["value"] not in ("", None) else None,
        row["nature"] or None,
        row["bound"] or None,
        row["as_printed"] or None,
        row["grade"],
        row["read_as"],
        row["status"] or None,
        frozenset(row["sources"].split("; ")),
    )


def _in_json(fact: dict[str, Any]) -> Said:
    value = fact["value"]
    return Said(
        fact["address"],
        fact["permalink"],
        fact["date"]["edtf"] if fact["date"] else None,
        (value["number"], value["unit"]["id"]) if value else None,
        value["nature"] if value else None,
        value["bound"] if value else None,
        value["as_printed"] if value else None,
        fact["grade"],
        fact["read_as"],
        fact["status"],
        frozenset(source["source"] for source in fact["sources"]),
    )


def _expected(found: Exported) -> dict[str, Said]:
    return {address: _in_store(fact, found.store) for address, fact in found.store.facts.items()}


def test_json(any_store: Exported) -> None:
    files = {a: json.loads(any_store.files[f"{API}facts/{slug(a)}.json"]) for a in any_store.store.facts}
    assert {address: _in_json(fact) for address, fact in files.items()} == _expected(any_store)


def test_csv(any_store: Exported) -> None:
    text = any_store.files["downloads/facts.csv"].decode("utf-8-sig")
    rows = [{k: unguarded(v) for k, v in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert {row["address"]: _in_row(row) for row in rows} == _expected(any_store)


def test_csv_of_each_series(any_store: Exported) -> None:
    expected = _expected(any_store)
    seen = set()
    for indicator in any_store.store.indicators:
        text = any_store.files[f"downloads/indicators/{indicator}.csv"].decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            plain = {key: unguarded(value) for key, value in row.items()}
            assert _in_row(plain) == expected[plain["address"]]
            seen.add(plain["address"])
    assert seen == {fact.address for fact in any_store.store.facts_of("observation")}


def test_excel(any_store: Exported) -> None:
    book = openpyxl.load_workbook(io.BytesIO(any_store.files[f"downloads/{INFO.package}.xlsx"]), read_only=True)
    head, *rows = list(book["facts"].iter_rows(values_only=True))
    said = [_in_row(dict(zip(head, row, strict=True))) for row in rows]
    assert {one.address: one for one in said} == _expected(any_store)


def test_sqlite(any_store: Exported) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(any_store.files[f"downloads/{INFO.package}.db"])
        database.row_factory = sqlite3.Row
        said = [_in_row(dict(row)) for row in database.execute("SELECT * FROM facts")]
        locators = database.execute("SELECT fact, source, locator FROM fact_sources").fetchall()
    assert {one.address: one for one in said} == _expected(any_store)
    expected = {(f.address, s, locator) for f in any_store.store.facts.values() for s, locator in f.sources.items()}
    assert {tuple(row) for row in locators} == expected


def test_linked_data(any_store: Exported) -> None:
    graph = Graph().parse(data=any_store.files["downloads/store.jsonld"], format="json-ld")

    def one(node: URIRef, name: str) -> str | None:
        found = list(graph.objects(node, URIRef(name)))
        return str(found[0]) if found else None

    for address, expected in _expected(any_store).items():
        node = URIRef(INFO.permalink(address))
        properties = {
            one(item, f"{SCHEMA}propertyID"): one(item, f"{SCHEMA}value")  # type: ignore[arg-type]
            for item in graph.objects(node, URIRef(f"{SCHEMA}additionalProperty"))
        }
        roles = list(graph.objects(node, URIRef(f"{SCHEMA}citation")))
        cited = {str(source) for role in roles for source in graph.objects(role, URIRef(f"{SCHEMA}citation"))}
        value = one(node, f"{SCHEMA}value")
        assert one(node, f"{SCHEMA}identifier") == address
        assert one(node, "http://purl.org/dc/terms/date") == (edtf_literal(expected.date) if expected.date else None)
        assert ((float(value), one(node, f"{SCHEMA}unitText")) if value else None) == expected.value
        names = ("nature", "bound", "as-printed", "grade", "read-as", "status")
        here = (expected.nature, expected.bound, expected.printed, expected.grade, expected.read_as, expected.status)
        assert tuple(map(properties.get, names)) == here
        assert cited == {INFO.permalink(source) for source in expected.sources}
        locators = {str(text) for role in roles for text in graph.objects(role, URIRef(f"{SCHEMA}roleName"))}
        assert locators == set(any_store.store.facts[address].sources.values())
        fact = any_store.records.facts[address]
        texts = {str(text) for name in ("name", "text") for text in graph.objects(node, URIRef(SCHEMA + name))}
        assert {text for text in (fact.title.en, fact.title.zh) if text} <= texts
        for literal in graph.objects(node, URIRef(f"{SCHEMA}name")):
            assert isinstance(literal, Literal)


def test_feed(any_store: Exported) -> None:
    expected = _expected(any_store)
    entries = feedparser.parse(any_store.files["feeds/events.atom"]).entries
    items = {item["id"]: item for item in json.loads(any_store.files["feeds/events.json"])["items"]}
    for entry in entries:
        fact = any_store.records.facts[items[entry.id]["_factbook"]["address"]]
        said = expected[fact.address]
        former = [old.from_ for old in any_store.store.redirects.values() if old.to == [fact.address]]
        assert entry.id == INFO.permalink(former[0] if former else fact.address), (
            "an entry has its first address for ever"
        )
        edtf = re.sub(
            r"Q([1-4])", lambda quarter: str(32 + int(quarter[1])), said.date or ""
        )  # as the standard writes quarters
        assert entry.dcterms_temporal == items[entry.id]["_factbook"]["date"] == edtf
        assert entry.title.endswith(headline(fact))
        urls = {source.url for source in fact.sources if source.url and source.linked}
        assert {link.href for link in entry.links if link.rel == "via"} == urls


class _Visible(HTMLParser):
    """The text of a page and the targets of its links."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.text, self.links, self.tags, self._skip = "", set[str](), set[str](), False
        self.feed(html.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._skip = tag == "style"
        self.links |= {value for name, value in attrs if name == "href" and value}

    def handle_endtag(self, tag: str) -> None:
        self._skip = False
        if tag in ("h1", "p", "li", "title"):
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._skip else data


def test_card_in_html(any_store: Exported) -> None:
    for address, fact in any_store.records.facts.items():
        page = _Visible(any_store.files[f"embed/fact/{slug(address)}/index.html"])
        assert "script" not in page.tags
        assert headline(fact) in page.text
        assert f"Grade {fact.grade}: " in page.text
        assert INFO.permalink(address) in page.links
        assert INFO.licence.url in page.links
        assert INFO.licence.name in page.text
        if fact.date:
            assert fact.date.label.en in page.text
        for source in fact.sources:
            assert source.locator in page.text
            assert (source.url in page.links) is bool(source.url and source.linked)


def test_pages_name_facts_by_the_same_words(any_store: Exported) -> None:
    for address, fact in any_store.records.facts.items():
        assert headline(fact) == fact_headline(any_store.store.facts[address], any_store.store, exact=True)
