"""Run a process and take what it needs: processor time, time by the clock, memory.

This file is also a program of its own, a small one, that starts the process to be measured: the system counts the memory
of whoever starts a process into that process's peak until its program is loaded, and the benchmark itself is not small.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

SAMPLE_EVERY = 0.1
"""Seconds between two looks at the memory of a process and its descendants."""

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """What one run needed.

    ``cpu``: seconds, user and system, of the process and all its descendants. ``wall``: seconds by the clock. ``peak``: MiB of
    the largest process (resident). ``tree``: MiB of the process and its descendants together, the most that was seen (what
    several share is counted once: proportional set size, proc(5)). ``status``: exit status, negative for a signal; None where
    the run was ended at its limit.
    """

    cpu: float
    wall: float
    peak: float
    tree: float
    status: int | None

    @property
    def is_limited(self) -> bool:
        """Whether it was ended, so that the true figures are larger."""
        return self.status is None


def measure(command: Sequence[str], *, cwd: Path, log: Path, limit: float, environment: Mapping[str, str]) -> Run:
    """Run a command in a folder and measure it; what it prints goes to ``log``. ``limit``: seconds after which it is ended."""
    request = json.dumps({"command": list(command), "log": str(log), "limit": limit})
    start = [sys.executable, "-I", "-S", __file__, request]
    with subprocess.Popen(start, cwd=cwd, env=dict(environment), stdout=subprocess.PIPE, text=True) as starter:
        try:
            answer, _ = starter.communicate()
        except BaseException:
            starter.terminate()  # it ends what it started
            raise
    if starter.returncode:
        raise subprocess.CalledProcessError(starter.returncode, start)
    return Run(**json.loads(answer))


@dataclass(frozen=True)
class Output:
    """What a build wrote: pages (HTML files), and bytes of all files."""

    pages: int
    size: int


def output_of(*folders: Path) -> Output:
    """Count the pages and bytes of some folders."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return Output(sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files))


def _supervise(command: list[str], log: str, limit: float) -> Run:
    """Start the process in a group of its own, wait for it, and end the whole group at the limit."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 1, log, flags, 0o644), (os.POSIX_SPAWN_DUP2, 1, 2)]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions, setpgroup=0)
    limited, done, most = threading.Event(), threading.Event(), [0]

    def end() -> None:
        limited.set()
        _kill_group(process)

    def watch() -> None:
        while not done.wait(SAMPLE_EVERY):
            most[0] = max(most[0], sum(map(_resident, _tree(process))))

    timer = threading.Timer(limit, end)
    timer.start()
    threading.Thread(target=watch, daemon=True).start()
    try:
        _, status, usage = os.wait4(process, 0)
    except BaseException:
        _kill_group(process)
        raise
    finally:
        done.set()
        timer.cancel()
    wall = time.perf_counter() - start
    peak = usage.ru_maxrss * 1024  # Linux gives KiB
    return Run(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=wall,
        peak=peak / _MIB,
        tree=max(peak, most[0]) / _MIB,
        status=None if limited.is_set() else os.waitstatus_to_exitcode(status),
    )


def _kill_group(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def _tree(process: int) -> Iterator[int]:
    """A process and its descendants, as far as they still live."""
    yield process
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _resident(process: int) -> int:
    """Bytes of a process in memory, its share of what it holds together with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except OSError:
        return 0


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    print(json.dumps(asdict(_supervise(**json.loads(sys.argv[1])))))
