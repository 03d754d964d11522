"""Calendars (iCalendar, RFC 5545): the facts that are known to the day, and their anniversaries.

A calendar has no way to say 'in 1992' without naming a day, so whatever is not known to the day, or is in doubt, is left out. A UID
is the slug of the fact's first address at the site's host; DTSTAMP is when the fact was last changed, never when the file was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from factbook.content.lasting import first_address, last_changed
from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue
from factbook.exports.feeds import UNKNOWN_TIME
from factbook.exports.headline import body, headline
from factbook.exports.site import FEEDS, SiteInfo
from factbook.store import Store
from factbook.store.slugs import slug
from mkdocs_timeline.dates import parse
from mkdocs_timeline.export import ICS_ESCAPES, day_range, ics_lines

_REMEMBERED = ("milestone", "award")


def days(when: m.Dated | None) -> tuple[date, date] | None:
    """First and last day of a date that is known to the day on both sides and not in doubt; else None."""
    return day_range(parse(when.edtf)) if when else None


def calendar(catalogue: Catalogue, store: Store, site: SiteInfo) -> bytes:
    """Every fact that is known to the day."""
    lines = _head(site.name, f"{FEEDS}calendar.ics", site)
    for fact in catalogue.facts.values():
        found = days(fact.date)
        if found:
            lines += _event(fact, *found, store, site)
    return ics_lines([*lines, "END:VCALENDAR"]).encode("utf-8")


def anniversaries(catalogue: Catalogue, store: Store, site: SiteInfo) -> bytes:
    """Every milestone and award of one day, each year again; 29 February in leap years."""
    lines = _head(f"{site.name}: anniversaries", f"{FEEDS}anniversaries.ics", site)
    for fact in catalogue.facts.values():
        found = days(fact.date)
        if found and found[0] == found[1] and fact.kind in _REMEMBERED:
            lines += _event(fact, *found, store, site, yearly=True)
    return ics_lines([*lines, "END:VCALENDAR"]).encode("utf-8")


def calendar_files(catalogue: Catalogue, store: Store, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """Both calendars by their paths below the site's root."""
    yield f"{FEEDS}calendar.ics", calendar(catalogue, store, site)
    yield f"{FEEDS}anniversaries.ics", anniversaries(catalogue, store, site)


def _head(name: str, path: str, site: SiteInfo) -> list[str]:
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{site.host.translate(ICS_ESCAPES)}//factbook//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{name.translate(ICS_ESCAPES)}",
        f"X-WR-CALNAME:{name.translate(ICS_ESCAPES)}",
        f"SOURCE;VALUE=URI:{site.at(path)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]


def _event(fact: m.Fact, first: date, last: date, store: Store, site: SiteInfo, *, yearly: bool = False) -> list[str]:
    changed = last_changed(store.facts[fact.address], store) or UNKNOWN_TIME
    stamp = changed.replace("-", "").replace(":", "")
    grade = f"Grade {fact.grade}{', read as a copy' if fact.read_as == 'copy' else ''}."
    text = " ".join(part for part in (body(fact), grade, *(c.link or "" for c in fact.sources)) if part)
    return [
        "BEGIN:VEVENT",
        f"UID:{slug(first_address(fact.address, store))}{'.yearly' if yearly else ''}@{site.host}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(first)}",
        f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}",
        *(["RRULE:FREQ=YEARLY"] if yearly else []),
        f"SUMMARY:{headline(fact).translate(ICS_ESCAPES)}",
        f"DESCRIPTION:{text.translate(ICS_ESCAPES)}",
        f"URL:{fact.permalink}",
        f"CATEGORIES:{fact.kind.translate(ICS_ESCAPES)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
