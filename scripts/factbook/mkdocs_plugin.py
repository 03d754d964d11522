"""The adapter to MkDocs: checks the store, adds the generated pages, hands them over as finished HTML, watches data.

All content comes from :mod:`factbook.pages` and the Markdown extension; this module only joins them to MkDocs' events.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Literal, TypeVar

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from factbook.addresses import Target
from factbook.chronology import chronology
from factbook.content import Page
from factbook.files import write_if_changed
from factbook.generate import generate
from factbook.markdown import FactbookExtension, Scope
from factbook.problems import ProjectError
from factbook.project import Project, read_project
from factbook.render.html import Writer, problem_page, table_of_contents
from factbook.render.markdown import page_markdown
from factbook.site import Site
from mkdocs_timeline.model import Timeline
from mkdocs_timeline.plugin import TimelinePlugin

_ANCHOR = re.compile(r'\sid="([^"]+)"')

_log = logging.getLogger("mkdocs.plugins.factbook")


class FactbookConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    pages_dir = config_options.Type(str, default="build/pages")
    """Where the generated pages are written as Markdown, relative to the project's root."""


class FactbookPlugin(BasePlugin[FactbookConfig]):
    """``plugins: [factbook]``; see the module."""

    def __init__(self) -> None:
        self._serving = False
        self._project: Project | None = None
        self._scope: Scope | None = None
        self._generated: Mapping[str, Page] = {}
        self._alert = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is a preview, where a problem must not end the server."""
        self._serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the project. Raises PluginError with every problem; a preview shows them in the page."""
        root = _root(config)
        site = site_of(config)
        try:
            self._project = read_project(root)
        except ProjectError as error:
            raise PluginError(str(error)) from None
        self._alert = self._report(self._project)
        self._scope = Scope(self._project.store, site)
        config.markdown_extensions = [name for name in config.markdown_extensions if name != "factbook"]
        config.markdown_extensions.append(FactbookExtension(scope=self._scope))  # type: ignore[arg-type]
        timeline = config.plugins.get("timeline")
        if isinstance(timeline, TimelinePlugin):
            timeline.register("store", self._timeline)
        return config

    def _report(self, project: Project) -> str:
        if not project.problems:
            return ""
        listed = "\n".join(str(problem) for problem in project.problems)
        if not self._serving:
            count = len(project.problems)
            raise PluginError(f"{count} problem{'s' * (count != 1)} in the data or the pages:\n{listed}")
        for problem in project.problems:
            _log.warning(str(problem))
        return problem_page(project.problems)

    def _timeline(self) -> Timeline:
        """The store's events, written for the page at hand: inline content becomes tokens of that page."""
        scope = _need(self._scope)
        slots = _need(scope.slots)

        def href(where: Target) -> str:
            return "" if where.page == scope.page else slots.link(where)

        return chronology(scope.store, slots.spans, href)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; write them as Markdown where they changed."""
        if not self._alert:  # while there are problems, the last good pages keep their places, to show them
            self._generated = self._write_pages()
        for name, page in self._generated.items():
            file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.edit_uri = f"../{page.edit_path}#L{page.edit_line}" if page.edit_path else None
            files.append(file)
        return files

    def _write_pages(self) -> Mapping[str, Page]:
        project, scope = _need(self._project), _need(self._scope)
        folder = project.root / self.config.pages_dir
        generated = {f"{page.path}.md": page for page in generate(project.store)}
        for name, page in generated.items():
            write_if_changed(folder / name, page_markdown(page, project.store, scope.site))
        _remove_stale(folder, generated)
        return generated

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the Markdown extension which page comes next; a generated page has nothing to convert."""
        name = page.file.src_uri
        _need(self._scope).page = name.removesuffix(".md")
        generated = self._generated.get(name)
        if generated is None:
            return markdown
        # the theme prints both as they are, so they are escaped here
        page.meta = {"title": escape(generated.title), "description": escape(generated.description)}
        return ""

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Hand a generated page over as finished HTML with its table of contents; show problems in a preview."""
        if self._alert:
            return self._alert
        generated = self._generated.get(page.file.src_uri)
        if generated is None:
            return html
        scope = _need(self._scope)
        writer = Writer.on(generated.path, scope.store, scope.site)
        content = writer.whole(generated)
        page.toc = get_toc(table_of_contents(generated, references=bool(writer.citations.entries)))
        page.present_anchor_ids = {unescape(anchor) for anchor in _ANCHOR.findall(content)}
        return content

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Watch the data and the theme's own files too."""
        root = _root(config)
        for name in ("data", "overrides"):
            if (root / name).is_dir():
                server.watch(str(root / name))
        return server


_T = TypeVar("_T")


def _need(value: _T | None) -> _T:
    assert value is not None, "on_config comes first"
    return value


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def site_of(config: MkDocsConfig) -> Site:
    """What the build knows of the site, from ``mkdocs.yml``: addresses stand there and nowhere else."""
    repo = (config.repo_url or "").rstrip("/")
    docs = Path(config.docs_dir).name
    edit = (config.edit_uri or "").rstrip("/").removesuffix(docs)
    return Site(
        name=config.site_name,
        description=config.site_description or "",
        url=config.site_url or "",
        repo_url=repo,
        edit_base=f"{repo}/{edit}" if repo and edit else "",
        directory_urls=config.use_directory_urls,
    )


def _remove_stale(folder: Path, current: Mapping[str, Page]) -> None:
    """Delete the Markdown of pages that are gone."""
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in current:
            path.unlink()
