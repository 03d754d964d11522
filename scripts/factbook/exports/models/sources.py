"""Sources, disputes and checked claims; terms, addresses that are gone, commits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from factbook.exports.models.facts import FieldNote
from factbook.exports.models.parts import ApiRecord, Dated, Home, Link, Linked, Permalink, Self, Words
from factbook.store import Grade


class Source(Home):
    """A text that facts rest on."""

    title: Words
    publisher: Words = Field(description="Who answers for the text.")
    kind: str
    reliability: Literal["weak"] | None = Field(
        description="weak: the text itself gives reason for doubt (errors, no author, machine translation)."
    )
    weak: bool = Field(
        description="Whether it is a weak text, by kind or reliability, on which no grade above D rests."
    )
    grade: Grade = Field(description="The grade of a fact that rests on this source alone.")
    published: Dated | None
    language: str = Field(description="BCP 47 tag.")
    url: str | None
    linked: Linked
    archived: str | None = Field(description="A web archive's copy of the address.")
    access: str
    carried_by: str | None = Field(description="The host, when a mirror.")
    same_text_as: str | None
    repeats: str | None = Field(description="The source whose statement it repeats in other words.")
    reading: str
    accessed: Dated
    note: Words | None
    facts: list[str] = Field(description="Addresses of the facts that rest on it.")
    claims: list[str] = Field(description="Ids of the checked claims that it makes.")


class Side(ApiRecord):
    """One side of a dispute."""

    facts: list[str]
    claims: list[str]
    summary: Words


class Dispute(Home):
    """Sources that disagree, and what we make of it."""

    question: Words
    sides: list[Side]
    outcome: Literal["prefer", "open", "both-hold", "different-scope", "rounding"]
    prefer: str | None
    reasoning: Words
    decided_on: Dated


class Claim(Home):
    """What an article asserts, and our verdict."""

    source: Link
    at: str = Field(description="Where it stands in the article.")
    claim: Words
    verdict: Literal["supported", "partly", "contradicted", "not-found", "opinion"]
    facts: list[str]
    explanation: Words
    checked_on: Dated


class Term(ApiRecord):
    """A word of a closed list: a unit, a topic, a link of a value chain, an era."""

    id: str = Field(description="`kind:term`.")
    api: Self
    kind: str
    term: str
    name: Words
    symbol: str | None
    base: str | None
    factor: str | None
    printed: list[str]
    period: Dated | None = Field(description="Of an era: from when to when.")


class Redirect(ApiRecord):
    """Where an address that is gone leads now."""

    id: str = Field(description="The old address.")
    permalink: Permalink
    api: Self
    to: list[str]
    kind: Literal["moved", "merged", "split", "withdrawn"]
    reason: Words
    on: Dated


class FactChange(ApiRecord):
    """What one commit did to one fact or record."""

    address: str
    kind: str = Field(description="A kind of fact, or of another record.")
    title: str
    change: Literal["added", "changed", "removed"]
    fields: list[FieldNote]
    permalink: str | None = Field(description="Null for what has no permalink.")


class Change(ApiRecord):
    """A commit that changed the store."""

    id: str = Field(description="The commit.")
    page: str
    commit_url: str | None
    on: str = Field(description="When it was committed, in UTC (RFC 3339).")
    message: str
    facts: list[FactChange]
