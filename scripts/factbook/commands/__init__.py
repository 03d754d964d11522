"""The subcommands: each a module with ``add_arguments`` and ``run``, whose docstring describes it.

A module is imported when its command is called: most of a short command's time would be the imports of the others.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from factbook.content.program import COMMANDS


def command(name: str) -> ModuleType:
    """The module of one of these commands."""
    return import_module(f"factbook.commands.{name}")


__all__ = ["COMMANDS", "command"]
