"""Parts of records: texts, dates, links, quantities, citations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from factbook.store.records import Bound, Nature


class ApiRecord(BaseModel):
    """Base of every record of the API."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_POINT = r"(\d{3}X|\d{2}XX|\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?)[~?%]?"
EDTF_PATTERN = rf"^({_POINT}|{_POINT}/({_POINT}|\.\.)|\.\./{_POINT})$"

Edtf = Annotated[str, Field(pattern=EDTF_PATTERN)]
Permalink = Annotated[str, Field(description="The address that lasts; also the identifier in linked data.")]
PageUrl = Annotated[str, Field(description="The page that is at home to it, with its place there.")]
Self = Annotated[str, Field(description="This record as JSON.")]
Linked = Annotated[
    bool,
    Field(
        description="Whether pages link the address; one that they do not leads to a host that no reader should be sent to."
    ),
]


class Home(ApiRecord):
    """Base of every record that has a page of its own."""

    id: str
    permalink: Permalink
    page: PageUrl
    api: Self


class Words(ApiRecord):
    """A text in English, in Chinese, or in both; references in it are said in words."""

    en: str | None
    zh: str | None


class Dated(ApiRecord):
    """A date or period, exactly as precise as it is known."""

    edtf: Edtf = Field(
        description="EDTF (ISO 8601-2:2019, level 1), and 2023-Q3 for a quarter.",
        examples=["1987", "1987-06-05", "2019/..", "2023-Q3"],
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
        description=(
            "about; below: 'nearly', not quite; over: 'more than'; under: 'less than'; at-least, at-most: a limit, itself included."
        )
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
    linked: Linked
    archived: str | None = Field(description="A web archive's copy of the address.")
    permalink: Permalink

    @property
    def link(self) -> str | None:
        """The address, where pages link it."""
        return self.url if self.linked else None


class Break(ApiRecord):
    """A break in a series: figures on its two sides do not compare."""

    at: Dated
    reason: Words
