"""Check that every link inside a built site leads to a file and a place that exist: pages, Markdown twins, data files."""

from __future__ import annotations

import argparse
from pathlib import Path

from factbook.checks.links import check_links


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook links``."""
    parser.add_argument(
        "site", type=Path, nargs="?", metavar="SITE", help="the built site (default: site/ of the project)"
    )
    parser.add_argument("--url", default="", help="the site's address (default: as its home page names it)")


def run(options: argparse.Namespace) -> int:
    """Print the broken links and the numbers; 1 if any is broken. Raises ProjectError where there is no built site."""
    report = check_links(options.site or options.root / "site", options.url)
    for broken in report.broken:
        print(broken)
    print(report)
    return 1 if report.broken else 0
