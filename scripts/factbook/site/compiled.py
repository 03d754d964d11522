"""Jinja templates kept as compiled code, so that the theme's are not compiled by every build."""

from __future__ import annotations

import contextlib
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _Kept(FileSystemBytecodeCache):
    """A disk that is full, or may not be written to, ends the keeping only."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def keep_compiled(env: Environment, folder: Path) -> None:
    """Keep an environment's templates compiled below a folder, by their names and texts; the folder may be deleted at any time."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = _Kept(str(folder))
