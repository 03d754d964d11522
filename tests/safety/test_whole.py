"""Whole or not at all: whatever happens to a build or to fmt, the last good site and the data stay as they were."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factbook.files import only_one, staged_folder, sweep, write_all
from factbook.problems import ProjectError
from factbook.site.build import build_site
from tests.program import Program, factbook


def _factbook(project: Path, *arguments: str, own_session: bool = False) -> Program:
    return Program("--root", project, *arguments, own_session=own_session)


def _done(project: Path, *arguments: str) -> tuple[int, str]:
    done = factbook("--root", project, *arguments)
    return done.returncode, done.stdout + done.stderr


def _print(folder: Path) -> dict[str, str]:
    """Every file below a folder with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _temporary(project: Path) -> list[str]:
    """What a process that was killed may have left."""
    made = [*project.glob(".site*"), *project.rglob("*.factbook-tmp")]
    return sorted(path.relative_to(project).as_posix() for path in made)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A small project whose site is built. Tests work on copies of it."""
    folder = tmp_path_factory.mktemp("whole") / "lights"
    shutil.copytree(root / "tests" / "second", folder)
    assert _done(folder, "build")[0] == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the small project, with its site."""
    return Path(shutil.copytree(built, tmp_path / "lights"))


def _edit(project: Path, word: str) -> None:
    page = project / "docs" / "index.md"
    rest = page.read_text(encoding="utf-8").partition("\n")[2]
    page.write_text(f"# Lights {word}\n{rest}", encoding="utf-8")


def _edit_fact(project: Path, word: str) -> None:
    """Change what some generated pages say; the others can be kept from the build before."""
    path = project / "data" / "milestones.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"title: The (\w+ )?tower is lit", f"title: The {word} tower is lit", text), encoding="utf-8"
    )


