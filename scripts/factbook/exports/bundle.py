"""Downloads: the CSV files with their description, the workbook, the database, and all CSV in one archive."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.content.publication import Licence
from factbook.exports.catalogue import Catalogue
from factbook.exports.datapackage import datapackage
from factbook.exports.serial import json_bytes, zip_bytes
from factbook.exports.sheets import csv_bytes, workbook_bytes
from factbook.exports.site import DOWNLOADS, SiteInfo
from factbook.exports.sqlite import sqlite_bytes
from factbook.exports.tables import listed_tables, series_tables, tables
from factbook.exports.templating import render


def download_files(catalogue: Catalogue, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """Every download but the linked data, by its path below the site's root."""
    listed, series = listed_tables(catalogue), list(series_tables(catalogue))
    package = {f"{table.name}.csv": csv_bytes(table) for table in listed}
    package |= {f"indicators/{table.name}.csv": csv_bytes(table) for table in series}
    package["datapackage.json"] = json_bytes(datapackage(listed, series, site))
    package["README.md"] = render("readme.md", site=site, tables=listed, series=series, api=site.at("api/v1/")).encode()
    if site.licence is not None:
        package["LICENCE.txt"] = _licence(site.licence)
    for name, content in package.items():
        yield f"{DOWNLOADS}{name}", content
    yield f"{DOWNLOADS}{site.package}.xlsx", workbook_bytes(listed, site)
    yield f"{DOWNLOADS}{site.package}.db", sqlite_bytes(tables(catalogue), site)
    yield f"{DOWNLOADS}{site.package}.zip", zip_bytes(package)


def _licence(licence: Licence) -> bytes:
    text = licence.text or f"{licence.name} ({licence.identifier})\n{licence.url}\n"
    return text.encode("utf-8")
