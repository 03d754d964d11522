"""Rules about published addresses: none vanishes, none is too long to be one."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.checks import ledger
from factbook.checks.rules.identity import ids, successors
from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.problems import nearest
from factbook.store.slugs import MAX_LENGTH, slug


def _vanished(view: View) -> Iterator[Finding]:
    known = ids(view.store)
    for address, line in view.ledger.items():
        if address in known or address in view.store.redirects or view.excused(address):
            continue
        found = _successor(address, known, view)
        where = f"to: [{found}], kind: moved" if found else "to: […], kind: moved (or merged, split, withdrawn)"
        hint = f"bring it back, or add to data/redirects.yml: {{from: {address}, {where}, reason: …, on: …}}"
        yield Finding(ledger.PATH, line, 1, f"'{address}' was published and is gone", hint)


def _successor(address: str, known: set[str], view: View) -> str:
    """What an address that is gone was probably renamed to: by the redirect of its series, else an address that is new; empty if unclear.

    Whatever was published before is something else, however alike its name.
    """
    moved = successors(address, view.store)
    if moved:
        return moved[0]
    new = known - set(view.ledger)
    series, at_sign, _ = address.partition("@")
    alike = {name for name in new if ("@" in name) == bool(at_sign)}
    return next(iter(alike)) if len(alike) == 1 else nearest(address, alike) or nearest(series, alike)


def _too_long(view: View) -> Iterator[Finding]:
    hint = f"shorten the id, or the observation's key, to {MAX_LENGTH} characters together"
    for fact in view.store.facts.values():
        if len(slug(fact.address)) > MAX_LENGTH:
            yield at(fact.origin, message=f"the address '{fact.address[:40]}…' is too long for a permalink", hint=hint)
    for redirect in view.store.redirects.values():
        if len(slug(redirect.from_)) > MAX_LENGTH:
            message = f"the address '{redirect.from_[:40]}…' is too long for a permalink"
            yield at(view.store.origin(redirect), "from", message=message, hint="no such address was ever published")


_LEDGER = """# data/ledger.txt
town
town-river
town-square
"""
_REDIRECT = """# data/redirects.yml
- {from: town-square, to: [town-river], kind: merged, reason: the square lies on the river, on: 2020-01-01}
"""
_CHARTER = """# data/milestones.yml
- {id: %s, date: 1320, title: Charter, summary: A market., topics: [history], places: [town], sources: {yearbook: p. 2}}
"""

RULES = (
    Rule(
        "FB901",
        "vanished-address",
        N_("Every address in `data/ledger.txt` exists or has an entry in `data/redirects.yml`."),
        N_("Others link to it and cite it: a permalink that breaks is a promise broken."),
        _LEDGER,
        _LEDGER + _REDIRECT,
        _vanished,
    ),
    Rule(
        "FB903",
        "long-address",
        N_("An address, written as a permalink, has at most 200 characters."),
        N_("It becomes the name of a folder, and file systems have limits."),
        _CHARTER % f"charter{'-of-the-market-town' * 11}",
        _CHARTER % "charter",
        _too_long,
    ),
)
