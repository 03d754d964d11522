"""The subcommands: each a module with NAME, HELP, ``add_arguments`` and ``run``."""

from factbook.commands import build, check, diff, explain, fmt, headers, ledger, new, offline, schema, serve, stats

COMMANDS = (check, explain, build, serve, new, fmt, diff, schema, stats, ledger, headers, offline)
