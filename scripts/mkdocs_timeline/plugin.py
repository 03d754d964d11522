"""Fit the timeline into MkDocs: add the block, its files, its downloads, and say what is wrong."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from . import assets
from .arrange import select
from .export import FORMATS, export_name, with_addresses, write_export
from .labels import spoken
from .markdown import Host, Source, TimelineExtension
from .model import Timeline
from .options import Options
from .problems import Problem

_log = logging.getLogger("mkdocs.plugins.timeline")
FOLDER = "assets/timeline"
"""Where the scripts, the style and the downloads lie in the site."""

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_BLOCK = re.compile(r" {0,3}/{3,} *timeline\b")


class TimelineConfig(Config):
    """The plugin's options in mkdocs.yml."""

    source = config_options.Type(str, default="")
    """The source of blocks that name none: a file under docs_dir, or a registered name."""

    downloads = config_options.Type(bool, default=True)
    """Whether each timeline offers its events as ICS, CSV, JSON and SVG files, made with the site."""

    assets = config_options.Choice(("pages", "everywhere", "none"), default="pages")
    """Where timeline.js and timeline.css are loaded: by pages with a timeline, by every page, or by none."""


class TimelinePlugin(BasePlugin[TimelineConfig]):
    """The `timeline` plugin."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.downloads: dict[str, Source] = {}
        self.site_url = ""
        self.serving = False
        self.page: Page | None = None
        self.files = Files([])
        self.problems: list[str] = []
        self.exports: dict[str, tuple[Timeline, Options]] = {}
        self.host = Host({}, Path())

    def register(self, name: str, source: Source, downloads: Source | None = None) -> None:
        """Let blocks use `source` under a name; for other plugins, in `on_config` or later, before pages are read.

        `downloads` gives the same events as files shall have them, where `source` writes them for a page: with addresses
        that are whole, and without stand-ins that another plugin fills in later. By default files are made of `source`.
        """
        self.sources[name] = source
        if downloads is not None:
            self.downloads[name] = downloads

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Note whether this is a preview, where a mistake must not end the server."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown block, and the assets if every page shall load them."""
        self.problems, self.exports = [], {}
        self.site_url = config.site_url or ""
        said = spoken(str(config.theme.get("language") or ""))
        self.host = Host(self.sources, Path(config.docs_dir), self.config.source, self._prepare, self._report, said)
        config.markdown_extensions = [name for name in config.markdown_extensions if name != "mkdocs_timeline"]
        config.markdown_extensions.append(TimelineExtension(host=self.host))
        if self.config.assets == "everywhere":
            config.extra_css.insert(0, f"{FOLDER}/timeline.css")
            config.extra_javascript.append(f"{FOLDER}/timeline.js")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add timeline.js and timeline.css to the site."""
        for name in assets.NAMES:
            files.append(File.generated(config, f"{FOLDER}/{name}", content=assets.text(name)))
        return files

    def on_page_markdown(self, _markdown: str, *, page: Page, files: Files, **_: object) -> None:
        """Note the page whose blocks come next, and the files that its links may name."""
        self.page = page
        self.files = files

    def on_env(self, _env: Environment, **_: object) -> None:
        """All pages are read: end the build if a timeline is wrong. A preview shows the mistake in the page instead.

        Raises PluginError, which MkDocs prints as one line for each problem.
        """
        problems = list(dict.fromkeys(self.problems))
        if problems and not self.serving:
            raise PluginError("\n".join(problems))
        for problem in problems:
            _log.warning(problem)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the downloads."""
        folder = Path(config.site_dir, FOLDER)
        for name, (timeline, options) in self.exports.items():
            folder.mkdir(parents=True, exist_ok=True)
            write_export(folder / name, timeline, select(timeline, options), options.language)

    def _prepare(self, timeline: Timeline, options: Options) -> tuple[Timeline, Options]:
        """Complete a block with what only MkDocs knows: the site's host, and links from the page to its files."""
        assert self.page is not None
        base = get_relative_url(FOLDER, self.page.url)
        timeline = self._at_home(timeline)
        if options.more:
            options = replace(options, more=self._link(options.more, self.page))
        if self.config.assets == "pages":
            options = replace(options, assets=base)
        if self.config.downloads and not options.compact:
            names = {form: export_name(options, form) for form in FORMATS}
            self.exports.update(dict.fromkeys(names.values(), (self._for_files(timeline, options), options)))
            options = replace(
                options, downloads=tuple((form.upper(), f"{base}/{name}") for form, name in names.items())
            )
        return timeline, options

    def _at_home(self, timeline: Timeline) -> Timeline:
        return timeline if timeline.domain else replace(timeline, domain=urlsplit(self.site_url).hostname or "")

    def _for_files(self, timeline: Timeline, options: Options) -> Timeline:
        """The events of a block as files have them: no link in them is relative to a page."""
        written = self.downloads.get(options.source or self.config.source)
        return with_addresses(timeline, self._absolute) if written is None else self._at_home(written())

    def _absolute(self, address: str) -> str:
        """The whole address of what a page links to; it begins at the host's root where the site has no address."""
        assert self.page is not None
        here = self.site_url if self.site_url.endswith("/") else f"{self.site_url}/"
        return urljoin(urljoin(here, self.page.url), self._link(address, self.page))

    def _link(self, written: str, page: Page) -> str:
        """The address of a page that is named by its Markdown file, as in any link of a page; other addresses stay."""
        path, mark, fragment = written.partition("#")
        file = self.files.get_file_from_path(
            posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), path))
        )
        return written if file is None else get_relative_url(file.url, page.url) + mark + fragment

    def _report(self, problems: tuple[Problem | str, ...], number: int) -> None:
        self.problems.extend(self._placed(problem, number) for problem in problems)

    def _placed(self, problem: Problem | str, number: int) -> str:
        """A problem of a file knows its place; one of the block itself gets the place of the block in its page."""
        if isinstance(problem, Problem) or self.page is None:
            return str(problem)
        lines = list(block_lines(self.page.file.content_string))
        line = lines[number] if number < len(lines) else 1
        return str(Problem(f"{self.host.root.name}/{self.page.file.src_uri}", line, 1, problem))


def block_lines(text: str) -> Iterator[int]:
    """Yield the lines, counted from 1, on which timeline blocks begin; those in fenced code do not count."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence):
            fence = ""
        elif not fence and _BLOCK.match(line):
            yield number
