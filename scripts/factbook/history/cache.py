"""What commits did to the facts, cached in a folder by the contents of the files before and after, and by the code that compares them.

An entry cannot become stale, and the folder may be deleted at any time. Comparing a commit of the real store takes 0.2 s, reading its
entry next to nothing; each build reads the whole history, and the preview does at each save of a page.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from factbook.files import write_if_changed
from factbook.store.changes import Edit, FieldEdit

Tree = Mapping[str, str]
"""The data files of one state of the store: path and blob."""

Compare = Callable[[Tree, Tree], tuple[Edit, ...]]
"""Returns what was done to the facts from one state to another."""


def cached(compare: Compare, folder: Path) -> Compare:
    """A comparison with its results cached in a folder."""

    def compare_or_read(before: Tree, after: Tree) -> tuple[Edit, ...]:
        path = folder / f"{_key(before, after)}.json"
        found = _read(path)
        if found is None:
            found = compare(before, after)
            with contextlib.suppress(OSError):  # a disk that is full, or may not be written to
                write_if_changed(path, json.dumps([_plain(edit) for edit in found], ensure_ascii=False) + "\n")
        return found

    return compare_or_read


def _plain(edit: Edit) -> list[Any]:
    fields = [[part.name, part.before, part.after, part.languages] for part in edit.fields]
    return [edit.address, edit.kind, edit.title, edit.change, fields]


def _read(path: Path) -> tuple[Edit, ...] | None:
    """An entry; None where there is none, or it cannot be read."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Edit(
                address,
                kind,
                title,
                change,
                tuple(FieldEdit(name, before, after, tuple(tags)) for name, before, after, tags in fields),
            )
            for address, kind, title, change, fields in rows
        )
    except (OSError, ValueError, TypeError):
        return None


def _key(before: Tree, after: Tree) -> str:
    states = json.dumps([sorted(before.items()), sorted(after.items()), _code()])
    return sha256(states.encode()).hexdigest()


@cache
def _code() -> str:
    """A digest of the code that a comparison depends on."""
    sources = [
        (f"{room}/{item.name}", item.read_bytes())
        for room in ("store", "reading", "history")
        for item in sorted(files("factbook").joinpath(room).iterdir(), key=lambda found: found.name)
        if item.name.endswith(".py")
    ]
    return sha256(b"\0".join(name.encode() + b"\0" + content for name, content in sources)).hexdigest()
