"""The history of the store: what each commit did to its facts, read from git.

Where there is no repository or no commit of the data, there is no history; where git fails, the reason is raised. The chain of first
parents is followed, so each state of the published branch is compared with the one before it. In a shallow clone the oldest state that is
there is a starting point and counts as no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from factbook.history import git
from factbook.history.cache import Tree, cached
from factbook.history.compare import Change, Side, compare
from factbook.reading.data_files import DATA
from factbook.reading.load import Known, load_file
from factbook.reading.loaded import Loaded
from factbook.store.changes import Commit, Edit, FieldEdit, History
from factbook.store.records import COLLECTIONS

_HASH = re.compile(r"[0-9a-f]{40,64}")
_RAW = re.compile(r":(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")
_FILE = re.compile(rf"{DATA}/(?P<collection>[a-z]+)(?:/[^/]+)?\.yml")
_REGULAR = "100"
"""What the mode of a regular file begins with: no link, no submodule."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit as the log has it, with the files before and after it."""

    id: str
    on: str
    message: str
    before: Tree
    after: Tree


def read_history(root: Path, cache_folder: Path | None = None) -> History | None:
    """Return the history of the store below ``root``; None where there is no repository, or no commit of the store.

    Raises GitError if there is a repository that git cannot read, or not read whole.

    Args:
        root: The project's folder.
        cache_folder: Where what each commit did is cached, see :mod:`factbook.history.cache`.

    """
    head = git.head(root) if git.has_repository(root) else None
    steps = list(_steps(root, head)) if head else []
    if not head or not steps:
        return None
    boundary = git.shallow_commits(root)
    compare_trees = _Comparison(root).edits
    edits_of = cached(compare_trees, cache_folder) if cache_folder else compare_trees
    commits = [
        Commit(step.id, step.on, step.message, edits)
        for step in steps
        if step.id not in boundary and (edits := edits_of(step.before, step.after))
    ]
    return History(head, tuple(commits))


def _steps(root: Path, head: str) -> Iterator[_Step]:
    """The commits that touched a data file, newest first: one listing of now, and the log's differences undone one by one."""
    tree = data_tree(root, head)
    tokens = iter(git.log(root, head, DATA, "%H%x00%ct%x00%s"))
    token = next(tokens, None)
    while token is not None:
        identifier = token.strip()
        if not _HASH.fullmatch(identifier):
            token = next(tokens, None)
            continue
        seconds, message = next(tokens), next(tokens)
        before = dict(tree)
        token = next(tokens, None)
        while token is not None and (raw := _RAW.fullmatch(token.strip())):
            _undo(before, raw, next(tokens))
            token = next(tokens, None)
        if before != tree:
            on = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            yield _Step(identifier, on, message.strip(), before, tree)
        tree = before


def data_tree(root: Path, revision: str) -> dict[str, str]:
    """Return the data files of a commit: path and blob. Raises GitError."""
    found = {}
    for line in git.listing(root, revision, DATA):
        head, tab, path = line.partition("\t")
        if tab and head.startswith(_REGULAR) and _is_data(path):
            found[path] = head.split()[2]
    return found


def _undo(tree: dict[str, str], raw: re.Match[str], path: str) -> None:
    """Take one difference of the log back."""
    if not _is_data(path):
        return
    mode, _, blob, _ = raw.groups()
    if mode.startswith(_REGULAR):
        tree[path] = blob
    else:
        tree.pop(path, None)


def _is_data(path: str) -> bool:
    match = _FILE.fullmatch(path)
    return match is not None and match["collection"] in COLLECTIONS


class _Comparison:
    """Compares states of the store; every blob is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[tuple[str, str], Loaded] = {}
        self._known: Known = {}
        self._last: tuple[Tree, Side] | None = None

    def edits(self, before: Tree, after: Tree) -> tuple[Edit, ...]:
        """What was done to the facts from one state to another. The log goes back, so the next ``after`` is this ``before``."""
        second = self._last[1] if self._last and self._last[0] == after else self._side(after)
        first = self._side(before)
        self._last = before, first
        changes = compare(first, second)
        return tuple(_edit(change) for change in (*changes.facts, *changes.records))

    def _side(self, tree: Tree) -> Side:
        """A state of the store, its files in the order in which they are always read."""
        self._read([item for item in tree.items() if item not in self._files])
        whole = Loaded()
        order = list(COLLECTIONS)
        for path in sorted(tree, key=lambda name: (order.index(_collection(name)), name.count("/"), name)):
            whole.add(self._files[path, tree[path]])
        return Side.of(whole)

    def _read(self, wanted: Sequence[tuple[str, str]]) -> None:
        contents = git.blobs(self._root, [blob for _, blob in wanted])
        for path, blob in wanted:
            self._files[path, blob] = load_file(_collection(path), path, contents[blob], self._known)


def _collection(path: str) -> str:
    return path.split("/")[1].removesuffix(".yml")


def _edit(change: Change) -> Edit:
    fields = tuple(FieldEdit(part.name, part.before, part.after, part.languages) for part in change.fields)
    return Edit(change.address, change.kind, change.title, change.verb, fields if change.verb == "changed" else ())
