"""What facts belong to: industries, organizations, places, series, projects."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from factbook.store.records.facts import Observation, ProjectFigure, Statement
from factbook.store.records.words import (
    ChainLink,
    ChainState,
    IndustryRef,
    OrganizationKind,
    OrganizationRef,
    OrganizationState,
    PlaceKind,
    PlaceRef,
    ProjectState,
    Role,
    SourceRef,
    Topic,
    Unit,
)
from factbook.store.scalars import Citation, Date, Flag, Id, Number, Plain, Record, Url
from factbook.store.texts import Text


class ChainStep(Record):
    """A link of a value chain: its term alone, or with how it stands in the chain."""

    link: ChainLink = Field(description="A link from data/vocabulary.yml.", examples=["weaving"])
    beside: Flag = Field(
        False,
        description="true for what supplies the flow from beside and is no step in it, such as the makers of machines.",
        examples=["true"],
    )
    state: ChainState | None = Field(
        None,
        description=(
            "here: somebody does it here; building: a plant is being built; signed: signed or announced only; unknown: whoever "
            "did it may be gone; left: whoever did it has left; elsewhere: it is done outside; none-found: looked for, and "
            "nobody was found; not-recorded: no organization on record. Without it, it follows from the organizations at the "
            "link."
        ),
        examples=["elsewhere"],
    )
    industry: IndustryRef | None = Field(
        None,
        description="The industry that has a page of its own for this link; the organizations at the link there count here too.",
        examples=["weaving"],
    )

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        return {"link": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        notes = ["beside the flow"] if self.beside else []
        notes += [note for note in (self.state, self.industry) if note]
        return f"{self.link} ({', '.join(notes)})" if notes else self.link


class Industry(Record):
    """An industry of the subject, with its value chain."""

    id: Id = Field(description="Permanent id.", examples=["weaving"])
    name: Text = Field(description="Name in English and Chinese.", examples=["Weaving"])
    aliases: list[Plain] = Field(default_factory=list, description="Other names that readers search for.")
    role: Role = Field(
        description="What it is to the subject, by the evidence. other: it is there, and stands in no list of key industries.",
        examples=["pillar"],
    )
    summary: Text = Field(
        description="What it is. No figures; use [[address]].", examples=["Spinning, weaving and dyeing."]
    )
    place: PlaceRef | None = Field(None, description="Where it is, when that is not the subject itself.")
    chain: list[ChainStep] = Field(default_factory=list, description="Links of the value chain, in order.")
    not_found: list[Text] = Field(default_factory=list, description="What was looked for and not found.")
    statements: list[Statement] = Field(default_factory=list, description="Sourced statements about it.")

    @property
    def links(self) -> list[str]:
        """The terms of the chain's links, in order."""
        return [step.link for step in self.chain]


class Break(Record):
    """A break in a series: figures on its two sides do not compare."""

    at: Date = Field(description="When the definition or the territory changed.", examples=["2010"])
    reason: Text = Field(description="What changed.", examples=["the territory was widened"])


class Indicator(Record):
    """A measured series: one definition, one unit, one place or body."""

    id: Id = Field(description="Permanent id; the first half of each address.", examples=["gdp"])
    name: Text = Field(description="Name in English and Chinese.", examples=["Gross domestic product"])
    aliases: list[Plain] = Field(default_factory=list, description="Other names that readers search for.")
    definition: Text = Field(description="What is counted. No figures.", examples=["Value added by all residents."])
    unit: Unit = Field(description="A unit from data/vocabulary.yml.", examples=["CNY bn"])
    place: PlaceRef | None = Field(None, description="Whose figure it is, when a place.", examples=["town"])
    organization: OrganizationRef | None = Field(None, description="Whose figure it is, when a body.")
    industry: IndustryRef | None = Field(None, description="The industry that is measured.")
    topics: list[Topic] = Field(
        default_factory=list, description="Topics from data/vocabulary.yml.", examples=["economy"]
    )
    breaks: list[Break] = Field(default_factory=list, description="Breaks in the series.")
    not_found: list[Text] = Field(default_factory=list, description="What was looked for and not found.")
    observations: list[Observation] = Field(min_length=1, description="The values.")


class FormerName(Record):
    """A name that an organization no longer carries."""

    name: Text = Field(description="The old name.", examples=["Old Mill Company"])
    until: Date | None = Field(None, description="When it ended.", examples=["2020"])


