"""Writing generated pages out: the HTML of the content for the site, and the Markdown for everybody else, from one making of the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from factbook.content.page import Page
from factbook.files import sweep, write_if_changed, write_new
from factbook.render.html import Writer, headings
from factbook.render.links import Site
from factbook.render.markdown import page_markdown
from factbook.store import Store


@dataclass(frozen=True, slots=True)
class Written:
    """A page's content as HTML, and anchor and name of each heading below its title."""

    content: str
    headings: Sequence[tuple[str, str]]


class PageWriter:
    """Writes the pages of one state of a store. ``folder`` is where their Markdown goes; without one it is not written."""

    def __init__(self, store: Store, site: Site, folder: Path | None = None) -> None:
        self._store, self._site, self._folder = store, site, folder
        self._write_file = write_if_changed if folder is None or folder.exists() else write_new
        self._before: dict[str, Written] = {}

    def write(self, page: Page) -> Written:
        """A page, both ways out."""
        held = page.held()
        if self._folder is not None:
            self._write_file(self.file(page.path), page_markdown(held, self._store, self._site))
        return self._before.pop(page.path, None) or self._written(held)

    def content(self, page: Page) -> str:
        """The content alone, before the page is written: links from other pages may name places in it."""
        if page.path not in self._before:
            self._before[page.path] = self._written(page.held())
        return self._before[page.path].content

    def _written(self, page: Page) -> Written:
        writer = Writer.on(page.path, self._store, self._site)
        content = writer.whole(page)
        return Written(content, headings(page.sections, references=bool(writer.citations.entries)))

    def markdown(self, page: Page) -> str:
        """The Markdown of a page: as it was written, or made anew where none is."""
        if self._folder is not None:
            return self.file(page.path).read_text(encoding="utf-8")
        return page_markdown(page, self._store, self._site)

    def tidy(self, pages: Collection[str]) -> None:
        """Delete the Markdown of pages that are gone, and what killed processes left. ``pages``: the paths of those that stay."""
        if self._folder is None:
            return
        for path in self._folder.rglob("*.md"):
            if path.relative_to(self._folder).as_posix().removesuffix(".md") not in pages:
                path.unlink()
        sweep(self._folder)

    def file(self, path: str) -> Path:
        """Where the Markdown of a page goes."""
        assert self._folder is not None, "the Markdown is not written"
        return self._folder / f"{path}.md"
