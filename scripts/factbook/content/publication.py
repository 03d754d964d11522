"""What the owner of a site decides of its publication: licence, who is cited, whom to ask, which exports there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LICENCES: Final[Mapping[str, tuple[str, str]]] = {
    "CC0-1.0": ("Creative Commons Zero v1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution Share Alike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution Non Commercial 4.0 International",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "ODbL-1.0": ("Open Data Commons Open Database License v1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License v1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "PDDL-1.0": (
        "Open Data Commons Public Domain Dedication & License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ),
}
"""Name and address of the licences for data that may be named by their identifier alone (https://spdx.org/licenses/)."""

PARTS: Final[Mapping[str, str]] = {
    "feeds": "what happened and what changed, as Atom and JSON Feed, in feeds/",
    "calendars": "what is known to the day, and its anniversaries, as iCalendar, in feeds/",
    "embeds": "facts and charts as small pages for other sites, in embed/",
    "llms": "each page as Markdown, llms.txt and llms-full.txt",
}
"""The exports that may be left out one by one. The API, the tables, linked data and permalinks belong together: pages link to them."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the data: its SPDX identifier, name, address, and the text that goes with the downloads."""

    identifier: str
    name: str
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The owner's decisions.

    Attributes:
        licence: The licence of the data; None where the owner names none.
        author: Who is named as the author of a page, and as the creator of the data; by default the name of the site.
        title: What the whole is called in citations; by default the name of the site.
        contact: An address for questions: ``https://…`` or ``mailto:…``; empty for none.
        parts: Which of :data:`PARTS` are exported.

    """

    licence: Licence | None = None
    author: str = ""
    title: str = ""
    contact: str = ""
    parts: frozenset[str] = frozenset(PARTS)
