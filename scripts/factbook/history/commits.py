"""The history of the store: what each commit did to its facts, read from git.

Only ``git`` itself is asked, with argument lists and never by way of a shell; where there is no git, no repository or no commit of the
data, there is no history. The chain of first parents is followed, so each state of the published branch is compared
with the one before it. In a shallow clone the oldest state that is there is a starting point and counts as no change.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from factbook.history.cache import Tree, cached
from factbook.history.compare import Change, Side, compare
from factbook.reading.load import DATA, Known, load
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
    """A commit as the log tells it, with the files before and after it."""

    id: str
    on: str
    message: str
    before: Tree
    after: Tree


def read_history(root: Path, cache_folder: Path | None = None) -> History | None:
    """The history of the store below ``root``; None where there is none.

    ``cache_folder``: where what each commit did is cached, see :mod:`factbook.history.cache`.
    """
    head = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    steps = list(_steps(root)) if head else []
    if not head or not steps:
        return None
    boundary = _boundary(root)
    compare_trees = _Comparison(root).edits
    edits_of = cached(compare_trees, cache_folder) if cache_folder else compare_trees
    commits = [
        Commit(step.id, step.on, step.message, edits)
        for step in steps
        if step.id not in boundary and (edits := edits_of(step.before, step.after))
    ]
    return History(head.decode().strip(), tuple(commits))


def _steps(root: Path) -> Iterator[_Step]:
    """The commits that touched a data file, newest first: one listing of now, and the log's differences undone one by one."""
    listing = _git(root, "ls-tree", "-r", "-z", "HEAD", "--", DATA)
    log = _git(
        root, "-c", "log.showRoot=true", "-c", "log.showSignature=false", "log", "--first-parent", "-m", "--raw", "--no-abbrev",
        "--no-renames", "--relative", "--no-color", "--no-notes", "-z", "--format=%H%x00%ct%x00%s", "--", DATA,
    )  # fmt: skip
    if listing is None or log is None:
        return
    tree = _tree(listing.decode("utf-8", "replace"))
    tokens = iter(log.decode("utf-8", "replace").split("\0"))
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


def _tree(listing: str) -> dict[str, str]:
    found = {}
    for line in listing.split("\0"):
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


def _boundary(root: Path) -> set[str]:
    """The commits whose parents are not here, in a shallow clone."""
    name = _git(root, "rev-parse", "--git-path", "shallow")
    path = root / (name or b"").decode().strip()
    return set(path.read_text(encoding="ascii").split()) if name and path.is_file() else set()


class _Comparison:
    """Compares states of the store; every blob is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[tuple[str, str], Loaded] = {}
        self._known: Known = {}

    def edits(self, before: Tree, after: Tree) -> tuple[Edit, ...]:
        """What was done to the facts from one state to another."""
        changes = compare(self._side(before), self._side(after))
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
        contents = _blobs(self._root, [blob for _, blob in wanted])
        with tempfile.TemporaryDirectory(prefix="factbook-") as folder:
            for number, (path, blob) in enumerate(wanted):
                place = Path(folder) / str(number)
                file = place / path
                file.parent.mkdir(parents=True)
                file.write_bytes(contents.get(blob, b""))
                self._files[path, blob] = load(place, self._known)


def _collection(path: str) -> str:
    return path.split("/")[1].removesuffix(".yml")


def _blobs(root: Path, blobs: Sequence[str]) -> dict[str, bytes]:
    """The contents of blobs, by one call (``git cat-file --batch``: a line with name, type and size, the bytes, a line break)."""
    if not blobs:
        return {}
    output = _git(root, "cat-file", "--batch", feed="".join(f"{blob}\n" for blob in blobs).encode()) or b""
    found, position = {}, 0
    while (end := output.find(b"\n", position)) >= 0:
        head = output[position:end].split()
        position = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            found[head[0].decode()] = output[position : position + size]
            position += size + 1
    return found


def _edit(change: Change) -> Edit:
    fields = tuple(FieldEdit(part.name, part.before, part.after) for part in change.fields)
    return Edit(change.address, change.kind, change.title, change.verb, fields if change.verb == "changed" else ())


def _git(root: Path, *arguments: str, feed: bytes = b"") -> bytes | None:
    """What git prints; None where there is no git, or it fails."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=feed, capture_output=True, check=False)  # noqa: S603 - a list, no shell
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
