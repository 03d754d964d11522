"""Print the security headers of a built site as a web server reads them, from the site's own file ``_headers``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factbook.problems import ProjectError
from factbook.site.policy import caddy_headers, headers_of, nginx_headers

_WRITERS = {"nginx": nginx_headers, "caddy": caddy_headers}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook headers``."""
    parser.add_argument("server", choices=sorted(_WRITERS), help="which server is to read them")
    parser.add_argument("--site", type=Path, metavar="DIR", help="the built site (default: site/ of the project)")


def run(options: argparse.Namespace) -> int:
    """Print them. Raises ProjectError where there is no built site."""
    path = (options.site or options.root / "site") / "_headers"
    try:
        found = headers_of(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ProjectError(f"there is no built site at {path.parent}: run factbook build first") from None
    sys.stdout.write(_WRITERS[options.server](found))
    return 0
