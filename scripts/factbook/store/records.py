"""The records of the store, one class per collection, with the guidance that contributors need.

Field descriptions and examples are the documentation: the editors' schemas and the reference page
are made from them. Values that came from outside keep their source's words (``as_printed``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from factbook.store.scalars import (
    ID_PATTERN,
    Address,
    Citation,
    Date,
    Digits,
    Flag,
    Formula,
    Host,
    Id,
    Number,
    Plain,
    Record,
    Ref,
    Term,
    Text,
    Url,
)

UNIT_PATTERN = r"[A-Za-z0-9%][A-Za-z0-9 %./²³°·-]*"
OLD_PAGE_PATTERN = r"[a-z]+/[a-z0-9-]+"
OLD_ADDRESS_PATTERN = r"[a-z0-9-]+(@[0-9A-Za-z.~?%/:-]+)?"

SourceRef = Annotated[Id, Ref("sources")]
PlaceRef = Annotated[Id, Ref("places")]
IndustryRef = Annotated[Id, Ref("industries")]
OrganizationRef = Annotated[Id, Ref("organizations")]
IndicatorRef = Annotated[Id, Ref("indicators")]
Topic = Annotated[Plain, Term("topic")]
ChainLink = Annotated[Plain, Term("chain")]
Unit = Annotated[Plain, Term("unit")]

Nature = Literal["actual", "provisional", "estimate", "target", "forecast"]
Bound = Literal["exact", "about", "below", "at-least", "at-most"]
Caveat = Literal["inferred", "computed", "weak", "outdated", "promotional", "rejected"]
ChainState = Literal["here", "elsewhere", "signed", "none-found"]
Importance = Literal["1", "2", "3"]
OrganizationKind = Annotated[Plain, Term("organization-kind")]
PlaceKind = Annotated[Plain, Term("place-kind")]
AwardKind = Annotated[Plain, Term("award-kind")]
SourceKind = Annotated[Plain, Term("source-kind")]
Role = Annotated[Plain, Term("role")]
OrganizationState = Literal["operating", "announced", "left", "elsewhere", "unknown"]
ProjectState = Literal["announced", "signed", "building", "running", "ended", "unknown"]


class FactRecord(Record):
    """What every fact has: who says so, what it is about, and what to be careful with."""

    topics: list[Topic] = Field(
        default_factory=list, description="Topics from data/vocabulary.yml.", examples=["governance"]
    )
    places: list[PlaceRef] = Field(
        default_factory=list, description="Places that the fact is about; for an award, its holder."
    )
    industries: list[IndustryRef] = Field(default_factory=list, description="Industries that the fact is about.")
    organizations: list[OrganizationRef] = Field(
        default_factory=list, description="Organizations that the fact is about."
    )
    note: Text | None = Field(None, description="A caveat in a sentence, shown to readers.")
    caveats: list[Caveat] = Field(
        default_factory=list,
        description=(
            "inferred: not stated by the source; computed: our own arithmetic; weak: a doubtful source; outdated: once "
            "true; promotional: a superlative, attributed; rejected: a source says so but we judge it wrong."
        ),
    )
    sources: dict[SourceRef, Citation] = Field(
        min_length=1,
        description=(
            "Who says so: source id and locator, the place in the source where it stands; or at: the locator, and "
            "excerpt: the few words that state it, in the original."
        ),
        examples=["yearbook-1995: second paragraph"],
    )


class Milestone(FactRecord):
    """Something that happened."""

    id: Id = Field(description="Permanent address of the fact.", examples=["charter-granted"])
    date: Date = Field(description="When, only as precisely as the source says.", examples=["1992-11-09"])
    title: Text = Field(description="Under ten words, present tense.", examples=["The town receives its charter"])
    summary: Text = Field(
        description="One or two sentences in our own words.", examples=["The charter grants a market."]
    )
    importance: Importance = Field("2", description="1 headline, 2 normal, 3 detail.", examples=["2"])


class Award(FactRecord):
    """A title, base, ranking or prize that somebody gave."""

    id: Id = Field(description="Permanent address of the fact.", examples=["model-town"])
    name: Text = Field(description="Official name, with the Chinese.", examples=["Model town"])
    kind: AwardKind = Field(
        description="title: a status; base: a base or cluster; ranking: a place in a list; prize.", examples=["title"]
    )
    awarded_by: Text = Field(description="The body that gave it.", examples=["Ministry of Towns"])
    date: Date | None = Field(None, description="When; leave out when unknown and say so in a note.", examples=["2010"])
    date_is: Text | None = Field(None, description="Which moment the date means.", examples=["plaque unveiled"])
    summary: Text | None = Field(None, description="What it means, in a sentence.")
    importance: Importance = Field("2", description="1 headline, 2 normal, 3 detail.", examples=["2"])


class Statement(FactRecord):
    """Something that a source says about an entity, neither an event nor a number of a series."""

    id: Id = Field(description="Permanent address; begins with the entity's name.", examples=["mill-seat"])
    text: Text = Field(description="One sentence in our own words.", examples=["The registered seat is in the town."])
    date: Date | None = Field(None, description="The time that the statement is true of.", examples=["2025"])


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
            "here: somebody does it here; elsewhere: it is done outside; signed: signed or announced only; none-found: "
            "nobody was found. Without it, it follows from the organizations at the link."
        ),
        examples=["elsewhere"],
    )

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        return {"link": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        notes = [*(["beside the flow"] if self.beside else []), *([self.state] if self.state else [])]
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


_FOLLOWS = ("value", "sources", "as_printed", "bound")
"""What a computed value does not have of its own."""

_PENDING = {"value": "0", "sources": {"pending": "until it is computed"}}
"""What stands in a computed value until :func:`factbook.reading.computed.with_values` has computed it."""


class Observation(FactRecord):
    """One value of an indicator, as a source gives it."""

    period: Date | None = Field(None, description="The time that the value is of.", examples=["2023"])
    key: Id | None = Field(None, description="Tells several values of one period apart.", examples=["core"])
    key_name: Text | None = Field(
        None, description="What readers see of the key: what the value is of.", examples=["core area"]
    )
    value: Number = Field(description="The number, in the indicator's unit.", examples=["100.715"])
    formula: Formula | None = Field(
        None,
        description=(
            "In place of value and sources, for a number that follows from others: addresses, numbers, + - * / and "
            "parentheses, each set off by spaces. Value, bound, sources, grade and the caveat 'computed' follow from it."
        ),
        examples=["gdp@2023 / (1 + gdp-growth@2023 / 100)"],
    )
    digits: Digits | None = Field(
        None,
        description="How many decimals a computed value has; without it as many as the least exact of its parts.",
        examples=["1"],
    )
    as_printed: Plain | None = Field(None, description="The source's own words.", examples=["1007.15亿元"])
    nature: Nature = Field("actual", description="What kind of value it is.", examples=["actual"])
    bound: Bound = Field(
        "exact",
        description="below: 'nearly'; at-least: 'more than'; at-most: 'under'.",
        examples=["exact"],
    )

    @property
    def key_words(self) -> str:
        """What tells the value apart from others of its period, in words; empty where nothing does."""
        return str(self.key_name or self.key or "")

    @model_validator(mode="before")
    @classmethod
    def _typed_or_computed(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        if "formula" not in data:
            if "digits" in data:
                raise PydanticCustomError("FB604", "'digits' without a formula", {"hint": "a typed value has its own"})
            return data
        typed = next((key for key in _FOLLOWS if key in data), None)
        if typed is not None:
            hint = "delete it: value, bound and sources follow from the parts of the formula"
            raise PydanticCustomError(
                "FB604", "a computed value has no '{key}' of its own", {"key": typed, "hint": hint}
            )
        return {**data, **_PENDING}


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
            "What it is to the subject's place: operating there; announced; left; elsewhere, though often named with it; "
            "unknown."
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


class Target(Record):
    """What a plan aims at, in numbers."""

    indicator: IndicatorRef = Field(description="The series that it is measured by.", examples=["gdp"])
    value: Number = Field(description="The number, in the indicator's unit.", examples=["500"])
    bound: Bound = Field("exact", description="at-least for 'more than'; at-most for 'under'.", examples=["at-least"])


class Plan(FactRecord):
    """A goal, what it aims at, and what became of it."""

    id: Id = Field(description="Permanent address of the fact.", examples=["above-scale-output-2025"])
    title: Text = Field(description="The goal in under ten words.", examples=["Output of 500 billion by 2025"])
    set_by: Text = Field(description="Who set it.", examples=["Town council"])
    announced: Date | None = Field(None, description="When it was set; left out when unknown.", examples=["2021"])
    due: Date | None = Field(None, description="By when.", examples=["2025"])
    target: Target | None = Field(None, description="The goal in numbers, where it has any.")
    outcome: Literal["open", "met", "missed", "dropped", "unknown"] = Field(
        description=(
            "What became of it. open: its day has not come; unknown: no source tells, and its day has come or none was set."
        ),
        examples=["open"],
    )
    results: list[Address] = Field(default_factory=list, description="The facts that show the outcome.")
    summary: Text = Field(
        description="One or two sentences in our own words.", examples=["Part of the five-year plan."]
    )

    @property
    def date(self) -> Date | None:
        """When the goal was set: a plan's date on the timeline and in exports."""
        return self.announced


