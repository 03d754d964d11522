"""Write events for other programs: ICS for calendars, CSV for sheets, JSON for programs, SVG to embed.

CSV and JSON are in the format that `load` reads, so what one site exports another can show. Nothing in an export
depends on the clock: the same events give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from .cells import guarded
from .dates import When
from .labels import Language
from .model import EVENT_COLUMNS, Event, Timeline, column_of_facet
from .options import Options
from .svg import axis_svg
from .templating import render_sources

_NOT_IN_SHEETS = ("changed", "uid")
_COLUMNS = tuple(name for name in EVENT_COLUMNS if name not in _NOT_IN_SHEETS)
_FOLD_AT = 75  # octets, RFC 5545 section 3.1
_UNKNOWN_TIME = "1970-01-01T00:00:00Z"
_BASIC = str.maketrans("", "", "-:")  # the basic format of ISO 8601, which calendars have
_CONTROL = dict.fromkeys((*range(0x20), 0x7F))  # which no text of a calendar may hold
ICS_ESCAPES = _CONTROL | str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "}
)  # RFC 5545 section 3.3.11


def to_ics(timeline: Timeline, events: Sequence[Event], language: Language = "en") -> str:
    """The day-precise events as an iCalendar file (RFC 5545); others are left out, since a calendar would pad them.

    UIDs are the events' ids at the timeline's domain (its title, where it has none), so a subscriber sees an event once.
    DTSTAMP, which the format demands, is the time of the event's last change and not that of writing (RFC 5545, section
    3.8.7.2); where none is known, the first of 1970.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mkdocs-timeline-plugin//EN"]
    lines.append(f"X-WR-CALNAME:{timeline.title.translate(ICS_ESCAPES)}")
    for event in events:
        days = day_range(event.when)
        if days:
            lines += _vevent(event, *days, timeline.uid_domain, language)
    lines.append("END:VCALENDAR")
    return ics_lines(lines)


def day_range(when: When) -> tuple[date, date] | None:
    """First and last day of what is known to the day, without doubt, on both sides; else None."""
    if when.start is None or when.end is None or when.approximate or when.uncertain:
        return None
    if when.start.precision != "day" or when.end.precision != "day" or when.end.upper == date.max:
        return None
    return when.start.lower, when.end.upper


def to_csv(timeline: Timeline, events: Sequence[Event], _language: Language = "en") -> str:
    """The events as CSV (RFC 4180): a column for each facet with the ids of its tags parted by semicolons, sources a line each.

    A facet that is called like a field of events has its column under another name (`tag_kind`).
    """
    facets = [facet.id for facet in timeline.all_facets()]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*_COLUMNS, *map(column_of_facet, facets)])
    for event in events:
        tags = [";".join(tag_id for tag_id, _ in event.tags.get(facet, ())) for facet in facets]
        fields = _record(event) | {"sources": "\n".join(map(_source_line, _sources(event.sources_html)))}
        cells = (str(fields.get(name, "")) for name in _COLUMNS)
        writer.writerow(map(guarded, (*cells, *tags)))
    return out.getvalue()


def to_json(timeline: Timeline, events: Sequence[Event], _language: Language = "en") -> str:
    """The events, eras and facets as JSON, dates as EDTF text."""
    labels: dict[str, dict[str, str]] = {}
    for event in events:
        for facet, tags in event.tags.items():
            labels.setdefault(facet, {}).update(tags)
    document = {
        "title": timeline.title,
        "events": [_record(event) | _tags(event) for event in events],
        "eras": [
            _full(id=era.id, label=era.label, label_zh=era.label_zh, start=era.start, end=era.end)
            for era in timeline.eras
        ],
        "facets": {
            facet.id: _full(label=facet.label, label_zh=facet.label_zh) | {"listed": facet.listed}
            for facet in timeline.all_facets()
        },
        "labels": labels,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Timeline, Sequence[Event], Language], str]] = {
    "ics": to_ics,
    "csv": to_csv,
    "json": to_json,
    "svg": axis_svg,
}
"""The formats by the suffix of their files; each takes the timeline, the events to write, and the language."""


