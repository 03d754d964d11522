"""``datapackage.json``: the CSV files described, as a Data Package (https://specs.frictionlessdata.io/data-package/)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factbook.content.publication import Licence, Publication
from factbook.exports.columns import Column
from factbook.exports.models import EDTF_PATTERN
from factbook.exports.site import SiteInfo
from factbook.exports.tables import Table

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "url": {"type": "string", "format": "uri"},
    "date": {"type": "string"},
    "day": {"type": "date"},
}


def datapackage(tables: Sequence[Table], series: Sequence[Table], site: SiteInfo) -> dict[str, Any]:
    """The descriptor; paths are relative to its own place, ``downloads/``."""
    return {
        "profile": "tabular-data-package",
        "name": site.package,
        "title": site.name,
        "description": site.description,
        "homepage": site.url,
        **({"licenses": [_licence(site.licence)]} if site.licence else {}),
        **({"contributors": [_contributor(site.site.publication)]} if site.site.publication.author else {}),
        "resources": [
            *(_resource(table, table.name, f"{table.name}.csv", {t.name for t in tables}) for table in tables),
            *(_resource(table, f"series-{table.name}", f"indicators/{table.name}.csv", set()) for table in series),
        ],
    }


def _licence(licence: Licence) -> dict[str, str]:
    return {"name": licence.identifier, "title": licence.name, "path": licence.url}


def _contributor(owner: Publication) -> dict[str, str]:
    """The author, with an address to ask at (https://specs.frictionlessdata.io/data-package/#contributors)."""
    kind = "email" if owner.contact.startswith("mailto:") else "path"
    contact = {kind: owner.contact.removeprefix("mailto:")} if owner.contact else {}
    return {"title": owner.author, "role": "author", **contact}


def _resource(table: Table, name: str, path: str, known: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    foreign = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.refers == table.name else column.refers,
                "fields": ["address" if column.refers == "facts" else "id"],
            },
        }
        for column in table.columns
        if column.refers in known
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.type == "date":
        constraints["pattern"] = EDTF_PATTERN
    field = {"name": column.name, **_TYPES[column.type], "description": column.description}
    return {**field, "constraints": constraints} if constraints else field
