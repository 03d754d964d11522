"""The language that is spoken now: of one edition of the site, in its process, or in a preview of the request that is answered.

It is a context variable, as the current decimal context is one: pages, words and texts of the store ask for it, and nobody passes it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

ENGLISH: Final = "en"

_CURRENT: Final[ContextVar[str]] = ContextVar("factbook_language", default=ENGLISH)


def language() -> str:
    """Return the language that is spoken now, by its BCP 47 tag: ``en``, ``zh``."""
    return _CURRENT.get()


def speak(tag: str) -> None:
    """Speak a language from now on, in this thread."""
    _CURRENT.set(tag)


@contextmanager
def in_language(tag: str) -> Iterator[None]:
    """Speak a language for as long as the block runs."""
    token = _CURRENT.set(tag)
    try:
        yield
    finally:
        _CURRENT.reset(token)
