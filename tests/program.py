"""The command as a process of its own that begins at once: it is forked from a server that has imported the program already.

To start Python and to import what a build needs takes a second, more than most commands that tests run. To those outside it is a process
like any other: with an exit status, output, signals, a working directory and an environment of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from factbook.cli import main
from factbook.commands import COMMANDS

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload([f"factbook.commands.{name}" for name in COMMANDS])


Work = Callable[[list[str]], int]
"""What a process does with its arguments, and its exit status: a function of a module."""


class Program:
    """``factbook`` with these arguments, started; or a function in its place. The methods are those of ``subprocess.Popen``."""

    def __init__(
        self, *arguments: str | Path, cwd: Path | None = None, own_session: bool = False, work: Work = main
    ) -> None:
        self.arguments = [str(argument) for argument in arguments]
        self._output = tempfile.TemporaryDirectory()
        where = str(cwd or Path.cwd()), dict(os.environ), own_session
        self._process = _SERVER.Process(target=_run, args=(work, self.arguments, *where, self._output.name))
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def kill_session(self) -> None:
        """End it and all that it started, if it began a session of its own."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def wait(self, timeout: float = 180) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            self.kill()
            raise subprocess.TimeoutExpired(self.arguments, timeout)
        return self._process.exitcode

    def communicate(self, timeout: float = 180) -> tuple[str, str]:
        self.wait(timeout)
        return self.printed("out"), self.printed("err")

    def printed(self, stream: str) -> str:
        """What was printed so far, on ``out`` or on ``err``."""
        path = Path(self._output.name, stream)
        return path.read_text(encoding="utf-8") if path.exists() else ""


def factbook(*arguments: str | Path, cwd: Path | None = None, work: Work = main) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, or a function in its place."""
    program = Program(*arguments, cwd=cwd, work=work)
    out, err = program.communicate()
    assert program.returncode is not None
    return subprocess.CompletedProcess(program.arguments, program.returncode, out, err)


def on_processors(arguments: list[str]) -> int:
    """Run the command on a machine with so many processors, which is the first argument."""
    os.sched_getaffinity = lambda _: set(range(int(arguments[0])))
    return main(arguments[1:])


def _run(
    work: Work, arguments: list[str], folder: str, environment: dict[str, str], own_session: bool, output: str
) -> None:
    """In the new process: take the place of ``python -m factbook``."""
    if own_session:
        os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, name in enumerate(("out", "err"), start=1):
        handle = os.open(Path(output, name), os.O_WRONLY | os.O_CREAT)
        os.dup2(handle, number)
        os.close(handle)
    sys.argv = ["factbook", *arguments]
    sys.exit(work(arguments))
