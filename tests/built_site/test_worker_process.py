"""A worker process builds its share of the pages, and nothing in the site shows which of the two built what."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.builders.stores import write_store

from factbook.site.worker import WorkerProcess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a worker process is used on Linux alone")

_BUILD = """
import sys
from pathlib import Path
from factbook.site import worker
from factbook.site.build import build_site, quiet_mkdocs
from factbook.site.session import BuildSession
from factbook.problems import ProjectError

worker.LEAST = 10
worker.os.sched_getaffinity = lambda process: set(range(int(sys.argv[1])))
quiet_mkdocs(verbose=False)
work = BuildSession._work

def counted(self, pages, builder):
    def each():
        for number, page in enumerate(pages, start=1):
            print("the worker process builds", number, flush=True)
            %s
            yield page
    return work(self, each(), builder)

BuildSession._work = counted
try:
    build_site(Path("."))
except ProjectError as error:
    sys.exit(f"refused: {error}")
"""


def build(project: Path, *, processors: int = 2, first: str = "pass") -> subprocess.CompletedProcess[str]:
    """Build on so many processors; ``first`` is what the worker does before each of its pages."""
    return subprocess.run(
        [sys.executable, "-c", _BUILD % first, str(processors)],
        cwd=project,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write_store(tmp_path / "store", 100, exports=False)
    return tmp_path / "store"


def test_one_process_and_two_build_the_same_site(tmp_path: Path) -> None:
    store = tmp_path / "store"
    write_store(store, 100, exports=True)
    done = build(store, processors=1)
    assert done.returncode == 0, done.stderr
    assert "worker process" not in done.stdout
    alone = files(store / "site")
    again = build(store)
    assert again.returncode == 0, again.stderr
    pages = re.findall(r"the worker process builds (\d+)", again.stdout)
    assert len(pages) > 10, again.stdout
    assert different(files(store / "site"), alone) == [], "from the pages of the build before"
    for path in (store / "build").rglob("*"):
        if path.is_file():
            path.unlink()
    assert build(store).returncode == 0
    assert different(files(store / "site"), alone) == [], "from nothing"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5_000])
def test_no_page_is_left_out(count: int) -> None:
    pages = [f"page-{number}" for number in range(count)]
    worker = WorkerProcess(pages, list)
    first = [page for page in pages if worker.claim(page)]
    rest = worker.result()
    assert first == pages[: len(first)]
    assert rest == pages[::-1][: len(rest)]
    assert {*first, *rest} == set(pages)
    assert len(first) + len(rest) <= count + 1, "one at most is done by both"


def test_an_edit_is_in_the_site_whoever_built_its_page(store: Path) -> None:
    assert build(store).returncode == 0
    file = next((store / "data").glob("organizations*/*.yml"), store / "data" / "organizations.yml")
    text = file.read_text(encoding="utf-8")
    for number, sentence in enumerate(re.findall(r"(?m)^ +text: (.+)$", text)[:2]):
        text = text.replace(sentence, f"This is sentence {number}.", 1)
    file.write_text(text, encoding="utf-8")
    assert build(store).returncode == 0
    two = files(store / "site")
    assert sum(b"This is sentence" in data for name, data in two.items() if name.startswith("organizations/")) > 0
    assert build(store, processors=1).returncode == 0
    assert different(files(store / "site"), two) == []


@pytest.mark.parametrize(
    ("first", "reported"),
    [
        ("raise OSError(28, 'No space left on device')", "No space left on device; the old site stands"),
        ("raise KeyError('a page')", "ERROR: KeyError: 'a page'"),
        (
            "import os; os.kill(os.getpid(), 9)",
            "the worker process of the build was ended (exit status -9): build again",
        ),
        (
            "import logging; logging.getLogger('mkdocs.other').warning('it is odd')",
            "warnings in strict mode!",
        ),
    ],
    ids=["a full disk", "an error", "killed", "a warning"],
)
def test_what_goes_wrong_there_ends_the_build(store: Path, first: str, reported: str) -> None:
    (store / "site").mkdir()
    (store / "site" / "sitemap.xml").write_text("the old site", encoding="utf-8")
    done = build(store, first=first)
    assert done.returncode == 1, done.stdout
    assert reported in done.stderr, "the cause is named"
    assert "refused: " in done.stderr.splitlines()[-1]
    assert files(store / "site") == {"sitemap.xml": b"the old site"}
    assert [path.name for path in store.iterdir() if path.name.startswith(".")] == [], "nothing is left beside it"
    if "odd" in first:
        assert "WARNING: it is odd" in done.stderr


def test_the_worker_ends_with_the_main_process(store: Path) -> None:
    done = build(store, first="import os; os.kill(os.getppid(), 9)")
    assert done.returncode == -9
    # its output was read to the end, so that nobody holds the other end of the pipe any more
    assert "the worker process builds" in done.stdout
