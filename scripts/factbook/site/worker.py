"""A worker process that builds a share of the pages, where there is a second processor and enough to build.

It is forked when all pages are known and none is written. The main process builds from the front, the worker from the back, until
they meet; a last stretch is left to the worker, while the main process writes the search. At the end the worker reports by a pipe.
Its warnings are logged by the main process, which counts them; its error is raised there. No file is written after the main process
has ended.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from factbook.problems import ProjectError

LEAST, MOST = 200, 4_000
"""Pages between which a worker pays. Its start costs as much as some dozens of pages. In a very large store, whose facts stand on
many pages, each process computes and holds what the other does: at nine thousand pages, two processes took a quarter less by the
clock, but a third more of the processors' time."""

LAST_STRETCH = 20
"""One in so many pages is left to the worker: as many as it builds while the main process does what follows the pages."""

_T = TypeVar("_T")
_Warning = tuple[str, int, str]


def is_worth_it(pages: int) -> bool:
    """Whether a worker would make a build of so many pages shorter on this machine."""
    return LEAST <= pages <= MOST and has_second_processor()


def has_second_processor() -> bool:
    """Whether a process can be forked here, and there is a processor for it."""
    can = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    return can and len(os.sched_getaffinity(0)) > 1


class WorkerProcess(Generic[_T]):
    """Does some of the work on a list of items, beginning with its last one, in a process of its own."""

    def __init__(self, items: Sequence[str], work: Callable[[Iterator[str]], _T]) -> None:
        """Start the process. There, ``work`` is called with the items to do, which go on until the two processes meet."""
        context = multiprocessing.get_context("fork")
        # The bounds of the items that no process has begun. There is no lock, which a killed process would keep: where the two meet,
        # both may do the same item, but none is left out, for each process moves its bound before it begins an item.
        self._open = context.RawArray("l", (0, len(items)))
        self._stretch = len(items) // LAST_STRETCH
        self._ordinals = {item: number for number, item in enumerate(items)}
        self._pipe, theirs = context.Pipe(duplex=False)
        gc.freeze()  # what the collector walks through is written to, and would no longer be shared
        self._process = context.Process(
            target=_run, args=(work, self._from_the_back(items, os.getpid()), theirs), daemon=True
        )
        self._process.start()
        theirs.close()

    def claim(self, item: str) -> bool:
        """Claim an item for the main process, in the order of the list; False where the worker does it."""
        ordinal = self._ordinals[item]
        if ordinal >= int(self._open[1]) - self._stretch:
            return False
        self._open[0] = ordinal + 1
        return True

    def _from_the_back(self, items: Sequence[str], parent: int) -> Iterator[str]:
        """In the worker: the next item, as long as one is open and the main process lives."""
        while (ordinal := int(self._open[1]) - 1) >= int(self._open[0]):
            self._open[1] = ordinal
            if os.getppid() != parent:
                os._exit(1)
            yield items[ordinal]

    def result(self) -> _T:
        """Wait for the result, and log the worker's warnings. Raises what ``work`` raised, ProjectError if the worker was killed."""
        try:
            result, error, warnings = self._pipe.recv()
        except EOFError:
            self._process.join()
            code = self._process.exitcode
            raise ProjectError(f"the worker process of the build was ended (exit status {code}): build again") from None
        finally:
            self.stop()
        for name, level, message in warnings:
            logging.getLogger(name).log(level, message)
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    def stop(self) -> None:
        """Kill the worker if it still runs."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


class _WarningRecorder(logging.Handler):
    """Records warnings, for the main process to log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[_Warning] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings.append((record.name, record.levelno, record.getMessage()))


def _run(work: Callable[[Iterator[str]], _T], items: Iterator[str], pipe: Connection) -> None:
    """In the worker: do the work and send its result, its error and its warnings."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which kills this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    recorder = _WarningRecorder()
    logging.getLogger().handlers, logging.getLogger("mkdocs").handlers = [], [recorder]
    result: _T | None = None
    error: Exception | None = None
    try:
        result = work(items)
    except Exception as caught:  # the main process raises it
        error = caught if isinstance(caught, OSError) else ProjectError(f"{type(caught).__name__}: {caught}")
    pipe.send((result, error, recorder.warnings))
