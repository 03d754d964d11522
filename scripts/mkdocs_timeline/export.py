"""Write events for other programs: ICS for calendars, CSV for sheets, JSON for programs, SVG to embed.

CSV and JSON are in the format that `load` reads, so what one site exports another can show. Nothing in an export
depends on the clock: the same events give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from .cells import guarded
from .labels import Language
from .model import Event, Timeline
from .options import Options
from .svg import axis_svg

_COLUMNS = ("id", "date", "title", "title_zh", "importance", "kind", "summary", "url", "date_note", "sources")
_FOLD_AT = 75  # octets, RFC 5545 section 3.1
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})  # RFC 5545 section 3.3.11


def to_ics(timeline: Timeline, events: Sequence[Event], language: Language = "en") -> str:
    """The day-precise events as an iCalendar file (RFC 5545); others are left out, since a calendar would pad them.

    UIDs are the events' ids at the timeline's name, so a subscriber sees an event once. DTSTAMP, which the format
    demands, is the day of the event and not the time of writing.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mkdocs-timeline-plugin//EN"]
    lines.append(f"X-WR-CALNAME:{timeline.title.translate(_ESCAPES)}")
    for event in events:
        days = day_range(event)
        if days:
            lines += _vevent(event, *days, timeline.title, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def day_range(event: Event) -> tuple[date, date] | None:
    """First and last day of an event that is known to the day, without doubt, on both sides; else None."""
    when = event.when
    if when.start is None or when.end is None or when.approximate or when.uncertain:
        return None
    if when.start.precision != "day" or when.end.precision != "day":
        return None
    return when.start.lower, when.end.upper


def to_csv(timeline: Timeline, events: Sequence[Event], _language: Language = "en") -> str:
    """The events as CSV (RFC 4180), a column for each facet with the ids of its tags parted by semicolons."""
    facets = [facet.id for facet in timeline.all_facets()]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*_COLUMNS[:-1], *facets])
    for event in events:
        tags = [";".join(tag_id for tag_id, _ in event.tags.get(facet, ())) for facet in facets]
        cells = (str(_record(event).get(name, "")) for name in _COLUMNS[:-1])
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
    text = FORMATS[path.suffix.removeprefix(".")](timeline, events, language)
    path.write_bytes(text.encode("utf-8"))


def plain_text(html: str) -> str:
    """The text of a piece of HTML, white space run together."""
    return " ".join(text for text, _ in _lines(html))


def _sources(html: str) -> list[str | dict[str, str]]:
    """Sources as `load` reads them: a text, or a title with its url."""
    return [{"title": text, "url": url} if url else text for text, url in _lines(html)]


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
    )


def _tags(event: Event) -> dict[str, object]:
    return _full(tags={facet: [tag_id for tag_id, _ in tags] for facet, tags in event.tags.items()})


def _full(**fields: object) -> dict[str, object]:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value}


def _vevent(event: Event, first: date, last: date, calendar: str, language: Language) -> list[str]:
    title = event.title_zh if language == "zh" and event.title_zh else event.title
    summary = str(_record(event).get("summary", ""))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.id}@{'-'.join(calendar.lower().split())}",
        f"DTSTAMP:{first:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{title.translate(_ESCAPES)}",
    ]
    if summary:
        lines.append(f"DESCRIPTION:{summary.translate(_ESCAPES)}")
    if event.url.startswith(("http:", "https:")):
        lines.append(f"URL:{event.url}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


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
