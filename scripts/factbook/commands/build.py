"""Check the project, then build the site. The old site is replaced only when all of it succeeded."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from factbook.checks.project import read_project
from factbook.checks.report import report
from factbook.content.counting import counted
from factbook.site.build import build_site, configuration_file, quiet_mkdocs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook build``."""
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to put the site (default: site_dir of mkdocs.yml)"
    )
    parser.add_argument("--verbose", action="store_true", help="show all messages of MkDocs")


def run(options: argparse.Namespace) -> int:
    """Build the site; 1 if there are problems, and then nothing is built."""
    configuration_file(options.root)
    quiet_mkdocs(verbose=options.verbose)
    started = time.monotonic()
    project = read_project(options.root, options.today)
    if project.problems:
        sys.stdout.write(report(project, colour=sys.stdout.isatty()))
        print("factbook: nothing was built; the old site stands", file=sys.stderr)
        return 1
    store = project.store
    print(
        f"checked: {counted(len(store.facts), 'fact')}, {counted(len(store.sources), 'source')}; building …",
        file=sys.stderr,
    )
    folder = build_site(options.root, options.out, project=project)
    pages = sum(1 for _ in folder.rglob("*.html"))
    print(f"built {counted(pages, 'page')} in {time.monotonic() - started:.1f} s: {folder}")
    return 0
