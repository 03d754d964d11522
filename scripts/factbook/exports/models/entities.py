"""What facts belong to: industries, organizations, places, series, projects."""

from __future__ import annotations

from pydantic import Field

from factbook.exports.models.parts import ApiRecord, Break, Citation, Dated, Home, Link, Unit, Words
from factbook.store.records import ChainState, OrganizationState, ProjectState


class ChainLink(ApiRecord):
    """A link of a value chain."""

    link: str = Field(description="The term of the vocabulary.")
    name: Words
    beside: bool = Field(description="Whether it supplies the flow from beside and is no step in it.")
    state: ChainState = Field(
        description=(
            "here: done in the subject's place; building: a plant is being built; signed: signed or announced only; unknown: "
            "whether those at it are still there (see last_seen); left: those at it have left; elsewhere; none-found: looked for, "
            "nobody was found; not-recorded: no organization on record."
        )
    )
    last_seen: Dated | None = Field(description="Of a link whose state is unknown: when somebody was last seen at it.")
    industry: str | None = Field(description="Id of the industry that has a page of its own for this link.")
    organizations: list[str] = Field(description="Ids of the organizations at it.")


class Industry(Home):
    """An industry of the subject, with its value chain."""

    name: Words
    aliases: list[str]
    role: str
    summary: Words
    place: Link | None
    chain: list[str] = Field(description="The links of the value chain, in order.")
    chain_links: list[ChainLink] = Field(description="The same with what is known of each.")
    not_found: list[Words]
    projects: list[str] = Field(description="Ids of the projects.")
    indicators: list[str]
    statements: list[str] = Field(description="Addresses of the statements about it.")
    facts: list[str] = Field(description="Addresses of further facts that name it.")


class FormerName(ApiRecord):
    """A name that an organization no longer carries."""

    name: Words
    until: Dated | None


class Organization(Home):
    """A company or institution."""

    name: Words
    kind: str
    state: OrganizationState = Field(
        description=(
            "What it is to the subject's place: operating there, building its plant, announced, left, elsewhere though often named, "
            "unknown."
        )
    )
    since: Dated | None = Field(description="Since when it has been there.")
    last_seen: Dated | None = Field(description="The newest time at which a source has it there.")
    origin: Words | None = Field(description="Where it comes from.")
    website: str | None
    stock_code: str | None = Field(description="Exchange and code.")
    sources: list[Citation] = Field(description="Who says so, of state, dates, origin, website and stock code.")
    projects: list[str] = Field(description="Ids of the projects that it builds or runs.")
    aliases: list[str]
    former_names: list[FormerName]
    summary: Words
    industries: list[str]
    chain: list[str]
    places: list[str]
    not_found: list[Words]
    indicators: list[str]
    statements: list[str] = Field(description="Addresses of the statements about it.")
    facts: list[str] = Field(description="Addresses of further facts that name it.")


class Place(Home):
    """A place: a country, a town, a building."""

    name: Words
    kind: str
    part_of: Link | None
    aliases: list[str]
    summary: Words
    not_found: list[Words]
    projects: list[str] = Field(description="Ids of the projects.")
    indicators: list[str]
    statements: list[str] = Field(description="Addresses of the statements about it.")
    facts: list[str] = Field(description="Addresses of further facts that name it.")


class Indicator(Home):
    """A measured series: one definition, one unit, one place or body; its values are facts."""

    csv: str = Field(description="The series as CSV.")
    name: Words
    aliases: list[str]
    definition: Words
    unit: Unit
    place: Link | None
    organization: Link | None
    industry: Link | None
    topics: list[str]
    breaks: list[Break]
    not_found: list[Words]
    missing_years: list[int] = Field(
        description="Full years after the newest one of which no value is on record, up to the year before the last review."
    )
    observations: list[str] = Field(description="Addresses of its values.")
    latest: str | None = Field(
        description="Address of the newest value: measured, dated, not weak; full years first. Null where none is."
    )


class Project(Home):
    """An investment project: who builds what where, what was planned for it and what became of it."""

    name: Words
    aliases: list[str]
    summary: Words
    organizations: list[str] = Field(description="Ids of those who build or run it.")
    industries: list[str]
    places: list[str]
    where: Words | None = Field(description="Where it is, in words, where that is no place of the store.")
    state: ProjectState = Field(description="How far it is, by the newest source.")
    state_on: Dated | None = Field(description="The time of that source.")
    sources: list[Citation] = Field(description="Who says so, of its state.")
    not_found: list[Words]
    statements: list[str] = Field(description="Addresses of the statements about it.")
    figures: list[str] = Field(description="Addresses of its sums and capacities, planned and real.")
