"""The rule table: every rule of the store and of the pages, each with its examples."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.checks.rules import (
    dates,
    disputes,
    entities,
    identity,
    ledger,
    pages,
    quality,
    reading,
    site,
    sourcing,
    texts,
    twins,
    values,
    vocabulary,
)
from factbook.checks.rules.rule import Check, Finding, Rule, View
from factbook.problems import Problem

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *vocabulary.RULES,
    *identity.RULES,
    *entities.RULES,
    *texts.RULES,
    *twins.RULES,
    *sourcing.RULES,
    *dates.RULES,
    *values.RULES,
    *disputes.RULES,
    *pages.RULES,
    *site.RULES,
    *quality.RULES,
    *ledger.RULES,
)
"""All rules, by code."""


def run(view: View) -> Iterator[Problem]:
    """The problems that the rules find, in the order of the table."""
    for rule in RULES:
        if rule.check is None:
            continue
        for found in rule.check(view):
            yield Problem(found.path, found.line, found.column, rule.code, found.message, found.hint)


def by_code(code: str) -> Rule | None:
    """The rule with this code or name."""
    return next((rule for rule in RULES if code.upper() == rule.code or code.lower() == rule.name), None)


__all__ = ["RULES", "Check", "Finding", "Rule", "View", "by_code", "run"]