class ProjectFigure(FactRecord):
    """A sum, a capacity or an area of a project, as a source gives it: planned, or real."""

    id: Id = Field(description="Permanent address of the fact.", examples=["mill-investment"])
    what: Text = Field(description="What the number is of.", examples=["Planned investment"])
    period: Date | None = Field(None, description="When it was planned, signed or reached.", examples=["2023"])
    value: Number = Field(description="The number, in the unit.", examples=["1.5"])
    unit: Unit = Field(description="A unit from data/vocabulary.yml.", examples=["CNY bn"])
    as_printed: Plain | None = Field(None, description="The source's own words.", examples=["15亿元"])
    nature: Nature = Field("actual", description="target for what is planned or signed.", examples=["target"])
    bound: Bound = Field(
        "exact",
        description="below: 'nearly'; at-least: 'more than'; at-most: 'under'.",
        examples=["exact"],
    )


Valued = Observation | ProjectFigure
"""The records that hold a value. Ask :mod:`factbook.store.measures` what they measure."""


class Project(Record):
    """An investment project: who builds what where, what was planned for it and what became of it."""

    id: Id = Field(description="Permanent id.", examples=["mill-extension"])
    name: Text = Field(description="Name in English and Chinese.", examples=["Extension of the mill"])
    aliases: list[Plain] = Field(default_factory=list, description="Other names that readers search for.")
    summary: Text = Field(description="What it is. No figures; use [[address]].", examples=["A second weaving hall."])
    organizations: list[OrganizationRef] = Field(default_factory=list, description="Who builds or runs it.")
    industries: list[IndustryRef] = Field(default_factory=list, description="Its industries.")
    places: list[PlaceRef] = Field(default_factory=list, description="Where it is.")
    state: ProjectState = Field(description="How far it is, by the newest source.", examples=["signed"])
    state_on: Date | None = Field(None, description="The time of that source.", examples=["2023-04"])
    sources: dict[SourceRef, Citation] = Field(
        min_length=1, description="Who says so, of its state.", examples=["gazette-1895: page 2"]
    )
    not_found: list[Text] = Field(default_factory=list, description="What was looked for and not found.")
    statements: list[Statement] = Field(default_factory=list, description="Sourced statements about it.")
    figures: list[ProjectFigure] = Field(default_factory=list, description="Its sums and capacities, planned and real.")


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

    id: Id = Field(description="Permanent id.", examples=["zone-area"])
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

    id: Id = Field(description="Permanent id.", examples=["claim-one-trillion"])
    source: SourceRef = Field(description="The article.", examples=["travel-guide"])
    at: Plain = Field(description="Where it stands in the article.", examples=["Chapter on trade"])
    claim: Text = Field(description="What it asserts, in our words.", examples=["Output reached one trillion yuan."])
    verdict: Literal["supported", "partly", "contradicted", "not-found", "opinion"] = Field(
        description="What the evidence says.", examples=["contradicted"]
    )
    facts: list[Address] = Field(
        default_factory=list, description="The facts behind the verdict.", examples=["gdp@2023"]
    )
    explanation: Text = Field(description="One or two sentences.", examples=["No source gives it."])
    checked_on: Date = Field(description="When it was checked.", examples=["2026-11-22"])


