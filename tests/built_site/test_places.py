"""Where a project and its site may lie: behind a link, on a disk that may not be written to, outside each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factbook.files import is_mount, is_writable
from factbook.problems import ProjectError
from factbook.site import build
from tests.program import factbook


@pytest.fixture(scope="module")
def lights(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The second base behind a link, its site outside of it, beside files of editors, and no way to write below ``build``."""
    folder = tmp_path_factory.mktemp("places")
    shutil.copytree(root / "tests" / "second", folder / "real")
    (folder / "link").symlink_to(folder / "real", target_is_directory=True)
    settings = folder / "real" / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nsite_dir: {folder / 'public'}\n", "utf-8")
    (folder / "real" / "build").write_text("no folder can be made here", "utf-8")
    (folder / "real" / "docs" / "index.md~").write_text("{{ an editor's own", "utf-8")
    (folder / "real" / "docs" / "a page.md").write_text("# A page\n\nIt has a space in its name.\n", "utf-8")
    done = factbook("--root", folder / "link", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return folder


def test_a_site_is_built_outside_of_a_project_behind_a_link(lights: Path) -> None:
    assert (lights / "public" / "sitemap.xml").is_file()
    assert not (lights / "real" / "site").exists()


def test_sources_that_may_not_be_written_to_are_built_without_a_cache(lights: Path) -> None:
    assert (lights / "real" / "build").is_file()
    assert (lights / "public" / "places" / "eddystone" / "index.md").is_file() or [
        *(lights / "public").rglob("eddystone*.md")
    ]


def test_files_of_editors_are_not_published(lights: Path) -> None:
    assert [path for path in (lights / "public").rglob("*") if path.name.endswith("~")] == []


def test_spaces_in_names_of_pages_are_encoded_in_every_list(lights: Path) -> None:
    for name in ("llms.txt", "sitemap.xml"):
        text = (lights / "public" / name).read_text("utf-8")
        assert "/a%20page" in text, name
        assert "/a page" not in text, name


def test_a_place_is_writable_if_what_is_there_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert is_writable(tmp_path / "a" / "b" / "c")
    assert is_writable(tmp_path / "file")
    assert not is_writable(tmp_path / "file" / "below")


def test_a_mount_is_refused_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_mount(Path("/"))
    assert not is_mount(tmp_path)
    monkeypatch.setattr(build, "is_mount", lambda _: True)
    with pytest.raises(ProjectError, match=r"mounted there.*--out .*site"):
        build.build_site(tmp_path / "project", tmp_path / "out")


def test_a_mount_that_only_shows_at_the_end_is_named_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(build, "_run_mkdocs", lambda *_, **__: None)
    monkeypatch.setattr("factbook.files._take_place", busy)
    with pytest.raises(ProjectError, match=r"mounted there.*--out"):
        build.build_site(tmp_path / "project", tmp_path / "out")