class Organization(Record):
    """A company or institution."""

    id: Id = Field(description="Permanent id.", examples=["mill"])
    name: Text = Field(description="Name in English and Chinese.", examples=["Mill Company"])
    kind: OrganizationKind = Field(description="What it is.", examples=["company"])
    aliases: list[Plain] = Field(
        default_factory=list, description="Other names that readers search for.", examples=["the mill"]
    )
    former_names: list[FormerName] = Field(default_factory=list, description="Earlier names.")
    state: OrganizationState = Field(
        "unknown",
        description=(
            "What it is to the subject's place: operating there; building: its plant there is being built; announced; left; "
            "elsewhere, though often named with it; unknown."
        ),
    )
    since: Date | None = Field(None, description="Since when it has been there.", examples=["1998"])
    last_seen: Date | None = Field(
        None, description="The newest time at which a source has it there.", examples=["2024"]
    )
    origin: Text | None = Field(None, description="Where it comes from: country, or city.", examples=["Denmark"])
    website: Url | None = Field(None, description="Its own site, where a source gives it.")
    stock_code: Plain | None = Field(None, description="Exchange and code.", examples=["SZSE 000001"])
    sources: dict[SourceRef, Citation] = Field(
        default_factory=dict, description="Who says so, of state, since, origin, website and stock code."
    )
    summary: Text = Field(description="What it is. No figures; use [[address]].", examples=["A maker of cloth."])
    industries: list[IndustryRef] = Field(default_factory=list, description="Its industries.")
    chain: list[ChainLink] = Field(
        default_factory=list, description="Its links in the value chain.", examples=["weaving"]
    )
    places: list[PlaceRef] = Field(default_factory=list, description="Where it is.")
    not_found: list[Text] = Field(default_factory=list, description="What was looked for and not found.")
    statements: list[Statement] = Field(default_factory=list, description="Sourced statements about it.")


class Coordinates(Record):
    """Where a place is: a point in WGS 84, as exact as its source."""

    lat: Number = Field(description="Latitude in degrees north, WGS 84.", examples=["55.67"])
    lon: Number = Field(description="Longitude in degrees east, WGS 84.", examples=["12.57"])
    precision_km: Number = Field(description="How far off it may be, in kilometres.", examples=["1"])
    sources: dict[SourceRef, Citation] = Field(
        min_length=1, description="Who says so.", examples=["gazetteer: entry 7"]
    )


class Place(Record):
    """A place: a country, a town, a building."""

    id: Id = Field(description="Permanent id.", examples=["town"])
    name: Text = Field(description="Name in English and Chinese.", examples=["Town"])
    kind: PlaceKind = Field(description="What it is.", examples=["park"])
    part_of: PlaceRef | None = Field(None, description="The place that it lies in.", examples=["shire"])
    at: Coordinates | None = Field(None, description="Where it is on the map, where a source gives coordinates.")
    aliases: list[Plain] = Field(default_factory=list, description="Other names that readers search for.")
    summary: Text = Field(description="What it is. No figures; use [[address]].", examples=["A park by the river."])
    not_found: list[Text] = Field(default_factory=list, description="What was looked for and not found.")
    statements: list[Statement] = Field(default_factory=list, description="Sourced statements about it.")


class Project(Record):
    """An investment project: who builds what where, what was planned for it and what became of it."""

    id: Id = Field(description="Permanent id.", examples=["mill-extension"])
    name: Text = Field(description="Name in English and Chinese.", examples=["Extension of the mill"])
    aliases: list[Plain] = Field(default_factory=list, description="Other names that readers search for.")
    summary: Text = Field(description="What it is. No figures; use [[address]].", examples=["A second weaving hall."])
    organizations: list[OrganizationRef] = Field(default_factory=list, description="Who builds or runs it.")
    industries: list[IndustryRef] = Field(default_factory=list, description="Its industries.")
    places: list[PlaceRef] = Field(default_factory=list, description="Where it is.")
    where: Text | None = Field(
        None, description="Where it is, in words, where that is no place of the store.", examples=["Aarhus, Denmark"]
    )
    state: ProjectState = Field(description="How far it is, by the newest source.", examples=["signed"])
    state_on: Date | None = Field(None, description="The time of that source.", examples=["2023-04"])
    sources: dict[SourceRef, Citation] = Field(
        min_length=1, description="Who says so, of its state.", examples=["gazette-1895: page 2"]
    )
    not_found: list[Text] = Field(default_factory=list, description="What was looked for and not found.")
    statements: list[Statement] = Field(default_factory=list, description="Sourced statements about it.")
    figures: list[ProjectFigure] = Field(default_factory=list, description="Its sums and capacities, planned and real.")
