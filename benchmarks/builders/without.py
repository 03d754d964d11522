"""Run factbook with some of its special paths switched off.

    python benchmarks/builders/without.py [NAME …] -- build|check|saves …

``saves`` is no command of factbook: it reads the store of the folder once, and fifty times again after one record was changed, as a preview
does. What is switched off is done in the way that the path is there to avoid; the site is the same (``tests/benchmarks/test_paths.py``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from builders import RECORDS, sentence_of

SAVES = 50


@dataclass(frozen=True)
class SpecialPath:
    """A special path of the program. ``module``: its file. ``off``: by module and name, what stands in place of a thing, by that thing."""

    module: str
    purpose: str
    off: Mapping[tuple[str, str], Callable[[Any], Any]]


def _rendered_by_the_theme(session: Any) -> Any:
    """Sessions whose generated pages MkDocs renders as it does any other."""

    class Usual(session):  # type: ignore[misc]
        def add_pages(self, files: Any) -> None:
            super().add_pages(files)
            for file in files:
                file.page = None  # MkDocs makes one of its own

    return Usual


def _own_code(_: Any) -> Any:
    return import_module("jinja2.compiler").CodeGenerator


def _drawn_anew(_: Any) -> Any:
    rasterise = import_module("factbook.charts.raster").rasterise
    return lambda _folder: rasterise


PATHS: Mapping[str, SpecialPath] = {
    "templates": SpecialPath(
        "templates.py",
        "templates compiled into plain attributes and calls",
        {("factbook.templates", "_DirectCode"): _own_code},
    ),
    "frames": SpecialPath(
        "site/frames.py",
        "the theme's frame rendered once a folder; without it there is no page cache either",
        {("factbook.site.session", "BuildSession"): _rendered_by_the_theme},
    ),
    "pages": SpecialPath(
        "site/page_cache.py",
        "pages of which nothing changed linked from the last build",
        {("factbook.site.session", "PageCache"): lambda _: lambda _folder: None},
    ),
    "incremental": SpecialPath(
        "reading/incremental.py",
        "of a saved file, the changed records alone are read",
        {("factbook.reading.load", "reread"): lambda _: lambda *_known: None},
    ),
    "history": SpecialPath(
        "history/cache.py",
        "what a commit did is compared once",
        {("factbook.history.commits", "cached"): lambda _: lambda compare, _folder: compare},
    ),
    "pictures": SpecialPath(
        "charts/raster.py",
        "charts and cards of which nothing changed are not drawn again",
        {("factbook.site.session", "cached_in"): _drawn_anew, ("factbook.charts", "cached_in"): _drawn_anew},
    ),
    "worker": SpecialPath(
        "site/worker.py",
        "an edition is built in a process of its own",
        {("factbook.site.editions", "has_second_processor"): lambda _: lambda: False},
    ),
}


def switch_off(name: str) -> None:
    """Switch a special path off in this process, before the modules that use it are imported."""
    for (module, attribute), instead in PATHS[name].off.items():
        place = import_module(module)
        setattr(place, attribute, instead(getattr(place, attribute)))


def saves(root: Path) -> None:
    """Read a store, and again after each of fifty changes of one record."""
    load: Any = import_module("factbook.reading.load")
    file, sentence = root / RECORDS, sentence_of(root)
    text = file.read_text(encoding="utf-8")
    known: dict[Any, Any] = {}
    load.load(root, known)
    for number in range(SAVES):
        raw = text.replace(sentence, f"This is wording {number} of the sentence.").encode()
        load.load_file(RECORDS.parent.name, RECORDS.as_posix(), raw, known)


def main(arguments: list[str]) -> int:
    """Switch off, and run."""
    end = arguments.index("--")
    for name in sorted(
        arguments[:end], key=list(PATHS).index
    ):  # templates first: they are compiled with the first import
        switch_off(name)
    if arguments[end + 1] == "saves":
        saves(Path.cwd())
        return 0
    status: int = import_module("factbook.cli").main(arguments[end + 1 :])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
