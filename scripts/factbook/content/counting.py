"""Numbers with their nouns."""

from __future__ import annotations


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, which agrees with it.

    >>> counted(1, "fact"), counted(1200, "fact"), counted(0, "entry", "entries")
    ('1 fact', '1,200 facts', '0 entries')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
