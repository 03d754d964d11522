"""Long lists over several pages: nothing is lost, nothing stands twice, and every fact is at home where links say so."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from benchmarks.builders.stores import write_store

from factbook.checks.project import read_project
from factbook.content.addresses import fact_target
from factbook.content.page import Page, Pager
from factbook.content.paging import MOST_FACTS, MOST_RELATED, MOST_ROWS, cut, part_path
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.render.page_writer import PageWriter
from factbook.store import Store
from tests.projects import MakeProject


@pytest.mark.parametrize(("count", "most"), [(0, 3), (1, 3), (3, 3), (4, 3), (7, 3), (9, 3), (250, 120)])
def test_parts_are_as_few_as_it_takes_and_alike(count: int, most: int) -> None:
    items = list(range(count))
    parts = cut(items, most)
    assert [item for part in parts for item in part] == items
    assert len(parts) == max(1, -(-count // most))
    sizes = [len(part) for part in parts]
    assert max(sizes) <= most
    assert max(sizes) - min(sizes) <= 1


def test_the_first_part_is_the_page_itself() -> None:
    assert [part_path("awards", number) for number in (1, 2)] == ["awards", "awards/page/2"]
    assert [part_path("sources/index", number) for number in (1, 3)] == ["sources/index", "sources/page/3"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three thousand made-up facts, a third of them events that name one place."""
    folder = tmp_path_factory.mktemp("large")
    write_store(folder, 3000)
    project = read_project(folder, date(2025, 3, 1))
    assert list(project.problems) == []
    return project.store


@pytest.fixture(scope="module")
def pages(store: Store) -> dict[str, Page]:
    found = list(generate(store))
    by_path = {page.path: page for page in found}
    assert len(by_path) == len(found)
    return by_path


def _parts(pages: dict[str, Page], first: str) -> list[Page]:
    inside = re.compile(re.escape(first.removesuffix("/index")) + r"/page/\d+")
    return [page for path, page in pages.items() if path == first or inside.fullmatch(path)]


@pytest.mark.parametrize("first", ["sources/index", "timeline"])
def test_each_part_leads_to_all_others(first: str, pages: dict[str, Page]) -> None:
    parts = _parts(pages, first)
    assert len({page.title for page in parts}) == len(parts) > 1
    for page in parts:
        pagers = [block for section in page.sections for block in section.blocks if isinstance(block, Pager)]
        assert len(pagers) == 2
        for pager in pagers:
            assert pager.pages[pager.here - 1][1].page == page.path
            assert {where.page for _, where in pager.pages} >= {part.path for part in parts}


def test_every_fact_is_at_home_on_one_page_of_the_length_that_is_allowed(store: Store, pages: dict[str, Page]) -> None:
    homes: dict[str, list[str]] = {}
    for fact in store.facts.values():
        homes.setdefault(fact_target(fact, store).page, []).append(fact.address)
    homes.pop("timeline")  # a page that people write; its events come by the timeline package
    assert sum("/page/" in path for path in homes) >= 2
    writer = PageWriter(store, Site())
    for path, addresses in homes.items():
        assert len(addresses) <= MOST_FACTS
        anchors = Counter(re.findall(r' id="([^"]+)"', writer.content(pages[path])))
        assert [address for address in addresses if anchors[address] != 1] == [], path


def test_every_source_is_in_the_index_once(store: Store, pages: dict[str, Page]) -> None:
    writer = PageWriter(store, Site())
    listed: Counter[str] = Counter()
    for page in _parts(pages, "sources/index"):
        rows = re.findall(r'<t[dh][^>]*><a href="[^"]*?([^/"]+)/">', writer.content(page))
        assert 0 < len(rows) <= MOST_ROWS
        listed.update(rows)
    assert [source for source in store.sources if listed[source] != 1] == []
    assert len(listed) == len(store.sources)


def _largest_place(store: Store) -> str:
    return max(store.places, key=lambda place: len(store.facts_about(place)))


def test_what_names_an_entity_stands_below_its_page_once(store: Store, pages: dict[str, Page]) -> None:
    writer = PageWriter(store, Site())
    identifier = _largest_place(store)
    listed: Counter[str] = Counter()
    for page in (pages[f"places/{identifier}"], *_parts(pages, f"places/{identifier}/mentions")):
        found = re.findall(r'data-fact="([^"]+)"', writer.content(page))
        named = [address for address in found if store.facts[address].kind in ("milestone", "award", "plan")]
        listed.update(set(named))
    expected = {f.address for f in store.facts_about(identifier) if f.kind in ("milestone", "award", "plan")}
    assert len(expected) > MOST_RELATED
    assert [address for address in expected if listed[address] != 1] == []
    assert len(listed) == len(expected)


def test_a_place_that_moved_below_the_page_of_an_entity_leads_on(store: Store, pages: dict[str, Page]) -> None:
    writer, path = PageWriter(store, Site()), f"places/{_largest_place(store)}"
    content = writer.content(pages[path])
    moved = dict(re.findall(r'<span id="([^"]+)" data-moved="([^"#]+)', content))
    assert moved["elsewhere"].endswith("mentions/")
    assert [place for place in moved if len(re.findall(f' id="{re.escape(place)}"', content)) != 1] == []


@pytest.mark.parametrize(("collection", "name", "by", "when"), [
    ("awards", "name", "kind: prize, awarded_by: Council, date", "award"),
    ("plans", "title", "summary: A plan., outcome: unknown, set_by: Council, announced", "plan"),
])  # fmt: skip
def test_lists_that_begin_with_the_newest_are_home_to_what_stands_on_each_part(
    collection: str, name: str, by: str, when: str, make_project: MakeProject
) -> None:
    rows = (
        f"- {{id: n{i}, {name}: N{i}, {by}: {1500 + i}, places: [town], sources: {{yearbook: page 1}}}}"
        for i in range(MOST_FACTS + 9)
    )
    root = make_project(f"# data/{collection}.yml\n" + "\n".join(rows) + "\n")
    store = read_project(root, date(2026, 11, 22)).store
    writer = PageWriter(store, Site())
    parts = {page.path: writer.content(page) for page in generate(store) if page.path.startswith(collection)}
    assert len(parts) == 2
    facts = store.facts_of("award" if when == "award" else "plan")
    assert [f.address for f in facts if f'id="{f.address}"' not in parts[fact_target(f, store).page]] == []
    assert fact_target(store.facts["n0"], store).page == f"{collection}/page/2"
