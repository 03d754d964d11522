"""Texts that facts rest on, and what is made of them: disputes and checked claims."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from factbook.store.records.words import SourceKind, SourceRef
from factbook.store.scalars import Address, Date, Flag, Host, Id, Plain, Record, Ref, Url
from factbook.store.texts import Text


class Source(Record):
    """A text that facts rest on."""

    id: Id = Field(description="Permanent id: publisher and year.", examples=["yearbook-1995"])
    title: Text = Field(description="Title in its own language.", examples=["Yearbook of the town"])
    publisher: Text = Field(description="Who answers for the text, not who mirrors it.", examples=["Town council"])
    kind: SourceKind = Field(
        description=(
            "What kind of text it is: paper, an academic paper; press, a general newspaper or agency; forum, questions "
            "and answers by users; machine-written, text that a program made."
        ),
        examples=["official"],
    )
    reliability: Literal["weak"] | None = Field(
        None, description="weak: the text itself gives reason for doubt (errors, no author, machine translation)."
    )
    published: Date | None = Field(None, description="When, as far as shown.", examples=["2024-10"])
    language: Plain = Field(description="BCP 47 tag of the text.", examples=["zh"])
    url: Url | None = Field(None, description="Where it was read; left out only when there is no address.")
    linked: Flag = Field(
        True,
        description=(
            "false: pages show the address and do not link it, for no reader should be sent to its host: a domain that has "
            "changed hands, or a proxy of another site."
        ),
    )
    archived: Url | None = Field(
        None, description="A web archive's copy of the address, looked at and found to hold it."
    )
    access: Literal["direct", "archive", "portal", "mirror"] = Field(
        description=(
            "direct: at the publisher; archive: a web archive; portal: a service that republishes filings, notices or "
            "wires; mirror: somebody else's copy."
        ),
        examples=["direct"],
    )
    carried_by: Host | None = Field(
        None,
        description="The host that carries the copy or runs the portal; never with direct.",
        examples=["example.org"],
    )
    same_text_as: SourceRef | None = Field(None, description="The source whose text this repeats.")
    repeats: SourceRef | None = Field(
        None, description="The source whose statement this repeats in other words: both count as one publisher."
    )
    reading: Literal["text", "notes"] = Field("text", description="notes: the text itself was not seen again.")
    accessed: Date = Field(description="When it was read.", examples=["2026-11-22"])
    note: Text | None = Field(None, description="What a reader should know about it.")

    @property
    def link(self) -> str | None:
        """The address, where pages link it."""
        return self.url if self.linked else None


class Side(Record):
    """One side of a dispute."""

    facts: list[Address] = Field(
        default_factory=list, description="The facts that stand on this side.", examples=["area@2021"]
    )
    claims: list[Annotated[Id, Ref("claims")]] = Field(
        default_factory=list, description="Claims that stand on this side."
    )
    summary: Text = Field(description="What this side says.", examples=["The count went from door to door."])

    @model_validator(mode="after")
    def _something(self) -> Side:
        if not (self.facts or self.claims):
            raise PydanticCustomError("FB202", "a side needs 'facts' or 'claims'")
        return self


class Dispute(Record):
    """Sources that disagree, and what we make of it."""

    id: Id = Field(description="Permanent id.", examples=["town-area"])
    question: Text = Field(description="The question that the sides answer differently.", examples=["How large is it?"])
    sides: list[Side] = Field(min_length=1, description="The sides, with their facts.")
    outcome: Literal["prefer", "open", "both-hold", "different-scope", "rounding"] = Field(
        description="What we make of it.", examples=["prefer"]
    )
    prefer: Address | None = Field(
        None,
        description="The fact that we prefer, with all on its side. The facts on the other sides are marked as rejected.",
        examples=["area@2021"],
    )
    reasoning: Text = Field(description="Why.", examples=["The newer figure is the council's own."])
    decided_on: Date = Field(description="When we decided.", examples=["2026-11-22"])


class Claim(Record):
    """What an article asserts, and our verdict."""

    id: Id = Field(description="Permanent id.", examples=["claim-one-million"])
    source: SourceRef = Field(description="The article.", examples=["travel-guide"])
    at: Plain = Field(description="Where it stands in the article.", examples=["Chapter on trade"])
    claim: Text = Field(description="What it asserts, in our words.", examples=["Output reached one million bales."])
    verdict: Literal["supported", "partly", "contradicted", "not-found", "opinion"] = Field(
        description="What the evidence says.", examples=["contradicted"]
    )
    facts: list[Address] = Field(
        default_factory=list, description="The facts behind the verdict.", examples=["gdp@2023"]
    )
    explanation: Text = Field(description="One or two sentences.", examples=["No source gives it."])
    checked_on: Date = Field(description="When it was checked.", examples=["2026-11-22"])
