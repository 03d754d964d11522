"""Watching files by polling, many times a second as long as that costs next to nothing.

MkDocs' own watcher forgets a folder that is deleted, and so misses that it is created again, as on a change of branch.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

_INTERVAL = 0.02
_SHARE = 0.04
"""Seconds between two polls, and the share of the time that polling may take: many files are polled less often."""

Seen = Mapping[str, tuple[int, int, int]]


class Watcher(threading.Thread):
    """Polls files and folders, and reports the files that were changed, created or deleted."""

    def __init__(self, report: Callable[[Collection[Path]], None]) -> None:
        super().__init__(daemon=True)
        self.paths: set[str] = set()
        self._report = report
        self._ended = threading.Event()

    def run(self) -> None:
        """Poll until stopped."""
        before = self._poll()
        pause = _INTERVAL
        while not self._ended.wait(pause):
            started = time.thread_time()
            now = self._poll()
            pause = max(_INTERVAL, (time.thread_time() - started) / _SHARE)
            if now != before:
                changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
                self._report([Path(path) for path in changed])
            before = now

    def stop(self) -> None:
        """Stop after the current poll."""
        self._ended.set()

    def _poll(self) -> Seen:
        seen: dict[str, tuple[int, int, int]] = {}
        for path in sorted(self.paths):
            if os.path.isdir(path):  # noqa: PTH112 - many times a second
                _look_into(path, seen)
            else:
                _look_at(path, path, seen)
        return seen


def _look_into(folder: str, seen: dict[str, tuple[int, int, int]]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _look_into(entry.path, seen)
                else:
                    _look_at(entry, entry.path, seen)
    except OSError:
        return


def _look_at(file: os.DirEntry[str] | str, path: str, seen: dict[str, tuple[int, int, int]]) -> None:
    try:
        stat = os.stat(file) if isinstance(file, str) else file.stat()  # noqa: PTH116 - many times a second
    except OSError:
        return
    seen[path] = stat.st_mtime_ns, stat.st_size, stat.st_ino
