"""The same store gives the same bytes: in other folders, time zones and locales, with other hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.exports.conftest import Exported, small_root

SCRIPT = """
import hashlib, sys
from pathlib import Path
from factbook.exports import SiteInfo, export_all
from factbook.pages.generate import generate
from factbook.checks.project import read_project
from factbook.render.markdown import page_markdown
from factbook.render.links import Site
store = read_project(Path.cwd()).store
info = SiteInfo(Site("Name", "Text", "https://n.example/", "https://r.example"))
pages = {page.path: page_markdown(page, store, info.site) for page in generate(store)}
for name, content in export_all(store, info, pages=pages):
    print(name, hashlib.sha256(content).hexdigest())
"""


def _digests(folder: Path, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def _twice(one: Path, other: Path) -> list[str]:
    first = _digests(one, TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="1")
    second = _digests(
        other, TZ="America/Los_Angeles", LC_ALL="C.UTF-8", LANG="de_DE.UTF-8", PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="0"
    )
    assert [line for line, twin in zip(first, second, strict=True) if line != twin] == []
    return first


def test_the_small_store_twice(tmp_path: Path) -> None:
    _twice(small_root(tmp_path / "one"), small_root(tmp_path / "two" / "deep"))


def test_each_path_comes_once_and_stays_below_the_root(real: Exported) -> None:
    """That none comes twice is checked as they are written."""
    names = list(real.files)
    assert len(names) == len(set(names)) == len({name.casefold() for name in names})
    assert all(not name.startswith("/") and ".." not in name.split("/") for name in names)
