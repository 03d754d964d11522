"""What the heads of pages say to messages, search engines and crawlers."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from factbook.checks.project import Project, with_history
from tests.browser.kinds import PRESENT, pages_of

_OG = re.compile(r'<meta property="og:([a-z_]+)" content="([^"]*)">')
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def _page(site: Path, address: str) -> str:
    return (site / address / "index.html" if not address.endswith(".html") else site / address).read_text(
        encoding="utf-8"
    )


def test_every_page_can_be_shared(site: Path) -> None:
    for kind in set(PRESENT) - {"lost", "search"}:
        for address in pages_of(kind, site)[:5]:
            tags = {name: unescape(content) for name, content in _OG.findall(_page(site, address))}
            assert set(tags) >= {"title", "type", "url", "image", "site_name", "description"}, address
            assert all(tags.values()), address
    home = dict(_OG.findall(_page(site, "")))
    assert (home["title"], home["type"]) == (home["site_name"], "website")


def test_pages_say_where_they_stand(site: Path) -> None:
    """BreadcrumbList: from the home page over the index of the folder to the page."""
    for address in (*pages_of("industry", site)[:3], *pages_of("story", site)[1:3], "about/method/", "timeline/"):
        (script,) = _DATA.findall(_page(site, address))
        (trail,) = [node for node in json.loads(script)["@graph"] if node["@type"] == "BreadcrumbList"]
        steps = trail["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[-1]["item"]["@id"].endswith(f"/{address}")
        assert all(step["name"] for step in steps)
        folder = address.split("/")[0]
        assert len(steps) == (2 if address in ("timeline/", f"{folder}/") else 3), address


def test_the_sitemap_has_the_day_of_the_last_change_or_none(site: Path, project: Project) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    entries = dict(re.findall(r"<loc>([^<]+)</loc>\s*(?:<lastmod>([^<]*)</lastmod>)?", text))
    home = min(entries, key=len)
    assert entries[home] == ""
    history = with_history(project, lambda _: None).store.history
    if history is None or not history.commits:
        assert not any(entries.values())
        return
    days = {commit.on[:10] for commit in history.commits}
    assert {day for day in entries.values() if day} <= days
    for industry in project.store.industries:
        changed = [commit.on[:10] for commit, _ in history.of(industry)]
        assert entries[f"{home}industries/{industry}/"] >= max(changed, default="")
