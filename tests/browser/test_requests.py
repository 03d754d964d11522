"""No page asks another host for anything: not by its markup, not by its styles, not by its scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from tests.browser.conftest import OpenPage
from tests.browser.kinds import KINDS, pages_of

_LOADING_RELS = {
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
    "modulepreload",
}
_FOREIGN = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)


_FETCHED = etree.XPath(
    "//@src | //@srcset | //@poster | //@data | //@ping | //*[self::image or self::use]/@*[name() = 'href' or name() = 'xlink:href']"
)
_LINKS = etree.XPath("//link[@href]")
_STYLED = etree.XPath("//@style[contains(., 'url(')]")


def _resources(page: html.HtmlElement) -> Iterator[str]:
    """The addresses that a browser fetches when it shows a page."""
    yield from _FETCHED(page)
    yield from (link.get("href") for link in _LINKS(page) if _LOADING_RELS & set(link.get("rel", "").lower().split()))
    yield from (url for style in _STYLED(page) for url in re.findall(r"url\(['\"]?([^)'\"]+)", style))


def test_no_page_names_a_resource_of_another_host(site: Path) -> None:
    foreign, count = [], 0
    for file in site.rglob("*.html"):
        for url in _resources(html.document_fromstring(file.read_bytes())):
            count += 1
            if _FOREIGN.match(url):
                foreign.append(f"{file.relative_to(site)}: {url}")
    assert foreign == []
    assert count > 10_000


def test_no_style_names_a_resource_of_another_host(site: Path) -> None:
    pattern = re.compile(r"""(?:@import\s+|url\()['"]?((?:https?:)?//[^'")]+)""")
    foreign = [
        f"{file.name}: {url}" for file in site.rglob("*.css") for url in pattern.findall(file.read_text("utf-8"))
    ]
    assert foreign == []


def test_pages_of_data_ask_no_other_host(site: Path, open_page: OpenPage) -> None:
    for address in pages_of("data", site):
        open_page(address).keyboard.press("End")


def test_the_repository_link_does_not_ask_its_host(site: Path) -> None:
    """Material follows an element with this mark to the host's API."""
    marked = [
        str(f) for kind in KINDS for f in pages_of(kind, site)[:1] if 'data-md-component="source"' in _text(site, f)
    ]
    assert marked == []


def _text(site: Path, address: str) -> str:
    return (site / address / "index.html" if address.endswith("/") or not address else site / address).read_text(
        "utf-8"
    )
