"""The check of a built site's links: what it follows, what it finds broken, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.checks.links import check_links
from factbook.cli import main
from factbook.problems import ProjectError

URL = "https://town.example/book/"
HOME = f'<!doctype html><link rel="canonical" href="{URL}"><h1 id="top2">Home</h1>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(HOME)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<p id="é x">A</p><p id="gdp@2023">B</p>')
    (tmp_path / "a" / "index.md").write_text("# A b\n\n## A b\n\n<a id='x'></a>Text[^a-1].\n\n[^a-1]: Note.\n")
    (tmp_path / "a" / "data.json").write_text("{}")
    return tmp_path


def _broken(site: Path, name: str, text: str) -> list[str]:
    (site / name).write_text(text)
    return [f"{found.address}: {found.reason}" for found in check_links(site).broken if found.file == name]


@pytest.mark.parametrize(
    "address",
    [
        "a/", "a", "a/index.html", "./a/#gdp@2023", "a/#gdp%402023", "a/#%C3%A9%20x", "/book/a/", f"{URL}a/", "#top", "", "?q=1",
        "a/?q=1#gdp@2023", "#:~:text=Home", "https://elsewhere.example/x", "https://town.example/other/", "mailto:a@b.example",
        "data:,x", "//elsewhere.example/x", "a/data.json#/any/pointer", "a/index.md#a-b", "a/index.md#a-b-1", "a/index.md#x",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_or_away_is_fine(address: str, site: Path) -> None:
    assert _broken(site, "b.html", f'<a href="{address}">x</a>') == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("b/", "no such file"), ("a/no.json", "no such file"), ("a/#no", "no such place in the file"), ("/a/", "no such file"),
        ("#no", "no such place in the file"), (f"{URL}no/", "no such file"), ("../x", "no such file"),
        ("a/index.md#no", "no such place in the file"), ("http://[", "no such file"),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_found(address: str, reason: str, site: Path) -> None:
    assert _broken(site, "b.html", f'<a href="{address}">x</a>') == [f"{address}: {reason}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b.html", '<img src="no.png">'),
        ("b.html", '<img srcset="index.html 1x, no.png 2x">'),
        ("b.html", '<meta http-equiv="refresh" content="0; url=no/">'),
        ("b.html", f'<meta property="og:image" content="{URL}no.png">'),
        ("b.html", "<svg><use xlink:href='no.svg#x'/></svg>"),
        ("b.css", 'p { background: url("no.png") }'),
        ("b.md", "See [x](<no.md#y>)."),
        ("b.md", 'See [x](a/index.md#no "title").'),
        ("b.md", "[x]: no.md\n"),
        ("b.md", '<a href="no">x</a>'),
        ("b.md", f"<{URL}no>"),
        ("b.md", "Text[^1]."),
        ("b.md", "Text[^1].\n\n[^1]: A.\n[^1]: B.\n"),
        ("b.json", f'{{"url":"{URL}no/"}}'),
        ("b.csv", f"a,b\n1,{URL}no/\n"),
        ("b.ics", f"URL:{URL}a/ind\r\n ex.htm\r\n"),
        ("b.xml", f"<loc>{URL}no/</loc>"),
    ],
)
def test_links_are_looked_for_in_every_kind_of_file(name: str, text: str, site: Path) -> None:
    assert len(_broken(site, name, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b.md", "```\n[x](no.md)\n```\n\n`[x](no.md)` and \\[^1] here"),
        ("b.json", f'{{"form":"{URL}api/{{address}}.json"}}'),
        ("b.ics", f"URL:{URL}a/ind\r\n ex.html\r\n"),
        ("b.jsonld", f'{{"@id":"{URL}#dataset"}}'),
    ],
)
def test_what_is_no_link_is_none(name: str, text: str, site: Path) -> None:
    assert _broken(site, name, text) == []


def test_a_site_without_an_address_is_checked_too(site: Path) -> None:
    (site / "index.html").write_text('<a href="a/#gdp@2023">x</a><a href="/a/">y</a><a href="no/">z</a>')
    report = check_links(site)
    assert (report.links, report.anchors, len(report.broken)) == (3, 1, 1)


def test_the_command_prints_the_broken_links_and_the_numbers(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", str(site)]) == 0
    assert "none broken" in capsys.readouterr().out
    (site / "b.html").write_text('<a href="no/">x</a>')
    assert main(["links", str(site)]) == 1
    out = capsys.readouterr().out
    assert "b.html: no/: no such file\n" in out
    assert out.endswith("1 broken\n")


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no built site"):
        check_links(tmp_path)
