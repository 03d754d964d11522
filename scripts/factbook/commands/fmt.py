"""Lay the data files out: order of keys and records, line width, quotes. Values and comments stay."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from factbook.editing.formatting import Formatted, format_file
from factbook.files import sweep, write_all
from factbook.problems import ProjectError
from factbook.reading.data_files import DATA, data_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook fmt``."""
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file would change")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: all of data/)")


def run(options: argparse.Namespace) -> int:
    """Format the files; 1 if one could not be read, or with ``--check`` if one would change."""
    status, count = 0, 0
    anew: dict[Path, str | bytes] = {}
    for formatted in _formatted(options.root, options.paths):
        count += 1
        for problem in formatted.problems:
            print(problem)
            status = 1
        if formatted.changed:
            print(f"{_name(formatted.path)}: {'would be laid out anew' if options.check else 'laid out'}")
            anew[formatted.path] = formatted.text
    if not options.check:
        sweep(options.root / DATA)
        write_all(anew)
    _summary(count, len(anew), check=options.check)
    return 1 if options.check and anew else status


def _formatted(root: Path, paths: list[Path]) -> Iterator[Formatted]:
    wanted = [path.resolve() for path in paths]
    found = [
        (collection, path)
        for collection, path in data_files(root)
        if not wanted or any(path.resolve().is_relative_to(place) for place in wanted)
    ]
    for place in wanted:
        if not any(path.resolve().is_relative_to(place) for _, path in found):
            raise ProjectError(f"'{place}' is no data file of the project and holds none")
    for collection, path in found:
        try:
            yield format_file(root, collection, path)
        except ProjectError as error:
            raise ProjectError(f"{_name(path)}: {error}") from None


def _name(path: Path) -> str:
    return path.as_posix()


def _summary(count: int, changed: int, *, check: bool) -> None:
    files = f"{count} file{'s' * (count != 1)}"
    if changed and check:
        print(f"{changed} of {files} would change; run factbook fmt", file=sys.stderr)
    else:
        print(f"{files}, {changed} changed", file=sys.stderr)
