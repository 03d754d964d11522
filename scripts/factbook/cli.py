"""The command ``factbook``: options, exit status, one clean line for every error.

Exit status: 0 clean, 1 problems found, 2 could not run.
"""

from __future__ import annotations

import argparse
import io
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from factbook import __version__
from factbook.commands import COMMANDS, command
from factbook.problems import ProjectError


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day: write 2026-11-22") from None


class _CommandParser(argparse.ArgumentParser):
    """The parser of one command, whose module is imported when the command is called."""

    def __init__(self, module: str = "", **options: Any) -> None:
        super().__init__(**options)
        self._module = module
        if not module:  # one that a command adds, such as ``new source``
            _add_common(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the command's own arguments, once it is known which these are."""
        if self._module:
            module, self._module = command(self._module), ""
            self.description = module.__doc__
            module.add_arguments(self)
            _add_common(self)
            self.set_defaults(run=module.run)
        return super().parse_known_args(args, namespace)


def _add_common(parser: argparse.ArgumentParser, **defaults: Any) -> None:
    """The options of all commands, which stand before the command or after it."""
    missing = argparse.SUPPRESS
    parser.add_argument(
        "--root",
        type=Path,
        default=defaults.get("root", missing),
        metavar="DIR",
        help="the project's folder (default: this one)",
    )
    parser.add_argument(
        "--today",
        type=_day,
        default=defaults.get("today", missing),
        metavar="DAY",
        help="the day that rules about the future go by (default: today, the latest on Earth)",
    )


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="factbook", description="Check, build and preview a knowledge base of sourced facts."
    )
    parser.add_argument("--version", action="version", version=f"factbook {__version__}")
    _add_common(parser, root=Path(), today=None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_CommandParser)
    for name, description in COMMANDS.items():
        commands.add_parser(name, module=name, help=description)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    _replace_what_cannot_be_printed()
    options = build_parser().parse_args(arguments)
    previous = _heed_signals()
    try:
        status: int = options.run(options)
    except ProjectError as error:
        print(f"factbook: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except OSError as error:
        print(f"factbook: {error.filename or 'a file'}: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("factbook: stopped; nothing was left half done", file=sys.stderr)
        return 2
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    return status


def _replace_what_cannot_be_printed() -> None:
    """Print ``?`` for a character that the terminal's code page lacks, and for bytes of a file name that are no text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _heed_signals() -> dict[int, Any]:
    """Let a request to end do what Ctrl-C does: everything that was begun is taken back. Returns what was set before."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    return {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGTERM, signal.SIGHUP)}
