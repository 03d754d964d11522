"""One state of a project, ready to be written: its generated pages, what writes them, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from factbook.checks.project import Project
from factbook.content.page import Page
from factbook.exports.llms import title_of
from factbook.exports.outputs import Outputs
from factbook.render.links import Site
from factbook.render.page_writer import PageWriter
from factbook.site.page_cache import Digests


class Snapshot:
    """One state of a project.

    Attributes:
        project: The project in this state.
        site: The site that it is written for.
        pages: The generated pages by the names of their files below ``docs_dir``.
        replaced: Those among them in whose place a page stands that is written by hand: they give it its names and its record.
        writer: Writes their content.
        digests: Digests of the pages, for the page cache.
        outputs: Exports, charts and linked data, lazily built.

    """

    def __init__(self, project: Project, site: Site, pages: Iterable[Page], markdown_folder: Path | None) -> None:
        """``markdown_folder``: where each page is written as Markdown too; None writes no Markdown."""
        written = {page.page for page in project.pages}
        made = {page.path: page for page in pages}
        by_path = {path: page for path, page in made.items() if path not in written}
        self.project = project
        self.site = site
        self.pages = {f"{path}.md": page for path, page in by_path.items()}
        self.replaced = {f"{path}.md": page for path, page in made.items() if path not in by_path}
        self.writer = writer = PageWriter(project.store, site, markdown_folder)
        self.digests = Digests(project.store)
        self.outputs = Outputs(project, site, lambda: {path: writer.markdown(page) for path, page in by_path.items()})
        writer.tidy(by_path)

    def about(self, name: str) -> Page | None:
        """The generated page of a file, or the one in whose place it stands; None for a page about no record."""
        return self.pages.get(name) or self.replaced.get(name)

    def title(self, path: str) -> str:
        """The title of a page, generated or written by hand; empty where there is none."""
        generated = self.pages.get(f"{path}.md")
        if generated is not None:
            return generated.title
        written = next((page for page in self.project.pages if page.page == path), None)
        return title_of(path, written.text) if written else ""
