"""The commands of the program, in words. Each is a module of :mod:`factbook.commands`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COMMANDS: Final[Mapping[str, str]] = {
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
