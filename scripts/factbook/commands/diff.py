"""Say what changed between two git revisions in facts and not in lines, and what rests on it."""

from __future__ import annotations

import argparse
import sys

from factbook.history import STYLES, compare, revision, show
from factbook.history.compare import Side
from factbook.reading.load import load
from factbook.reading.prose import read_pages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook diff``."""
    parser.add_argument("base", metavar="BASE", help="a git revision, such as main or HEAD~3")
    parser.add_argument("head", nargs="?", metavar="HEAD", help="another one (default: the files as they are now)")
    parser.add_argument("--format", choices=STYLES, default="text", help="how to show it (default: text)")


def run(options: argparse.Namespace) -> int:
    """Print the changes; the status is 0 whether there are any or none."""
    before = Side.of(revision(options.root, options.base))
    after = Side.of(revision(options.root, options.head) if options.head else load(options.root))
    pages, _ = read_pages(options.root)
    sys.stdout.write(show(compare(before, after, pages), options.format))
    return 0
