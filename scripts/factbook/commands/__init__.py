"""The subcommands: each a module with NAME, HELP, ``add_arguments`` and ``run``."""

from factbook.commands import build, check, explain, schema, serve

COMMANDS = (check, explain, build, serve, schema)
