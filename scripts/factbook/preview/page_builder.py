"""The page that the preview's browser requests, by MkDocs' own steps and every plugin's events.

The steps are those of ``mkdocs.commands.build``: read, convert, put into the theme, each with its events before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage


@dataclass(frozen=True)
class PageBuilder:
    """Builds pages of a site as MkDocs has it once all pages are known: its files, its navigation, its theme."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def build(self, file: File) -> str:
        """The whole HTML of the page of a file. Raises whatever a plugin or the theme raises."""
        page = file.page or MkDocsPage(None, file, self.config)
        self._populate(page)
        return self._render(page)

    def _render(self, page: MkDocsPage) -> str:
        plugins: Any = self.config.plugins
        page.active = True
        try:
            context = get_context(self.nav, self.files, self.config, page)
            template = self.env.get_template(str(page.meta.get("template", "main.html")))
            context = plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
            return str(plugins.on_post_page(template.render(context), page=page, config=self.config))
        finally:
            page.active = False

    def _populate(self, page: MkDocsPage) -> None:
        plugins: Any = self.config.plugins
        page = plugins.on_pre_page(page, config=self.config, files=self.files)
        page.read_source(self.config)
        page.markdown = plugins.on_page_markdown(page.markdown, page=page, config=self.config, files=self.files)
        page.render(self.config, self.files)
        page.content = plugins.on_page_content(page.content, page=page, config=self.config, files=self.files)
