"""Everything the site holds beside its pages: the exports, the charts as files, and the linked data in the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from factbook import charts
from factbook.checks.project import Project
from factbook.exports import LinkedData, SiteInfo, catalogue, export_all, export_edition
from factbook.render.links import Site
from factbook.render.prose import prose_markdown


class Outputs:
    """The outputs of one state of a project; each is built with the first request."""

    def __init__(self, project: Project, site: Site, markdown: Callable[[], Mapping[str, str]]) -> None:
        """Markdown: gives the text of every generated page by its path."""
        self._project = project
        self._site = SiteInfo(site, site.publication.licence)
        self._markdown = markdown

    @cached_property
    def _linked(self) -> LinkedData:
        store = self._project.store
        return LinkedData(catalogue(store, self._site, cached=False), store, self._site)

    def linked_data(self, page: str, trail: Sequence[tuple[str, str]] = ()) -> str:
        """What a page is about, as JSON-LD that is safe inside a script element; empty where there is nothing to say.

        ``trail``: name and path of each page on the way to it, itself the last.
        """
        return self._linked.page_script(page, trail)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its path below the site's root."""
        project = self._project
        yield from export_all(project.store, self._site, project.store.history, pages=self._pages())
        yield from charts.export(
            project.store, self._site.colours.light, charts.cached_in(project.root / "build" / "cache" / "charts")
        )

    def files_of_edition(self) -> Iterator[tuple[str, bytes]]:
        """The files that an edition in another language has of its own, by their path below its root: feeds, and pages as Markdown."""
        yield from export_edition(self._project.store, self._site, self._project.store.history, pages=self._pages())

    def _pages(self) -> Mapping[str, str]:
        """The Markdown of all pages, written by hand or generated, by their paths."""
        store, site = self._project.store, self._site.site
        written = {page.page: prose_markdown(page.page, page.text, store, site) for page in self._project.pages}
        return {**written, **self._markdown()}

    @cached_property
    def by_path(self) -> Mapping[str, bytes]:
        """The same as a mapping, for a preview."""
        return dict(self.files())
