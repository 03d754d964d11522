"""Make a timeline from a file of events.

The file is a list of events, or a mapping with `events:` and, as wanted, `title:`, `eras:`, `facets:`, `labels:`.
The README documents every field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from .cells import Cell, read_cells
from .dates import parse
from .fields import Fields, Notes
from .model import Era, Event, Facet, Tag, Timeline, check_link, facet_of_column, slug
from .problems import LoadError, Problem
from .templating import render_sources

_EVENT_TEXT = ("id", "date", "title", "title_zh", "summary", "url", "kind", "date_note", "changed", "uid")
_EVENT = (*_EVENT_TEXT, "importance", "tags", "sources")
_ERA = ("id", "label", "label_zh", "start", "end")
_SOURCE = re.compile(r"(?P<title>\S.*?)(?:\s+<(?P<url>[^<>\s]+)>)?")
_Labels = dict[str, dict[str, str]]
_Made = TypeVar("_Made", Event, Era)


def load(path: Path, shown_as: str | None = None) -> Timeline:
    """Read a timeline from a .yml, .yaml, .json or .csv file in UTF-8.

    `shown_as` is the file's name in messages (default: the path as given). Raises LoadError with every problem
    found and its place, also when the file cannot be read.
    """
    name = shown_as or path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LoadError([Problem(name, 1, 1, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise LoadError([Problem(name, 1, 1, f"not UTF-8 (byte {error.start})")]) from error
    return load_text(text, path.suffix, name)


def load_text(text: str, suffix: str, path: str) -> Timeline:
    """Read a timeline from text; `suffix` is the format, `path` stands in messages. Raises LoadError."""
    is_csv = suffix.lower() == ".csv"
    notes = Notes(path)
    top = _top(read_cells(text, suffix, path), notes)
    labels = {name: table.texts() for name, table in top.tables("labels")}
    events = tuple(_events(top, labels, is_csv))
    eras = tuple(era for fields in top.records("eras", _ERA) if (era := _era(fields)))
    facets = tuple(_facet(name, fields) for name, fields in top.tables("facets", ("label", "label_zh", "listed")))
    if notes.problems:
        raise LoadError(notes.problems)
    return Timeline(events, eras, facets, top.text("title") or "Timeline")


def _top(cell: Cell, notes: Notes) -> Fields:
    if isinstance(cell.value, tuple):
        cell = Cell({"events": (cell, cell)}, cell.line, cell.column)
    return Fields.of(cell, notes, ("title", "events", "eras", "facets", "labels"))


def _events(top: Fields, labels: _Labels, is_csv: bool) -> Iterator[Event]:
    first: dict[str, int] = {}
    for fields in top.records("events", None if is_csv else _EVENT):
        name = fields.text("id")
        if name in first:
            fields.note("id", f"id: {name!r} is already used on line {first[name]}")
        first.setdefault(name, fields.cell.line)
        tags = dict(_columns(fields, labels) if is_csv else _tags(fields, labels))
        sources = _listed_sources(fields) if is_csv else _sources(fields)
        if event := _event(fields, tags, render_sources(tuple(sources))):
            yield event


def _event(fields: Fields, tags: dict[str, tuple[Tag, ...]], sources: str) -> Event | None:
    if not fields.has("id", "date", "title") or not _dates_hold(fields, "date"):
        return None
    text = {name: fields.text(name) for name in _EVENT_TEXT}
    importance = fields.integer("importance", 2)
    return _made(fields, lambda: Event(**text, importance=importance, tags=tags, sources_html=sources))


def _era(fields: Fields) -> Era | None:
    if not fields.has("id", "label", "start") or not _dates_hold(fields, "start", "end"):
        return None
    text = {name: fields.text(name) for name in _ERA}
    return _made(fields, lambda: Era(**text))


def _facet(name: str, fields: Fields) -> Facet:
    return Facet(name, fields.text("label") or name, fields.text("label_zh"), fields.flag("listed", True))


def _sources(fields: Fields) -> Iterator[tuple[str, str]]:
    """A source is a text, or a title with an url; the model's rule for links holds for it too."""
    for source in fields.texts_or_records("sources", ("title", "url")):
        if isinstance(source, str):
            yield (source, "")
        elif source.has("title") and source.link_holds("url"):
            yield (source.text("title"), source.text("url"))


def _listed_sources(fields: Fields) -> Iterator[tuple[str, str]]:
    """In CSV the sources stand in one cell, a line each: a title, and behind it the address in angle brackets."""
    for line in fields.text("sources").splitlines():
        match = _SOURCE.fullmatch(line.strip())
        if match is None:
            continue
        try:
            check_link(match["url"] or "")
        except ValueError as error:
            fields.note("sources", str(error))
            continue
        yield (match["title"], match["url"] or "")


def _tags(fields: Fields, labels: _Labels) -> Iterator[tuple[str, tuple[Tag, ...]]]:
    for facet, words in fields.lists("tags"):
        yield facet, _tag_list(words, labels.get(facet, {}))


def _columns(fields: Fields, labels: _Labels) -> Iterator[tuple[str, tuple[Tag, ...]]]:
    """In CSV every column beyond the event's own is a facet, its tags parted by semicolons.

    A facet that is called like a column of the event's own stands in `tag_…`.
    """
    for name in fields.names():
        if name not in _EVENT:
            facet = facet_of_column(name)
            yield facet, _tag_list(fields.text(name).split(";"), labels.get(facet, {}))


def _tag_list(words: list[str], labels: dict[str, str]) -> tuple[Tag, ...]:
    named = [(slug(word), word.strip()) for word in words if word.strip()]
    return tuple((tag_id, labels.get(tag_id, word)) for tag_id, word in named)


def _dates_hold(fields: Fields, *names: str) -> bool:
    held = True
    for name in names:
        text = fields.text(name)
        try:
            if text not in ("", ".."):
                parse(text)
        except ValueError as error:
            fields.note(name, f"{name}: {error}")
            held = False
    return held


def _made(fields: Fields, make: Callable[[], _Made]) -> _Made | None:
    """Make a value; what it refuses is noted at the field that its message names."""
    try:
        return make()
    except ValueError as error:
        fields.note(str(error).partition(":")[0], str(error))
        return None
