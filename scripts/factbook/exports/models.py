"""The records of the API: one description, from which the output, the JSON Schemas and the OpenAPI document are made.

Every key is always there; what is not known is null or an empty list. A date is the EDTF text of the store and never
more: no field holds a finer date than somebody wrote down.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from factbook.store import FactKind, Grade
from factbook.store.grading import ReadAs
from factbook.store.records import Bound, Caveat, ChainState, Nature, OrganizationState, ProjectState
from factbook.store.status import StatusName


class ApiRecord(BaseModel):
    """Base of every record of the API."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_POINT = r"(\d{3}X|\d{2}XX|\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?)[~?%]?"
EDTF_PATTERN = rf"^({_POINT}|{_POINT}/({_POINT}|\.\.)|\.\./{_POINT})$"

Edtf = Annotated[str, Field(pattern=EDTF_PATTERN)]
Permalink = Annotated[str, Field(description="The address that lasts; also the identifier in linked data.")]
PageUrl = Annotated[str, Field(description="The page that is at home to it, with its place there.")]
Self = Annotated[str, Field(description="This record as JSON.")]


class Words(ApiRecord):
    """A text in English, in Chinese, or in both; references in it are said in words."""

    en: str | None
    zh: str | None


class Dated(ApiRecord):
    """A date or period, exactly as precise as it is known."""

    edtf: Edtf = Field(
        description="EDTF (ISO 8601-2:2019, level 1), and 2023-Q3 for a quarter.",
        examples=["1992", "1992-11-09", "2019/..", "2023-Q3"],
    )
    precision: Literal["day", "month", "quarter", "year", "decade", "century", "period"] = Field(
        description="How exactly it is known."
    )
    approximate: bool = Field(description="About this time (EDTF ~ or %).")
    uncertain: bool = Field(description="The source is doubtful about it (EDTF ? or %).")
    label: Words = Field(description="In words.")


class Link(ApiRecord):
    """A record that another one names."""

    id: str
    name: Words
    permalink: Permalink


class Unit(ApiRecord):
    """A unit of measurement."""

    id: str = Field(description="The term of the vocabulary.")
    name: Words
    symbol: str | None = Field(description="How it is printed after a number.")
    base: str | None = Field(description="The unit that it is a multiple of.")
    factor: str | None = Field(description="How many base units it holds, exactly, as text.")


class Quantity(ApiRecord):
    """A value of an indicator or a figure of a project, as its source gives it."""

    number: float = Field(description="The value, for reckoning; `exact` has all its digits.")
    exact: str = Field(description="The value with the digits that were written down.", pattern=r"^-?\d+(\.\d+)?$")
    unit: Unit
    bound: Bound = Field(
        description="about; below: 'nearly', not quite; at-least: 'more than'; at-most: 'less than', a limit."
    )
    nature: Nature = Field(description="Whether it was measured, estimated, aimed at or foretold.")
    as_printed: str | None = Field(description="The source's own words.")
    formula: str | None = Field(
        description="How it was computed from other facts, by their addresses; null for a value of a source."
    )
    label: str = Field(description="The value in words: bound, number, unit, nature.")


class Citation(ApiRecord):
    """A source that a fact rests on, and the place in it."""

    source: str
    locator: str = Field(description="Where in the source it stands.")
    excerpt: str | None = Field(description="The few words that state it, in the original.")
    language: str = Field(description="BCP 47 tag of the source, and so of the excerpt.")
    title: Words
    publisher: Words
    published: Dated | None
    url: str | None
    archived: str | None = Field(description="A web archive's copy of the address.")
    permalink: Permalink


class DisputeLink(ApiRecord):
    """A dispute in which a fact stands on a side."""

    id: str
    question: Words
    outcome: str
    preferred: bool | None = Field(description="Whether this fact is the preferred one; null where none is.")
    permalink: Permalink


class ClaimLink(ApiRecord):
    """A checked claim whose verdict rests on a fact."""

    id: str
    verdict: str
    permalink: Permalink


class Break(ApiRecord):
    """A break in a series: figures on its two sides do not compare."""

    at: Dated
    reason: Words


class AwardDetail(ApiRecord):
    """What an award has beside what every fact has."""

    kind: str
    awarded_by: Words
    date_is: Words | None = Field(description="Which moment the date means.")


class PlanTarget(ApiRecord):
    """What a plan aims at, in numbers."""

    indicator: Link
    number: float
    exact: str
    unit: Unit
    bound: Bound


class PlanDetail(ApiRecord):
    """What a plan has beside what every fact has."""

    set_by: Words
    due: Dated | None
    target: PlanTarget | None
    outcome: Literal["open", "met", "missed", "dropped", "unknown"]
    results: list[str] = Field(description="Addresses of the facts that show the outcome.")


class FieldNote(ApiRecord):
    """One key of a record: what it said before a commit, and after it. An empty text: nothing. References stand by their addresses."""

    name: str
    before: str
    after: str


