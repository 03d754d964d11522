"""Writing files and folders: whole or not at all, and only where the bytes change."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_SUFFIX = ".factbook-tmp"
_TEMPORARY = re.compile(r"\..+\.(?P<process>\d+)\.[^.]+" + re.escape(_SUFFIX))


_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
_EDITORS_OWN = re.compile(
    r"\.#.*|#.*#|.*~|~\$.*|\.~lock\..*|.*\.(?:sw[a-p]|kate-swp|un~)|___jb_\w+___|4913|\.DS_Store|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)


def is_reserved(name: str) -> bool:
    """Return whether Windows refuses a file or folder of this name (learn.microsoft.com, "Naming Files, Paths, and Namespaces")."""
    return (
        _RESERVED.fullmatch(name) is not None
        or name.endswith((".", " "))
        or re.search(r'[<>:"|?*\\]', name) is not None
    )


def is_editors_own(name: str) -> bool:
    """Return whether an editor or a desktop keeps a file of this name for itself: locks, backups, files that are being written."""
    return _EDITORS_OWN.fullmatch(name) is not None or _TEMPORARY.fullmatch(name) is not None


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file in one step, unless it already holds these bytes.

    The bytes go to a temporary file beside it, which then takes its place (POSIX ``rename`` is atomic): a reader,
    or a crash, finds the old file or the new one. Returns whether anything was written. Raises OSError.
    """
    return bool(write_all({path: content}))


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file of a site that is being built: no reader sees it yet, and it takes its place with the whole folder."""
    try:
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, content)


def write_all(contents: Mapping[Path, str | bytes]) -> list[Path]:
    """Write several files: first all of their bytes beside their places, then each into its place.

    If the disk is full, or a folder may not be written to, that shows before the first file changes. Returns the files that
    were written; those that hold their bytes already are left alone. Raises OSError, and then nothing was changed.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            place = path.resolve() if path.is_symlink() else path
            if not _holds(place, data):
                staged.append((_stage(place, data), path))
        for temporary, path in staged:
            temporary.replace(path.resolve() if path.is_symlink() else path)
    except BaseException:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        raise
    return [path for _, path in staged]


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _stage(path: Path, data: bytes) -> Path:
    """The bytes in a temporary file beside the place, on the disk, with the rights of the file that they replace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.{os.getpid()}.", suffix=_SUFFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def is_writable(path: Path) -> bool:
    """Return whether a file or folder can be written, or made: its file system, its rights and its disk allow it."""
    there = path
    while not there.exists() and there != there.parent:
        there = there.parent
    if there.is_dir():
        return os.access(there, os.W_OK | os.X_OK)
    return there == path and os.access(there, os.W_OK)


def is_mount(folder: Path) -> bool:
    """Return whether another file system, or a folder from elsewhere, is mounted here: it cannot change places with another."""
    if folder.is_mount():
        return True
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    places = {
        re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), line.split()[4])
        for line in lines
        if line.count(" ") > 4
    }
    return str(folder.resolve()) in places


def first_link(folder: Path) -> Path | None:
    """The first link at or below a folder; None where there is none. Whoever writes and deletes there would do it elsewhere."""
    if folder.is_symlink():
        return folder
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    return Path(entry.path)
                if entry.is_dir() and (found := first_link(Path(entry.path))):
                    return found
    except (FileNotFoundError, NotADirectoryError):
        pass
    return None


def sweep(folder: Path) -> None:
    """Delete the temporary files that processes left below a folder when they were killed."""
    for path in folder.rglob(f".*{_SUFFIX}"):
        match = _TEMPORARY.fullmatch(path.name)
        if match and not _runs(int(match["process"])):
            path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold a lock for as long as the block runs; the file vanishes with it, and with a process that is killed the lock.

    Raises BlockingIOError if another process holds it.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system; without it, there is no lock
    except ImportError:
        yield
        return
    while True:
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        if _is_at(handle, path):
            break
        os.close(handle)  # the holder before us has just deleted it: take the lock of the new file
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


@contextlib.contextmanager
def staged_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the place of ``target`` in one step when the block succeeds.

    Whatever fails, and whenever the process is killed, ``target`` is the whole old folder or the whole new one. What a killed
    process left is deleted by the next. Raises BlockingIOError while another process fills a folder for the same target.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with only_one(target.parent / f".{target.name}.lock"):
        _clear(target)
        try:
            workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
            fresh = workshop / "new"
            fresh.mkdir()
            yield fresh
            fresh.chmod(0o755)
            _take_place(fresh, target, workshop / "old")
        finally:
            _clear(target)  # by name: a signal may come when the folder is made and nobody knows of it yet


def _clear(target: Path) -> None:
    """Delete the temporary folders beside a target, of which the one process that holds the lock may have some.

    The old folder goes back where a process was killed between two steps, on a system that cannot exchange folders.
    """
    for left in target.parent.glob(f".{target.name}.*.new"):
        if not target.exists() and (left / "old").is_dir():
            (left / "old").rename(target)
        shutil.rmtree(left, ignore_errors=True)


def _take_place(fresh: Path, target: Path, old: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not _exchanged(fresh, target):
        target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            old.rename(target)
            raise


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE (man 2 renameat2)."""


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    if function(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in {errno.ENOSYS, errno.EINVAL}:
        return False
    raise OSError(number, os.strerror(number), str(other))