def _fresh(project: Path) -> dict[str, str]:
    """What the site of this state of a project is, built anew elsewhere with nothing kept from before."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "lights")
        shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".site*", "site", "build"))
        code, said = _done(copy, "build")
        assert code == 0, said
        return _print(copy / "site")


def _killed_builds(project: Path, count: int, seed: int) -> None:
    """Builds that are killed at random moments; after each, the site is wholly the old or wholly the new one."""
    chance = random.Random(seed)
    started = time.monotonic()
    _edit(project, "zero")
    assert _done(project, "build")[0] == 0
    usual = time.monotonic() - started
    old = _print(project / "site")
    for number in range(count):
        word = "".join(chance.choice("abcdefgh") for _ in range(9))
        _edit(project, word)
        _edit_fact(project, word)
        data = _print(project / "data")
        process = _factbook(project, "build", own_session=True)
        # the later moments are the dangerous ones: most of the time goes into starting and reading
        time.sleep(usual * (chance.random() if number % 2 else 0.7 + 0.4 * chance.random()))
        process.kill_session()
        process.communicate()
        now = _print(project / "site")
        if now != old:
            assert now == _fresh(project), f"kill {number}: the site is neither the old nor the new one"
        old = now
        assert _print(project / "data") == data
    code, said = _done(project, "build")
    assert code == 0, said
    assert _temporary(project) == []


def test_a_killed_build_leaves_a_whole_site(project: Path) -> None:
    _killed_builds(project, 2, seed=1)


@pytest.mark.soak
def test_a_hundred_killed_builds_leave_a_whole_site(project: Path) -> None:
    _killed_builds(project, 100, seed=int(os.environ.get("SOAK_SEED", "2")))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_build_that_is_asked_to_end_cleans_up_at_once(project: Path, number: signal.Signals) -> None:
    for _ in range(5):  # on a machine that sleeps at the wrong moment, a build is over before it is asked
        before = _print(project / "site")
        _edit(project, "again")
        process = _factbook(project, "build")
        while not list(project.glob(".site.*.new")):
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        if process.returncode:
            break
    assert process.returncode == 2, said
    assert "stopped" in said
    assert "Traceback" not in said
    assert _temporary(project) == []
    assert _print(project / "site") == before


def test_a_second_build_at_the_same_time_is_told_so(project: Path) -> None:
    before = _print(project / "site")
    with only_one(project / ".site.lock"):
        code, said = _done(project, "build")
    assert code == 2
    assert "another build of" in said
    assert _print(project / "site") == before
    assert _done(project, "build")[0] == 0
    assert _temporary(project) == []


def test_two_builds_that_start_together_end_with_a_whole_site(project: Path) -> None:
    first, second = _factbook(project, "build"), _factbook(project, "build")
    first.communicate(timeout=120)
    second.communicate(timeout=120)
    assert sorted((first.returncode, second.returncode)) in ([0, 0], [0, 2])
    assert (project / "site" / "index.html").is_file()
    assert _temporary(project) == []


@contextlib.contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own that is nearly full."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here; test_a_write_that_fails_changes_nothing stands in")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _full_disk(tmp_path: Path, built: Path, count: int, seed: int) -> None:
    chance = random.Random(seed)
    with _small_disk(tmp_path / "disk", 40_000) as disk:
        project = disk / "lights"
        shutil.copytree(built, project)
        site, data = _print(project / "site"), _print(project / "data")
        size = sum(path.stat().st_size for path in (project / "site").rglob("*") if path.is_file())
        for _ in range(count):
            _edit(project, "".join(chance.choice("abcdefgh") for _ in range(9)))
            free = shutil.disk_usage(disk).free
            (disk / "ballast").write_bytes(b"x" * max(0, free - int(size * chance.random() * 0.9)))
            code, said = _done(project, "build")
            assert code == 2, said
            assert "No space left on device" in said
            assert "Traceback" not in said
            assert _print(project / "site") == site
            assert _print(project / "data") == data
            assert _temporary(project) == []
            (disk / "ballast").unlink()
        assert _done(project, "build")[0] == 0


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, built: Path) -> None:
    _full_disk(tmp_path, built, 2, seed=1)


@pytest.mark.soak
def test_twenty_full_disks_leave_the_old_site(tmp_path: Path, built: Path) -> None:
    _full_disk(tmp_path, built, 20, seed=2)


def test_fmt_on_a_full_disk_changes_no_file(tmp_path: Path, root: Path) -> None:
    with _small_disk(tmp_path / "disk", 4_000) as disk:
        project = disk / "lights"
        shutil.copytree(root / "tests" / "second", project)
        for path in (project / "data").glob("*.yml"):  # something to do in every file, and much of it
            text = path.read_text(encoding="utf-8")
            path.write_text(text + "".join(f"#  {number} a comment\n" for number in range(8000)), encoding="utf-8")
        before = _print(project / "data")
        (disk / "ballast").write_bytes(b"x" * max(0, shutil.disk_usage(disk).free - 200_000))
        code, said = _done(project, "fmt")
        assert code == 2, said
        assert "No space left on device" in said
        assert "Traceback" not in said
        assert _print(project / "data") == before
        assert _temporary(project) == []
        (disk / "ballast").unlink()
        assert _done(project, "fmt")[0] == 0


def test_fmt_that_is_killed_leaves_every_file_whole(project: Path) -> None:
    chance = random.Random(3)
    for path in (project / "data").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8") + "#  a comment\n", encoding="utf-8")
    before = _print(project / "data")
    started = time.monotonic()
    other = project.parent / "other"
    shutil.copytree(project, other)
    _done(other, "fmt")
    usual, after = time.monotonic() - started, _print(other / "data")
    for _ in range(4):
        process = _factbook(project, "fmt")
        time.sleep(usual * (0.6 + 0.5 * chance.random()))
        process.kill()
        process.communicate()
        now = {name: digest for name, digest in _print(project / "data").items() if not name.endswith(".factbook-tmp")}
        assert set(now) == set(before)
        for name, digest in now.items():
            assert digest in {before[name], after[name]}
    assert _done(project, "fmt")[0] == 0
    assert _temporary(project) == []
    assert _print(project / "data") == after


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, built: Path) -> None:
    with _small_disk(tmp_path / "disk", 40_000) as disk:
        project = disk / "lights"
        shutil.copytree(built, project)
        before = _print(project)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for command in (["build"], ["fmt"], ["build", "--out", "/proc/nothing/site"]):
            code, said = _done(project, *command)
            assert "Traceback" not in said
            assert code == 2, said
            assert "Read-only" in said or "/proc/nothing" in said
        assert _print(project) == before
        assert _done(project, "check")[0] == 0
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


@pytest.mark.parametrize("place", [".", "data", "docs", "docs/inside", ".."])
def test_a_site_never_replaces_what_it_is_made_from(place: str, tmp_path: Path, root: Path) -> None:
    project = tmp_path / "outer" / "lights"
    shutil.copytree(root / "tests" / "second", project)
    before = _print(tmp_path)
    with pytest.raises(ProjectError):
        build_site(project, project / place)
    assert _print(tmp_path) == before


def test_a_site_never_replaces_a_folder_of_other_things(tmp_path: Path, root: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"a")
    with pytest.raises(ProjectError, match="something else than a site"):
        build_site(root / "tests" / "second", tmp_path / "photos")


@pytest.mark.parametrize(
    "place", ["build", "build/pages", "build/cache/pages", "build/pages/places", "build/pages/index.md"]
)
def test_a_build_writes_and_deletes_through_no_link(
    place: str, tmp_path: Path, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A link that somebody put into the tree, in the place of a folder that git does not see, leads nobody out of it."""
    project, others = tmp_path / "lights", tmp_path / "others"
    shutil.copytree(root / "tests" / "second", project)
    others.mkdir()
    (others / "notes.md").write_text("mine", encoding="utf-8")
    (project / place).parent.mkdir(parents=True, exist_ok=True)
    (project / place).symlink_to(others / "notes.md" if place.endswith(".md") else others)
    before = _print(others)
    with pytest.raises(ProjectError):
        build_site(project)
    assert f"{project / place} is a link" in caplog.text
    assert _print(others) == before


