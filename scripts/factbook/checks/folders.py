"""What may lie beside the pages: whatever is in ``docs/`` is published as it is, so it must be known to be harmless."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from factbook.files import is_editors_own, is_reserved
from factbook.problems import Problem

KINDS = frozenset(
    [
        ".md",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".ico",
        ".pdf",
        ".csv",
        ".json",
        ".txt",
        ".yml",
        ".yaml",
        ".woff2",
    ]
)
"""The suffixes of files that may lie in ``docs/``."""

MAX_BYTES = 8_000_000

_ACTIVE = re.compile(
    r"""<\s*(?:script|foreignObject|iframe|embed|object|handler|!DOCTYPE|!ENTITY|\?xml-stylesheet|animate|set)\b
      | [\s"'/]on\w+\s*= | (?:href|src)\s*=\s*["']?\s*(?![#"'\s]) | url\(\s*["']?(?!\#) | @import
    """,
    re.IGNORECASE | re.VERBOSE,
)


def folder_problems(root: Path, folder: str = "docs") -> Iterator[Problem]:
    """Every file below a folder that may not be published, every link that leads elsewhere. Pages are read for themselves."""
    for place, folders, files in os.walk(root / folder):
        here = Path(place)
        for name in sorted(folders):
            if is_reserved(name):
                message = f"Windows refuses a folder named '{name}'"
                yield Problem(_name(root, here / name), 1, 1, "FB805", message, "name it otherwise")
            if (here / name).is_symlink():
                message = "the folder is a link to another"
                yield Problem(_name(root, here / name), 1, 1, "FB101", message, "put the folder itself here")
        for name in sorted(files):
            yield from _file_problems(root, here / name)


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _file_problems(root: Path, path: Path) -> Iterator[Problem]:
    name = _name(root, path)
    if is_editors_own(path.name):
        return
    if not path.exists():
        message = "the file is a link that leads nowhere" if path.is_symlink() else "the file cannot be read"
        yield Problem(name, 1, 1, "FB101", message, "put the file itself here, or delete the link")
    elif not path.is_file():
        yield Problem(name, 1, 1, "FB101", "the file is a pipe or a device", "put an ordinary file here")
    elif is_reserved(path.name):
        yield Problem(name, 1, 1, "FB805", f"Windows refuses a file named '{path.name}'", "name it otherwise")
    elif path.suffix != ".md" and path.suffix.lower() == ".md":
        yield Problem(name, 1, 1, "FB805", f"'{path.suffix}' is no page", f"name it {path.with_suffix('.md').name}")
    elif path.suffix.lower() not in KINDS and not path.name.startswith("."):
        kinds = ", ".join(sorted(KINDS))
        yield Problem(name, 1, 1, "FB805", f"files with '{path.suffix}' are not published", f"the kinds are {kinds}")
    elif path.suffix == ".md":
        return
    elif path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        yield Problem(
            name, 1, 1, "FB101", "the file is a link that leads out of the project", "put the file itself here"
        )
    elif path.stat(follow_symlinks=False).st_size > MAX_BYTES:
        yield Problem(name, 1, 1, "FB101", f"the file has more than {MAX_BYTES:,} bytes", "make it smaller")
    elif path.suffix.lower() == ".svg":
        yield from _drawing_problems(name, path)


def _drawing_problems(name: str, path: Path) -> Iterator[Problem]:
    text = path.read_bytes().decode("utf-8", "replace").replace("\0", "")
    for match in _ACTIVE.finditer(text):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        message = f"a drawing may not do or load anything: '{match[0].strip()[:40]}'"
        yield Problem(name, line, column, "FB805", message, "save it as a plain SVG, or as PNG")
        return
