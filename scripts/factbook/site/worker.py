"""A worker process that builds an edition of the site beside the main one, where there is a second processor.

It reports by a pipe. Its warnings are logged by the main process, which counts them; its error is raised there.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from factbook.problems import ProjectError

_T = TypeVar("_T")
_Warning = tuple[str, int, str]


def has_second_processor() -> bool:
    """Whether a process can be forked here, and there is a processor for it."""
    can = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    return can and len(os.sched_getaffinity(0)) > 1


class WorkerProcess(Generic[_T]):
    """Does some work in a process of its own, which is forked: it knows all that is known here."""

    def __init__(self, work: Callable[[], _T]) -> None:
        """Start the process."""
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe(duplex=False)
        gc.freeze()  # what the collector walks through is written to, and would no longer be shared
        self._process = context.Process(target=_run, args=(work, theirs), daemon=True)
        self._process.start()
        theirs.close()

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


def _run(work: Callable[[], _T], pipe: Connection) -> None:
    """In the worker: do the work and send its result, its error and its warnings."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which kills this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    recorder = _WarningRecorder()
    logging.getLogger().handlers, logging.getLogger("mkdocs").handlers = [], [recorder]
    result: _T | None = None
    error: Exception | None = None
    try:
        result = work()
    except Exception as caught:  # the main process raises it
        error = caught if isinstance(caught, OSError) else ProjectError(f"{type(caught).__name__}: {caught}")
    pipe.send((result, error, recorder.warnings))
