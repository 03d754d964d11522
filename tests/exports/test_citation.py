"""How facts, tables and pages are cited: the original publisher first, dates as they are known, and nothing that breaks a form."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from factbook.checks.project import Project
from factbook.exports.citation import (
    Name,
    Within,
    Work,
    bibtex,
    csl,
    fact_work,
    forms,
    gbt,
    original,
    page_work,
    plain,
    series_work,
    tex,
)
from factbook.exports.citing import metadata
from factbook.render.links import Site, cite_file
from factbook.store.publishers import UNKNOWN
from mkdocs_timeline.dates import parse
from tests.exports.conftest import INFO, Exported

_META = re.compile(r'<meta name="([^"]+)" content="([^"]*)">')

WORK = Work(
    key="gdp_at_2023",
    kind="webpage",
    authors=(Name("Bureau of Statistics", "统计局"),),
    title=Name("Yearbook", "年鉴"),
    url="https://stats.example/yearbook",
    published=parse("2024-03"),
    accessed=parse("2026-11-22"),
    locator="table 2",
    language="zh",
    within=Within("The Book", "GDP, 2023: 5", "https://book.example/id/gdp_at_2023/"),
)

PLAIN = (
    "Bureau of Statistics (March 2024): Yearbook; table 2. https://stats.example/yearbook, read 22 November 2026. "
    "In: The Book, GDP, 2023: 5, https://book.example/id/gdp_at_2023/"
)
BIBTEX = """\
@misc{gdp_at_2023,
  author = {{Bureau of Statistics}},
  title = {{Yearbook}},
  year = {2024},
  month = mar,
  howpublished = {In: The Book, GDP, 2023: 5},
  url = {https://stats.example/yearbook},
  urldate = {2026-11-22},
  language = {zh},
  note = {table 2; permalink: https://book.example/id/gdp\\_at\\_2023/}
}"""
GBT = (
    "统计局. 年鉴[EB/OL]. table 2(2024-03)[2026-11-22]. https://stats.example/yearbook. "
    "转引自: The Book. GDP, 2023: 5[DB/OL]. https://book.example/id/gdp_at_2023/."
)


def test_the_forms() -> None:
    assert plain(WORK) == PLAIN
    assert bibtex(WORK) == BIBTEX
    assert gbt(WORK) == GBT
    assert json.loads(csl(WORK)) == [
        {
            "id": "gdp_at_2023",
            "type": "webpage",
            "author": [{"literal": "Bureau of Statistics"}],
            "title": "Yearbook",
            "issued": {"date-parts": [[2024, 3]]},
            "URL": "https://stats.example/yearbook",
            "accessed": {"date-parts": [[2026, 11, 22]]},
            "language": "zh",
            "note": "table 2; In: The Book, GDP, 2023: 5, https://book.example/id/gdp_at_2023/",
        }
    ]


@pytest.mark.parametrize(
    ("date", "in_bibtex", "in_csl", "in_gbt"),
    [
        ("2024", "year = {2024},\n  how", {"date-parts": [[2024]]}, "(2024)["),
        ("2024-03", "year = {2024},\n  month = mar,\n  how", {"date-parts": [[2024, 3]]}, "(2024-03)["),
        ("2024-03-09", "month = mar,\n  date = {2024-03-09},", {"date-parts": [[2024, 3, 9]]}, "(2024-03-09)["),
        ("2021?", "year = {2021", {"date-parts": [[2021]], "circa": True}, "([2021])["),
        ("2023-Q3", "year = {", {"date-parts": [[2023]]}, "Q3 2023"),
        ("2001/2022", "year = {2001", {"date-parts": [[2001], [2022]]}, "(2001–2022)["),
        ("2019/..", "year = {", {"literal": "since 2019"}, "(since 2019)["),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: str, in_bibtex: str, in_csl: object, in_gbt: str) -> None:
    work = replace(WORK, published=parse(date))
    assert in_bibtex in bibtex(work)
    assert json.loads(csl(work))[0]["issued"] == in_csl
    assert in_gbt in gbt(work)


@pytest.mark.parametrize(
    ("changes", "dates"),
    [
        ({}, "table 2(2024-03)[2026-11-22]. "),
        ({"locator": ""}, "(2024-03)[2026-11-22]. "),
        ({"published": None}, "table 2[2026-11-22]. "),
        ({"accessed": None}, "table 2(2024-03). "),
    ],
)
def test_the_place_in_the_work_stands_before_the_dates(changes: dict[str, Any], dates: str) -> None:
    """GB/T 7714-2015, section 8.7: the pages cited, the date of publishing, the date of reading."""
    assert f"年鉴[EB/OL]. {dates}https" in gbt(replace(WORK, **changes))


def test_a_page_of_citations_is_read_by_reference_managers(small: Exported) -> None:
    """Highwire's tags: the publisher first, its address, and the permalink here."""
    html = small.files["id/charter/cite.html"].decode()
    tags = [(unescape(name), unescape(content)) for name, content in _META.findall(html)]
    assert ("citation_author", "Town council") in tags
    assert ("citation_publication_date", "1995") in tags
    assert ("citation_public_url", INFO.permalink("charter")) in tags
    assert dict(tags)["citation_title"] == "Yearbook of the town"
    series = dict(_META.findall(small.files["id/population/cite.html"].decode()))
    assert series["DC.type"] == "Dataset"
    assert metadata_names(WORK) == [
        "citation_title", "citation_author", "citation_publication_date", "citation_online_date", "citation_language",
        "citation_fulltext_html_url", "citation_public_url", "citation_publisher", "DC.type",
    ]  # fmt: skip


def metadata_names(work: Work) -> list[str]:
    return [name for name, _ in metadata(work)]


@pytest.mark.parametrize(
    ("published", "tag"), [("2024-03", "2024/03"), ("2024-Q1", None), ("2001/2003", None), ("1990~", "1990")]
)
def test_the_tags_make_no_date_up(published: str, tag: str | None) -> None:
    assert dict(metadata(replace(WORK, published=parse(published)))).get("citation_publication_date") == tag


def test_no_date_is_made_up() -> None:
    work = replace(WORK, published=None, accessed=None)
    assert "year =" not in bibtex(work)
    assert "issued" not in json.loads(csl(work))[0]
    assert "accessed" not in json.loads(csl(work))[0]
    assert "年鉴[EB/OL]. table 2. https" in gbt(work)
    assert "(" not in plain(work)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("R&D 5% of $9 #1 a_b", r"R\&D 5\% of \$9 \#1 a\_b"),
        ("{a}", r"\{a\}"),
        (r"\input", r"\textbackslash{}input"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_means_something_to_tex_is_escaped(text: str, escaped: str) -> None:
    assert tex(text) == escaped


def test_hostile_words_break_no_form() -> None:
    bad = 'x"}, {"y": 1}]\\ } \n@misc{z, </pre><script>'
    work = replace(WORK, authors=(Name(bad),), title=Name(bad), locator=bad, url="https://e.example/{a}\\ b")
    entry = bibtex(work)
    assert len(re.findall(r"(?<!\\)\{", entry)) == len(re.findall(r"(?<!\\)\}", entry))
    assert "url = {https://e.example/%7Ba%7D%5C%20b}" in entry
    assert json.loads(csl(work))[0]["title"] == bad


def test_a_mirror_is_named_after_the_publisher() -> None:
    work = replace(WORK, copy="mirror.example")
    assert plain(work).startswith("Bureau of Statistics (")
    assert "read 22 November 2026 on a mirror, mirror.example" in plain(work)
    assert r"read on a mirror, mirror.example" in bibtex(work)


def test_an_archived_copy_stands_beside_the_address_in_every_form() -> None:
    copy = "https://web.archive.org/web/2024/https://stats.example/yearbook"
    kept = replace(WORK, archived=copy)
    assert f"Archived: {copy} In: The Book" in plain(kept)
    assert f"archived: {copy}; permalink:" in bibtex(kept)
    assert json.loads(csl(kept))[0]["archive_location"] == copy
    assert f"https://stats.example/yearbook. 存档: {copy}." in gbt(kept)


def test_of_many_publishers_three_are_named() -> None:
    work = replace(WORK, authors=tuple(map(Name, "ABCD")))
    assert plain(work).startswith("A, B, C et al. (")
    assert "author = {{A} and {B} and {C} and others}" in bibtex(work)
    assert gbt(work).startswith("A, B, C, 等. ")
    assert len(json.loads(csl(work))[0]["author"]) == 4


def test_every_fact_names_its_best_source_first(project: Project) -> None:
    store = project.store
    for fact in store.facts.values():
        first = original(fact, store)

        def alone(source: str) -> str:
            return store.derived.grading.standing([source]).grade

        assert alone(first) == min(alone(source) for source in fact.sources)
        work = fact_work(fact, store, "The Book", "https://b.example/id/x/")
        publisher = store.sources[first].publisher
        text = plain(work)
        assert text.startswith(str(publisher) if str(publisher) != UNKNOWN else str(store.sources[first].title))
        assert text.endswith("https://b.example/id/x/")
        if publisher.zh and str(publisher) != UNKNOWN:
            assert gbt(work).startswith(publisher.zh)
        assert json.loads(csl(work))[0]["id"] == work.key


def test_a_series_names_the_publishers_of_its_values(project: Project) -> None:
    store = project.store
    for indicator in store.indicators.values():
        work = series_work(indicator, store, "The Book", "https://b.example/id/x/")
        values = store.owned_by(indicator.id)
        sound = [fact for fact in values if store.grade(fact.address) != "D"] or values
        known = {str(store.sources[original(fact, store)].publisher) for fact in sound} - {UNKNOWN}
        assert {author.text for author in work.authors} == known
        assert "[DS/OL]" in gbt(work)
        assert json.loads(csl(work))[0]["URL"] == "https://b.example/id/x/"


def test_a_page_is_the_sites_own() -> None:
    work = page_work("industries/led", Name("Light", "灯"), Site(name="The Book"), "https://b.example/industries/led/")
    assert [form.name for form in forms(work)] == ["plain", "bibtex", "csl", "gbt"]
    assert plain(work) == "The Book: Light. https://b.example/industries/led/"
    assert bibtex(work).startswith("@misc{the-book-industries-led,\n")
    assert gbt(work) == "The Book. 灯[EB/OL]. https://b.example/industries/led/."


SITE = Site(
    url="https://b.example/",
    repo_url="https://github.com/town/book",
    edit_base="https://github.com/town/book/edit/main/",
)


def test_tools_of_a_fact_lead_to_github() -> None:
    assert SITE.history("data/a b.yml", 7) == "https://github.com/town/book/blame/main/data/a%20b.yml#L7"
    assert SITE.report("gdp@2022-01/2022-06:a") == (
        "https://github.com/town/book/issues/new?template=fact-wrong.yml&fact=gdp%402022-01%2F2022-06%3Aa"
    )


@pytest.mark.parametrize("repo", ["", "https://git.example/town/book", "https://github.com.evil.example/town/book"])
def test_elsewhere_there_is_no_such_form(repo: str) -> None:
    site = replace(SITE, repo_url=repo, edit_base=f"{repo}/edit/main/" if repo else "")
    assert site.report("gdp@2023") == ""
    assert site.history("data/a.yml", 7) == ""


def test_a_page_of_citations_is_reached_with_and_without_folders() -> None:
    assert cite_file("gdp@2023") == "id/gdp_at_2023/cite.html"
    assert SITE.cite("gdp@2023", "industries/led") == "../../id/gdp_at_2023/cite.html"
    assert replace(SITE, directory_urls=False).cite("gdp@2023", "industries/led") == "../id/gdp_at_2023/cite.html"
    assert SITE.cite("gdp@2023", "index") == "id/gdp_at_2023/cite.html"
