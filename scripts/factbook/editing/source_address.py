"""What can be read from the address of a source alone, without a network."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from factbook.store.urls import host_of, unicode_host

_IGNORED = {"www", "m", "wap", "mobile", "com", "cn", "net", "org", "co", "hk", "tw", "html", "en"}
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?=[01]\d(?:[0-3]\d)?(?!\d)|(?!\d))")
"""A year between separators, or at the head of a month or a day written without any (20241012)."""


def host(url: str) -> str:
    """The host of an address, without a port; empty where there is none."""
    return unicode_host(host_of(url))


def proposed_id(url: str, taken: Collection[str]) -> str:
    """An id of the host's own words and the year in the path; numbered where it is taken."""
    labels = ".".join(label for label in host_of(url).split(".") if not label.startswith("xn--"))
    words = [word for word in re.split(r"[^a-z0-9]+", labels) if word and word not in _IGNORED]
    year = _YEAR.search(urlsplit(url).path)
    base = "-".join((*words, year[1]) if year else words) or "source"
    return next(name for name in _numbered(base) if name not in taken)


def _numbered(base: str) -> list[str]:
    return [base, *(f"{base}-{number}" for number in range(2, 1000))]
