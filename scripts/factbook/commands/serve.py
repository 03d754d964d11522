"""Preview the site: a saved fact or page shows at once, a broken one shows its problems in the page."""

from __future__ import annotations

import argparse

from mkdocs.exceptions import Abort, ConfigurationError

from factbook.preview.preview import Preview, remove_leftovers
from factbook.problems import ProjectError
from factbook.site.build import configuration_file, quiet_mkdocs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook serve``."""
    parser.add_argument(
        "--port", type=int, default=8000, help="port on localhost; 0 for any that is free (default: 8000)"
    )
    parser.add_argument("--open", action="store_true", help="open the preview in a browser")


def run(options: argparse.Namespace) -> int:
    """Serve the preview on localhost until it is stopped."""
    if not 0 <= options.port <= 65_535:
        raise ProjectError(f"there is no port {options.port}: choose one between 1024 and 65535 with --port")
    path = configuration_file(options.root)
    quiet_mkdocs(verbose=True)
    remove_leftovers()
    try:
        Preview(path, options.port).run(open_in_browser=options.open)
    except OSError as error:
        raise ProjectError(
            f"port {options.port} cannot be used ({error.strerror}); choose another with --port"
        ) from None
    except (Abort, ConfigurationError) as error:
        raise ProjectError(str(error)) from None
    return 0
