"""A second process that builds a share of the pages, where there is a second processor and enough to do.

It is a copy of the first, made when all pages are known and none is written. The first builds from the front, the second from the back,
until they meet, but for a last stretch that is the second's, while the first writes the search. At the end the second tells by a pipe
what it did. What it warns of is told by the first, which counts it; an error of one is an error of both, and no file is written after
the first has given up.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from factbook.problems import ProjectError

LEAST, MOST = 200, 4_000
"""Pages between which it pays. A process takes as long to begin as some dozens of pages to be built; and of a very large store, whose facts
stand on many pages, each process makes for itself what the other has made, and holds what the other holds: at nine thousand pages
two took a quarter less by the clock, but a third more of the processors' time."""

LAST_STRETCH = 20
"""One in so many pages is left to the second process alone: as many as it builds while the first does what follows the pages."""

_T = TypeVar("_T")
_Warning = tuple[str, int, str]


def is_worth_it(pages: int) -> bool:
    """Whether a second process would make a build of so many pages shorter here."""
    can = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    return can and LEAST <= pages <= MOST and len(os.sched_getaffinity(0)) > 1


class SecondProcess(Generic[_T]):
    """Some of the work on a list, done by another process from now on, beginning with its last item."""

    def __init__(self, count: int, work: Callable[[Iterator[int]], _T]) -> None:
        """``work`` is called there, with the numbers of the items that it is to do, which go on until the two meet."""
        context = multiprocessing.get_context("fork")
        # The items that nobody has begun with, from one number up to the other. Without a lock, which a process that is killed would
        # keep: where they meet, both may do the same item, but none is left out, for each says so before it begins with one.
        self._open = context.RawArray("l", (0, count))
        self._stretch = count // LAST_STRETCH
        self._answer, there = context.Pipe(duplex=False)
        gc.freeze()  # what the collector walks through is written to, and would no longer be shared
        self._process = context.Process(target=_do, args=(work, self._from_the_back(os.getpid()), there), daemon=True)
        self._process.start()
        there.close()

    def leaves(self, number: int) -> bool:
        """Whether the first process is to do an item; it asks for one after the other."""
        if number >= int(self._open[1]) - self._stretch:
            return False
        self._open[0] = number + 1
        return True

    def _from_the_back(self, parent: int) -> Iterator[int]:
        """In the other process: the next item, as long as there is one and somebody waits for it."""
        while (number := int(self._open[1]) - 1) >= int(self._open[0]):
            self._open[1] = number
            if os.getppid() != parent:
                os._exit(1)
            yield number

    def result(self) -> _T:
        """Wait for the work to be done; what it warned of is told now. Raises what it raised, ProjectError where it was killed."""
        try:
            result, error, warnings = self._answer.recv()
        except EOFError:
            self._process.join()
            code = self._process.exitcode
            raise ProjectError(f"the second process of the build was ended (exit status {code}): build again") from None
        finally:
            self.stop()
        for name, level, message in warnings:
            logging.getLogger(name).log(level, message)
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._answer.close()


class _Kept(logging.Handler):
    """Keeps warnings for whoever counts them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[_Warning] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings.append((record.name, record.levelno, record.getMessage()))


def _do(work: Callable[[Iterator[int]], _T], numbers: Iterator[int], answer: Connection) -> None:
    """The other process: does the work, and tells what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first, which ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kept = _Kept()
    logging.getLogger().handlers, logging.getLogger("mkdocs").handlers = [], [kept]
    result: _T | None = None
    error: Exception | None = None
    try:
        result = work(numbers)
    except Exception as caught:  # the first process raises it
        error = caught if isinstance(caught, OSError) else ProjectError(f"{type(caught).__name__}: {caught}")
    answer.send((result, error, kept.warnings))
