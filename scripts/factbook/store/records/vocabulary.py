"""The words of closed lists, and addresses that are gone."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from factbook.store.scalars import ID_PATTERN, Date, Number, Plain, Record, Ref
from factbook.store.texts import Text

UNIT_PATTERN = r"[A-Za-z0-9%][A-Za-z0-9 %./²³°·-]*"
OLD_PAGE_PATTERN = r"[a-z]+/[a-z0-9-]+"
OLD_ADDRESS_PATTERN = r"[a-z0-9-]+(@[0-9A-Za-z.~?%/:-]+)?"

LOCATOR = "locator"
"""The kind of terms that are places in sources: the term as records write it, its name in other languages."""

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
    """A word of a list: a unit, a topic, a value-chain link, an era, a kind of place, what the site calls a list, a place in sources."""

    term: Plain = Field(description="The word, as records use it.", examples=["CNY bn"])
    kind: Literal[
        "unit", "topic", "measure", "kind", "chain", "era", "place-kind", "organization-kind", "award-kind", "source-kind", "role",
        "importance", "organization-state", "chain-state", "collection", "subject", "locator", "exchange",
    ] = Field(
        description=(
            "Which list it belongs to. measure: what series measure, such as population; kind: a kind of record, such as award: "
            "these two are there for the search alone. place-kind, organization-kind, award-kind, source-kind and role: terms that take "
            "the place of the program's list; importance, organization-state, chain-state and collection: another name for a term of "
            "the program; subject: what the knowledge base is about. locator: a place in a source, as records write "
            "it in English, with its name in other languages. exchange: a stock exchange, by the letters before a stock code."
        ),
        examples=["unit"],
    )  # fmt: skip
    name: Text = Field(description="Name in English and Chinese.", examples=["billion yuan"])
    synonyms: Synonyms | None = Field(
        None, description="Other words that readers type for it: the search takes each for all of them."
    )
    symbol: Plain | None = Field(None, description="How a unit is printed after a number.", examples=["km²"])
    scales: dict[Literal["en", "zh"], list[Scale]] = Field(
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
        """Terms become names of files and filters; a unit's may have what units are written with, a locator is any text."""
        if self.kind == LOCATOR:
            if self.name.en:
                message = "a locator has no name in English: the term is it"
                raise PydanticCustomError("FB205", message, {"hint": f"name: {{zh: {self.name.zh or '第二段'}}}"})
            return self
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
