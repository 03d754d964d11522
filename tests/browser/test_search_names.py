"""Every name of the store, and parts of its Chinese names, find their record among the first five of the shipped search."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import expect

from factbook.checks.project import Project
from factbook.content.addresses import target
from factbook.render.links import Site
from factbook.search.spelling import folded
from factbook.store import Store
from factbook.store.records import Award, Milestone, Organization, Plan
from tests.browser.asking import Answer, ask
from tests.browser.conftest import OpenPage

PARTS = 100
_CHINESE = re.compile("[\u3400-\u9fff]{2,}")

Places = Mapping[str, set[str]]


def _names(store: Store) -> Iterator[tuple[str, str]]:
    """Each id or address with each of the names that its record has."""
    entities = (
        *store.industries.values(),
        *store.organizations.values(),
        *store.places.values(),
        *store.indicators.values(),
        *store.projects.values(),
    )
    for entity in entities:
        former = [name for old in entity.former_names for name in old.name] if isinstance(entity, Organization) else []
        yield from ((entity.id, name) for name in (*entity.name, *entity.aliases, *former))
    for fact in store.facts.values():
        if isinstance(fact.record, Award):
            yield from ((fact.address, name) for name in fact.record.name)
        elif isinstance(fact.record, Milestone | Plan):
            yield from ((fact.address, name) for name in fact.record.title)


def _titles(store: Store) -> Iterator[tuple[str, str]]:
    """Each source's id with each of its titles."""
    yield from ((source.id, title) for source in store.sources.values() for title in source.title)


def _places(named: Iterable[tuple[str, str]], store: Store) -> Places:
    """Each name with the places of the site that it may lead to."""
    found: dict[str, set[str]] = {}
    for identifier, name in named:
        where = target(identifier, store)
        fragment = Site().href(where, where.page) if where.anchor else ""
        found.setdefault(name, set()).add(Site().path(where.page) + fragment)
    return found


@pytest.fixture(scope="module")
def places(project: Project) -> Places:
    """The names of all records, titles of sources among them."""
    return _places((*_names(project.store), *_titles(project.store)), project.store)


def _told(what: str, answers: Mapping[str, Answer], missed: Iterable[str], capsys: pytest.CaptureFixture[str]) -> None:
    times = [answer.milliseconds for answer in answers.values()]
    with capsys.disabled():
        print(
            f"\nsearch: {len(answers) - len(list(missed))} of {len(answers)} {what} found among the first five; "
            f"median {median(times):.1f} ms, longest {max(times):.0f} ms"
        )


def _assert_found(
    names: Sequence[str], places: Places, open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = dict(zip(names, ask(open_page("about/"), names), strict=True))
    missed = [
        name for name, answer in answers.items() if not all(answer.finds({place}) for place in sorted(places[name])[:5])
    ]
    _told("names", answers, missed, capsys)
    assert missed == []


def test_every_name_finds_each_record_that_has_it(
    project: Project, places: Places, open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the titles of sources, which are whole sentences, every fourth."""
    names = dict.fromkeys(name for _, name in _names(project.store))
    titles = dict.fromkeys(title for _, title in _titles(project.store))
    _assert_found([*names, *[title for title in titles if title not in names][::4]], places, open_page, capsys)


@pytest.mark.soak
def test_every_title_of_a_source_finds_it(
    project: Project, places: Places, open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    _assert_found(list(dict.fromkeys(title for _, title in _titles(project.store))), places, open_page, capsys)


def test_parts_of_chinese_names_find_a_record_that_has_them(
    places: Places, open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(4)
    runs = sorted({run for name in places for run in _CHINESE.findall(name)})
    parts: set[str] = set()
    while len(parts) < PARTS:
        run = chance.choice(runs)
        length = chance.randint(2, min(4, len(run)))
        start = chance.randint(0, len(run) - length)
        parts.add(run[start : start + length])
    queries = sorted(parts)
    answers = dict(zip(queries, ask(open_page("about/"), queries), strict=True))
    right = {
        part: set[str]().union(*(found for name, found in places.items() if folded(part) in folded(name)))
        for part in parts
    }
    missed = [part for part, answer in answers.items() if not answer.finds(right[part])]
    _told("parts of Chinese names", answers, missed, capsys)
    assert missed == []


_TYPED = [
    ("TCL华星", "organizations/tcl-csot-huizhou/"),
    ("高新区", "places/zhongkai-zone/"),
    ("电池惠州", "organizations/desay-battery-huizhou/"),
    ("gdp 2023", "indicators/gdp/#gdp@2023"),
    ("Foryou lists", "timeline/#foryou-listed"),
    ("R&D", "indicators/rd-share/"),
]


def test_what_is_typed_leads_to_the_fact(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("/")
    for query, address in _TYPED:
        page.locator("input.md-search__input").fill("")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        page.keyboard.insert_text(query)
        page.keyboard.press("End")  # the search listens to keys
        page.locator(".md-search-result__item").first.wait_for()
        links = page.locator(".md-search-result__item:nth-child(-n+5) > a")
        shown = links.evaluate_all("links => links.map((link) => link.pathname + link.hash)")
        assert any(link.endswith(f"/{address}") for link in shown), (query, shown)


def test_the_entries_come_with_the_first_query_and_not_with_the_page(site: Path, open_page: OpenPage) -> None:
    asked: list[str] = []
    page = open_page()
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    assert asked == []
    page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    assert len(asked) == 1
    page.keyboard.type("tcl")
    page.locator(".md-search-result__item").first.wait_for()
    assert asked[0].endswith("/javascripts/search.js"), asked
    assert asked[1].endswith("/search/contents.json"), asked
    assert all(re.search("/search/(entries|terms|language)/", url) for url in asked[2:]), asked
    assert (site / "search" / "search_index.json").stat().st_size < 1000
