"""The JSON API, ``/api/v1/``: an index, one file per collection, one per record; schemas and an OpenAPI document.

Static files, so a request is a GET of a path. Nothing in them depends on the time at which they were made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, create_model

from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue
from factbook.exports.serial import json_bytes, json_line, json_lines
from factbook.exports.site import API, DOWNLOADS, FEEDS, SiteInfo
from factbook.store.slugs import slug

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Collection:
    """A list of records of one kind: ``<name>.json``, and ``<name>/<slug>.json`` for each."""

    name: str
    model: type[m.ApiRecord]
    title: str

    @property
    def kind(self) -> str:
        """The kind of its records, as their schema is called."""
        return self.model.__name__.lower()


COLLECTIONS = (
    Collection("facts", m.Fact, "Every fact of every kind"),
    Collection("milestones", m.Fact, "Events"),
    Collection("awards", m.Fact, "Titles, bases, rankings and prizes"),
    Collection("plans", m.Fact, "Goals, and what became of them"),
    Collection("statements", m.Fact, "What sources say of an entity"),
    Collection("observations", m.Fact, "Values of indicators"),
    Collection("figures", m.Fact, "Sums and capacities of projects"),
    Collection("industries", m.Industry, "Industries and their value chains"),
    Collection("organizations", m.Organization, "Companies and institutions"),
    Collection("places", m.Place, "Places"),
    Collection("indicators", m.Indicator, "Measured series"),
    Collection("projects", m.Project, "Investment projects, planned and real"),
    Collection("sources", m.Source, "Texts that facts rest on"),
    Collection("disputes", m.Dispute, "Sources that disagree"),
    Collection("claims", m.Claim, "Claims that were checked"),
    Collection("vocabulary", m.Term, "Units, topics, value-chain links, eras"),
    Collection("redirects", m.Redirect, "Addresses that are gone, and where they lead"),
    Collection("changes", m.Change, "What each commit changed"),
)
"""Every collection of the API: the index, the schemas and the OpenAPI document follow from this list."""

_KINDS = {"milestones": "milestone", "awards": "award", "plans": "plan"} | {
    "statements": "statement",
    "observations": "observation",
    "figures": "figure",
}


class LicenceNote(m.ApiRecord):
    """The licence of the data, as the owner of the site names it; null where none is named."""

    id: str = Field(description="SPDX identifier.")
    name: str
    url: str


class Entry(m.ApiRecord):
    """A collection, as the index lists it."""

    name: str
    title: str
    count: int
    url: str
    record_schema: str = Field(description="The JSON Schema of one record.")
    list_schema: str = Field(description="The JSON Schema of the list.")


class Index(BaseModel):
    """Where everything is."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: str = Field(alias="$schema")
    name: str
    description: str
    version: Literal["1"] = Field(description="Version of the API: a change that breaks readers makes a new one.")
    url: str
    revision: str | None = Field(description="The commit that the data are of, when known.")
    licence: LicenceNote | None
    collections: list[Entry]
    openapi: str
    downloads: dict[str, str]
    feeds: dict[str, str]


class Listing(BaseModel):
    """What every list begins with."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: str = Field(alias="$schema")
    collection: str
    count: int
    licence: LicenceNote | None


def api_files(catalogue: Catalogue, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """Every file of the API but the schemas, by its path below the site's root."""
    entries = []
    facts = {address: fact.model_dump(mode="json") for address, fact in catalogue.facts.items()}
    for collection in COLLECTIONS:
        records = records_of(collection, catalogue)
        dumped = {
            name: facts[name] if collection.model is m.Fact else record.model_dump(mode="json")
            for name, record in records.items()
        }
        head = Listing(
            schema_=_list_schema_url(collection, site),
            collection=collection.name,
            count=len(records),
            licence=_licence(site),
        )
        yield (
            f"{API}{collection.name}.json",
            json_lines(head.model_dump(mode="json", by_alias=True), "items", list(dumped.values())),
        )
        for name, value in dumped.items():
            yield f"{API}{collection.name}/{slug(name)}.json", json_line(value)
        entries.append(_entry(collection, len(records), catalogue.called(collection.name), site))
    yield f"{API}index.json", json_bytes(_index(entries, catalogue, site).model_dump(mode="json", by_alias=True))


def records_of(collection: Collection, catalogue: Catalogue) -> Mapping[str, m.ApiRecord]:
    """The records of a collection by their ids."""
    kind = _KINDS.get(collection.name)
    if kind is not None:
        return catalogue.of_kind(kind)
    records: Mapping[str, m.ApiRecord] = getattr(catalogue, collection.name)
    return records


