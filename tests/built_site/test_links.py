"""Every link inside the built site leads to a page and an anchor that exist; no id stands twice on a page."""

import posixpath
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.built_site.pages import read

BASE = "/zhongkai/"


def _resolve(page: str, link: str) -> tuple[str, str] | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        assert path.startswith(BASE), f"{page}: {link} leaves the site"
        path = path.removeprefix(BASE)
        full = posixpath.normpath(path) if path else "."
    else:
        full = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if path.endswith("/") or full == "." or (path and "." not in posixpath.basename(full)):
        full = posixpath.join(full, "index.html")
    return posixpath.normpath(full), unquote(parts.fragment)


def test_internal_links_lead_somewhere(site: Path) -> None:
    broken = []
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        for link in read(path).links:
            resolved = _resolve(page, link)
            if resolved is None:
                continue
            target, anchor = resolved
            if not (site / target).is_file():
                broken.append(f"{page} -> {link}")
            elif (
                anchor
                and target.endswith(".html")
                and anchor not in read(site / target).ids
                and not anchor.startswith("__")
            ):
                broken.append(f"{page} -> {link} (no such anchor)")
    assert broken == []


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
