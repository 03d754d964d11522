"""What stands in a line of a page: text, links, citations, figures, dates, marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from factbook.content.addresses import Target
from factbook.store.scalars import excerpt_of, places_in


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text. ``lang`` marks text that is not in the page's language."""

    kind: ClassVar[str] = "text"
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed text. ``lang`` marks text that is not in the page's language."""

    kind: ClassVar[str] = "emphasis"
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class InlineCode:
    """Text within a line that is shown as typed."""

    kind: ClassVar[str] = "inline-code"
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place on the site."""

    kind: ClassVar[str] = "link"
    target: Target
    text: str
    zh: str = ""


@dataclass(frozen=True, slots=True)
class External:
    """A link out of the site; the schema has let only http and https pass."""

    kind: ClassVar[str] = "external"
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: rendered as a number, listed in the page's references. ``others``: further places in the same source."""

    kind: ClassVar[str] = "cite"
    source: str
    locator: str = ""
    others: tuple[str, ...] = ()

    @property
    def locators(self) -> tuple[str, ...]:
        """All places in the source, each once."""
        return tuple(dict.fromkeys(place for locator in (self.locator, *self.others) for place in places_in(locator)))

    @property
    def excerpts(self) -> tuple[str, ...]:
        """The words of the source that are quoted from these places, each once."""
        return tuple(dict.fromkeys(filter(None, map(excerpt_of, (self.locator, *self.others)))))


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a fact (or computed from several): what every number on a page stands in."""

    kind: ClassVar[str] = "value"
    addresses: tuple[str, ...]
    text: str
    title: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A date in words. ``machine`` is what HTML's ``datetime`` may carry; empty where it cannot."""

    kind: ClassVar[str] = "time"
    text: str
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A short mark with a meaning of its own: a grade, a status, a verdict, a caveat. Never by colour alone."""

    kind: ClassVar[str] = "badge"
    family: str
    name: str
    text: str
    title: str = ""
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Spark:
    """A series drawn in the space of a word: SVG. Where only text is shown, there is nothing."""

    kind: ClassVar[str] = "spark"
    text: ClassVar[str] = ""
    svg: str


Span = Text | Emphasis | InlineCode | Link | External | Cite | Value | Time | Badge | Spark
Spans = Sequence[Span]
