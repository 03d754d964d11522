"""Reading built pages: what links to where, which ids stand on a page, which facts it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class BuiltPage(HTMLParser):
    """One page of the site, read once."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if values.get("data-fact"):
            self.facts.extend(str(values["data-fact"]).split())


@cache
def read(path: Path) -> BuiltPage:
    """The page at a path of the built site."""
    page = BuiltPage()
    page.feed(path.read_text(encoding="utf-8"))
    return page
