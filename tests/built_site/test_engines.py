"""One commit, one site: twice the same bytes, by `factbook build`, by `mkdocs build`, and by ProperDocs with the same anchors."""

import filecmp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ANCHOR = re.compile(r'data-fact="([^"]+)"')


def _build(root: Path, *command: str, **environment: str) -> None:
    variables = {**os.environ, **environment}
    result = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, env=variables, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def _different(left: Path, right: Path) -> list[str]:
    """Files that only one side has, or whose bytes differ."""
    names = {path.relative_to(left).as_posix() for path in left.rglob("*") if path.is_file()}
    others = {path.relative_to(right).as_posix() for path in right.rglob("*") if path.is_file()}
    _, mismatch, errors = filecmp.cmpfiles(left, right, sorted(names & others), shallow=False)
    return sorted([*(names ^ others), *mismatch, *errors])


@pytest.fixture(scope="module")
def lights(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small knowledge base, and beside it its site by ``mkdocs build``."""
    folder = tmp_path_factory.mktemp("engines")
    shutil.copytree(root / "tests" / "second", folder / "lights")
    _build(folder / "lights", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder / "mkdocs"))
    return folder / "lights"


def _again(project: Path, folder: Path) -> Path:
    """The site of a project by another command, in another time zone and locale, with another seed of hashes."""
    elsewhere = {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    _build(project, "factbook", "build", "--out", str(folder / "again"), **elsewhere)
    return folder / "again"


def test_two_builds_are_identical(lights: Path, tmp_path: Path) -> None:
    assert _different(lights.parent / "mkdocs", _again(lights, tmp_path)) == []


@pytest.mark.soak
def test_two_builds_of_the_real_store_are_identical(site: Path, root: Path, tmp_path: Path) -> None:
    """What publishes the site compares two builds too (.github/workflows/publish.yml)."""
    assert _different(site, _again(root, tmp_path)) == []


def _same_by_properdocs(root: Path, site: Path, other: Path) -> None:
    _build(root, "properdocs", "build", "--strict", "--quiet", "-f", str(root / "mkdocs.yml"), "--site-dir", str(other))
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert pages == {path.relative_to(other).as_posix() for path in other.rglob("*.html")}
    for page in sorted(pages):
        ours, theirs = ((folder / page).read_text(encoding="utf-8") for folder in (site, other))
        assert _ANCHOR.findall(ours) == _ANCHOR.findall(theirs), page
    assert any(_ANCHOR.search((site / page).read_text(encoding="utf-8")) for page in pages)


def test_properdocs_builds_the_same_pages_with_the_same_fact_anchors(lights: Path, tmp_path: Path) -> None:
    _same_by_properdocs(lights, lights.parent / "mkdocs", tmp_path / "properdocs")


@pytest.mark.soak
def test_properdocs_builds_the_same_pages_of_the_real_store(site: Path, root: Path, tmp_path: Path) -> None:
    _same_by_properdocs(root, site, tmp_path / "properdocs")


def test_a_build_leaves_the_work_tree_clean(site: Path, root: Path) -> None:
    assert site.is_dir()
    if not (root / ".git").exists():
        pytest.fail("the tests run in a checkout")
    made = subprocess.run(
        ["git", "status", "--porcelain", "--", "data", "docs/**/build", "build", "site"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "build/" not in made
    assert "site/" not in made


def test_nothing_that_builds_make_is_in_git(root: Path) -> None:
    """A picture or a page that was kept by an earlier build is taken without a look: it must be one's own."""
    kept = subprocess.run(
        ["git", "ls-files", "--", "build", "site"], cwd=root, capture_output=True, text=True, check=True
    )
    assert kept.stdout == ""
