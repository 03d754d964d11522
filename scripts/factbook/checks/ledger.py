"""The ledger: every address that was ever published, one a line, in ``data/ledger.txt``.

An address that stands there stays good for ever: it exists, or ``data/redirects.yml`` says where it went.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

PATH = "data/ledger.txt"

HEAD = """\
# Every address that was ever published, one a line, in order. `factbook ledger` adds new ones; nobody takes one away.
# An address that is gone has an entry in data/redirects.yml.
"""


def read_ledger(root: Path) -> Mapping[str, int]:
    """The addresses and the line (from 1) on which each stands; empty where there is no ledger yet."""
    try:
        text = (root / PATH).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    return parse_ledger(text)


def parse_ledger(text: str) -> dict[str, int]:
    """The addresses in the text of a ledger and their lines; comments and empty lines are passed over."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        address = line.strip()
        if address and not address.startswith("#"):
            found.setdefault(address, number)
    return found


def ledger_text(addresses: Iterable[str]) -> str:
    """The text of a ledger: in order, so that two branches that add to it seldom meet in one place."""
    return HEAD + "".join(f"{address}\n" for address in sorted(set(addresses)))
