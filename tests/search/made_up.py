"""The search's entries of a store of thirty thousand made-up facts, straight from its records: a store need not be read for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from benchmarks.builders.stores import make_records

from factbook.search.entries import NAMES_APART, Entry
from factbook.search.files import cut

FACTS = 30_000

_Record = Mapping[str, Any]


@cache
def entries() -> Sequence[Entry]:
    """An entry for every page and every fact, in the form that ``factbook.search.entries`` gives them."""
    records = make_records(FACTS)
    found = [entry for record in records["organizations"] for entry in _organization(record)]
    found += [entry for record in records["indicators"] for entry in _indicator(record)]
    for collection, page in (("milestones", "timeline"), ("awards", "awards"), ("plans", "plans")):
        found.append(
            {"location": f"{page}/", "title": page.capitalize(), "text": "What the sources say.", "boost": 1.2}
        )
        found += [_event(record, page) for record in records[collection]]
    found += [_page("sources", record, record["publisher"], 0.3) for record in records["sources"]]
    found += [_page("claims", record, record["explanation"], 0.9) for record in records["claims"]]
    found += [_page("disputes", record, record["reasoning"], 1.2) for record in records["disputes"]]
    return found


@cache
def files() -> Mapping[str, str]:
    """The search's files for them, by name."""
    return cut(entries())


def _both(name: str | Mapping[str, str], apart: str = NAMES_APART) -> str:
    return name if isinstance(name, str) else apart.join(name.values())


def _page(folder: str, record: _Record, text: str | Mapping[str, str], boost: float) -> Entry:
    title = _both(record.get("name") or record.get("title") or record.get("claim") or record["question"])
    return {"location": f"{folder}/{record['id']}/", "title": title, "text": _both(text, " "), "boost": boost}


def _organization(record: _Record) -> Iterator[Entry]:
    page = _page("organizations", record, record["summary"], 2.0)
    page["tags"] = list(record["aliases"])
    yield page
    for fact in record["statements"]:
        title = f"{record['name']['en']}, {fact['date']}"
        yield {"location": f"{page['location']}#{fact['id']}", "title": title, "text": fact["text"]}


def _indicator(record: _Record) -> Iterator[Entry]:
    page = _page("indicators", record, record["definition"], 1.5)
    yield page
    for fact in record["observations"]:
        address = "@".join((record["id"], ":".join((fact["period"], *filter(None, [fact.get("key")])))))
        title = f"{record['name']['en']}, {fact['period']}: {fact['value']}\u00a0{record['unit']}"
        yield {"location": f"{page['location']}#{address}", "title": title, "text": ""}


def _event(record: _Record, page: str) -> Entry:
    title = _both(record.get("name") or record["title"])
    said = record.get("awarded_by") or record.get("set_by") or {}
    text = ". ".join(filter(None, (record.get("date"), _both(said, " "), record.get("summary"))))
    return {"location": f"{page}/#{record['id']}", "title": title, "text": text}
