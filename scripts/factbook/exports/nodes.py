"""Records and facts as nodes of linked data, in the words of schema.org; :mod:`factbook.exports.linked` makes documents of them.

Dates are EDTF literals (http://id.loc.gov/datatypes/edtf); schema.org's own date properties, which know ISO 8601 alone, are given only
where the date is certain and exact, and then with the precision that it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue
from factbook.exports.site import SiteInfo
from factbook.store import VALUES

Node = dict[str, Any]

_POINT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_QUARTER = re.compile(r"-Q([1-4])")

EVENT_TYPES = {"milestone": "Event", "award": "Event", "plan": "PlanAction", "statement": "Statement"}
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


def node(at: str, kind: str, /, **parts: Any) -> Node:
    """A node of the parts that are there."""
    return {"@id": at, "@type": kind} | {name: part for name, part in parts.items() if part not in (None, [], "")}


def download(url: str, media_type: str) -> Node:
    """A file in which a data set can be had."""
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": media_type}


class Nodes:
    """Makes the node of a record; what is not known is left out of it."""

    def __init__(self, catalogue: Catalogue, site: SiteInfo) -> None:
        self._catalogue, self._site = catalogue, site

    def _refs(self, identifiers: Sequence[str]) -> list[Node]:
        return [{"@id": self._site.permalink(identifier)} for identifier in identifiers]

    def _ref(self, link: m.Link | None) -> Node | None:
        return {"@id": link.permalink} if link else None

    def fact(self, fact: m.Fact) -> Node:
        """A fact: an observation where it has a value, an event, a plan or a statement otherwise."""
        about = [*fact.places, *fact.industries, *fact.organizations]
        if fact.subject and fact.kind == "statement":
            about = [fact.subject.id, *about]
        common = node(
            fact.permalink,
            "Observation" if fact.kind in VALUES else EVENT_TYPES[fact.kind],
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
            license=self._site.licence_url,
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

    def industry(self, record: m.Industry) -> Node:
        """An industry, as a term of a set."""
        return node(
            record.permalink,
            "DefinedTerm",
            identifier=record.id,
            name=_text(record.name),
            alternateName=record.aliases,
            description=_text(record.summary),
            mainEntityOfPage=record.page,
            inDefinedTermSet={"@id": self._site.at("industries/")},
        )

    def organization(self, record: m.Organization) -> Node:
        """A company or institution."""
        return node(
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

    def place(self, record: m.Place) -> Node:
        """A place."""
        return node(
            record.permalink,
            "Place",
            identifier=record.id,
            name=_text(record.name),
            alternateName=record.aliases,
            description=_text(record.summary),
            mainEntityOfPage=record.page,
            containedInPlace=self._ref(record.part_of),
        )

    def indicator(self, record: m.Indicator) -> Node:
        """A series, as a data set of its own."""
        name = record.name.en or record.name.zh or record.id
        return node(
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
            license=self._site.licence_url,
            creator=self.creator(),
            isPartOf={"@id": self.dataset_id},
            isAccessibleForFree=True,
            distribution=[
                download(record.csv, "text/csv"),
                download(record.api, "application/json"),
            ],
        )

    def project(self, record: m.Project) -> Node:
        """An investment project."""
        return node(
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

    def source(self, record: m.Source) -> Node:
        """A text that facts rest on."""
        published = iso_dates(record.published)
        return node(
            record.permalink,
            "CreativeWork",
            identifier=record.id,
            name=_text(record.title),
            publisher={"@type": "Organization", "name": _text(record.publisher)},
            edtf=edtf_literal(record.published.edtf) if record.published else None,
            datePublished=published[0] if len(published) == 1 else None,
            inLanguage=record.language,
            url=record.url if record.linked else None,
            mainEntityOfPage=record.page,
        )

    def dispute(self, record: m.Dispute) -> Node:
        """A dispute, as a question with an answer of each side."""
        accepted = self._refs([record.prefer]) if record.prefer else []
        return node(
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

    def claim(self, record: m.Claim) -> Node:
        """A checked claim, as a review of it."""
        checked = iso_dates(record.checked_on)
        rating = _RATINGS.get(record.verdict)
        scale = {"ratingValue": rating, "bestRating": 5, "worstRating": 1} if rating else {}
        return node(
            record.permalink,
            "ClaimReview",
            identifier=record.id,
            url=record.page,
            mainEntityOfPage=record.page,
            claimReviewed=record.claim.en or record.claim.zh,
            reviewBody=_text(record.explanation),
            reviewRating={"@type": "Rating", **scale, "alternateName": record.verdict},
            datePublished=checked[0] if len(checked) == 1 else None,
            author=self.creator(),
            itemReviewed={"@type": "Claim", "appearance": self._ref(record.source), "name": record.at},
            about=self._refs(record.facts),
            license=self._site.licence_url,
        )

    @property
    def dataset_id(self) -> str:
        """The id of the whole store as a data set."""
        return self._site.at("#dataset")

    def creator(self) -> Node:
        """Who makes the site."""
        contact = self._site.site.publication.contact
        kind, address = (
            ("email", contact.removeprefix("mailto:")) if contact.startswith("mailto:") else ("url", contact)
        )
        point = {"contactPoint": {"@type": "ContactPoint", kind: address}} if contact else {}
        return {"@type": "Organization", "name": self._site.site.author, "url": self._site.url, **point}


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
