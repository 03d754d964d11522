"""Which files below ``data`` hold records, and which are there in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from factbook.files import is_editors_own, is_reserved
from factbook.problems import Problem, ProjectError, nearest
from factbook.store.records import COLLECTIONS

DATA = "data"


def data_files(root: Path) -> Iterator[tuple[str, Path]]:
    """The collection and path of each data file, in a stable order. Raises ProjectError where there is no store."""
    data = root / DATA
    if not data.is_dir():
        raise ProjectError(
            f"there is no folder '{DATA}' in {root}: run the command in the project's root, or give --root"
        )
    for name in COLLECTIONS:
        single = data / f"{name}.yml"
        if single.is_file() or single.is_symlink():
            yield name, single
        folder = data / name
        if folder.is_dir():
            yield from ((name, path) for path in sorted(folder.glob("*.yml")) if not path.name.startswith("."))


def unknown_files(root: Path) -> Iterator[Problem]:
    """Yield every file below ``data`` that is not read: facts in it would be missing without a word."""
    for path in sorted((root / DATA).rglob("*")):
        name = path.relative_to(root / DATA)
        if (path.is_dir() and not path.is_symlink()) or _is_known(name) or is_editors_own(path.name):
            continue
        where = path.relative_to(root).as_posix()
        yield Problem(where, 1, 1, "FB108", "no collection has a file of this name", _better_name(name))


_OTHERS = frozenset(["ledger.txt", "quality-floor.json", "README.md"])
"""Files below ``data`` that are no collections: the ledger, the floor of quality, words for contributors."""


def _is_known(name: Path) -> bool:
    first = name.parts[0].removesuffix(".yml") if len(name.parts) == 1 else name.parts[0]
    is_data = (
        name.suffix == ".yml"
        and not name.name.startswith(".")
        and first in COLLECTIONS
        and len(name.parts) <= 2
        and not is_reserved(name.name)
    )
    is_hidden = name.name.startswith(".") and name.suffix.lower() not in {".yml", ".yaml"}
    is_folder_of_a_collection = len(name.parts) == 1 and not name.suffix and first in COLLECTIONS
    return is_data or is_hidden or is_folder_of_a_collection or name.parts[0] == "schema" or name.as_posix() in _OTHERS


def _better_name(name: Path) -> str:
    """How a file is to be called so that it is read."""
    collection = re.split(r"\.", name.parts[0])[0].lower()
    if collection not in COLLECTIONS:
        guess = nearest(collection, COLLECTIONS)
        return f"name it {DATA}/{guess}.yml" if guess else f"the collections are {', '.join(COLLECTIONS)}"
    if len(name.parts) > 2:
        return f"move it to {DATA}/{collection}/"
    stem = re.sub(r"(?i)\.(?:ya?ml|json|txt)", "", name.name).lstrip(".")
    if is_reserved(stem):
        return f"name it otherwise: Windows refuses a file named {stem}"
    inside = f"{collection}/{stem}" if len(name.parts) > 1 else collection
    return f"name it {DATA}/{inside.lower()}.yml, as YAML"