KINDS_OF_RECORDS = (
    *("milestone", "award", "plan", "statement", "indicator", "industry", "organization", "place", "project"),
    *("source", "dispute", "claim"),
)
"""What a term of the kind ``kind`` may be, beside the kinds of organizations and places."""


class Synonyms(Record):
    """Other words for a term, as readers type them."""

    en: list[Plain] = Field(default_factory=list, description="In English, in the singular.", examples=["residents"])
    zh: list[Plain] = Field(default_factory=list, description="In Chinese, simplified.", examples=["常住人口"])

    @property
    def words(self) -> list[str]:
        """The words of both languages."""
        return [*self.en, *self.zh]


class Scale(Record):
    """A step that a language counts a unit in: how it is printed after a number, and how many base units it holds."""

    symbol: Plain = Field(description="How it is printed after a number.", examples=["亿元"])
    factor: Number = Field(description="How many base units it holds: a power of ten.", examples=["100000000"])

    @model_validator(mode="after")
    def _power_of_ten(self) -> Scale:
        """Other steps would need rounding."""
        if self.factor != Decimal(1).scaleb(self.factor.adjusted()):
            raise PydanticCustomError(
                "FB205", "'{factor}' is no power of ten", {"factor": str(self.factor), "hint": "1, 10000, 100000000"}
            )
        return self


