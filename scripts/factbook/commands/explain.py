"""Say what a rule wants and why, with a wrong and a right example. Without a code: list all rules."""

from __future__ import annotations

import argparse

from factbook.checks.rules import RULES, by_code
from factbook.checks.rules.rule import displayed
from factbook.problems import ProjectError, nearest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook explain``."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="a rule's code or name, such as FB302")


def run(options: argparse.Namespace) -> int:
    """Print one rule or the list of rules."""
    if options.code is None:
        for rule in RULES:
            print(f"{rule.code}  {rule.name:24} {rule.wants}")
        return 0
    found = by_code(options.code)
    if found is None:
        guess = nearest(options.code.upper(), [r.code for r in RULES]) or nearest(options.code, [r.name for r in RULES])
        raise ProjectError(f"there is no rule '{options.code}'" + (f"; did you mean {guess}?" if guess else ""))
    print(f"{found.code} {found.name}\n\n{found.wants}\n{found.why}\n")
    print(f"Wrong:\n\n{_indent(displayed(found.wrong))}\nRight:\n\n{_indent(displayed(found.right))}")
    return 0


def _indent(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.split("\n"))
