"""Permalinks, redirects, embeds and twins: each address ever published has its page, and the pages need no script."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

import pytest

from factbook.charts import chart_svg
from factbook.content.addresses import target
from factbook.exports.catalogue import lasting
from factbook.exports.llms import title_of, twin, twin_text
from factbook.exports.permalinks import permalink_files
from factbook.exports.site import SiteInfo
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.render.markdown import page_markdown
from factbook.store.slugs import slug
from tests.exports.conftest import INFO, Exported


class _Page(HTMLParser):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def attributes(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            a for t, a in self.found if t == tag and all(a.get(k.replace("_", "-")) == v for k, v in wanted.items())
        ]


def _page(found: Exported, identifier: str) -> _Page:
    return _Page(found.files[f"id/{slug(identifier)}/index.html"])


def test_every_fact_and_entity_has_a_permalink_that_leads_home(any_store: Exported) -> None:
    for identifier in lasting(any_store.store):
        page = _page(any_store, identifier)
        where = target(identifier, any_store.store)
        (refresh,) = page.attributes("meta", http_equiv="refresh")
        (canonical,) = page.attributes("link", rel="canonical")
        (link,) = page.attributes("a")
        assert canonical["href"] == INFO.absolute(where)
        assert refresh["content"] == f"0; url={link['href']}"
        assert urljoin(INFO.permalink(identifier), link["href"]) == canonical["href"]
        assert page.attributes("meta", name="robots", content="noindex")
        anchor = unquote((link["href"] or "").partition("#")[2])
        assert anchor == where.anchor
        (data,) = page.attributes("link", rel="alternate")
        assert (data["href"] or "").removeprefix(INFO.url) in any_store.files
        assert not page.attributes("script")


def test_permalinks_can_be_undone(any_store: Exported) -> None:
    names = [name.split("/")[1] for name in any_store.files if name.startswith("id/")]
    assert set(names) == {slug(name) for name in (*lasting(any_store.store), *any_store.store.redirects)}


def test_what_moved_leads_on(small: Exported) -> None:
    page = _page(small, "old-charter")
    (refresh,) = page.attributes("meta", http_equiv="refresh")
    assert refresh["content"] == "0; url=../../timeline/#charter"
    assert "renamed" in page.text


def test_what_was_split_offers_both(small: Exported) -> None:
    page = _page(small, "population@1990")
    assert not page.attributes("meta", http_equiv="refresh")
    links = [a["href"] for a in page.attributes("a")]
    assert links[:2] == [f"../../indicators/population/#population@1990:{key}" for key in ("count", "survey")]
    assert "two sources" in page.text


def test_what_was_withdrawn_says_why(small: Exported) -> None:
    page = _page(small, "dragon")
    assert "withdrawn" in page.text
    assert "No source says so." in page.text
    assert not page.attributes("meta", http_equiv="refresh")


def test_the_page_of_a_record_that_is_gone_leads_on_too(any_store: Exported) -> None:
    for redirect in any_store.store.redirects.values():
        if redirect.page is None:
            continue
        page = _Page(any_store.files[f"{redirect.page}/index.html"])
        here = INFO.at(f"{redirect.page}/")
        links = [urljoin(here, str(a["href"])) for a in page.attributes("a")]
        assert links == [*(INFO.absolute(target(name, any_store.store)) for name in redirect.to), INFO.url]
        refreshes = [str(meta["content"]) for meta in page.attributes("meta", http_equiv="refresh")]
        assert [urljoin(here, content.partition("url=")[2]) for content in refreshes] == links[:1] * (
            len(redirect.to) == 1
        )


def test_every_series_that_was_no_series_has_its_page_led_on(real: Exported) -> None:
    redirects = real.store.redirects
    series = {address.partition("@")[0] for address in redirects if "@" in address} - set(real.store.indicators)
    assert series
    assert {identifier: redirects[identifier].page for identifier in series} == {
        identifier: f"indicators/{identifier}" for identifier in series
    }


def test_permalinks_work_without_directory_addresses(small: Exported) -> None:
    site = SiteInfo(Site(name="T", url="https://t.example/", directory_urls=False))
    files = dict(permalink_files(small.records, small.store, site))
    page = _Page(files["id/charter/index.html"])
    assert page.attributes("a")[0]["href"] == "../../timeline.html#charter"


def test_hostile_titles_stay_text(small: Exported) -> None:
    for name in ("id/charter/index.html", "embed/fact/charter/index.html"):
        page = _Page(small.files[name])
        assert "Charter & <market>" in page.text
        assert not page.attributes("market")
        assert not page.attributes("script")


def test_embeds_have_no_script_and_ask_nobody(any_store: Exported) -> None:
    for name, content in any_store.files.items():
        if name.startswith("embed/"):
            page = _Page(content)
            assert not page.attributes("script"), name
            assert not [a for _, a in page.found if any(key.startswith("on") for key in a)], name
            assert not [a for _, a in page.found if "src" in a or "srcset" in a], name
            assert not re.search(rb"@import|url\((?!#)", content), name
            assert [a for a in page.attributes("link") if a.get("rel") != "canonical"] == []


def test_every_chart_can_be_embedded_with_sources_and_licence(any_store: Exported) -> None:
    store = any_store.store
    drawn = {i for i, indicator in store.indicators.items() if chart_svg(store, indicator)}
    assert drawn
    assert {name.split("/")[2] for name in any_store.files if name.startswith("embed/chart/")} == drawn
    for indicator in drawn:
        content = any_store.files[f"embed/chart/{indicator}/index.html"]
        page = _Page(content)
        assert page.attributes("svg")
        assert b"chart.invalid" not in content
        assert INFO.licence.name in page.text
        for fact in store.owned_by(indicator):
            for source in fact.sources:
                assert str(store.sources[source].title) in page.text


def test_every_page_has_a_twin_whose_links_lead_to_twins(any_store: Exported) -> None:
    pages = {page.path for page in generate(any_store.store)}
    for page in pages:
        text = any_store.files[twin(page, INFO)].decode()
        assert title_of(page, text) != page
        assert not re.search(r"\]\(<?\.\./[^)]*\.md", text), page
        for link in re.findall(rf"\]\(<?({re.escape(INFO.url)}[^)>#\s]*)", text):
            if link.endswith(".md"):
                assert link.removeprefix(INFO.url) in any_store.files


def test_llms_txt_lists_every_page_and_the_full_text_holds_them(any_store: Exported) -> None:
    short, full = any_store.files["llms.txt"].decode(), any_store.files["llms-full.txt"].decode()
    assert short.startswith(f"# {INFO.name}\n\n> {INFO.description}\n")
    assert re.findall(r"^## .+", short, re.MULTILINE) == ["## Data", "## Pages"]
    for page in generate(any_store.store):
        assert f"]({INFO.at(twin(page.path, INFO))})" in short
        assert page.title.partition("[")[0].strip("*`")[:20].split("(")[0] in full.replace("\\", "")
    for link in re.findall(r"\]\(([^)]+)\)", short):
        path = link.removeprefix(INFO.url)
        assert path in any_store.files


def test_links_of_a_twin_lead_to_twins_pages_and_files_by_their_full_addresses() -> None:
    text = (
        "# More\n\nSee [one](../index.md#x), [two](<a b.md>), [gone](gone.md), ![three](../three.svg), [four](#here),"
        " [five](https://example.org/a.md), `[six](six.md)`.\n"
    )
    written = twin_text("about/more", text, {"index": "", "about/more": "", "about/a b": ""}, INFO)
    assert f"[one]({INFO.at('index.md')}#x)" in written
    assert f"[two]({INFO.at('about/a b/index.md')})" in written
    assert f"[gone]({INFO.at('about/gone/')})" in written
    assert f"![three]({INFO.at('three.svg')})" in written
    assert "[four](#here)" in written
    assert "[five](https://example.org/a.md)" in written
    assert "`[six](six.md)`" in written


def test_every_place_that_a_page_has_has_its_twin(any_store: Exported) -> None:
    """Links to a fact lead to it in the twin too: Markdown has no places of its own."""
    pages = {page.path: page_markdown(page, any_store.store, INFO.site) for page in generate(any_store.store)}
    for path, text in pages.items():
        places = set(re.findall(r'<a id="([^"]+)"></a>', text))
        links = set(re.findall(r"\]\(#([^)]+)\)", twin_text(path, text, pages, INFO)))
        assert links <= places, path


def test_twins_can_be_joined(any_store: Exported) -> None:
    """The labels of notes are a page's own, and each that is used is defined once."""
    full = any_store.files["llms-full.txt"].decode()
    defined = re.findall(r"^\[\^([^\]]+)\]:", full, re.MULTILINE)
    assert len(defined) == len(set(defined)) > 5
    assert set(re.findall(r"(?<!\\)\[\^([^\]]+)\](?!:)", full)) == set(defined)
    assert "](#" not in full


@pytest.mark.parametrize(
    ("page", "path"),
    [("index", "index.md"), ("industries/index", "industries/index.md"), ("industries/led", "industries/led/index.md")],
)
def test_where_twins_lie(page: str, path: str) -> None:
    assert twin(page, INFO) == path
    assert posixpath.splitext(INFO.site.file(page))[0] == posixpath.splitext(path)[0]
