"""Git, asked in a way that nobody's settings change: the one module that runs it.

Argument lists, never a shell; no pager, no prompt, no network. What a setting could change (how merges are shown, encodings, renames,
colours, replaced objects, patterns in paths) is asked for by name.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

_ALWAYS = (
    "--no-pager", "--no-replace-objects", "--literal-pathspecs",
    "-c", "core.quotePath=false", "-c", "color.ui=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true",
    "-c", "log.follow=false", "-c", "diff.orderFile=/dev/null", "-c", "diff.ignoreSubmodules=none", "-c", "diff.noprefix=false",
    "-c", "diff.relative=false", "-c", "core.fsmonitor=false",
)  # fmt: skip
_LOG = (
    "--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "--no-renames", "--relative", "--no-color", "--no-notes",
    "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-mailmap", "--encoding=UTF-8", "-z",
)  # fmt: skip
_IGNORED = (
    "GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF", "GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE", "GIT_TRACE", "GIT_CONFIG_PARAMETERS",
)  # fmt: skip

_PARTIAL = "older files are not in this clone, which is partial; git fetch --refetch --no-filter brings them"


class GitError(Exception):
    """Git cannot be run, or fails; the message is git's own sentence."""


def has_repository(root: Path) -> bool:
    """Return whether a folder lies in a git repository, whether or not git is willing to read it."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def head(root: Path) -> str | None:
    """Return the commit that is checked out; None where there is none yet. Raises GitError."""
    git(root, "rev-parse", "--git-dir")
    return commit(root, "HEAD")


def commit(root: Path, revision: str) -> str | None:
    """Return the commit that a revision names; None where it names none. Raises GitError if the repository cannot be read."""
    git(root, "rev-parse", "--git-dir")
    try:
        return (
            git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        )
    except GitError:
        return None


def listing(root: Path, revision: str, folder: str) -> list[str]:
    """Return the lines of ``git ls-tree`` of all files below a folder: mode, type, object, tab, path. Raises GitError."""
    return _text(git(root, "ls-tree", "-r", "-z", revision, "--", folder)).split("\0")


def log(root: Path, revision: str, folder: str, form: str) -> list[str]:
    """Return the log of a folder, first parents alone, cut at NUL characters: for each commit ``form``, then raw differences.

    Raises GitError.
    """
    return _text(git(root, "log", *_LOG, f"--format={form}", "--end-of-options", revision, "--", folder)).split("\0")


def shallow_commits(root: Path) -> frozenset[str]:
    """Return the commits whose parents are not here, in a shallow clone. Raises GitError."""
    path = root / _text(git(root, "rev-parse", "--git-path", "shallow")).strip()
    return frozenset(path.read_text(encoding="ascii").split()) if path.is_file() else frozenset()


def blobs(root: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Return the contents of blobs, by one call.

    Raises GitError if one is not here, as in a partial clone: without it a history would be false.
    """
    if not names:
        return {}
    try:
        output = git(root, "cat-file", "--batch", feed="".join(f"{name}\n" for name in names).encode())
    except GitError as error:
        raise GitError(f"{_PARTIAL} ({error})" if "promisor" in str(error) else str(error)) from None
    found, position = {}, 0
    while (end := output.find(b"\n", position)) >= 0:  # a line with name, type and size, the bytes, a line break
        head_line = output[position:end].split()
        position = end + 1
        if len(head_line) == 3 and head_line[1] == b"blob":
            size = int(head_line[2])
            found[head_line[0].decode()] = output[position : position + size]
            position += size + 1
    if set(names) - set(found):
        raise GitError(_PARTIAL)
    return found


def git(root: Path, *arguments: str, feed: bytes = b"") -> bytes:
    """Return what git prints. Raises GitError where it cannot be run or fails."""
    command = ["git", "-C", str(root), *_ALWAYS, *arguments]
    try:
        done = subprocess.run(command, input=feed, capture_output=True, check=False, env=_environment())  # noqa: S603 - no shell
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode != 0:
        raise GitError(_sentence(done.stderr) or f"git {arguments[0]} failed")
    return done.stdout


def _environment() -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if name not in _IGNORED}
    return others | {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
    }


def _sentence(output: bytes) -> str:
    """Git's own words on one line."""
    return " ".join(_text(output).removeprefix("fatal: ").removeprefix("error: ").split())


def _text(output: bytes) -> str:
    return output.decode("utf-8", "replace")
