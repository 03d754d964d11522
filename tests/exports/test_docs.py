"""The pages about open data: every example runs against the exports, every link to a file leads to one."""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest

from factbook.checks.project import Project
from factbook.exports import SiteInfo, export_all
from factbook.render.links import Site, filled_in

PAGES = sorted((Path(__file__).parents[2] / "docs" / "data").glob("*.md"))

_FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_HREF = re.compile(r'<a href="(?P<path>[^"]+)">')
_RUN = {
    "bash": ["bash", "-euo", "pipefail", "-c"],
    "python": [sys.executable, "-c"],
    "javascript": ["node", "--input-type=module", "-e"],
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The exports of the real store at an address of this machine."""
    folder = tmp_path_factory.mktemp("served")
    handler = partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        for name, content in export_all(project.store, SiteInfo(Site(name="Zhongkai Knowledge Base", url=url))):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield url, folder
        server.shutdown()
        thread.join()


def _examples() -> list[tuple[str, str]]:
    return [(match["language"], match["code"]) for page in PAGES for match in _FENCE.finditer(page.read_text("utf-8"))]


def test_there_are_examples_for_everybody() -> None:
    assert {language for language, _ in _examples()} >= {"bash", "python", "javascript", "text", "html"}


@pytest.mark.parametrize(("language", "code"), [item for item in _examples() if item[0] in _RUN])
def test_each_example_runs_and_says_something(language: str, code: str, served: tuple[str, Path]) -> None:
    url, _ = served
    environment = {**os.environ, "PYTHONUTF8": "1", "no_proxy": "127.0.0.1"}
    done = subprocess.run(
        [*_RUN[language], filled_in(code, Site(name="Zhongkai Knowledge Base", url=url))],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 5, done.stdout
    assert not re.search(r"undefined|Traceback", done.stdout)


@pytest.mark.parametrize("code", [code for language, code in _examples() if language in ("text", "html")])
def test_addresses_in_formulas_and_embeds_answer(code: str, served: tuple[str, Path]) -> None:
    url, _ = served
    addresses = re.findall(
        rf'"({re.escape(url)}[^"]*)"', filled_in(code, Site(name="Zhongkai Knowledge Base", url=url))
    )
    assert addresses
    for address in addresses:
        with urlopen(address) as answer:
            assert len(answer.read()) > 200


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_to_files(page: Path, served: tuple[str, Path]) -> None:
    _, folder = served
    depth = "../" if page.name == "index.md" else "../../"
    text = filled_in(page.read_text("utf-8"), Site(name="Zhongkai Knowledge Base"))
    found = [match["path"] for match in _HREF.finditer(text)]
    assert found
    for path in found:
        assert path.startswith(depth)
        assert (folder / path.removeprefix(depth)).is_file(), path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_the_sites_address_itself(page: Path, root: Path) -> None:
    match = re.search(r"^site_url: (\S+)", (root / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert match
    assert match[1] not in page.read_text("utf-8")
