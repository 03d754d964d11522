"""The machine and the commit that something was measured on, in one line each."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path


def describe_machine() -> str:
    """Processor, cores, memory, system, and the Python that ran what is in Python."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory():.0f} GiB, {_system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def load_now() -> str:
    """What else the machine is doing: the load of the last minute and of the last five."""
    one, five, _ = os.getloadavg()
    return f"load {one:.1f} (5 minutes: {five:.1f})"


def commit_now(root: Path) -> str:
    """The commit that is checked out, marked where files differ from it."""
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout.strip()


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()
