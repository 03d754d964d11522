"""The pages of a preview: MkDocs builds those that people write, and each page of the store is built when a browser requests it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from threading import RLock

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from factbook.checks.project import Project
from factbook.languages import in_language
from factbook.preview.page_builder import PageBuilder
from factbook.site.plugin import FactbookPlugin
from factbook.site.session import BuildSession
from factbook.site.store_page import StorePage
from mkdocs_timeline.plugin import TimelinePlugin


class _NoOptions(Config):
    """A plugin that is not named in ``mkdocs.yml`` has no options there."""


class LivePreview(BasePlugin[_NoOptions]):
    """The pages of the preview's last build; a plugin beside :class:`FactbookPlugin`, for MkDocs to hand it files, navigation and theme."""

    def __init__(self, factbook: FactbookPlugin, language: str) -> None:
        """``language``: that of the pages, which are built in whatever thread requests them."""
        self._factbook, self._language = factbook, language
        self._lock = RLock()
        self._nav: Navigation | None = None
        self._builder: PageBuilder | None = None
        self._documents: dict[str, str] = {}
        self._search_is_stale = False

    # ── events of a build ──

    @event_priority(-100)
    def on_files(self, files: Files, **_: object) -> Files:
        """Exclude the pages of the store from the build."""
        logging.getLogger("mkdocs.structure.pages").addFilter(_is_no_link_to_them)
        for file in files:
            if isinstance(file.page, StorePage):
                file.inclusion = InclusionLevel.EXCLUDED
        return files

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Remember the navigation."""
        self._nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Build pages on request from here on."""
        assert self._nav is not None, "on_nav comes first"
        self._builder = PageBuilder(config, files, self._nav, env)
        return env

    # ── requests, and saves that need no build ──

    @property
    def has_problems(self) -> bool:
        """Whether problems stand in place of the pages."""
        return self._session.has_problems

    def show(self, project: Project) -> None:
        """Show another state of the project from now on; if it has problems, show these in place of the pages."""
        with self._lock, in_language(self._language):
            history = self._session.snapshot.project.store.history  # of commits: a save changes none
            self._session.show(replace(project, store=replace(project.store, history=history)))
            self._documents.clear()
            self._search_is_stale = True

    def page_at(self, path: str) -> str | None:
        """The HTML of the page at an address below the site's root, in the state shown; None where there is no page."""
        with self._lock, in_language(self._language):
            if self._builder is None:
                return None
            if path.startswith("search/") and self._search_is_stale and not self.has_problems:
                self._session.write_search()
                self._search_is_stale = False
            if path not in self._documents:
                file = self._file_at(path, self._builder)
                if file is None:
                    return None
                self._documents[path] = _document(file, self._builder)
            return self._documents[path]

    @property
    def _session(self) -> BuildSession:
        return self._factbook.session

    def _file_at(self, path: str, builder: PageBuilder) -> File | None:
        for name in _names_at(path):
            file = builder.files.get_file_from_path(name)
            if file is not None and not file.inclusion.is_excluded():
                return file
            page = self._session.snapshot.pages.get(name)
            if page is not None:
                return self._session.store_page(page).file
        return None


def _is_no_link_to_them(record: logging.LogRecord) -> bool:
    """MkDocs tells of each link to a page that it does not build: these are there when they are requested."""
    return not record.getMessage().endswith("excluded from the built site.")


def _document(file: File, builder: PageBuilder) -> str:
    """The HTML of a page; the files of the timelines on it are written too."""
    timeline = builder.config.plugins.get("timeline")
    if not isinstance(timeline, TimelinePlugin):
        return builder.build(file)
    timeline.exports = {}
    html = builder.build(file)
    timeline.on_post_build(config=builder.config)
    return html


def _names_at(path: str) -> Iterator[str]:
    """The names of the files whose pages may be at an address below the site's root."""
    if path.endswith(".html"):
        yield path.removesuffix(".html").removesuffix("/index") + ".md"
        path = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
    if not path or path.endswith("/"):
        yield f"{path}index.md"
        yield f"{path.rstrip('/')}.md"
