"""The settings of a site under ``plugins: factbook`` in ``mkdocs.yml``, in words. :mod:`factbook.site.settings` reads them."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.content.publication import LICENCES, PARTS

LICENCE_FILE = "LICENSE-DATA"
"""The text of the licence, which goes with the downloads."""

SETTINGS: Mapping[str, tuple[str, str, str]] = {
    "licence": (
        "an identifier (" + ", ".join(LICENCES) + "), or `{id: …, name: …, url: …}`",
        "none",
        "The licence of the data and texts. It is named in every export, and on pages for machines. Its text goes with the downloads if it"
        f" lies in the project as `{LICENCE_FILE}`. Nothing is licensed unless this says so.",
    ),
    "citation.author": (
        "text",
        "the name of the site",
        "Who is named as the author of a page in citations, of feeds, and as the creator of the data.",
    ),
    "citation.title": ("text", "the name of the site", "What the whole is called in citations."),
    "contact": (
        "an address, `https://…` or `mailto:…`",
        "none",
        "Whom to ask: in the footer of every page, in the description of the API, with the author of the data package and in linked data.",
    ),
    "exports": (
        "`true`, `false`, or a list of " + ", ".join(f"`{name}`" for name in PARTS),
        "`true`",
        "What is exported beside the pages. A list names what is written beside the API, the tables, linked data and permalinks: "
        + "; ".join(f"`{name}`, {what}" for name, what in PARTS.items())
        + ". Without any, `false`, links to the data lead nowhere: for quick trials.",
    ),
    "pages_dir": (
        "a folder",
        "`build/pages`",
        "Where the generated pages are written as Markdown, relative to the project's folder.",
    ),
    "offline": (
        "`true` or `false`",
        "`false`",
        "Whether pages are read without a server: addresses name files, and nothing is fetched. `factbook offline` sets it.",
    ),
}
"""Every setting: what it may be, its default, and what it does. The reference is made from it."""
