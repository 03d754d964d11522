"""Every link inside the built site leads to a file and a place that exist (that no id stands twice is part of valid HTML)."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from factbook.checks.links import check_links
from factbook.checks.project import Project


def test_internal_links_and_places_lead_somewhere(site: Path) -> None:
    """In pages, Markdown twins, style sheets, feeds and data files."""
    report = check_links(site)
    print(report)
    assert [str(broken) for broken in report.broken] == []
    assert report.links > 10_000
    assert report.anchors > 1_000


def test_every_footer_leads_to_the_data_and_to_the_changes(site: Path) -> None:
    """The links of the footer name pages of the menu; a page that moves must not vanish from it silently."""
    for page in ("index.html", "about/index.html", "disputes/index.html"):
        html = (site / page).read_text(encoding="utf-8")
        links = html.partition('class="fb-footer__links"')[2].partition("</ul>")[0]
        for name in ("About and licence", "Data and downloads", "Changes", "Contribute", "Source code and data"):
            assert f">{name}</a>" in links, f"{page}: {name}"


def test_no_link_leads_to_a_host_that_no_reader_should_be_sent_to(site: Path, project: Project) -> None:
    """The addresses of such sources are shown as text, on pages and in what others embed."""
    addresses = [source.url for source in project.store.sources.values() if source.url and not source.linked]
    assert addresses
    links = re.compile("|".join(re.escape(f'href="{escape(address)}"') for address in addresses))
    linked = [path for path in site.rglob("*.html") if links.search(path.read_text(encoding="utf-8"))]
    assert linked == []
