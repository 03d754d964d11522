"""The fast path changes no byte: the site is the same when the theme renders every generated page by itself."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from tests.projects import BASE

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

config = load_config("mkdocs.yml", site_dir=sys.argv[1])
config.plugins["factbook"].config.exports = False
if len(sys.argv) > 2:
    config.plugins["usual way"] = UsualWay()
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""
_CONTENTS = re.compile(r'<nav class="md-nav md-nav--secondary".*?</nav>', re.DOTALL)
_ENTRY = re.compile(r'href="#([^"]+)"')
_HEADING = re.compile(r'<h2[^>]* id="([^"]+)"')


SMALL = Path(__file__).parents[1] / "exports" / "small" / "data"
"""A store with every kind of record and of page."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A project of the small store, with the settings and the look of the real one."""
    folder = tmp_path_factory.mktemp("usual") / "project"
    shutil.copytree(BASE, folder)
    shutil.copytree(SMALL, folder / "data", dirs_exist_ok=True)
    shutil.copytree(root / "overrides", folder / "overrides")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0].replace(": warn", ": info")
    (folder / "mkdocs.yml").write_text(settings + "\n", encoding="utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Home\n\n[[town]] and [[town-river]].\n", encoding="utf-8")
    (folder / "docs" / "timeline.md").write_text("# Timeline\n\n/// timeline\n///\n", encoding="utf-8")
    return folder


def _build(project: Path, folder: Path, *usual: str) -> Path:
    command = [sys.executable, "-c", _BUILD, str(folder), *usual]
    result = subprocess.run(command, cwd=project, env={**os.environ}, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="module")
def fast(project: Path) -> Path:
    """The site of the small store."""
    return _build(project, project.parent / "fast")


@pytest.fixture(scope="module")
def usual(project: Path) -> Path:
    """The same with each page rendered by the theme."""
    return _build(project, project.parent / "site", "usual")


def test_every_page_has_the_bytes_of_the_usual_way(fast: Path, usual: Path) -> None:
    names = [path.relative_to(usual) for path in usual.rglob("*.html")]
    kinds = {"industries", "organizations", "places", "indicators", "sources", "disputes", "claims", "awards", "plans"}
    assert kinds <= {name.parts[0] for name in names}
    different = [str(name) for name in names if (usual / name).read_bytes() != (fast / name).read_bytes()]
    assert different == []


def test_the_search_has_the_same_entries(fast: Path, usual: Path) -> None:
    files = _files(usual / "search")
    assert len(files) > 2
    assert files == _files(fast / "search")
    for name in files:
        assert (usual / "search" / name).read_bytes() == (fast / "search" / name).read_bytes(), name


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
