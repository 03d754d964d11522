"""A page as a value: sections of blocks, blocks of spans.

The same value is written out twice, as HTML for the site and as Markdown for people, language models and other engines
(:mod:`factbook.render`). Blocks name what they show; how it looks stands in the templates alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from factbook.content.addresses import Target
from factbook.content.spans import Spans, Text, Value


@dataclass(frozen=True, slots=True)
class FactItem:
    """One fact as it stands in a list. ``home`` is true on the page where its anchor is.

    ``owner``: a link to whose statement it is, where that is shown outside its owner's page; it stands before the text.
    ``standing`` names the disputes that it stands in and the checked claims that rest on it; ``quotes`` are the words of its sources that
    state it, on its home page.
    """

    address: str
    home: bool
    when: Spans
    title: Spans
    owner: Spans
    body: Spans
    notes: Sequence[Spans]
    marks: Spans
    standing: Spans
    quotes: Sequence[Spans]
    related: Spans
    permalink: Target
    edit_path: str
    edit_line: int
    brief: Spans = ()
    """What a list of many shows in place of the title: of a value, what it is of, and the value."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``role``: ``lead`` for the first of a page, ``note`` for a caveat."""

    kind: ClassVar[str] = "paragraph"
    spans: Spans
    role: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short items."""

    kind: ClassVar[str] = "items"
    items: Sequence[Spans]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and what they stand for: a record's particulars."""

    kind: ClassVar[str] = "pairs"
    rows: Sequence[tuple[str, Spans]]


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of facts."""

    kind: ClassVar[str] = "facts"
    items: Sequence[FactItem]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``numeric`` columns are aligned and sorted as numbers."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Handle:
    """What a reader needs to link to a fact, cite it and correct it: its address, its home, and where it is edited."""

    address: str
    permalink: Target
    edit_path: str
    edit_line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``anchor`` is the address of the fact that it is the home of. ``sort_keys``: one a cell, or none.

    ``fact`` is the address of a fact that it shows away from its home; ``handle`` belongs to a fact that has its home in the row.
    """

    cells: Sequence[Spans]
    anchor: str = ""
    sort_keys: Sequence[str] = ()
    fact: str = ""
    handle: Handle | None = None


LONG = 15
"""Tables of more rows have a filter."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; readers with JavaScript can sort and, where it is long, filter it.

    ``series`` is the id of the indicator whose values it shows, if it shows one: how to cite it stands there. ``heads`` is the
    number of the column that names the rows, from 0.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    series: str = ""
    heads: int = 0
    is_overview: bool = False
    """Whether all of it stands below on the page again, at length: on paper once is enough."""

    @property
    def is_long(self) -> bool:
        """Whether it has a filter for its rows."""
        return len(self.rows) > LONG


@dataclass(frozen=True, slots=True)
class Closed:
    """Blocks that are closed until a reader opens them; on paper they are open."""

    kind: ClassVar[str] = "closed"
    summary: str
    blocks: Sequence[Table]


@dataclass(frozen=True, slots=True)
class Filter:
    """The place of one filter for all tables of a page; readers with a script get it."""

    kind: ClassVar[str] = "filter"


@dataclass(frozen=True, slots=True)
class Card:
    """An entry of an index: where it leads, what it is, and marks."""

    target: Target
    title: str
    zh: str
    body: Spans
    marks: Spans = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Entries of an index, side by side."""

    kind: ClassVar[str] = "cards"
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG that is drawn when it is written. ``data`` is all that it shows, in words: drawings of the same data are the same."""

    data: str
    draw: Callable[[], str] = field(compare=False)

    def __str__(self) -> str:
        return self.draw()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: SVG from :mod:`factbook.charts`, with the text that replaces it where it cannot be seen.

    ``alternative`` holds the same as a table, for those who cannot see it. ``downloads`` are files of the site that do: what they
    are called, and their path below the site's root.
    """

    kind: ClassVar[str] = "figure"
    name: str
    svg: str | Drawing
    caption: str
    downloads: Sequence[tuple[str, str]] = ()
    alternative: Table | None = None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A series in a card: its newest value (or words in its place) and the unit, of when, a small drawing (or none), marks, citations."""

    target: Target
    label: str
    zh: str
    value: Value | Text
    unit: str
    when: Spans
    svg: str
    marks: Spans
    cites: Spans


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Series as cards, side by side."""

    kind: ClassVar[str] = "keyfigures"
    figures: Sequence[KeyFigure]


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """An event as a timeline shows it: ``date`` in EDTF, ``target`` the home of its fact. The rest is for a whole timeline.

    ``tags``: for each facet the ids and names of its tags. ``note``: which moment the date means, if that needs saying.
    ``changed`` is when its fact was last changed, ``uid`` the name it was first published under if it had another: calendars
    know it by them.
    """

    address: str
    date: str
    title: str
    zh: str
    target: Target
    importance: int = 2
    kind: str = ""
    note: str = ""
    summary: str = ""
    body: Spans = ()
    marks: Spans = ()
    sources: Sequence[tuple[str, Target]] = ()
    tags: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    changed: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEra:
    """A named stretch of time behind the events: id, names, first and last point (EDTF; ``..`` is open)."""

    term: str
    name: str
    zh: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """Events to scale: whole, or as a strip (``compact``).

    ``more`` is where the rest of them stands. ``levels``: what headlines alone, and all but details, are called, where that is not usual.
    """

    kind: ClassVar[str] = "timeline"
    title: str
    events: Sequence[TimelineEvent]
    eras: Sequence[TimelineEra]
    compact: bool = False
    more: Target | None = None
    levels: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Links between the pages of a list that one cannot hold: name and place of each; ``here`` is this one, counted from 1.

    ``below``: whether it stands below the list, where it is a landmark of another name.
    """

    kind: ClassVar[str] = "pager"
    pages: Sequence[tuple[str, Target]]
    here: int
    below: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is shown as typed."""

    kind: ClassVar[str] = "code"
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A link from an entity's page to a list that stands below it, with a few words of it.

    ``moved``: places that stood on the entity's page, by their anchors, with where they are now.
    """

    target: Target
    text: str
    about: str
    moved: Sequence[tuple[str, Target]] = ()


@dataclass(frozen=True, slots=True)
class Ways:
    """The links from an entity's page to its lists below it. A place that stood on the page itself leads on from here."""

    kind: ClassVar[str] = "ways"
    ways: Sequence[Way]


Block = (
    Paragraph
    | Items
    | Pairs
    | Facts
    | Table
    | Cards
    | Figure
    | KeyFigures
    | TimelineBlock
    | Pager
    | Code
    | Ways
    | Closed
    | Filter
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page below a heading. A section without a title has its blocks at the page's beginning."""

    title: str
    anchor: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path (``industries/led``, ``industries/index``), its name, and what stands on it.

    Its sections are built on request and not cached: of thousands of pages, one at a time is whole in memory, and a preview
    builds only those that are requested.
    """

    path: str
    title: str
    zh: str
    description: str
    kind: str
    build: Callable[[], Sequence[Section]]
    edit_path: str = ""
    edit_line: int = 0
    record: str = ""
    aliases: Sequence[str] = field(default=())

    @property
    def sections(self) -> Sequence[Section]:
        """What stands on the page, made anew."""
        return self.build()

    def held(self) -> Page:
        """The same page with its sections made, once."""
        sections = self.build()
        return replace(self, build=lambda: sections)
