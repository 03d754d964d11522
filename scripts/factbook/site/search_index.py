"""The search's files of a build: the store's entries, and those that the search plugin made of hand-written pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from factbook.files import write_if_changed
from factbook.render.links import Site
from factbook.search.entries import search_index
from factbook.search.files import BUNDLED, bundled, search_files, write_search
from factbook.search.script import SCRIPT, script
from factbook.site.snapshot import Snapshot


def keywords(snapshot: Snapshot, site: Site) -> Mapping[str, Sequence[str]]:
    """Return what pages written by hand say that their headings are found by, by location: ``keywords`` in the front matter."""
    return {
        f"{site.path(page.page)}#{anchor}": list(map(str, words))
        for page in snapshot.project.pages
        for anchor, words in page.keywords.items()
    }


class SearchIndex:
    """Writes the search's files of one build, in a preview more than once."""

    def __init__(self) -> None:
        self._stock: dict[str, Any] | None = None

    def write(self, folder: Path, snapshot: Snapshot, site: Site, *, offline: bool) -> None:
        """Write the files of the folder ``search``, in place of the search plugin's. Does nothing where that plugin wrote none.

        ``offline``: whether pages are opened as files, so that all entries come as one script.
        """
        index = folder / "search_index.json"
        if self._stock is None and index.is_file():
            self._stock = json.loads(index.read_text(encoding="utf-8"))
        if self._stock is not None:
            pages = [*snapshot.pages.values(), *snapshot.replaced.values()]
            whole = search_index(self._stock, pages, snapshot.project.store, site, keywords(snapshot, site))
            texts = search_files(whole)
            if not site.folder:  # all editions have one script
                write_if_changed(folder.parent / SCRIPT, script())
            write_search(folder, {BUNDLED: bundled(texts)} if offline else texts)
