"""The values a timeline is made of. They check themselves: what exists can be rendered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .dates import When, parse

Tag = tuple[str, str]
"""A value of a facet: its id (stands in addresses) and its label (stands on the page)."""

_ID = re.compile(r"[^\s\"'<>&#]+")
_NOT_IN_TAGS = re.compile(
    r"[\s\"'<>&#:,]+"
)  # a tag stands between spaces as facet:tag, and in addresses between commas
_INSTANT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ", re.ASCII)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20]")  # https://url.spec.whatwg.org/#concept-basic-url-parser
_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    `date` is EDTF (see `dates.parse`). `title`, `title_zh`, `summary`, `kind` are plain text and are escaped when
    rendered. `summary_html`, `sources_html` and `badges_html` are trusted, finished HTML: the caller has escaped
    them. `importance`: 1 headline, 2 normal, 3 detail. `tags` maps a facet's id to its tags. `date_note` says
    which moment the date means, if that needs saying. `changed` is when the event was last edited, in UTC
    (`2024-05-01T12:00:00Z`), and `uid` what calendars know it by if that is not its id; both are for calendars alone.

    Raises ValueError for a bad id, date, importance, tag or link.
    """

    id: str
    date: str
    title: str
    title_zh: str = ""
    summary: str = ""
    summary_html: str = ""
    url: str = ""
    importance: int = 2
    tags: Mapping[str, tuple[Tag, ...]] = field(default_factory=dict)
    kind: str = ""
    date_note: str = ""
    sources_html: str = ""
    badges_html: str = ""
    changed: str = ""
    uid: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_link(self.url)
        if self.uid and not _ID.fullmatch(self.uid):
            raise ValueError(f"uid: {self.uid!r} must be one word, without spaces, quotes, #, &, < or >")
        if self.changed and not _INSTANT.fullmatch(self.changed):
            raise ValueError(f"changed: {self.changed!r} is not a time in UTC such as 2024-05-01T12:00:00Z")
        if not self.title.strip():
            raise ValueError("title: must not be empty")
        if self.importance not in (1, 2, 3):
            raise ValueError(f"importance: {self.importance} is not 1 (headline), 2 (normal) or 3 (detail)")
        for facet, tags in self.tags.items():
            for name in (facet, *(tag_id for tag_id, _ in tags)):
                check_tag(name)
        parse(self.date)

    @property
    def when(self) -> When:
        """The date, read."""
        return parse(self.date)


@dataclass(frozen=True, slots=True)
class Era:
    """A named stretch of time, drawn as a band. `start` and `end` are EDTF dates; `..` or nothing is open."""

    id: str
    label: str
    start: str
    end: str = ".."
    label_zh: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        parse(self.date)

    @property
    def date(self) -> str:
        """The era as an EDTF period."""
        return f"{self.start or '..'}/{self.end or '..'}"

    @property
    def when(self) -> When:
        """The period, read."""
        return parse(self.date)


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort events: topic, industry, place, grade. `listed`: its tags are printed under each event."""

    id: str
    label: str
    label_zh: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in any order, with the eras behind them and the names of their facets.

    A facet that occurs in the events and not in `facets` gets its id as its name. `domain` is the host that makes the
    events' ids unique in calendars. `levels` names what a reader may narrow the list to, headlines alone and all but details,
    where that is not to be the package's own words. Raises ValueError for an id that two events share.
    """

    events: tuple[Event, ...]
    eras: tuple[Era, ...] = ()
    facets: tuple[Facet, ...] = ()
    title: str = "Timeline"
    domain: str = ""
    levels: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for event in self.events:
            if event.id in seen:
                raise ValueError(f"id: {event.id!r} is used twice")
            seen.add(event.id)

    @property
    def uid_domain(self) -> str:
        """What stands behind the @ in the UIDs of the events: the domain, or the title in one word."""
        return self.domain or "-".join(self.title.lower().split())

    def all_facets(self) -> tuple[Facet, ...]:
        """The declared facets, then those that only occur in events, by name."""
        known = {facet.id for facet in self.facets}
        found = {name for event in self.events for name in event.tags} - known
        return self.facets + tuple(Facet(name, name.replace("-", " ").capitalize()) for name in sorted(found))


def check_id(text: str) -> None:
    """Raise ValueError unless `text` can be an HTML id and a fragment as it stands (no white space, quotes, #, &)."""
    if not _ID.fullmatch(text):
        raise ValueError(f"id: {text!r} must be one word, without spaces, quotes, #, &, < or >")


def check_tag(name: str) -> None:
    """Raise ValueError unless a facet's or a tag's id can stand in attributes and addresses; see `slug`."""
    if not name or _NOT_IN_TAGS.search(name):
        raise ValueError(f"tags: {name!r} must be one word, without quotes, colons, commas, #, &, < or >")


EVENT_COLUMNS = (
    "id", "date", "title", "title_zh", "importance", "kind", "summary", "url", "date_note", "sources", "changed", "uid",
)  # fmt: skip
"""The fields of an event, in the order of their columns in CSV; every other column is a facet."""

_TAG_COLUMN = "tag_"


def column_of_facet(name: str) -> str:
    """The name of a facet's column in CSV: its own, unless a field of the event is called so."""
    return f"{_TAG_COLUMN}{name}" if name in (*EVENT_COLUMNS, "tags") or name.startswith(_TAG_COLUMN) else name


def facet_of_column(name: str) -> str:
    """The facet that a column of CSV holds; see `column_of_facet`."""
    return name.removeprefix(_TAG_COLUMN)


def slug(label: str) -> str:
    """An id for a tag, made from its label; letters of any script stay."""
    return _NOT_IN_TAGS.sub("-", label.strip().lower())


def check_link(url: str) -> None:
    """Raise ValueError for a link with a scheme other than http, https or mailto; relative links pass."""
    match = _SCHEME.match(_IGNORED_BY_BROWSERS.sub("", url))
    if match and match[1].lower() not in _SCHEMES:
        raise ValueError(f"url: {url!r} must be relative, or begin with http:, https: or mailto:")
