"""Report every problem of the data and of the curated pages in one run, sorted by place."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from factbook.checks.project import read_project
from factbook.checks.report import FORMATS, markdown, report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook check``."""
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how to report (default: text)")


def run(options: argparse.Namespace) -> int:
    """Check the project; 1 if there are problems."""
    project = read_project(options.root, options.today)
    text = report(project, options.format, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    sys.stdout.write(_as_ascii(text) if options.format in {"json", "sarif"} else text)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if options.format == "github" and project.problems and summary:
        with Path(summary).open("a", encoding="utf-8", errors="replace") as file:
            file.write(markdown(project))
    return 1 if project.problems else 0


def _as_ascii(text: str) -> str:
    """JSON in ASCII where the output has a code page that lacks some of its characters."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(json.loads(text), indent=2) + "\n"
    return text
