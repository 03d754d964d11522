"""The store as it was in a git revision."""

from __future__ import annotations

import tempfile
from pathlib import Path

from factbook.history import git
from factbook.history.commits import data_tree
from factbook.problems import ProjectError
from factbook.reading.load import load
from factbook.reading.loaded import Loaded


def revision(root: Path, name: str) -> Loaded | None:
    """Return the store of a revision; None where the revision has none.

    Raises ProjectError where there is no such revision, or where git cannot read the repository: in its own words.
    """
    try:
        commit = git.commit(root, name)
        if commit is None:
            raise ProjectError(f"git knows no revision '{name}' here")
        tree = data_tree(root, commit)
        contents = git.blobs(root, sorted(set(tree.values())))
    except git.GitError as error:
        raise ProjectError(str(error)) from None
    if not tree:
        return None
    with tempfile.TemporaryDirectory(prefix="factbook-") as folder:
        for path, blob in tree.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents[blob])
        return load(Path(folder))
