"""The fast path changes no byte: the site is the same when the theme renders every generated page by itself."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

_BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin, event_priority

class UsualWay(BasePlugin):
    @event_priority(-100)
    def on_files(self, files, config):
        for file in files:
            file.page = None  # MkDocs makes one of its own, which the theme renders
        return files

config = load_config("mkdocs.yml", site_dir=sys.argv[1], strict=True)
config.plugins["factbook"].config.exports = False
config.plugins["usual way"] = UsualWay()
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""
_CONTENTS = re.compile(r'<nav class="md-nav md-nav--secondary".*?</nav>', re.DOTALL)
_ENTRY = re.compile(r'href="#([^"]+)"')
_HEADING = re.compile(r'<h2[^>]* id="([^"]+)"')


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The pages of the real store, each rendered by the theme."""
    folder = tmp_path_factory.mktemp("usual") / "site"
    command = [sys.executable, "-c", _BUILD, str(folder)]
    result = subprocess.run(command, cwd=root, env={**os.environ}, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.mark.xdist_group("engines")
def test_every_page_has_the_bytes_of_the_usual_way(site: Path, usual: Path) -> None:
    names = [path.relative_to(usual) for path in usual.rglob("*.html")]
    assert len(names) > 600
    different = [str(name) for name in names if (usual / name).read_bytes() != (site / name).read_bytes()]
    assert different == []


@pytest.mark.xdist_group("engines")
def test_the_search_has_the_same_entries(site: Path, usual: Path) -> None:
    files = _files(usual / "search")
    assert len(files) > 2
    assert files == _files(site / "search")
    for name in files:
        assert (usual / "search" / name).read_bytes() == (site / "search" / name).read_bytes(), name


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_table_of_contents_of_every_generated_page_names_its_headings(site: Path) -> None:
    """Read from the finished pages: what stands in the contents is what the page has, in its order."""
    pages = [
        path
        for folder in ("organizations", "indicators", "sources", "places")
        for path in (site / folder).glob("*/index.html")
    ]
    assert len(pages) > 400
    for path in pages:
        html = path.read_text(encoding="utf-8")
        contents = _CONTENTS.search(html)
        listed = [unescape(anchor) for anchor in _ENTRY.findall(contents[0])] if contents else []
        assert [anchor for anchor in listed if anchor != "top"] == [unescape(a) for a in _HEADING.findall(html)], path
