"""Every link inside the built site leads to a file and a place that exist; no id stands twice on a page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from factbook.checks.links import check_links
from tests.built_site.pages import read


def test_internal_links_and_places_lead_somewhere(site: Path) -> None:
    """In pages, Markdown twins, style sheets, feeds and data files."""
    report = check_links(site)
    print(report)
    assert [str(broken) for broken in report.broken] == []
    assert report.links > 10_000
    assert report.anchors > 1_000


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = []
    for path in sorted(site.rglob("*.html")):
        counts = Counter(read(path).ids)
        twice += [f"{path.relative_to(site)}: {name}" for name, count in counts.items() if count > 1]
    assert twice == []


def test_every_footer_leads_to_the_data_and_to_the_changes(site: Path) -> None:
    """The links of the footer name pages of the menu; a page that moves must not vanish from it silently."""
    for page in ("index.html", "about/index.html", "disputes/index.html"):
        html = (site / page).read_text(encoding="utf-8")
        links = html.partition('class="fb-footer__links"')[2].partition("</ul>")[0]
        for name in ("About and licence", "Data and downloads", "Changes", "Contribute", "Source code and data"):
            assert f">{name}</a>" in links, f"{page}: {name}"