class ChangeNote(ApiRecord):
    """That a fact came, went or changed, and in which commit."""

    commit: str
    on: str = Field(description="When it was committed, in UTC (RFC 3339).")
    change: Literal["added", "changed", "removed"]
    fields: list[FieldNote] = Field(description="The keys that changed; none of what came or went.")
    message: str = Field(description="The commit's first line.")


class Fact(ApiRecord):
    """Anything that a reader could dispute: an event, an award, a plan, a statement, a value of an indicator, or a project's figure."""

    address: str = Field(description="Its permanent address in the store.", examples=["gdp@2023"])
    kind: FactKind
    permalink: Permalink
    page: PageUrl
    api: Self
    title: Words = Field(description="Title, name, or what a value is of and its period.")
    text: Words | None = Field(description="What it says, in a sentence or two.")
    date: Dated | None = Field(description="When it happened, was set, or what it is true of.")
    subject: Link | None = Field(description="The entity, indicator or project that it belongs to.")
    place: Link | None = Field(description="Whose it is, when a place: of a value, the indicator's place.")
    organization: Link | None = Field(description="Whose it is, when a body.")
    key: str | None = Field(description="Tells several values of one period apart.")
    key_name: Words | None = Field(description="What the key means: what the value is of.")
    what: Words | None = Field(description="Of a figure of a project: what the number is of.")
    value: Quantity | None = Field(description="For a value of an indicator, and a figure of a project.")
    breaks_before: list[Break] = Field(
        description=(
            "Breaks of the series between this value and those before it; of values of each kind (full years, nine months, goals) "
            "at the first after the break."
        )
    )
    award: AwardDetail | None
    plan: PlanDetail | None
    importance: int | None = Field(description="1 headline, 2 normal, 3 detail.")
    topics: list[str]
    places: list[str] = Field(description="Ids of the places that it is about.")
    industries: list[str] = Field(description="Ids of the industries that it is about.")
    organizations: list[str] = Field(description="Ids of the organizations that it is about.")
    grade: Grade = Field(
        description=(
            "Who says so. A: a primary text (official, statistics, filing) that was read itself; B: independent publishers; "
            "C: one reliable publisher; D: only weak texts."
        )
    )
    read_as: ReadAs = Field(
        description="How it was read: copy if no source that counts was read at its publisher, in an archive or at a portal."
    )
    status: StatusName | None = Field(
        description=(
            "What its disputes make of it. disputed: one is open; rejected: one was decided against it, or we judge it wrong; "
            "other-figures: another figure or version holds too; null: none of these."
        )
    )
    sources: list[Citation] = Field(min_length=1)
    disputes: list[DisputeLink]
    claims: list[ClaimLink]
    caveats: list[Caveat]
    note: Words | None = Field(description="What to be careful with, in a sentence.")
    changes: list[ChangeNote] = Field(description="From the history of the store, newest first; empty without one.")


class ChainLink(ApiRecord):
    """A link of a value chain."""

    link: str = Field(description="The term of the vocabulary.")
    name: Words
    beside: bool = Field(description="Whether it supplies the flow from beside and is no step in it.")
    state: ChainState = Field(
        description="here: done in the subject's place; elsewhere; signed: signed or announced only; none-found: nobody was found."
    )
    organizations: list[str] = Field(description="Ids of the organizations at it.")


class Industry(ApiRecord):
    """An industry of the subject, with its value chain."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
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


class Organization(ApiRecord):
    """A company or institution."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
    name: Words
    kind: str
    state: OrganizationState = Field(
        description="What it is to the subject's place: operating there, announced, left, elsewhere though often named, unknown."
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


class Place(ApiRecord):
    """A place: a country, a town, a building."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
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


class Indicator(ApiRecord):
    """A measured series: one definition, one unit, one place or body; its values are facts."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
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
    observations: list[str] = Field(description="Addresses of its values.")
    latest: str | None = Field(
        description="Address of the newest value: measured, dated, not weak; full years first. Null where none is."
    )


class Project(ApiRecord):
    """An investment project: who builds what where, what was planned for it and what became of it."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
    name: Words
    aliases: list[str]
    summary: Words
    organizations: list[str] = Field(description="Ids of those who build or run it.")
    industries: list[str]
    places: list[str]
    state: ProjectState = Field(description="How far it is, by the newest source.")
    state_on: Dated | None = Field(description="The time of that source.")
    sources: list[Citation] = Field(description="Who says so, of its state.")
    not_found: list[Words]
    statements: list[str] = Field(description="Addresses of the statements about it.")
    figures: list[str] = Field(description="Addresses of its sums and capacities, planned and real.")


class Source(ApiRecord):
    """A text that facts rest on."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
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


class Dispute(ApiRecord):
    """Sources that disagree, and what we make of it."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
    question: Words
    sides: list[Side]
    outcome: Literal["prefer", "open", "both-hold", "different-scope", "rounding"]
    prefer: str | None
    reasoning: Words
    decided_on: Dated


class Claim(ApiRecord):
    """What an article asserts, and our verdict."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self
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