def test_a_file_that_vanishes_while_it_is_read_is_told(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "lights"
    shutil.copytree(root / "tests" / "second", project)
    gone = project / "data" / "milestones.yml"
    real = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == gone.name:
            gone.unlink(missing_ok=True)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    from factbook.checks.project import read_project  # noqa: PLC0415 - after the patch

    assert "data/milestones.yml:1:1: FB101 cannot be read: No such file or directory" in map(
        str, read_project(project).problems
    )


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_a_write_that_fails_changes_nothing(fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / name for name in ("a", "b", "c")]
    for path in paths:
        path.write_text("old", encoding="utf-8")
    real, calls = os.fdopen, []

    def opened(handle: int, mode: str) -> object:
        calls.append(handle)
        if len(calls) == fails_at + 1:
            os.close(handle)
            raise OSError(28, "No space left on device")
        return real(handle, mode)

    monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(OSError, match="No space"):
        write_all(dict.fromkeys(paths, "new"))
    assert [path.read_text(encoding="utf-8") for path in sorted(tmp_path.iterdir())] == ["old"] * 3


def test_a_file_keeps_its_rights_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.yml"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o600)
    (tmp_path / "link.yml").symlink_to(real)
    assert write_all({tmp_path / "link.yml": "new"})
    assert (tmp_path / "link.yml").is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert real.stat().st_mode & 0o777 == 0o600


def test_what_the_killed_left_is_swept_and_what_the_living_write_is_not(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".a.yml.{dead.pid}.abc.factbook-tmp").touch()
    living = tmp_path / f".a.yml.{os.getpid()}.abc.factbook-tmp"
    living.touch()
    (tmp_path / ".hidden").touch()
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([living.name, ".hidden"])


def test_a_folder_is_exchanged_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with staged_folder(target) as fresh:
        (fresh / "a").write_text("one", encoding="utf-8")
    with contextlib.suppress(RuntimeError), staged_folder(target) as fresh:
        (fresh / "a").write_text("two", encoding="utf-8")
        raise RuntimeError
    assert (target / "a").read_text(encoding="utf-8") == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_exchange_a_kill_between_two_steps_is_undone_by_the_next_run(tmp_path: Path) -> None:
    left = tmp_path / ".site.123.new"
    (left / "old").mkdir(parents=True)
    (left / "old" / "a").write_text("one", encoding="utf-8")
    with pytest.raises(RuntimeError), staged_folder(tmp_path / "site"):
        raise RuntimeError
    assert (tmp_path / "site" / "a").read_text(encoding="utf-8") == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_signal_that_comes_while_the_new_folder_is_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is there, and its name is not known yet."""
    made = tempfile.mkdtemp

    def interrupted(*args: str, **options: str) -> str:
        made(*args, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(tempfile, "mkdtemp", interrupted)
    with pytest.raises(KeyboardInterrupt), staged_folder(tmp_path / "site"):
        pass
    assert list(tmp_path.iterdir()) == []
