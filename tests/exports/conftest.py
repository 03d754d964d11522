"""What the tests of the exports share: the exports of the real store, and those of a small store with everything in it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import factbook.checks.rules
from factbook.checks.project import Project, read_project
from factbook.exports import Catalogue, Licence, SiteInfo, catalogue, export_all
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.render.markdown import page_markdown
from factbook.store import Store
from factbook.store.changes import Commit, Edit, FieldEdit, History

BASE = Path(factbook.checks.rules.__file__).parent / "examples" / "base"
SMALL = Path(__file__).parent / "small"

INFO = SiteInfo(
    Site(
        name="The town's book",
        description="What is known of a town, with its sources.",
        url="https://town.example/book/",
        repo_url="https://git.example/town/book",
        edit_base="https://git.example/town/book/edit/main/",
    ),
    Licence(
        "CC-BY-4.0", "Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"
    ),
)


@dataclass(frozen=True)
class Exported:
    """A store, its records as the API has them, and all files by path."""

    store: Store
    records: Catalogue
    files: Mapping[str, bytes]

    def write(self, folder: Path, within: str = "") -> Path:
        """Write what there is, or what lies in one of its folders, below a folder."""
        for name in filter(lambda name: name.startswith(within), self.files):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.files[name])
        return folder


def exported(store: Store, history: History | None = None) -> Exported:
    pages = {page.path: page_markdown(page, store, INFO.site) for page in generate(store)}
    written = list(export_all(store, INFO, history, pages=pages))
    files = dict(written)
    assert len(files) == len(written), "a path comes twice"
    return Exported(store, catalogue(store, INFO, history), files)


@pytest.fixture(scope="session")
def real(project: Project) -> Exported:
    """The exports of the real store."""
    return exported(project.store)


def small_root(folder: Path) -> Path:
    """The base store of the rules' examples with the files of ``small`` laid over it."""
    root = folder / "small"
    shutil.copytree(BASE, root)
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    return root


HISTORY = History(
    "b" * 40,
    (
        Commit(
            "b" * 40,
            "2021-03-04T05:06:07Z",
            "Correct the <river>",
            (
                Edit("town-river", "statement", "The river", "changed", (FieldEdit("text", "a brook", "a river"),)),
                Edit("GBP m", "unit", "million pounds", "changed", (FieldEdit("symbol", "", "£m"),)),
            ),
        ),
        Commit("a" * 40, "2020-01-02T03:04:05Z", "Begin", (Edit("town-river", "statement", "The river", "added"),)),
    ),
)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The exports of the small store, with a history."""
    project = read_project(small_root(tmp_path_factory.mktemp("small")))
    assert not project.problems, project.problems
    return exported(project.store, HISTORY)


@pytest.fixture(params=["real", "small"])
def any_store(request: pytest.FixtureRequest) -> Exported:
    """Either of the two: what must hold of every store."""
    found: Exported = request.getfixturevalue(request.param)
    return found
