"""Lists in a sentence: what stands between their items, by the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from babel import Locale
from babel.lists import format_list

from factbook.languages.current import ENGLISH, language
from factbook.languages.words import _

_LOCALES = {ENGLISH: "en_GB"}
"""The locale whose lists a language has, where it is not its own: English ones have no comma before the last item."""

_CLOSE = frozenset({"zh", "ja"})
"""Languages whose sentences follow each other without a space."""


def separator() -> str:
    """Return what stands between two items of a list that has no word before its last: ``, `` or ``、``."""
    return _(", ")


def joined(items: Iterable[str]) -> str:
    """Return items as a list without a word before the last: ``a, b, c`` or ``甲、乙、丙``."""
    return separator().join(items)


def sentences(items: Iterable[str]) -> str:
    """Return sentences one after the other; in Chinese nothing stands between two."""
    return ("" if language().partition("-")[0] in _CLOSE else " ").join(items)


def listed(items: Iterable[str], *, style: Literal["standard", "or"] = "standard") -> str:
    """Return items as a list in a sentence: ``a, b and c`` or ``甲、乙和丙``; by ``or``, ``a, b or c`` or ``甲、乙或丙``."""
    tag = language()
    return format_list(list(items), style=style, locale=Locale.parse(_LOCALES.get(tag, tag.replace("-", "_"))))
