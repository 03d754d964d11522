"""Linked data: every record as a JSON-LD 1.1 node (https://www.w3.org/TR/json-ld11/) in the words of schema.org.

The id of a node is its permalink. The context stands in the document, so that nothing needs to be fetched to read it. Dates
are EDTF literals (http://id.loc.gov/datatypes/edtf); schema.org's own date properties, which know ISO 8601 alone, are given only
where the date is certain and exact, and then with the precision that it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from factbook.content.addresses import Target, fact_target, kind_listed, statements_listed
from factbook.exports.catalogue import Catalogue
from factbook.exports.nodes import EVENT_TYPES, Node, Nodes, download, node
from factbook.exports.serial import json_lines, script_json
from factbook.exports.site import API, DOWNLOADS, SiteInfo
from factbook.store import Fact, Store

CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": {"@id": "dcterms:date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "contentUrl": {"@type": "@id"},
    "license": {"@type": "@id"},
    "mainEntityOfPage": {"@type": "@id"},
    "url": {"@type": "@id"},
}


_BRIEF = ("@id", "@type", "name", "startDate", "endDate", "startTime", "mainEntityOfPage")
_MANY = 12
"""More statements than these stand on their page in brief: in full, they would be most of what a reader has to load."""

_FOLDERS = frozenset(
    ["industries", "organizations", "places", "indicators", "projects", "sources", "disputes", "claims"]
)
"""The folders of the pages that are home to a record each."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LinkedData:
    """The store as linked data: node by node, page by page, or whole."""

    def __init__(self, catalogue: Catalogue, store: Store, site: SiteInfo) -> None:
        self._catalogue, self._store, self._site = catalogue, store, site
        self._nodes = Nodes(catalogue, site)

    def record(self, identifier: str) -> Node:
        """A fact or a record as a document of its own. Raises KeyError for what is not there."""
        return {"@context": CONTEXT, **self._node(identifier)}

    def page(self, page: str, trail: Sequence[tuple[str, str]] = ()) -> Node | None:
        """What a page is about, by its path without a suffix, and where it stands; None where there is nothing to say.

        ``trail``: name and path of each page on the way to it, itself the last.
        """
        nodes = list(self._nodes_on(page))
        if page in ("index", "data/index"):
            nodes = [self._dataset(), self._website()]
        if len(trail) > 1:
            nodes.append(self._breadcrumbs(trail))
        return {"@context": CONTEXT, "@graph": list(nodes)} if nodes else None

    def _nodes_on(self, page: str) -> Iterator[Node]:
        """The records and facts that are at home on a page. Of many, each stands there in brief, and whole in its own file."""
        folder, _, name = page.rpartition("/")
        if kind := kind_listed(page):
            for fact in self._store.facts_of(kind):
                if fact_target(fact, self._store).page != page:
                    continue
                if kind == "milestone":  # the list says it all, and each event has a document of its own
                    yield {"@id": self._site.permalink(fact.address), "@type": EVENT_TYPES[fact.kind]}
                else:
                    yield _brief(self._node(fact.address), _BRIEF)
        elif folder in _FOLDERS and name in getattr(self._store, folder):
            yield self._node(name)
            facts = [fact for fact in self._store.owned_by(name) if fact_target(fact, self._store).page == page]
            yield from self._owned(facts)
        else:
            yield from self._owned(statements_listed(page, self._store))

    def _owned(self, facts: Sequence[Fact]) -> Iterator[Node]:
        """The facts of an entity that are at home on a page."""
        for fact in facts:
            if fact.kind == "statement" and len(facts) > _MANY:
                yield {"@id": self._site.permalink(fact.address), "@type": EVENT_TYPES["statement"]}
            else:
                yield self._node(fact.address)

    def page_script(self, page: str, trail: Sequence[tuple[str, str]] = ()) -> str:
        """The same, fit to stand in ``<script type="application/ld+json">``; empty where there is nothing."""
        found = self.page(page, trail)
        return "" if found is None else script_json(found)

    def _breadcrumbs(self, trail: Sequence[tuple[str, str]]) -> Node:
        """The way to a page (https://developers.google.com/search/docs/appearance/structured-data/breadcrumb)."""
        steps = [
            {"@type": "ListItem", "position": number, "name": name, "item": {"@id": self._site.absolute(Target(path))}}
            for number, (name, path) in enumerate(trail, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": steps}

    def whole(self) -> Node:
        """The whole store as one document."""
        return {"@context": CONTEXT, "@graph": [self._dataset(), *self._all()]}

    def file(self) -> bytes:
        """The same as a file: one node a line."""
        whole = self.whole()
        return json_lines({"@context": whole["@context"]}, "@graph", whole["@graph"])

    def _node(self, identifier: str) -> Node:
        """A record or a fact, whole. Raises KeyError for what is not there."""
        for records, make in self._makers():
            if identifier in records:
                return make(records[identifier])
        raise KeyError(identifier)

    def _all(self) -> Iterator[Node]:
        for records, make in self._makers():
            yield from (make(record) for record in records.values())

    def _makers(self) -> Sequence[tuple[Mapping[str, Any], Callable[[Any], Node]]]:
        known = self._catalogue
        return (
            (known.industries, self._nodes.industry),
            (known.organizations, self._nodes.organization),
            (known.places, self._nodes.place),
            (known.indicators, self._nodes.indicator),
            (known.projects, self._nodes.project),
            (known.facts, self._nodes.fact),
            (known.sources, self._nodes.source),
            (known.disputes, self._nodes.dispute),
            (known.claims, self._nodes.claim),
        )

    def _website(self) -> Node:
        return node(
            self._site.at("#website"),
            "WebSite",
            name=self._site.name,
            description=self._site.description,
            url=self._site.url,
            license=self._site.licence_url,
        )

    def _dataset(self) -> Node:
        site = self._site
        return node(
            self._nodes.dataset_id,
            "Dataset",
            name=site.name,
            description=site.description,
            url=site.url,
            license=site.licence_url,
            creator=self._nodes.creator(),
            isAccessibleForFree=True,
            inLanguage=["en", "zh"],
            distribution=[
                download(site.at(f"{DOWNLOADS}facts.csv"), "text/csv"),
                download(site.at(f"{DOWNLOADS}{site.package}.xlsx"), _XLSX),
                download(site.at(f"{DOWNLOADS}{site.package}.db"), "application/vnd.sqlite3"),
                download(site.at(f"{DOWNLOADS}{site.package}.zip"), "application/zip"),
                download(site.at(f"{DOWNLOADS}store.jsonld"), "application/ld+json"),
                download(site.at(f"{API}facts.json"), "application/json"),
            ],
        )


def _brief(node: Node, parts: Sequence[str]) -> Node:
    """A node of a long list: what it is and where the rest is."""
    return {key: node[key] for key in parts if key in node}
