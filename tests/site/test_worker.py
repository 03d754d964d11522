"""A worker process hands its result over; whatever goes wrong in it ends the build, and is named."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable

import pytest

from factbook.problems import ProjectError
from factbook.site.worker import WorkerProcess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a worker process is used on Linux alone")


def test_it_knows_what_is_known_here_and_returns_its_result() -> None:
    known = {"page": "text"}
    assert WorkerProcess(lambda: known | {"process": os.getpid() != os.getppid()}).result() == known | {"process": True}


def full_disk() -> None:
    raise OSError(28, "No space left on device")


def fault() -> None:
    raise KeyError("a page")


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("work", "kind", "message"),
    [
        (full_disk, OSError, "No space left on device"),
        (fault, ProjectError, "KeyError: 'a page'"),
        (killed, ProjectError, r"the worker process of the build was ended \(exit status -9\): build again"),
    ],
)
def test_what_goes_wrong_there_is_raised_here(work: Callable[[], None], kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        WorkerProcess(work).result()


def test_its_warnings_are_logged_here(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("mkdocs.other")
    worker = WorkerProcess(lambda: logger.warning("it is odd"))
    assert worker.result() is None
    assert caplog.messages == ["it is odd"]


def test_it_ends_when_it_is_stopped() -> None:
    reading, writing = os.pipe()
    worker = WorkerProcess(lambda: (os.write(writing, b"."), signal.pause()))
    assert os.read(reading, 1) == b"."
    worker.stop()
    os.close(writing)
    assert os.read(reading, 1) == b"", "nobody holds the other end any more"
