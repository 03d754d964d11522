"""Linked data: two independent parsers read the same, offline; ids are permalinks; nothing can leave the script element."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from pyld import jsonld
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from factbook.content.addresses import target
from factbook.exports import LinkedData
from factbook.exports.catalogue import lasting
from factbook.exports.serial import script_json
from tests.exports.conftest import INFO, Exported

SCHEMA = "https://schema.org/"
TYPE = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def no_network(url: str, options: Any) -> Any:  # noqa: ARG001
    raise AssertionError(f"a context was asked for: {url}")


@pytest.fixture(autouse=True)
def _offline() -> None:
    jsonld.set_document_loader(no_network)


def linked(found: Exported) -> LinkedData:
    return LinkedData(found.records, found.store, INFO)


def graph(document: Any) -> Graph:
    return Graph().parse(data=json.dumps(document), format="json-ld")


def test_two_parsers_read_the_same_triples(small: Exported) -> None:
    document = json.loads(small.files["downloads/store.jsonld"])
    one = graph(document)
    quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    other = Dataset()
    other.parse(data=quads, format="nquads")
    assert len(one) > 500
    assert isomorphic(one, other.default_graph)


def test_the_whole_store_is_linked_data_whose_ids_are_the_permalinks(real: Exported) -> None:
    document = json.loads(real.files["downloads/store.jsonld"])
    known = {INFO.permalink(identifier) for identifier in lasting(real.store)}
    ids = [node["@id"] for node in document["@graph"]]
    assert len(ids) == len(set(ids))
    assert set(ids) == {*known, INFO.at("#dataset")}
    found = graph(document)
    assert {str(subject) for subject in found.subjects(TYPE, None) if isinstance(subject, URIRef)} == set(ids)
    words = {str(predicate) for predicate in found.predicates()}
    assert all(word.startswith((SCHEMA, "http://purl.org/dc/terms/", str(TYPE)[:43])) for word in words)


def test_nodes_refer_to_nodes_that_are_there(any_store: Exported) -> None:
    document = json.loads(any_store.files["downloads/store.jsonld"])
    ids = {node["@id"] for node in document["@graph"]}

    def refs(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [value["@id"]] if set(value) == {"@id"} else [r for item in value.values() for r in refs(item)]
        return [r for item in value for r in refs(item)] if isinstance(value, list) else []

    outside = {INFO.at("industries/")}
    for node in document["@graph"]:
        for ref in refs(node):
            assert ref in ids or ref in outside or ref.startswith(SCHEMA), (node["@id"], ref)


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("charter", "Event"), ("best-town", "Event"), ("grow", "PlanAction"), ("mill-wheel", "Statement"),
        ("population@1980", "Observation"),
        ("new-mill-cost", "Observation"), ("new-mill", "Project"), ("population", "Dataset"), ("mill", "Organization"), ("town", "Place"),
        ("weaving-trade", "DefinedTerm"), ("yearbook", "CreativeWork"), ("people-1990", "Question"), ("claim-people", "ClaimReview"),
    ],
)  # fmt: skip
def test_each_record_has_its_type(small: Exported, identifier: str, kind: str) -> None:
    found = graph(linked(small).record(identifier))
    assert (URIRef(INFO.permalink(identifier)), TYPE, URIRef(SCHEMA + kind)) in found


def test_a_dataset_has_distributions_and_a_licence(any_store: Exported) -> None:
    home = graph(linked(any_store).page("index"))
    dataset = URIRef(INFO.at("#dataset"))
    urls = {
        str(url)
        for part in home.objects(dataset, URIRef(SCHEMA + "distribution"))
        for url in home.objects(part, URIRef(SCHEMA + "contentUrl"))
    }
    assert len(urls) == 6
    assert {url.removeprefix(INFO.url) for url in urls} <= set(any_store.files)
    assert (dataset, URIRef(SCHEMA + "license"), URIRef(INFO.licence.url)) in home


def test_a_claim_review_says_what_google_and_others_ask_for(small: Exported) -> None:
    review = linked(small).record("claim-people")
    assert review["claimReviewed"] == "Three thousand lived there."
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 5,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "supported",
    }
    assert review["datePublished"] == "2020-01-01"
    assert review["url"] == INFO.at("claims/claim-people/")
    opinion = linked(small).record("claim-pretty")
    assert "ratingValue" not in opinion["reviewRating"]
    assert opinion["datePublished"] == "2020-01"


def test_dates_that_iso_would_round_are_edtf_alone(small: Exported) -> None:
    data = linked(small)
    dates = {name: (data.record(name).get("startDate"), data.record(name).get("endDate"), data.record(name)["edtf"]) for name in
             ("in-a-year", "in-a-month", "about-a-year", "years", "since", "in-a-quarter", "charter")}  # fmt: skip
    assert dates == {
        "in-a-year": ("1951", None, "1951"),
        "in-a-month": ("1951-05", None, "1951-05"),
        "about-a-year": (None, None, "1952~"),
        "years": ("1955", "1957", "1955/1957"),
        "since": (None, None, "1959-06/.."),
        "in-a-quarter": (None, None, "1950-35"),
        "charter": ("1320-06-24", None, "1320-06-24"),
    }


def test_values_are_exact_decimals(small: Exported) -> None:
    found = graph(linked(small).record("balance@1990-06-30"))
    (value,) = found.objects(URIRef(INFO.permalink("balance@1990-06-30")), URIRef(SCHEMA + "value"))
    assert isinstance(value, Literal)
    assert str(value.datatype).endswith("#decimal")
    assert str(value) == "-1.50"


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_text_stays_inside_its_script_element(small: Exported) -> None:
    data = linked(small)
    for page in {target(identifier, small.store).page for identifier in lasting(small.store)}:
        text = data.page_script(page)
        assert text
        reader = _Scripts()
        reader.feed(f'<script type="application/ld+json">{text}</script>')
        assert reader.tags == ["script"]
        assert json.loads(reader.text) == json.loads(json.dumps(data.page(page)))
    record = data.record("charter")
    assert "</script>" in json.dumps(record)
    assert "<" not in script_json(record)
    assert script_json("\u2028\u2029&>") == '"\\u2028\\u2029\\u0026\\u003e"'


def test_each_page_carries_its_records(real: Exported) -> None:
    data = linked(real)
    pages: dict[str, set[str]] = {}
    for identifier in lasting(real.store):
        pages.setdefault(target(identifier, real.store).page, set()).add(INFO.permalink(identifier))
    for page, ids in pages.items():
        document = data.page(page)
        assert document is not None
        assert {node["@id"] for node in document["@graph"]} == ids
    assert data.page("about/index") is None
    assert data.page_script("about/index") == ""
