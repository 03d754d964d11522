"""The pages say the same as the exports: date, value, grade, how it was read and sources, for all facts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement

from factbook.checks.project import Project
from factbook.content.addresses import fact_target
from factbook.content.amounts import shown_unit
from factbook.content.wording import when_text
from factbook.render.links import Site
from factbook.store import Fact, Store
from factbook.store.measures import measure_of
from factbook.store.newest import is_announced
from factbook.store.records import Observation
from mkdocs_timeline.labels import label

_SITE = Site()
_SOURCE = re.compile(r"(?:^|/)sources/([a-z0-9-]+)/$")


@cache
def _page(path: Path) -> HtmlElement:
    return lxml.html.fromstring(path.read_bytes())


@cache
def _references(path: Path) -> dict[str, str]:
    """The source behind each entry of a page's list of references, by the entry's id."""
    found = {}
    for item in _page(path).xpath("//*[starts-with(@id, 'ref-')]"):
        for link in item.iter("a"):
            match = _SOURCE.search(link.get("href") or "")
            if match:
                found["#" + item.get("id")] = match[1]
    return found


def _home(path: Path, fact: Fact) -> HtmlElement:
    """The row, item or article that a fact has on its page."""
    (anchor,) = _page(path).xpath("//*[@id=$id]", id=fact.address)
    return next(e for e in (anchor, *anchor.iterancestors()) if e.tag in ("tr", "li", "article"))


def _in_its_table(fact: Fact, store: Store) -> str:
    """The number of an observation, with all of its digits, in the step that the table of its series counts in."""
    facts = [other for other in store.owned_by(fact.owner) if is_announced(other) == is_announced(fact)]
    unit = shown_unit(store.indicators[fact.owner].unit, store, [measure_of(other, store).value for other in facts])
    return unit.number(measure_of(fact, store).value, exact=True)


def _wrong(path: Path, fact: Fact, store: Store) -> list[str]:
    place = _home(path, fact)
    text = " ".join(place.text_content().split())
    record = fact.record
    links = [a.get("href") or "" for a in place.iter("a")]
    cited = {_references(path)[href] for href in links if href.startswith("#ref-")}
    cited |= {
        match[1] for match in map(_SOURCE.search, links) if match
    }  # a list of events names its sources beside each
    standing = store.standing(fact.address)
    said = {
        "date": when_text(fact.date, short=place.tag == "tr") in text if fact.date else True,  # tables have short dates
        "value": _in_its_table(fact, store) in text if isinstance(record, Observation) else True,
        "grade": bool(place.xpath(f".//*[contains(concat(' ', @class, ' '), ' fb-grade--{standing.grade.lower()} ')]")),
        "read as": bool(place.xpath(".//*[contains(@class, 'fb-read-as--copy')]")) == (standing.read_as == "copy"),
        "sources": set(fact.sources) <= cited,
    }
    return [f"{fact.address}: {name}" for name, right in said.items() if not right]


def test_each_fact_says_on_its_page_what_it_says_everywhere(site: Path, project: Project) -> None:
    store = project.store
    wrong = []
    for fact in store.facts.values():
        path = site / _SITE.file(fact_target(fact, store).page)
        wrong += _wrong(path, fact, store)
    assert wrong == []


def test_the_words_for_dates_are_those_of_the_exports(project: Project) -> None:
    for fact in project.store.facts.values():
        if fact.date:
            assert when_text(fact.date) == label(fact.date)