class VocabularyTerm(Record):
    """A word of a closed list: a unit, a topic, a value-chain link, an era of the timeline, a kind of place, what the site calls a list."""

    term: Plain = Field(description="The word, as records use it.", examples=["CNY bn"])
    kind: Literal[
        "unit", "topic", "measure", "kind", "chain", "era", "place-kind", "organization-kind", "award-kind", "source-kind", "role",
        "importance", "organization-state", "chain-state", "collection", "subject",
    ] = Field(
        description=(
            "Which list it belongs to. measure: what series measure, such as population; kind: a kind of record, such as award: "
            "these two are there for the search alone. place-kind, organization-kind, award-kind, source-kind and role: terms that take "
            "the place of the program's list; importance, organization-state, chain-state and collection: another name for a term of "
            "the program; subject: what the knowledge base is about."
        ),
        examples=["unit"],
    )  # fmt: skip
    name: Text = Field(description="Name in English and Chinese.", examples=["billion yuan"])
    synonyms: Synonyms | None = Field(
        None, description="Other words that readers type for it: the search takes each for all of them."
    )
    symbol: Plain | None = Field(None, description="How a unit is printed after a number.", examples=["km²"])
    scales: dict[Literal["zh"], list[Scale]] = Field(
        default_factory=dict,
        description="How a unit is printed in a language that counts in other steps: language, and its steps, the largest first.",
    )
    base: Plain | None = Field(None, description="The unit that it is a multiple of.", examples=["CNY"])
    factor: Number | None = Field(None, description="How many base units it holds.", examples=["1000000000"])
    printed: list[Plain] = Field(default_factory=list, description="How sources print the base unit.", examples=["元"])
    period: Date | None = Field(None, description="The stretch of time of an era.", examples=["1992/2009"])
    counts_as: Literal["primary", "ordinary", "weak"] | None = Field(
        None,
        description="What a kind of source counts for in grades: a primary text lifts a fact to A, a weak one to none above D.",
        examples=["primary"],
    )

    @model_validator(mode="after")
    def _term_of_addresses(self) -> VocabularyTerm:
        """Terms become names of files and filters; a unit's may have what units are written with."""
        allowed = UNIT_PATTERN if self.kind == "unit" else ID_PATTERN
        if not re.fullmatch(allowed, self.term) or len(self.term) > 40:
            message = "'{term}' is not a term: a short word of lower-case letters, digits and single hyphens"
            raise PydanticCustomError("FB205", message, {"term": self.term[:80], "hint": "the name may be anything"})
        return self


class Redirect(Record):
    """Where an address that is gone leads now."""

    from_: Plain = Field(alias="from", description="The old address.", examples=["old-id"])
    to: list[Annotated[Plain, Ref("any")]] = Field(
        default_factory=list, description="The new addresses; none when withdrawn."
    )
    kind: Literal["moved", "merged", "split", "withdrawn"] = Field(description="What happened.", examples=["moved"])
    reason: Text = Field(description="Why.", examples=["renamed after its publisher"])
    page: Plain | None = Field(
        None,
        description="The page that it had to itself, below the site's root: whoever comes there is led on too.",
        examples=["indicators/old-series"],
    )
    on: Date = Field(description="When.", examples=["2026-11-22"])

    @model_validator(mode="after")
    def _was_an_address(self) -> Redirect:
        if not re.fullmatch(OLD_ADDRESS_PATTERN, self.from_):
            message = "'{old}' was never an address"
            raise PydanticCustomError(
                "FB205", message, {"old": self.from_[:80], "hint": "write an id, or indicator@period"}
            )
        if self.page is not None and not re.fullmatch(OLD_PAGE_PATTERN, self.page):
            message = "'{page}' was never the page of a record"
            raise PydanticCustomError(
                "FB205", message, {"page": self.page[:80], "hint": "write folder/id, as in indicators/old-series"}
            )
        return self


COLLECTIONS: dict[str, type[Record]] = {
    "milestones": Milestone,
    "industries": Industry,
    "awards": Award,
    "indicators": Indicator,
    "organizations": Organization,
    "places": Place,
    "plans": Plan,
    "projects": Project,
    "sources": Source,
    "disputes": Dispute,
    "claims": Claim,
    "vocabulary": VocabularyTerm,
    "redirects": Redirect,
}
"""Name of each collection and the class of its records."""


def keys_in_order(model: type[Record]) -> list[str]:
    """The keys of a record as they are written: its own first, then what every fact has, sources last."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    common = [name for name in model.model_fields if name not in own]
    late = [name for name in ("statements", "figures", "observations") if name in own]
    names = [name for name in own if name not in late] + common + late
    return [model.model_fields[name].alias or name for name in names]
