"""The site shows the store: each fact at its address with its sources, each source with exactly its facts."""

import re
from itertools import chain
from pathlib import Path

import pytest

from factbook.checks.project import Project
from factbook.content.addresses import fact_target, target
from factbook.render.links import Site
from tests.built_site.pages import read

_SITE = Site()


def _file(site: Path, page: str) -> Path:
    return site / _SITE.file(page)


def test_the_store_is_clean(project: Project) -> None:
    assert [str(problem) for problem in project.problems] == []


def test_the_store_holds_what_the_research_found(project: Project) -> None:
    store = project.store
    assert len(store.facts) >= 300
    assert len(store.sources) >= 180
    assert len(store.claims) >= 45
    assert len(store.disputes) >= 30


def test_each_source_carries_a_fact_a_claim_or_what_is_said_of_an_entity(project: Project) -> None:
    store = project.store
    places = [place.at.sources for place in store.places.values() if place.at]
    inside = [fact.sources for project in store.projects.values() for fact in (*project.statements, *project.figures)]
    said = {
        *chain(
            *places, *inside, *(record.sources for record in (*store.organizations.values(), *store.projects.values()))
        )
    }
    assert [s for s in store.sources if not store.facts_citing(s) and not store.claims_in(s) and s not in said] == []


def test_each_fact_has_its_anchor_on_its_page(site: Path, project: Project) -> None:
    missing = []
    for fact in project.store.facts.values():
        where = fact_target(fact, project.store)
        if where.anchor not in read(_file(site, where.page)).ids and fact.date is not None:
            missing.append(fact.address)
    assert missing == []


def test_each_facts_page_links_its_sources(site: Path, project: Project) -> None:
    missing = []
    for fact in project.store.facts.values():
        page = fact_target(fact, project.store).page
        if page == "timeline" and fact.date is None:
            continue
        links = read(_file(site, page)).links
        for source in fact.sources:
            if not any(re.search(rf"(^|/)sources/{re.escape(source)}/", link) for link in links):
                missing.append(f"{fact.address} -> {source}")
    assert missing == []


def test_each_sources_page_shows_exactly_its_facts(site: Path, project: Project) -> None:
    wrong = []
    for source in project.store.sources:
        html = _file(site, target(source, project.store).page).read_text(encoding="utf-8")
        shown = set(re.findall(r'<(?:article class="fb-fact"[^>]*|tr) data-fact="([^"]+)"', html))
        carried = {fact.address for fact in project.store.facts_citing(source)}
        if shown != carried:
            wrong.append(f"{source}: {sorted(shown ^ carried)}")
    assert wrong == []


@pytest.mark.parametrize(
    "collection", ["industries", "organizations", "places", "indicators", "sources", "disputes", "claims"]
)
def test_every_entity_has_a_page_that_its_index_links(site: Path, project: Project, collection: str) -> None:
    parts = [site / collection / "index.html", *(site / collection).glob("page/*/index.html")]
    links = {link.removeprefix("../../") for part in parts for link in read(part).links}
    records = getattr(project.store, collection)
    assert [name for name in records if f"{name}/" not in links] == []
