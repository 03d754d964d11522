"""Addresses as one path segment: ``gdp@2022-01/2022-06`` is ``gdp_at_2022-01_to_2022-06``.

A slug holds only ``a-z``, ``0-9``, ``-`` and ``_``: it needs no escaping in a URL (RFC 3986, section 2.3, unreserved
characters), means the same on file systems that fold case, and has neither dots nor separators. Ids have no
underscore, so each ``_word_`` stands for one thing, and the encoding can be undone.
"""

from __future__ import annotations

import re
from functools import lru_cache

MAX_LENGTH = 200
"""A file name has at most 255 bytes on the common file systems; this leaves room for a suffix."""

_WORDS = {
    "@": "at", "/": "to", ":": "key", "~": "about", "?": "uncertain", "%": "about-uncertain", "..": "open", "-Q": "q",
}  # fmt: skip
_SPECIAL = re.compile(r"\.\.|-Q|[^a-z0-9-]", re.DOTALL)
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")
"""Names that Windows gives to devices, in every folder."""


@lru_cache(maxsize=4_096)
def slug(address: str) -> str:
    """The slug of an address, of any id, or of any other text that is not empty.

    >>> slug("gdp@2023-Q3:core")
    'gdp_at_2023_q_3_key_core'
    """
    if _DEVICES.fullmatch(address):
        return f"_u{ord(address[0]):x}_{address[1:]}"
    return _SPECIAL.sub(lambda match: f"_{_WORDS.get(match[0]) or f'u{ord(match[0]):x}'}_", address)
