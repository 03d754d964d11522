"""Every table of the site: a caption, heads of columns and rows, words apart for whoever hears or copies a row."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from tests.browser.kinds import KINDS, pages_of

_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
_BADGES = re.compile(r"</(?:span|a)>(?=<(?:span|a) class=\"fb-badge)")


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data


def _tables(site: Path) -> list[tuple[str, str]]:
    pages = [page for kind in KINDS for page in pages_of(kind, site)]
    found = []
    for page in pages:
        path = site / page if page.endswith(".html") else site / page / "index.html"
        found += [(page, table) for table in _TABLE.findall(path.read_text(encoding="utf-8"))]
    return found


def test_every_table_is_named_and_so_are_its_columns_and_rows(site: Path) -> None:
    tables = _tables(site)
    assert len(tables) > 100
    for page, table in tables:
        caption = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.DOTALL)
        assert caption, page
        assert _Text(caption[1]).text.strip(), page
        head, *rows = _ROW.findall(table)
        assert "<td" not in head, page
        assert head.count("<th") == head.count('scope="col"'), page
        for row in rows:
            assert row.count('scope="row"') == row.count("<th") == 1, (page, row[:200])
            assert _Text(row.partition("<th")[2].partition(">")[2].partition("</th>")[0]).text.strip(), page


def test_marks_side_by_side_are_words_of_their_own(site: Path) -> None:
    for kind in ("industry", "organization", "indicator", "claim", "index"):
        for page in pages_of(kind, site)[:10]:
            html = (site / page / "index.html").read_text(encoding="utf-8")
            assert not _BADGES.search(html), page
            for grade in re.findall(r'<span class="fb-badge fb-badge--grade[^>]*>(.*?)</span>[^<]*</span>', html)[:3]:
                assert re.match(r"Grade $", unescape(_Text(grade).text)), page
