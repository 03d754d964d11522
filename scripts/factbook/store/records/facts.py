"""Facts: what happened, was given, was planned, is said, and was measured."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from factbook.store.records.words import (
    AwardKind,
    Bound,
    Caveat,
    Importance,
    IndicatorRef,
    IndustryRef,
    Nature,
    OrganizationRef,
    PlaceRef,
    SourceRef,
    Topic,
    Unit,
)
from factbook.store.references import PlanOutcome
from factbook.store.scalars import Address, Citation, Date, Digits, Formula, Id, Number, Plain, Record
from factbook.store.texts import Text


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
    date: Date = Field(description="When, only as precisely as the source says.", examples=["1987-06-05"])
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


_FOLLOWS = ("value", "sources", "as_printed", "bound")
"""What a computed value does not have of its own."""

_PENDING = {"value": "0", "sources": {"pending": "until it is computed"}}
"""What stands in a computed value until :func:`factbook.reading.computed.with_values` has computed it."""


class Observation(FactRecord):
    """One value of an indicator, as a source gives it."""

    period: Date | None = Field(None, description="The time that the value is of.", examples=["2023"])
    key: Id | None = Field(
        None,
        description="Tells several values of one period apart. 'year': of the whole year, where another is of its course.",
        examples=["core"],
    )
    key_name: Text | None = Field(
        None, description="What readers see of the key: what the value is of.", examples=["core area"]
    )
    value: Number = Field(description="The number, in the indicator's unit.", examples=["123.456"])
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
    as_printed: Plain | None = Field(None, description="The source's own words.", examples=["1234.56亿元"])
    nature: Nature = Field("actual", description="What kind of value it is.", examples=["actual"])
    bound: Bound = Field(
        "exact",
        description="below: 'nearly'; over: 'more than'; under: 'less than'; at-least and at-most: the number itself included.",
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


class Target(Record):
    """What a plan aims at, in numbers."""

    indicator: IndicatorRef = Field(description="The series that it is measured by.", examples=["gdp"])
    value: Number = Field(description="The number, in the indicator's unit.", examples=["500"])
    to: Number | None = Field(
        None, description="The upper end, where the goal is a range; `value` is the lower one.", examples=["600"]
    )
    bound: Bound = Field(
        "exact",
        description="over: 'more than'; at-least: 'so many or more'; under and at-most likewise. A range has none.",
        examples=["at-least"],
    )

    @model_validator(mode="after")
    def _range(self) -> Target:
        if self.to is None:
            return self
        if self.to <= self.value:
            hint = "value is the lower end, to the upper one"
            raise PydanticCustomError("FB602", "a range ends above its beginning", {"hint": hint})
        if self.bound != "exact":
            hint = "delete bound: the two ends of the range say it"
            raise PydanticCustomError("FB602", "a range has no bound", {"hint": hint})
        return self


class Plan(FactRecord):
    """A goal, what it aims at, and what became of it."""

    id: Id = Field(description="Permanent address of the fact.", examples=["cloth-output-2025"])
    title: Text = Field(description="The goal in under ten words.", examples=["Output of 500 billion by 2025"])
    set_by: Text = Field(description="Who set it.", examples=["Town council"])
    announced: Date | None = Field(None, description="When it was set; left out when unknown.", examples=["2021"])
    due: Date | None = Field(None, description="By when.", examples=["2025"])
    target: Target | None = Field(None, description="The goal in numbers, where it has any.")
    outcome: PlanOutcome = Field(
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
        description="below: 'nearly'; over: 'more than'; under: 'less than'; at-least and at-most: the number itself included.",
        examples=["exact"],
    )


Valued = Observation | ProjectFigure
"""The records that hold a value. Ask :mod:`factbook.store.measures` what they measure."""
