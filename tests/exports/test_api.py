"""The API: every file fits its schema, every link leads to a file, independent validators agree."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
from openapi_spec_validator import validate as validate_openapi
from referencing import Registry, Resource

from factbook.exports.api import API, COLLECTIONS, DIALECT, records_of
from factbook.store.records import LOCATOR
from factbook.store.slugs import slug
from tests.exports.conftest import INFO, Exported


def _json(found: Exported, path: str) -> object:
    return json.loads(found.files[path])


def _validator(found: Exported, name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(found.files[f"{API}schema/{name}.json"])
    registry: Registry[object] = Registry().with_resources([(schema["$id"], Resource.from_contents(schema))])
    return jsonschema.Draft202012Validator(schema, registry=registry)


def test_every_schema_is_a_schema_and_knows_its_address(any_store: Exported) -> None:
    names = [name for name in any_store.files if name.startswith(f"{API}schema/")]
    assert len(names) == 2 * len({collection.kind for collection in COLLECTIONS}) + 1
    for name in names:
        schema = json.loads(any_store.files[name])
        assert schema["$schema"] == DIALECT
        assert schema["$id"] == INFO.at(name)
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_file_fits_its_schema(any_store: Exported) -> None:
    """A list holds what its files hold (below): each record is read once, and the list without its records."""
    _validator(any_store, "index").validate(_json(any_store, f"{API}index.json"))
    for collection in COLLECTIONS:
        names = list(records_of(collection, any_store.records))
        record = _validator(any_store, collection.kind)
        for name in names:
            record.validate(_json(any_store, f"{API}{collection.name}/{slug(name)}.json"))
        listing = json.loads(any_store.files[f"{API}{collection.name}.json"])
        _validator(any_store, f"{collection.kind}-list").validate({**listing, "items": listing["items"][:3]})


def test_a_schema_refuses_what_does_not_fit(small: Exported) -> None:
    fact = json.loads(small.files[f"{API}facts/charter.json"])
    validator = _validator(small, "fact")
    for wrong in (
        {**fact, "grade": "E"},
        {**fact, "sources": []},
        {**fact, "more": 1},
        {name: value for name, value in fact.items() if name != "permalink"},
        {**fact, "date": {**fact["date"], "edtf": "24 June 1320"}},
    ):
        assert not validator.is_valid(wrong)


def test_a_list_holds_what_its_files_hold(any_store: Exported) -> None:
    for collection in COLLECTIONS:
        listing = json.loads(any_store.files[f"{API}{collection.name}.json"])
        records = records_of(collection, any_store.records)
        assert listing["count"] == len(listing["items"]) == len(records)
        for name, item in zip(records, listing["items"], strict=True):
            assert _json(any_store, f"{API}{collection.name}/{slug(name)}.json") == item


def test_every_record_of_the_store_is_there(any_store: Exported) -> None:
    store, records = any_store.store, any_store.records
    assert list(records.facts) == list(store.facts)
    for name in ("industries", "organizations", "places", "indicators", "sources", "disputes", "claims", "redirects"):
        assert list(getattr(records, name)) == list(getattr(store, name))
    assert len(records.vocabulary) == sum(kind != LOCATOR for kind, _ in store.vocabulary)


def test_the_openapi_document_is_valid_and_names_every_file(any_store: Exported) -> None:
    document = json.loads(any_store.files[f"{API}openapi.json"])
    assert document["openapi"].startswith("3.1")
    validate_openapi(document)
    patterns = [re.sub(r"\\\{slug\\\}", "[a-z0-9_-]+", re.escape(path)) for path in document["paths"]]
    data = [name for name in any_store.files if name.startswith(API) and "/schema/" not in name]
    data.remove(f"{API}openapi.json")
    assert [name for name in data if not any(re.fullmatch(pattern, f"/{name}") for pattern in patterns)] == []
    assert document["servers"] == [{"url": INFO.url.rstrip("/")}]


def _addresses(value: object) -> list[str]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in _addresses(item)]
    if isinstance(value, list):
        return [found for item in value for found in _addresses(item)]
    return [value] if isinstance(value, str) and value.startswith(INFO.url) else []


def test_every_address_of_an_export_leads_to_an_export_or_a_page(any_store: Exported) -> None:
    pages = {f"{INFO.url}{name.removesuffix('index.md')}" for name in any_store.files if name.endswith("/index.md")}
    pages |= {INFO.url, f"{INFO.url}timeline/", f"{INFO.url}changes/"}
    for name, content in any_store.files.items():
        if name.startswith(API) and "/schema/" not in name:
            for address in _addresses(json.loads(content)):
                path = address.partition("#")[0]
                file = path.removeprefix(INFO.url)
                known = path in pages or file in any_store.files or f"{file}index.html" in any_store.files
                assert known, (name, address)


@pytest.mark.parametrize(
    ("address", "edtf", "precision"),
    [
        ("in-a-year", "1951", "year"),
        ("about-a-year", "1952~", "year"),
        ("since", "1959-06/..", "period"),
        ("in-a-quarter", "1950-Q3", "quarter"),
    ],
)
def test_dates_come_as_they_were_written(small: Exported, address: str, edtf: str, precision: str) -> None:
    date = small.records.facts[address].date
    assert date is not None
    assert (date.edtf, date.precision) == (edtf, precision)


def test_a_fact_carries_all_that_is_known_of_it(small: Exported) -> None:
    fact = json.loads(small.files[f"{API}facts/population_at_1990_key_survey.json"])
    assert fact["address"] == "population@1990:survey"
    assert fact["permalink"] == INFO.at("id/population_at_1990_key_survey/")
    assert fact["page"] == INFO.at("indicators/population/#population@1990:survey")
    assert fact["value"]["number"] == 3100
    assert (fact["value"]["bound"], fact["value"]["nature"]) == ("about", "actual")
    assert fact["value"]["as_printed"] == "about 3100"
    assert fact["place"]["id"] == "town"
    assert fact["grade"] == "A"
    assert fact["sources"][0]["source"] == "yearbook"
    assert fact["sources"][0]["locator"] == "page 30"
    assert fact["disputes"][0] | {"question": 0, "permalink": 0} == {
        "id": "people-1990", "question": 0, "outcome": "prefer", "preferred": False, "permalink": 0,
    }  # fmt: skip
    exact = json.loads(small.files[f"{API}facts/{slug('population@2001~/2002')}.json"])["value"]
    assert (exact["number"], exact["exact"]) == (3200.5, "3200.50")


def test_references_in_texts_are_said_in_words(any_store: Exported) -> None:
    data = {
        name: content
        for name, content in any_store.files.items()
        if name.startswith((API, "downloads/", "feeds/", "embed/"))
    }
    assert [
        name for name, content in data.items() if b"[[" in content and name.endswith((".json", ".csv", ".html"))
    ] == []


def test_the_history_of_a_fact_is_in_its_record(small: Exported) -> None:
    changes = json.loads(small.files[f"{API}facts/town-river.json"])["changes"]
    assert [(change["change"], change["on"][:4]) for change in changes] == [("changed", "2021"), ("added", "2020")]
    assert changes[0]["fields"] == [{"name": "text", "before": "a brook", "after": "a river"}]
    assert json.loads(small.files[f"{API}index.json"])["revision"] == "b" * 40


def test_a_citation_quotes_the_source_and_names_its_archived_copy(small: Exported) -> None:
    (chronicle,) = small.records.facts["best-town"].sources
    assert (chronicle.excerpt, chronicle.language) == ("最佳<小镇>", "zh")
    yearbook = next(source for source in small.records.facts["charter"].sources if source.source == "yearbook")
    assert yearbook.excerpt is None
    assert yearbook.archived == small.records.sources["yearbook"].archived == small.store.sources["yearbook"].archived
    assert small.records.sources["chronicle"].grade == "D"


def test_an_organization_says_what_it_is_and_who_says_so(small: Exported) -> None:
    mill = small.records.organizations["mill"]
    assert (mill.state, mill.website, mill.stock_code) == ("operating", "https://mill.example/", "LSE MILL")
    assert [when.edtf for when in (mill.since, mill.last_seen) if when] == ["1980~", "1990"]
    assert mill.origin is not None
    assert mill.origin.zh == "丹麦"
    assert [source.source for source in mill.sources] == ["yearbook"]
    assert mill.projects == ["new-mill"]


def test_a_figure_has_its_project_what_it_is_of_and_its_value(small: Exported) -> None:
    cost = small.records.facts["new-mill-cost"]
    assert (cost.kind, cost.subject and cost.subject.id) == ("figure", "new-mill")
    assert cost.what is not None
    assert cost.what.zh == "计划造价"
    assert cost.value is not None
    assert (cost.value.exact, cost.value.unit.id, cost.value.nature, cost.value.bound) == (
        "1.50",
        "GBP m",
        "target",
        "about",
    )
    assert cost.title.en == "New mill: Planned cost, 1993"
    assert cost.title.zh == "新磨坊：计划造价，1993年"
    assert small.records.projects["new-mill"].figures == ["new-mill-cost", "new-mill-paid"]
    assert "new-mill-cost" in small.records.of_kind("figure")
