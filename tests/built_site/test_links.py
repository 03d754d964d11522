"""Every link inside the built site leads to a file and a place that exist (that no id stands twice is part of valid HTML)."""

from __future__ import annotations

from pathlib import Path

from factbook.checks.links import check_links


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