def export_name(options: Options, form: str) -> str:
    """A file name that is the same in every build: the source's name, and a digest of what narrows it, if anything."""
    stem = Path(options.source).stem or "timeline"
    narrowed = [sorted(options.filter.items()), options.importance, options.language, options.source]
    plain = not options.filter and options.importance == 3 and options.language == "en"
    digest = sha256(json.dumps(narrowed).encode()).hexdigest()[:8]
    return f"{stem}.{form}" if plain else f"{stem}-{digest}.{form}"


def write_export(path: Path, timeline: Timeline, events: Sequence[Event], language: Language = "en") -> None:
    """Write the events to a file in the format of its suffix, one of FORMATS."""
    form = path.suffix.removeprefix(".")
    text = FORMATS[form](timeline, events, language)
    path.write_bytes(text.encode("utf-8-sig" if form == "csv" else "utf-8"))  # or Excel takes Chinese for Latin


def with_addresses(timeline: Timeline, absolute: Callable[[str], str]) -> Timeline:
    """The timeline with every link in it as `absolute` has it: in a file, a relative link leads nowhere."""
    return replace(timeline, events=tuple(_with_addresses(event, absolute) for event in timeline.events))


def _with_addresses(event: Event, absolute: Callable[[str], str]) -> Event:
    sources = [(text, absolute(url) if url else "") for text, url in _lines(event.sources_html)]
    return replace(event, url=absolute(event.url) if event.url else "", sources_html=render_sources(sources))


def plain_text(html: str) -> str:
    """The text of a piece of HTML, white space run together."""
    return " ".join(text for text, _ in _lines(html))


def _sources(html: str) -> list[str | dict[str, str]]:
    """Sources as `load` reads them: a text, or a title with its url."""
    return [{"title": text, "url": url} if url else text for text, url in _lines(html)]


def _source_line(source: str | dict[str, str]) -> str:
    """A source in one line, as a cell of CSV holds it."""
    return source if isinstance(source, str) else f"{source['title']} <{source['url']}>"


def _lines(html: str) -> list[tuple[str, str]]:
    """The text of a piece of HTML, and the first link in it, for each paragraph or list item."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    lines = ((" ".join(text.split()), url) for text, url in reader.found)
    return [(text, url) for text, url in lines if text]


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = [("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text, url = self.found[-1]
        if tag == "a" and not url:
            self.found[-1] = (text, dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "div"):
            self.found.append(("", ""))

    def handle_data(self, data: str) -> None:
        text, url = self.found[-1]
        self.found[-1] = (text + data, url)


def _record(event: Event) -> dict[str, object]:
    summary = plain_text(event.summary_html) if event.summary_html else event.summary
    return _full(
        id=event.id,
        date=event.date,
        title=event.title,
        title_zh=event.title_zh,
        importance=event.importance,
        kind=event.kind,
        summary=summary,
        url=event.url,
        date_note=event.date_note,
        sources=_sources(event.sources_html),
        changed=event.changed,
        uid=event.uid,
    )


def _tags(event: Event) -> dict[str, object]:
    return _full(tags={facet: [tag_id for tag_id, _ in tags] for facet, tags in event.tags.items()})


def _full(**fields: object) -> dict[str, object]:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value}


def _vevent(event: Event, first: date, last: date, domain: str, language: Language) -> list[str]:
    title = event.title_zh if language == "zh" and event.title_zh else event.title
    summary = str(_record(event).get("summary", ""))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid or event.id}@{domain}",
        f"DTSTAMP:{(event.changed or _UNKNOWN_TIME).translate(_BASIC)}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{title.translate(ICS_ESCAPES)}",
    ]
    if summary:
        lines.append(f"DESCRIPTION:{summary.translate(ICS_ESCAPES)}")
    if event.url.startswith(("http:", "https:")):
        lines.append(f"URL:{event.url}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def ics_lines(lines: Iterable[str]) -> str:
    """Lines of a calendar as they are written: ended by CRLF, and folded."""
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _fold(line: str) -> str:
    """Break a line into pieces of at most 75 octets, never inside a character; RFC 5545 section 3.1."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD_AT:
            pieces.append("")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n ".join(pieces)
