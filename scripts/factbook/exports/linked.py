"""Linked data: every record as a JSON-LD 1.1 node (https://www.w3.org/TR/json-ld11/) in the words of schema.org.

The id of a node is its permalink. The context stands in the document, so that nothing needs to be fetched to read it. Dates
are EDTF literals (http://id.loc.gov/datatypes/edtf); schema.org's own date properties, which know ISO 8601 alone, are given only
where the date is certain and exact, and then with the precision that it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from factbook.content.addresses import Target, fact_target, kind_listed, statements_listed
from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue
from factbook.exports.serial import json_lines, script_json
from factbook.exports.site import API, DOWNLOADS, SiteInfo
from factbook.store import VALUES, Fact, Store

Node = dict[str, Any]

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

_POINT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_QUARTER = re.compile(r"-Q([1-4])")
_BRIEF = ("@id", "@type", "name", "startDate", "endDate", "startTime", "mainEntityOfPage")
_MANY = 12
"""More statements than these stand on their page in brief: in full, they would be most of what a reader has to load."""

_FOLDERS = frozenset(
    ["industries", "organizations", "places", "indicators", "projects", "sources", "disputes", "claims"]
)
"""The folders of the pages that are home to a record each."""

_EVENTS = {"milestone": "Event", "award": "Event", "plan": "PlanAction", "statement": "Statement"}
_BODIES = {"government": "GovernmentOrganization", "research": "ResearchOrganization"}
_STATUS = {
    "met": "CompletedActionStatus", "missed": "FailedActionStatus", "dropped": "FailedActionStatus",
    "open": "ActiveActionStatus",
}  # fmt: skip
_RATINGS = {"supported": 5, "partly": 3, "contradicted": 1}
"""Verdicts on a scale (https://developers.google.com/search/docs/appearance/structured-data/factcheck); what is not found, or an
opinion, is no point on it and carries its name alone."""


def edtf_literal(text: str) -> str:
    """A date of the store as standard EDTF: a quarter is ``2023-35`` there (level 2, sub-year groupings)."""
    return _QUARTER.sub(lambda match: f"-{32 + int(match[1])}", text)


def iso_dates(when: m.Dated | None) -> tuple[str, ...]:
    """The one or two ISO 8601 dates of a date that is certain and exact; none where ISO 8601 would have to round."""
    if when is None or when.approximate or when.uncertain:
        return ()
    sides = when.edtf.split("/")
    return tuple(sides) if all(_POINT.fullmatch(side) for side in sides) else ()


def _text(words: m.Words | None) -> Any:
    """Words with their languages; a plain string where there is English alone."""
    if words is None:
        return None
    tagged = [{"@value": text, "@language": lang} for lang, text in (("en", words.en), ("zh", words.zh)) if text]
    if not words.zh:
        return words.en
    return tagged if len(tagged) > 1 else tagged[0]


def _node(at: str, kind: str, /, **parts: Any) -> Node:
    """A node of the parts that are there."""
    return {"@id": at, "@type": kind} | {name: part for name, part in parts.items() if part not in (None, [], "")}


class LinkedData:
    """The store as linked data: node by node, page by page, or whole."""

    def __init__(self, catalogue: Catalogue, store: Store, site: SiteInfo) -> None:
        self._catalogue, self._store, self._site = catalogue, store, site

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
                    yield {"@id": self._site.permalink(fact.address), "@type": _EVENTS[fact.kind]}
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
                yield {"@id": self._site.permalink(fact.address), "@type": _EVENTS["statement"]}
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
            (known.industries, self._industry),
            (known.organizations, self._organization),
            (known.places, self._place),
            (known.indicators, self._indicator),
            (known.projects, self._project),
            (known.facts, self._fact),
            (known.sources, self._source),
            (known.disputes, self._dispute),
            (known.claims, self._claim),
        )

    def _refs(self, identifiers: Sequence[str]) -> list[Node]:
        return [{"@id": self._site.permalink(identifier)} for identifier in identifiers]

    def _ref(self, link: m.Link | None) -> Node | None:
        return {"@id": link.permalink} if link else None

    def _fact(self, fact: m.Fact) -> Node:
        about = [*fact.places, *fact.industries, *fact.organizations]
        if fact.subject and fact.kind == "statement":
            about = [fact.subject.id, *about]
        common = _node(
            fact.permalink,
            "Observation" if fact.kind in VALUES else _EVENTS[fact.kind],
            identifier=fact.address,
            name=_text(fact.title) if fact.kind != "statement" else None,
            description=_text(fact.text) if fact.kind != "statement" else None,
            edtf=edtf_literal(fact.date.edtf) if fact.date else None,
            mainEntityOfPage=fact.page,
            about=self._refs(list(dict.fromkeys(about))),
            citation=[
                {"@type": "Role", "citation": {"@id": source.permalink}, "roleName": source.locator}
                for source in fact.sources
            ],
            additionalProperty=_properties(fact),
            disambiguatingDescription=_text(fact.note),
            license=self._site.licence.url,
        )
        return {**common, **self._particulars(fact)}

    def _particulars(self, fact: m.Fact) -> Node:
        dates = iso_dates(fact.date)
        if fact.kind in VALUES:
            return self._observed(fact, dates)
        if fact.kind == "statement":
            return {"text": _text(fact.text)}
        if fact.kind == "plan":
            return self._planned(fact, dates)
        found: Node = dict(zip(("startDate", "endDate"), dates, strict=False))
        if fact.award:
            found["organizer"] = {"@type": "Organization", "name": _text(fact.award.awarded_by)}
        return found

    def _observed(self, fact: m.Fact, dates: tuple[str, ...]) -> Node:
        value = fact.value
        assert value is not None, "an observation and a figure have a value"
        found: Node = {"value": {"@value": value.exact, "@type": "xsd:decimal"}, "unitText": value.unit.id}
        if fact.what is None:
            found["measuredProperty"] = self._ref(fact.subject)
        whose = self._ref(fact.subject if fact.what else fact.place or fact.organization)
        if whose:
            found["observationAbout"] = whose
        if len(dates) == 1:
            found["observationDate"] = dates[0]
        return found

    def _planned(self, fact: m.Fact, dates: tuple[str, ...]) -> Node:
        plan = fact.plan
        assert plan is not None, "a plan has its particulars"
        found: Node = {"agent": {"@type": "Organization", "name": _text(plan.set_by)}}
        found |= dict(zip(("startTime", "endTime"), dates, strict=False))
        due = iso_dates(plan.due)
        if len(due) == 1:
            found["scheduledTime"] = due[0]
        if plan.outcome in _STATUS:
            found["actionStatus"] = {"@id": f"https://schema.org/{_STATUS[plan.outcome]}"}
        return found

    def _industry(self, record: m.Industry) -> Node:
        return _node(
            record.permalink,
            "DefinedTerm",
            identifier=record.id,
            name=_text(record.name),
            alternateName=record.aliases,
            description=_text(record.summary),
            mainEntityOfPage=record.page,
            inDefinedTermSet={"@id": self._site.at("industries/")},
        )

    def _organization(self, record: m.Organization) -> Node:
        return _node(
            record.permalink,
            _BODIES.get(record.kind, "Organization"),
            identifier=record.id,
            name=_text(record.name),
            alternateName=[
                *record.aliases,
                *(former.name.en or former.name.zh or "" for former in record.former_names),
            ],
            description=_text(record.summary),
            mainEntityOfPage=record.page,
            url=record.website,
            location=self._refs(record.places),
            knowsAbout=self._refs(record.industries),
        )

    def _place(self, record: m.Place) -> Node:
        return _node(
            record.permalink,
            "Place",
            identifier=record.id,
            name=_text(record.name),
            alternateName=record.aliases,
            description=_text(record.summary),
            mainEntityOfPage=record.page,
            containedInPlace=self._ref(record.part_of),
        )

    def _indicator(self, record: m.Indicator) -> Node:
        name = record.name.en or record.name.zh or record.id
        return _node(
            record.permalink,
            "Dataset",
            identifier=record.id,
            name=name,
            alternateName=[text for text in (record.name.zh, *record.aliases) if text and text != name],
            description=f"{record.definition.en or record.definition.zh} {self._site.name}: {self._site.description}".strip(),
            mainEntityOfPage=record.page,
            url=record.page,
            variableMeasured={"@type": "PropertyValue", "name": name, "unitText": record.unit.id},
            spatialCoverage=self._ref(record.place),
            about=self._ref(record.organization) or self._ref(record.industry),
            temporalCoverage=self._coverage(record),
            license=self._site.licence.url,
            creator=self._creator(),
            isPartOf={"@id": self._dataset_id},
            isAccessibleForFree=True,
            distribution=[
                _download(record.csv, "text/csv"),
                _download(record.api, "application/json"),
            ],
        )

    def _project(self, record: m.Project) -> Node:
        return _node(
            record.permalink,
            "Project",
            identifier=record.id,
            name=_text(record.name),
            alternateName=record.aliases,
            description=_text(record.summary),
            mainEntityOfPage=record.page,
            location=self._refs(record.places),
            knowsAbout=self._refs(record.industries),
            member=self._refs(record.organizations),
        )

    def _coverage(self, record: m.Indicator) -> str | None:
        """From the first year to the last: the years alone, which every date has."""
        dates = [fact.date for fact in map(self._catalogue.facts.__getitem__, record.observations) if fact.date]
        years = sorted({year for when in dates for year in re.findall(r"(?:^|/)(\d{4})", when.edtf)})
        return None if not years else years[0] if years[0] == years[-1] else f"{years[0]}/{years[-1]}"

    def _source(self, record: m.Source) -> Node:
        published = iso_dates(record.published)
        return _node(
            record.permalink,
            "CreativeWork",
            identifier=record.id,
            name=_text(record.title),
            publisher={"@type": "Organization", "name": _text(record.publisher)},
            edtf=edtf_literal(record.published.edtf) if record.published else None,
            datePublished=published[0] if len(published) == 1 else None,
            inLanguage=record.language,
            url=record.url,
            mainEntityOfPage=record.page,
        )

    def _dispute(self, record: m.Dispute) -> Node:
        accepted = self._refs([record.prefer]) if record.prefer else []
        return _node(
            record.permalink,
            "Question",
            identifier=record.id,
            name=_text(record.question),
            text=_text(record.question),
            description=_text(record.reasoning),
            mainEntityOfPage=record.page,
            about=self._refs([item for side in record.sides for item in (*side.facts, *side.claims)]),
            suggestedAnswer=[{"@type": "Answer", "text": _text(side.summary)} for side in record.sides],
            mentions=accepted,
        )

    def _claim(self, record: m.Claim) -> Node:
        checked = iso_dates(record.checked_on)
        rating = _RATINGS.get(record.verdict)
        scale = {"ratingValue": rating, "bestRating": 5, "worstRating": 1} if rating else {}
        return _node(
            record.permalink,
            "ClaimReview",
            identifier=record.id,
            url=record.page,
            mainEntityOfPage=record.page,
            claimReviewed=record.claim.en or record.claim.zh,
            reviewBody=_text(record.explanation),
            reviewRating={"@type": "Rating", **scale, "alternateName": record.verdict},
            datePublished=checked[0] if len(checked) == 1 else None,
            author=self._creator(),
            itemReviewed={"@type": "Claim", "appearance": self._ref(record.source), "name": record.at},
            about=self._refs(record.facts),
            license=self._site.licence.url,
        )

    @property
    def _dataset_id(self) -> str:
        return self._site.at("#dataset")

    def _creator(self) -> Node:
        return {"@type": "Organization", "name": self._site.name, "url": self._site.url}

    def _website(self) -> Node:
        return _node(
            self._site.at("#website"),
            "WebSite",
            name=self._site.name,
            description=self._site.description,
            url=self._site.url,
            license=self._site.licence.url,
        )

    def _dataset(self) -> Node:
        site = self._site
        return _node(
            self._dataset_id,
            "Dataset",
            name=site.name,
            description=site.description,
            url=site.url,
            license=site.licence.url,
            creator=self._creator(),
            isAccessibleForFree=True,
            inLanguage=["en", "zh"],
            distribution=[
                _download(site.at(f"{DOWNLOADS}facts.csv"), "text/csv"),
                _download(site.at(f"{DOWNLOADS}{site.package}.xlsx"), _XLSX),
                _download(site.at(f"{DOWNLOADS}{site.package}.db"), "application/vnd.sqlite3"),
                _download(site.at(f"{DOWNLOADS}{site.package}.zip"), "application/zip"),
                _download(site.at(f"{DOWNLOADS}store.jsonld"), "application/ld+json"),
                _download(site.at(f"{API}facts.json"), "application/json"),
            ],
        )


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _download(url: str, media_type: str) -> Node:
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": media_type}


def _brief(node: Node, parts: Sequence[str]) -> Node:
    """A node of a long list: what it is and where the rest is."""
    return {key: node[key] for key in parts if key in node}


def _properties(fact: m.Fact) -> list[Node]:
    """What schema.org has no property for, as name and value."""
    value = fact.value
    pairs = {
        "grade": fact.grade,
        "read-as": fact.read_as,
        "status": fact.status,
        "key": fact.key,
        "nature": value.nature if value else None,
        "bound": value.bound if value else None,
        "as-printed": value.as_printed if value else None,
        "formula": value.formula if value else None,
        "award-kind": fact.award.kind if fact.award else None,
        "due": edtf_literal(fact.plan.due.edtf) if fact.plan and fact.plan.due else None,
        "outcome": fact.plan.outcome if fact.plan else None,
    }
    found = [
        {"@type": "PropertyValue", "propertyID": name, "value": text}
        for name, text in pairs.items()
        if text is not None
    ]
    return [*found, *({"@type": "PropertyValue", "propertyID": "caveat", "value": text} for text in fact.caveats)]
