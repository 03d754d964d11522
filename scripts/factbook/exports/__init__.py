"""Open data: everything that others can build on, made from the store as files by their paths below the site's root.

Values in, values out: nothing here reads a file, a clock or the network. The same store, site and history give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from factbook.content.publication import Licence
from factbook.exports.api import api_files, openapi_file, schema_files
from factbook.exports.bundle import download_files
from factbook.exports.calendars import calendar_files
from factbook.exports.catalogue import Catalogue, catalogue
from factbook.exports.citing import citing_files
from factbook.exports.embeds import embed_files
from factbook.exports.feeds import feed_files
from factbook.exports.linked import LinkedData
from factbook.exports.llms import llms_files
from factbook.exports.permalinks import permalink_files
from factbook.exports.site import DOWNLOADS, SiteInfo
from factbook.store import Store
from factbook.store.changes import History


def export_all(
    store: Store,
    site: SiteInfo,
    history: History | None = None,
    *,
    pages: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Every export as path and bytes.

    ``pages`` is the Markdown of the site's pages by page path (``industries/led``), for the twins.
    """
    if history is not store.history:
        store = replace(store, history=history)
    records = catalogue(store, site, history)
    yield from api_files(records, site)
    yield from schema_files(site)
    yield openapi_file(site)
    yield from download_files(records, site)
    yield f"{DOWNLOADS}store.jsonld", LinkedData(records, store, site).file()
    yield from permalink_files(records, store, site)
    yield from citing_files(store, site)
    parts: Mapping[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
        "feeds": lambda: feed_files(records, store, site),
        "calendars": lambda: calendar_files(records, store, site),
        "embeds": lambda: embed_files(records, store, site),
        "llms": lambda: llms_files(pages or {}, site),
    }
    for name, files in parts.items():
        if name in site.site.publication.parts:
            yield from files()


def export_edition(
    store: Store, site: SiteInfo, history: History | None, *, pages: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The exports that each language has of its own, as path and bytes: feeds, and the pages as Markdown."""
    parts = site.site.publication.parts
    if "feeds" in parts:
        yield from feed_files(catalogue(store, site, history), store, site)
    if "llms" in parts:
        yield from llms_files(pages, site)


__all__ = ["Catalogue", "Licence", "LinkedData", "SiteInfo", "catalogue", "export_all", "export_edition"]
