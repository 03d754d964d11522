"""Report every problem of the data and of the curated pages in one run, sorted by place."""

from __future__ import annotations

import argparse
import os
import sys

from factbook.checks.project import read_project
from factbook.checks.report import FORMATS, report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook check``."""
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how to report (default: text)")


def run(options: argparse.Namespace) -> int:
    """Check the project; 1 if there are problems."""
    project = read_project(options.root, options.today)
    sys.stdout.write(report(project, options.format, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))
    return 1 if project.problems else 0
