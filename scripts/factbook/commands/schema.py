"""Write the editors' JSON Schemas to data/schema/, or check that they are fresh."""

from __future__ import annotations

import argparse
import sys

from factbook.files import write_if_changed
from factbook.schema.editor import schema_files

NAME = "schema"
HELP = "write the editors' JSON Schemas to data/schema/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook schema``."""
    parser.add_argument("--check", action="store_true", help="only say which are stale; exit 1 if any is")


def run(options: argparse.Namespace) -> int:
    """Write the schema files that differ."""
    folder = options.root / "data" / "schema"
    stale = []
    for name, text in schema_files().items():
        path = folder / name
        current = path.read_text(encoding="utf-8") if path.is_file() else ""
        if current != text:
            stale.append(path)
            if not options.check:
                write_if_changed(path, text)
    for path in stale:
        print(f"{path}: {'stale; run factbook schema' if options.check else 'written'}", file=sys.stderr)
    return 1 if stale and options.check else 0
