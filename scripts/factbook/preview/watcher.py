"""Noticing that files change: by looking at all of them, many times a second, as long as that costs next to nothing.

MkDocs' own watcher forgets a folder that is deleted, and so misses that it comes back, as with a change of branch.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

_LOOK_EVERY = 0.02
_SHARE = 0.04
"""Seconds between two looks, and the share of the time that looking may take: many files are looked at less often."""

Seen = Mapping[str, tuple[int, int, int]]


class Watcher(threading.Thread):
    """Looks at files and folders, and tells which files are other than before, are new or are gone."""

    def __init__(self, tell: Callable[[Collection[Path]], None]) -> None:
        super().__init__(daemon=True)
        self.paths: set[str] = set()
        self._tell = tell
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until stopped."""
        before = self._look()
        pause = _LOOK_EVERY
        while not self._ended.wait(pause):
            started = time.thread_time()
            now = self._look()
            pause = max(_LOOK_EVERY, (time.thread_time() - started) / _SHARE)
            if now != before:
                changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
                self._tell([Path(path) for path in changed])
            before = now

    def stop(self) -> None:
        """End soon."""
        self._ended.set()

    def _look(self) -> Seen:
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