def schema_files(site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """The JSON Schemas (draft 2020-12): one per kind of record, one per kind of list, one of the index."""
    for name, schema in _schemas("#/$defs/{model}").items():
        identified = {"$schema": DIALECT, "$id": site.at(f"{API}schema/{name}.json"), **schema}
        yield f"{API}schema/{name}.json", json_bytes(identified)


@cache
def _schemas(reference: str) -> Mapping[str, Mapping[str, Any]]:
    """The schema of each model by its name, with references of this form. The models are the same for all stores."""
    models = _schema_models()
    return {
        name: model.model_json_schema(mode="serialization", by_alias=True, ref_template=reference)
        for name, model in models.items()
    }


def _schema_models() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {"index": Index}
    for collection in COLLECTIONS:
        found[collection.kind] = collection.model
        found[f"{collection.kind}-list"] = list_model(collection)
    return found


def list_model(collection: Collection) -> type[BaseModel]:
    """The model of a list of a collection's records."""
    items = (list[collection.model], Field(description=f"Records of the kind '{collection.kind}'."))  # type: ignore[name-defined]
    return create_model(f"{collection.model.__name__}List", __base__=Listing, items=items)


def openapi(site: SiteInfo) -> dict[str, Any]:
    """The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html), from the same models."""
    schemas: dict[str, Any] = {}
    for schema in _schemas("#/components/schemas/{model}").values():
        schemas.update(schema.get("$defs", {}))
        schemas[schema["title"]] = {key: value for key, value in schema.items() if key != "$defs"}
    paths: dict[str, Any] = {f"/{API}index.json": _get("Where everything is", "Index", "index", "index")}
    for collection in COLLECTIONS:
        name, record = collection.name, collection.model.__name__
        paths[f"/{API}{name}.json"] = _get(collection.title, f"{record}List", f"list-{name}", name)
        one = _get(f"One record: {collection.title.lower()}", record, f"get-{name}", name)
        one["get"]["parameters"] = [_SLUG]
        one["get"]["responses"]["404"] = {"description": "There is no such record."}
        paths[f"/{API}{name}/{{slug}}.json"] = one
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": site.name,
            "description": site.description,
            "version": VERSION,
            **({"license": {"name": site.licence.name, "identifier": site.licence.identifier}} if site.licence else {}),
            **({"contact": _contact(site.site.publication.contact)} if site.site.publication.contact else {}),
        },
        "servers": [{"url": site.url.rstrip("/") or "/"}],
        "tags": [{"name": collection.name, "description": collection.title} for collection in COLLECTIONS],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


_SLUG = {
    "name": "slug",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[a-z0-9_-]+$"},
    "description": "The record's id; of an address such as gdp@2023 its slug, gdp_at_2023 (see `api` in each record).",
}


def _get(summary: str, model: str, operation: str, tag: str) -> dict[str, Any]:
    return {
        "get": {
            "summary": summary,
            "operationId": operation,
            "tags": [tag] if tag != "index" else [],
            "responses": {
                "200": {
                    "description": "OK",
                    "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}},
                }
            },
        }
    }


def _contact(address: str) -> dict[str, str]:
    """A contact as OpenAPI has it (https://spec.openapis.org/oas/v3.1.0#contact-object)."""
    scheme, _, rest = address.partition(":")
    return {"email": rest} if scheme == "mailto" else {"url": address}


def openapi_file(site: SiteInfo) -> tuple[str, bytes]:
    """The OpenAPI document's path and bytes."""
    return f"{API}openapi.json", json_bytes(openapi(site))


def _licence(site: SiteInfo) -> LicenceNote | None:
    if site.licence is None:
        return None
    return LicenceNote(id=site.licence.identifier, name=site.licence.name, url=site.licence.url)


def _list_schema_url(collection: Collection, site: SiteInfo) -> str:
    return site.at(f"{API}schema/{collection.kind}-list.json")


def _entry(collection: Collection, count: int, title: str, site: SiteInfo) -> Entry:
    return Entry(
        name=collection.name,
        title=title or collection.title,
        count=count,
        url=site.at(f"{API}{collection.name}.json"),
        record_schema=site.at(f"{API}schema/{collection.kind}.json"),
        list_schema=_list_schema_url(collection, site),
    )


def _index(entries: list[Entry], catalogue: Catalogue, site: SiteInfo) -> Index:
    (version,) = get_args(Index.model_fields["version"].annotation)
    return Index(
        schema_=site.at(f"{API}schema/index.json"),
        name=site.name,
        description=site.description,
        version=version,
        url=site.url,
        revision=catalogue.revision,
        licence=_licence(site),
        collections=entries,
        openapi=site.at(f"{API}openapi.json"),
        downloads={
            "csv": site.at(f"{DOWNLOADS}facts.csv"),
            "excel": site.at(f"{DOWNLOADS}{site.package}.xlsx"),
            "sqlite": site.at(f"{DOWNLOADS}{site.package}.db"),
            "datapackage": site.at(f"{DOWNLOADS}datapackage.json"),
            "zip": site.at(f"{DOWNLOADS}{site.package}.zip"),
            "jsonld": site.at(f"{DOWNLOADS}store.jsonld"),
        },
        feeds=_feeds(site),
    )


def _feeds(site: SiteInfo) -> dict[str, str]:
    """The feeds and calendars that are exported."""
    names = {
        "feeds": {
            "events": "events.atom",
            "events-json": "events.json",
            "changes": "changes.atom",
            "changes-json": "changes.json",
        },
        "calendars": {"calendar": "calendar.ics", "anniversaries": "anniversaries.ics"},
    }
    exported = site.site.publication.parts
    return {
        name: site.at(f"{FEEDS}{file}")
        for part, files in names.items()
        if part in exported
        for name, file in files.items()
    }
