"""The distribution: complete, small, and never asked for by name."""

from __future__ import annotations

import gzip
import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from mkdocs_timeline import assets
from mkdocs_timeline.words import words

from .conftest import PACKAGE, ROOT

NAME = "mkdocs-timeline-plugin"
READ_BY_INSTALLERS = (
    "pyproject.toml",
    "requirements*.txt",
    "constraints*.txt",
    "setup.cfg",
    "Makefile",
    "*.lock",
    "*.yml",
    "*.sh",
)
BY_PATH = re.compile(r"(\./|\.\./|/)?scripts/mkdocs_timeline|file:|name *= *[\"']|@ *\.")


def test_the_wheel_carries_every_file(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in [("", "*.py"), ("templates", "*"), ("assets", "*.*"), ("assets/script", "*.js")]:
        for path in (PACKAGE / folder).glob(pattern):
            if path.is_file():
                assert f"mkdocs_timeline/{path.relative_to(PACKAGE).as_posix()}" in inside
    assert "mkdocs_timeline/py.typed" in inside


def test_the_wheel_has_its_name_and_entry_points(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    entry_points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    text = archive.read(entry_points).decode()
    assert "timeline = mkdocs_timeline.plugin:TimelinePlugin" in text
    assert "mkdocs_timeline = mkdocs_timeline.markdown:TimelineExtension" in text
    metadata = archive.read(entry_points.replace("entry_points.txt", "METADATA")).decode()
    assert f"Name: {NAME}\n" in metadata


def test_script_and_style_stay_below_20_kb() -> None:
    sizes = [len(gzip.compress(assets.text(name).encode(), 9)) for name in assets.NAMES]
    assert sum(sizes) < 20_000


def test_the_script_that_pages_get_has_lost_its_comments_and_is_whole(tmp_path: Path) -> None:
    lean = assets.text("timeline.js")
    assert not re.search(r"^\s|^//|/\*", lean, re.MULTILINE)
    (tmp_path / "timeline.js").write_text(lean, encoding="utf-8")
    subprocess.run(["node", "--check", str(tmp_path / "timeline.js")], check=True)


def test_every_part_of_the_script_is_used() -> None:
    script = assets.whole_script()
    for part in (PACKAGE / "assets" / "script").glob("*.js"):
        assert part.read_text(encoding="utf-8") in script


def test_the_script_loads_nothing_but_its_own_second_part() -> None:
    text = "".join(map(assets.text, assets.NAMES))
    assert re.findall(r"\bsrc:[^,]+,\s*\"[\w.]+\"", text) == ['src:HERE.replace(/timeline\\.js/,"downloads.js"']
    assert not re.search(r"\bfetch\(|XMLHttpRequest|import\(|@import|url\(|innerHTML|\beval\(|new Function", text)
    assert re.findall(r"https?://[^\"'\s]+", text) == ["http://www.w3.org/2000/svg"]


def test_both_languages_have_all_words_and_the_script_asks_for_no_others() -> None:
    assert words("en").keys() == words("zh").keys()
    script = assets.text("timeline.js")
    asked = re.findall(r"[ .({]words\.(\w+)|say\([\w.]*words, \"(\w+)\"", re.sub(r"words\.length", "", script))
    assert {name for pair in asked for name in pair if name} <= words("en").keys()


def test_nothing_asks_an_index_for_the_unclaimed_name() -> None:
    """Whoever claims the name on an index would run code on every machine that asks for it."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    wrong = []
    for path in map(Path, listed):
        if not any(path.match(pattern) for pattern in READ_BY_INSTALLERS) or not (ROOT / path).is_file():
            continue
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("#")[0]
            if re.search(NAME.replace("-", "[-_]") + r"\b", code, re.IGNORECASE) and not BY_PATH.search(code):
                wrong.append(f"{path}:{number}: {line.strip()}")
    assert wrong == []


def test_the_guard_finds_what_it_looks_for() -> None:
    for line in (f"pip install {NAME}", f'  "{NAME}>=0.1",', f"{NAME}==0.1"):
        assert not BY_PATH.search(line)
    for line in (f"pip install ./scripts/mkdocs_timeline  # {NAME}", f'name = "{NAME}"'):
        assert BY_PATH.search(line)


def test_the_distribution_cannot_be_uploaded_by_accident_and_says_why_it_is_installed_by_path() -> None:
    text = (PACKAGE / "pyproject.toml").read_text(encoding="utf-8")
    assert "Private :: Do Not Upload" in tomllib.loads(text)["project"]["classifiers"]
    assert "dependency confusion" in text


@pytest.mark.parametrize("name", ["x.js", "../plugin.py", ""])
def test_only_these_files_are_handed_out(name: str) -> None:
    with pytest.raises(ValueError, match=r"timeline\.css"):
        assets.text(name)
