"""The downloaded site: unpacked and opened as a file, it leads from page to page, is searched, and asks nobody for anything."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from factbook.checks.project import Project, read_project
from factbook.cli import main
from factbook.site.offline import shelved
from factbook.store.slugs import slug
from tests.projects import TODAY

_LEFT = "net::ERR_ABORTED"
"""What becomes of a request when its page is left before the answer."""


_NEW = ("--name", "The town's book", "--languages", "en,zh", "--site-url", "https://town.example/book/")


@pytest.fixture(scope="module", params=["a new one", pytest.param("the real one", marks=pytest.mark.soak)])
def base(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with every kind of record: a new one, as ``factbook init`` writes it; make soak packs the real one too."""
    if request.param == "the real one":
        return root
    folder = tmp_path_factory.mktemp("offline") / "town"
    assert main(["init", str(folder), *_NEW]) == 0
    _replace(folder / "data" / "industries.yml", "name: Weaving", "name: {en: Weaving, zh: 纺织业}")
    _replace(folder / "mkdocs.yml", "  - Facts:\n", "  - Industries: industries/index.md\n  - Facts:\n")
    return folder


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def project(base: Path) -> Project:
    return read_project(base, TODAY)


@pytest.fixture(scope="module")
def archive(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "offline.zip"
    assert main(["--root", str(base), "offline", "--out", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def folder(archive: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(archive.parent)
    return archive.parent / "offline"


@pytest.fixture
def page(folder: Path, browser: Browser) -> Iterator[Page]:
    """The home page, opened as a file; whatever it asks for beside the folder's files fails the test."""
    context = browser.new_context()
    page = context.new_page()
    troubles: list[str] = []
    home = folder.as_uri()
    page.on("request", lambda r: None if r.url.startswith((home, "data:", "blob:")) else troubles.append(r.url))
    page.on("requestfailed", lambda r: None if r.failure == _LEFT else troubles.append(f"{r.failure}: {r.url}"))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.goto(f"{home}/index.html")
    yield page
    context.close()
    assert troubles == []


def test_it_leads_from_home_to_an_industry_to_a_fact(page: Page, project: Project) -> None:
    industry = next(i for i in project.store.industries.values() if project.store.owned_by(i.id))
    fact = project.store.owned_by(industry.id)[0]
    page.locator("a[href$='industries/index.html']:visible").first.click()
    page.locator(f".md-content a[href$='{industry.id}.html']").first.click()
    expect(page.locator("h1")).to_contain_text(str(industry.name))
    article = page.locator(f"[id='{fact.address}']")
    article.get_by_role("link", name="Permalink").click()
    assert page.url.endswith(f"/industries/{industry.id}.html#{fact.address}")
    article.get_by_role("link", name="Cite").click()
    expect(page.locator("pre")).to_have_count(4)
    page.locator("h1 a").click()
    assert page.url.endswith(f"/industries/{industry.id}.html#{fact.address}")


def test_a_permalink_leads_home(page: Page, folder: Path, project: Project) -> None:
    industry = next(iter(project.store.industries))
    page.goto(f"{folder.as_uri()}/id/{slug(industry)}/index.html")
    page.wait_for_url(f"**/industries/{industry}.html")


def test_the_search_finds_names_in_english_and_in_chinese(page: Page, project: Project) -> None:
    industry = next(i for i in project.store.industries.values() if i.name.en and i.name.zh and "(" not in i.name.zh)
    home = page.url
    for name in (str(industry.name.en), str(industry.name.zh)):
        page.goto(home)
        page.keyboard.press("/")
        page.keyboard.insert_text(name)
        page.keyboard.press("End")  # the theme hears keys
        found = page.locator(".md-search-result__item").first
        expect(found).to_contain_text(name)
        found.locator("a").first.click()
        page.wait_for_url(f"**/industries/{industry.id}.html*")


def test_no_link_of_a_page_leads_to_a_folder(folder: Path, browser: Browser) -> None:
    page = browser.new_page()
    names = ("index", "timeline", "industries/index", "sources/index", "about/index")
    for file in (*(folder / f"{name}.html" for name in names), *sorted(folder.glob("data/*.html"))):
        page.goto(file.as_uri())
        links = page.evaluate("[...document.links].map((link) => link.href).filter((href) => href.startsWith('file:'))")
        assert links
        for link in {link.partition("#")[0].partition("?")[0] for link in links}:
            assert Path(link.removeprefix("file://")).is_file(), f"{file}: {link}"
    page.close()


def test_the_archive_has_no_clock_and_one_root(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        entries = packed.infolist()
    assert {entry.filename.split("/")[0] for entry in entries} == {"offline"}
    assert len({entry.date_time for entry in entries}) == 1
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


def test_a_site_is_packed_as_it_is_but_for_its_policy() -> None:
    page = b'<meta http-equiv="Content-Security-Policy" content="script-src \'self\'"><script src="assets/javascripts/bundle.1.js">'
    files = dict(shelved({"index.html": page, "404.html": b"", "a.txt": b"'self'"}))
    assert set(files) == {"index.html", "a.txt"}
    assert b"'self' file:" in files["index.html"]
    assert files["a.txt"] == b"'self'"
