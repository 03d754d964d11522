"""Facts, and what each kind has beside what every fact has."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from factbook.exports.models.parts import (
    ApiRecord,
    Break,
    Citation,
    Dated,
    Link,
    PageUrl,
    Permalink,
    Quantity,
    Self,
    Unit,
    Words,
)
from factbook.store import FactKind, Grade
from factbook.store.grading import ReadAs
from factbook.store.records import Bound, Caveat
from factbook.store.references import PlanOutcome
from factbook.store.status import StatusName


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
    to: str | None = Field(description="The upper end of a range, exactly, as text; null where the goal is one number.")
    unit: Unit
    bound: Bound


class PlanDetail(ApiRecord):
    """What a plan has beside what every fact has."""

    set_by: Words
    due: Dated | None
    target: PlanTarget | None
    outcome: PlanOutcome
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
