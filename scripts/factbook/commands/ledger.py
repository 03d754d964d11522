"""Add the addresses that are new to data/ledger.txt, the list of all that was ever published, or check that none is missing."""

from __future__ import annotations

import argparse
import sys

from factbook.checks.ledger import PATH, ledger_text, read_ledger
from factbook.checks.project import read_project
from factbook.checks.rules.identity import ids
from factbook.files import write_if_changed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook ledger``."""
    parser.add_argument("--check", action="store_true", help="only report which are missing; exit 1 if any is")


def run(options: argparse.Namespace) -> int:
    """Add what is missing; 1 if the store cannot be read whole, or with ``--check`` if anything is missing."""
    project = read_project(options.root, options.today)
    unread = sorted({problem.path for problem in project.problems if problem.code[:3] in {"FB1", "FB2"}})
    if unread and not options.check:
        print(f"factbook: not written, for {', '.join(unread)} cannot be read; see factbook check", file=sys.stderr)
        return 1
    listed = read_ledger(options.root)
    missing = sorted(ids(project.store) - set(listed))
    for address in missing:
        print(f"{address}: {'missing; run factbook ledger' if options.check else 'added'}")
    if options.check:
        return 1 if missing else 0
    if missing or not (options.root / PATH).is_file():
        write_if_changed(options.root / PATH, ledger_text((*listed, *missing)))
    return 0
