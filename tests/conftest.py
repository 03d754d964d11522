"""What all tests share: the project's root, its store, and the site, built once for the whole run."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from factbook.checks.project import Project, read_project
from tests.projects import BASE, MakeProject, lay_out

ROOT = Path(__file__).resolve().parent.parent

os.environ["NO_MKDOCS_2_WARNING"] = "1"
os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"

# A job in the background ignores this signal, and so would the programs that its tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Whether a change passes depends on the change alone: `make test` tries the same inputs each time, however slow the machine.
# `make soak` looks for new ones, with the other profile.
_PATIENT = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _PATIENT, derandomize=True)
settings.register_profile("new", _PATIENT, max_examples=2000, print_blob=True)
settings.load_profile("same")

PATIENCE = 90_000
"""Milliseconds that a page may take: a machine that tests may be slow, and does other work beside."""

expect.set_options(timeout=20_000)  # milliseconds; a machine with two cores runs two browsers and builds beside them


TOGETHER = {
    # thirty thousand entries of a search
    "tests/search/test_size.py": "tests/browser/test_search_large.py",
    # the program's wheels, an environment with them, and the site of the example
    "tests/starting/test_wheels.py": "tests/starting/test_budgets.py",
    "tests/starting/test_tutorial.py": "tests/starting/test_budgets.py",
    # the timeline's wheel, and a site that is built with it
    "tests/timeline/test_a11y.py": "tests/timeline/test_browser.py",
    "tests/timeline/test_packaging.py": "tests/timeline/test_browser.py",
    # all exports of the real store
    **{
        f"tests/exports/test_{name}.py": "tests/exports/test_api.py"
        for name in ("determinism", "feeds", "linked", "permalinks", "same", "tables")
    },
}
"""Files that share what takes long to make: one process has them all."""

LONGEST = (
    "tests/exports/test_api.py",
    "tests/browser/test_every_kind.py",
    "tests/timeline/test_browser.py",
    "tests/starting/test_budgets.py",
    "tests/safety/test_injection.py",
    "tests/safety/test_whole.py",
    "tests/browser/test_search_large.py",
    "tests/site/test_editions.py",
    "tests/safety/test_preview.py",
    "tests/starting/test_init.py",
    "tests/exports/test_precision.py",
    "tests/browser/test_html.py",
)
"""The files that take longest, which come first: at the end, the processes have small ones left and end together. The first needs no
site, the second does: one process builds it while the other has work."""

DIVISIBLE = frozenset({"tests/browser/test_axe.py"})
"""Long files whose tests have no fixture to share but the site: any process runs any of them."""


class ByFile(LoadScopeScheduling):
    """Gives the tests of a file to one process, so that what they share is made once (marks of groups have no effect:
    github.com/pytest-dev/pytest-xdist/issues/1386)."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file in DIVISIBLE else TOGETHER.get(file, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Let the test processes take files in the order of the collection."""
    config.option.loadscopereorder = False
    return ByFile(config, log)  # type: ignore[arg-type]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    ranks = {name: rank for rank, name in enumerate(LONGEST)}

    def rank(item: pytest.Item) -> int:
        file = item.nodeid.partition("::")[0]
        return ranks.get(TOGETHER.get(file, file), len(ranks))

    items.sort(key=rank)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def project() -> Project:
    """The real store, checked."""
    return read_project(ROOT)


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Let one of the test processes in at a time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real store, built by `mkdocs build --strict` once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = shared / "site", shared / "site.done"
    with only_one(shared / "site.lock"):
        if not done.exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
            result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert result.returncode == 0, result.stdout + result.stderr
            done.touch()
    return folder


BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Chromium as it may be called. The shell is the same engine without the browser's own windows, which were three quarters of
the processor's time of a page that is opened."""

BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium as root, and without its own requests to the outside."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for each test process; Playwright's own cannot be downloaded everywhere."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=list(BROWSER_FLAGS))
        yield instance
        instance.close()


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """A function that makes a project from the base store and the text of an example; returns its root."""

    def make(text: str = "", *, name: str = "project") -> Path:
        root = tmp_path / "outer" / name
        shutil.copytree(BASE, root)
        (tmp_path / "outer" / "outside.yml").write_text("[]\n", encoding="utf-8")
        lay_out(root, text)
        return root

    return make
