"""The subcommands: each a module with ``add_arguments`` and ``run``, whose docstring describes it.

A module is imported when its command is called: most of a short command's time would be the imports of the others.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

COMMANDS = {
    "init": "write a new knowledge base into a folder",
    "check": "report all problems of data/ and docs/",
    "explain": "what a rule wants and why, with examples",
    "build": "check, then build the site",
    "serve": "preview the site while you edit",
    "new": "a filled-in skeleton of a record at the right place",
    "fmt": "lay out the data files: order, width, quotes; comments and values stay",
    "diff": "what changed since a git revision, in facts and not in lines",
    "schema": "write the editors' JSON Schemas and the ids they offer to data/schema/",
    "stats": "how well the store is sourced",
    "ledger": "add new addresses to the list of all that was published",
    "links": "whether every link inside the built site leads somewhere",
    "headers": "the security headers of the built site, for nginx or Caddy",
    "offline": "build the site into a zip file that opens without a server",
}
"""What each does, in a line, in the order in which they are listed."""


def command(name: str) -> ModuleType:
    """The module of one of these commands."""
    return import_module(f"factbook.commands.{name}")
