"""Each fix of Material's pages is still needed: Material still writes what it replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from factbook.site.upstream import FIXES, Fix, fixed

_SETTINGS = """site_name: Stock
site_url: https://stock.example/
repo_url: https://git.example/stock
theme: {name: material, font: false, palette: {scheme: default}, logo: logo.svg, features: [navigation.tabs]}
plugins: [search]
nav: [{Home: index.md}, {Part: [one.md, two.md]}]
not_in_nav: apart.md
"""


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The pages of a small site by Material alone."""
    root = tmp_path_factory.mktemp("stock")
    (root / "docs").mkdir()
    for name in ("index", "one", "two", "apart"):
        (root / "docs" / f"{name}.md").write_text(f"# {name}\n\n## More\n\nText.\n", encoding="utf-8")
    (root / "docs" / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (root / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
    return {path.parent.name: path.read_text(encoding="utf-8") for path in Path(root, "site").rglob("index.html")}


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: fix.written.strip())
def test_material_still_writes_it(fix: Fix, stock: Mapping[str, str]) -> None:
    """Where this fails, Material has changed: look whether the fix is still needed, and take it out where it is not."""
    assert any(
        re.search(fix.written, html) and (not fix.unless or fix.unless not in html) for html in stock.values()
    ), fix.reason


def test_a_fixed_page_has_none_of_it(stock: Mapping[str, str]) -> None:
    for html in stock.values():
        done = fixed(html)
        for fix in FIXES:
            assert not re.search(fix.written, done) or (fix.unless and fix.unless in done), fix.reason
