"""An example site, built with a bare MkDocs from the built wheel, and a browser to read it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import PATIENCE

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "scripts" / "mkdocs_timeline"
EXAMPLE = Path(__file__).parent / "example"
DRAWN = """[...(window.mkdocsTimeline?.running.values() ?? [])].every(
    (timeline) => timeline.colors || timeline.view?.checkVisibility() === false)"""
"""In the browser: whether every picture of the page is drawn, but for those that cannot be seen."""

Build = Callable[[Path], "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the package's folder without any index."""
    work = tmp_path_factory.mktemp("wheel")
    source = work / "source"
    shutil.copytree(PACKAGE, source, ignore=shutil.ignore_patterns("*.egg-info", "build", "__pycache__", "docs"))
    _pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(work), str(source))
    return next(work.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which nothing but the wheel was installed."""
    target = tmp_path_factory.mktemp("installed")
    _pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    return target


@pytest.fixture(scope="session")
def mkdocs_build(installed: Path) -> Build:
    """Build a site from its folder with the installed wheel; gives what the command printed and returned."""

    def build(project: Path) -> subprocess.CompletedProcess[str]:
        env = os.environ | {"PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)

    return build


@pytest.fixture(scope="session")
def site(mkdocs_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built example site."""
    project = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, project, dirs_exist_ok=True)
    done = mkdocs_build(project)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    return project / "site"


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of the example site from its file; any error of a script, and any request to a host, fails the test."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_it(path: str = "timeline/index.html", **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: _note_request(request.url, troubles))
        page.goto(f"file://{site}/{path}")
        if options.get("java_script_enabled", True):
            page.wait_for_function(DRAWN)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert troubles == []


def _note_request(url: str, troubles: list[str]) -> None:
    if not url.startswith(("file:", "blob:", "data:")):
        troubles.append(url)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments]
    subprocess.run(command, check=True, capture_output=True, text=True)
