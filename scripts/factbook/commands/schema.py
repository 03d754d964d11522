"""Write the editors' JSON Schemas, and the ids that editors offer, to data/schema/; or check that the schemas are fresh.

The ids are not checked: they are offered and never required, so one that is missing does no harm.
"""

from __future__ import annotations

import argparse
import sys

from factbook.editing.editor_schema import IDS, as_text, ids_schema, schema_files
from factbook.editing.names import names
from factbook.files import write_if_changed
from factbook.reading.load import build_store, load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook schema``."""
    parser.add_argument("--check", action="store_true", help="only report which schemas are stale; exit 1 if any is")


def run(options: argparse.Namespace) -> int:
    """Write the schema files that differ."""
    folder = options.root / "data" / "schema"
    files = schema_files()
    if not options.check:
        files[IDS] = as_text(ids_schema(names(build_store(load(options.root)))))
    stale = []
    for name, text in files.items():
        path = folder / name
        current = path.read_text(encoding="utf-8") if path.is_file() else ""
        if current != text:
            stale.append(path)
            if not options.check:
                write_if_changed(path, text)
    for path in stale:
        print(f"{path}: {'stale; run factbook schema' if options.check else 'written'}", file=sys.stderr)
    return 1 if stale and options.check else 0
