"""The style sheets that pages load: no rule makes what a script sets on the document restyle all that is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_LINKED = re.compile(r'<link rel="stylesheet" href="([^"?]*\.css)')

COSTLY = {
    r"\[class[\]~|^$*=]": "an attribute selector of classes: then every class that a script adds restyles what is below",
    r"\[data-md-color-switching\] *\*": "all elements while the colours switch, which the theme says on every page as it starts",
}
"""Selectors, and what browsers do with them: Chromium's trace of invalidations tells (StyleRecalcInvalidationTracking)."""


@pytest.mark.parametrize("page", ["", "timeline/", "contribute/editing/"])
def test_no_rule_restyles_the_whole_page_as_it_starts(page: str, site: Path) -> None:
    html = (site / page / "index.html").read_text(encoding="utf-8")
    sheets = [(site / page / href).resolve() for href in _LINKED.findall(html)]
    assert len(sheets) >= 2
    for sheet in sheets:
        css = sheet.read_text(encoding="utf-8")
        for selector, why in COSTLY.items():
            assert not re.search(selector, css), f"{sheet.name}: {why}"
