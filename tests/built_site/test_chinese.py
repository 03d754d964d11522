"""The Chinese edition of the real store: the same pages and places as the English one, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from factbook.checks.project import Project
from factbook.render.links import Site
from factbook.store.parts import parts
from factbook.store.texts import Text

LATIN = re.compile(r"(?:[A-Za-z][A-Za-z'’\-]*[ ,:;]+){2,}[A-Za-z][A-Za-z'’\-]*")
"""Three words of English, or more: fewer are names, units and abbreviations, which Chinese texts print as they are."""

SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-label")
UNSEEN = ("script", "style", "code", "pre", "kbd")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of the Chinese edition by its path, parsed once."""
    found = sorted((site / "zh").rglob("*.html"))
    return {path.relative_to(site / "zh").as_posix(): html.document_fromstring(path.read_bytes()) for path in found}


QUOTING = ("zh/contribute/editing/", "zh/contribute/rules/")
"""Pages that quote the program's messages, which are English, and the English words that it reads."""

OWN_NAMES = (
    "Frictionless Data Package",
    "Report a vulnerability",
    "put into production",
    "Zhongkai High-tech Industrial Development Zone",
)
"""A standard, a button of the repository's host, a source's own words in quotation marks, and the English name that is explained."""


def _names_without_chinese(project: Project) -> list[str]:
    """Names, titles and words of sources that are in no Chinese text of the store: they stand as they are, the longest first."""
    store = project.store
    records = [*store.records(), *(fact.record for fact in store.facts.values()), *store.sources.values()]
    found = {text.en for record in records for _, text in parts(record, Text) if text.en and not text.zh}
    found |= {alias for record in records for alias in getattr(record, "aliases", ())}
    found |= {source.carried_by or "" for source in store.sources.values()}
    return sorted(filter(None, found), key=len, reverse=True)


def _said(path: Path) -> Iterator[str]:
    """What a page says in Chinese: texts and the attributes that are read or shown, outside of code and of what is marked otherwise."""
    page = html.document_fromstring(path.read_bytes())
    contents = "//nav[contains(@class, 'md-nav--secondary')]"  # names what is marked in the page itself
    for element in page.xpath(f"{contents} | //*[@lang and not(starts-with(@lang, 'zh'))] | //{' | //'.join(UNSEEN)}"):
        element.drop_tree()
    yield from page.xpath("//text()")
    yield from page.xpath(f"//@{' | //@'.join(SPOKEN)}")


def test_no_english_sentence_stands_on_a_chinese_page(site: Path, project: Project) -> None:
    known = re.compile("|".join(map(re.escape, (*OWN_NAMES, *_names_without_chinese(project)))))
    found: dict[str, str] = {}
    for path in sorted((site / "zh").rglob("*.html")):
        name = path.relative_to(site).as_posix()
        for text in () if name.startswith(QUOTING) else _said(path):
            if not LATIN.search(text):
                continue
            for run in LATIN.findall(known.sub(" ", " ".join(text.split()))):
                if not all(word[0].isupper() for word in run.split()):  # else a name
                    found.setdefault(run, name)
    assert found == {}


def test_both_editions_have_the_same_pages(site: Path, pages: dict[str, html.HtmlElement], project: Project) -> None:
    """Old addresses lead on from where they were, in the main edition alone: the other never had them."""
    shared = ("zh/", "id/", "embed/", "api/", "assets/")
    old = {Site().file(redirect.page) for redirect in project.store.redirects.values() if redirect.page}
    english = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - old
    assert {path for path in english if not path.startswith(shared)} == set(pages)


def test_places_are_the_same_in_both_editions(site: Path, pages: dict[str, html.HtmlElement]) -> None:
    """A link to a fact, or to a heading, leads on when only ``zh/`` is put into it or taken out."""
    different = {}
    for path, page in pages.items():
        other = html.document_fromstring((site / path).read_bytes())
        here, there = (
            {name for name in one.xpath("//article//@id") if not name.startswith(("cite-", "ref-", "tl-"))}
            for one in (page, other)
        )
        if here != there:
            different[path] = sorted(here ^ there)[:5]
    assert different == {}


def test_every_page_names_its_language_and_its_twin(site: Path, pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        assert page.get("lang", "").startswith("zh"), path
        (switch,) = page.xpath("//a[contains(@class, 'fb-edition')]")
        assert switch.get("hreflang") == "en"
        if path not in ("404.html", "search/index.html"):
            assert (site / "zh" / path).parent.joinpath(switch.get("href"), "index.html").resolve() == (
                site / path
            ).resolve()
