"""The MkDocs plugin: hands MkDocs' events on to the session of the build.

All content comes from :mod:`factbook.pages` and the Markdown extension; :mod:`factbook.site.session` does the work of each event.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from factbook.checks.project import Project, read_project, with_history
from factbook.files import first_link
from factbook.languages import _, ngettext, speak
from factbook.problems import ProjectError
from factbook.site import styles, theme, upstream
from factbook.site.configuration import project_root
from factbook.site.editions import Edition, EditionBuild, editions_of, language_of, with_shared_assets
from factbook.site.markdown import FactbookExtension
from factbook.site.on_demand import WithExports
from factbook.site.session import BuildSession
from factbook.site.settings import FactbookConfig
from factbook.site.timeline import headlines_of, timeline_files_of, timeline_of
from factbook.templates import COMPILED
from mkdocs_timeline.plugin import TimelinePlugin


class FactbookPlugin(BasePlugin[FactbookConfig]):
    """``plugins: [factbook]``. MkDocs uses one plugin object for all builds of a preview.

    Attributes:
        read: Reads and checks the project below a root; a command that has read it already sets a function that returns it.
        edition: The edition that is built, set by whoever builds it beside the main one; None for that one.

    """

    def __init__(self) -> None:
        self.read: Callable[[Path], Project] = read_project
        self._is_preview = False
        self.edition: Edition | None = None
        self._session: BuildSession | None = None
        self._editions: Sequence[EditionBuild] = ()

    @property
    def session(self) -> BuildSession:
        """The build that is running, or the last one."""
        assert self._session is not None, "on_config comes first"
        return self._session

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Set how the project is read: a preview reads a file again only where it changed, and goes on when there are problems."""
        self._is_preview = command == "serve"
        self.read = partial(read_project, known={}) if self._is_preview else read_project

    def on_shutdown(self) -> None:
        """End what is still running, and be as before ``on_startup``: MkDocs uses this object for all sites of a process."""
        for edition in self._editions:
            edition.stop()
        if self._session is not None:
            self._session.close()
        self.read, self._is_preview, self._session = read_project, False, None
        self.edition, self._editions = None, ()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the project. Raises PluginError with every problem; a preview shows them in the page."""
        root = project_root(config)
        speak(language_of(config))
        for folder in ("build", self.config.pages_dir):
            if link := first_link(root / folder):
                raise PluginError(f"{link} is a link, and a build writes and deletes files there: delete it")
        if self.config.offline:
            config.use_directory_urls = False
        last = self._session.snapshot if self._session is not None and self._is_preview else None
        with _plugin_errors():
            project = with_history(self.read(root), _say)
            if not (config.site_url or self._is_preview):
                _say(_NO_ADDRESS)
            self._session = session = BuildSession(
                config, self.config, project, edition=self.edition, is_preview=self._is_preview, last=last
            )
        config.markdown_extensions = [name for name in config.markdown_extensions if name != "factbook"]
        config.markdown_extensions.append(FactbookExtension(scope=session.scope))  # type: ignore[arg-type]
        theme.install(config, self.config.publication(root), session.editions, root=session.root_path)
        timeline = config.plugins.get("timeline")
        if isinstance(timeline, TimelinePlugin):
            timeline.register("store", lambda: timeline_of(session.scope), lambda: timeline_files_of(session.scope))
            timeline.register("headlines", lambda: headlines_of(session.scope))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; begin with the editions, the site's folder being empty now."""
        self.session.add_pages(files)
        if self.edition is None and not self._is_preview:
            project, offline = self.session.project, self.config.offline
            self._editions = [EditionBuild(one, config, project, offline=offline) for one in editions_of(config)]
        return files

    def on_page_read_source(self, **_: object) -> str | None:
        """Leave pages unread while there are problems."""
        return self.session.source()

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: object) -> str:
        """Start with a page."""
        return self.session.start_page(page, markdown)

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """Give a generated page its content; in a preview, show problems."""
        return self.session.content(page, html)

    @event_priority(-100)
    def on_env(self, env: Environment, **_unused: object) -> Environment:
        """Start with the documents: all pages are known and converted."""
        env.globals.update(_=_, gettext=_, ngettext=ngettext)
        env.bytecode_cache = COMPILED
        self.session.start_documents(env)
        return env

    @event_priority(100)
    def _hide_blocks(self, context: TemplateContext, /, *, page: MkDocsPage, **_: object) -> TemplateContext:
        """Let the search plugin see a page's own text alone."""
        self.session.hide_blocks(page)
        return context

    @event_priority(-100)
    def _complete(self, context: TemplateContext, /, *, page: MkDocsPage, **_: object) -> TemplateContext:
        """After all other plugins have set what they know of the page."""
        self.session.complete(page, context)
        return context

    on_page_context = CombinedEvent(_hide_blocks, _complete)

    @event_priority(100)
    def _fix_page(self, output: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Replace what Material writes and the budgets forbid; leave indentation out."""
        return styles.without_indentation(self._fixed(output, page.url.count("/")))

    def _fixed(self, html: str, depth: int | None = None) -> str:
        html = upstream.fixed(html)
        return html if self.edition is None else with_shared_assets(html, self.session.home, self.edition, depth)

    @event_priority(-100)
    def _hand_over(self, output: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Hand a page over."""
        return self.session.document(page, output)

    on_post_page = CombinedEvent(_fix_page, _hand_over)

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_: object) -> str:
        """Finish a page of the theme, such as 404.html."""
        return self.session.template(self._fixed(output)) if template_name.endswith(".html") else output

    def _trim_assets(self, /, **_: object) -> None:
        """Before other plugins copy assets."""
        self.session.trim_assets()

    @event_priority(-50)
    def _write_search(self, /, **_: object) -> None:
        """After the search plugin has written its index, before the offline plugin (-100) copies it."""
        self.session.write_search()

    @event_priority(-60)
    def _write_outputs(self, /, **_: object) -> None:
        """Files beside the pages; then wait for the editions."""
        self.session.write_outputs()
        with _plugin_errors():
            for edition in self._editions:
                self.session.found_inline(edition.result())

    @event_priority(-100)
    def _finish(self, /, **_: object) -> None:
        """After all pages and files."""
        self.session.write_policy()
        with _plugin_errors():
            self.session.check_links()
        self.session.save_cache()

    on_post_build = CombinedEvent(_trim_assets, _write_search, _write_outputs, _finish)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """Watch the data and the theme's own files too; serve the exports on request."""
        root = project_root(config)
        for folder in (root / "data", Path(config.theme.custom_dir or root / "overrides"), theme.FOLDER):
            if folder.is_dir():
                server.watch(str(folder))
        server.set_app(WithExports(server.serve_request, server.mount_path, self._exports))
        return server

    def _exports(self) -> Mapping[str, bytes]:
        """The exports of the build that is shown when they are requested."""
        return self.session.exports()


_NO_ADDRESS = (
    "mkdocs.yml has no site_url, so what needs the site's address is left out: how to cite a page, pictures for shared links, entries of "
    "the sitemap; in the data, addresses begin with a slash"
)


def _say(line: str) -> None:
    """Print a line to the terminal: a warning would end a strict build."""
    print(f"factbook: {line}", file=sys.stderr)


@contextmanager
def _plugin_errors() -> Iterator[None]:
    """Raise each ProjectError as a PluginError, which MkDocs prints without a traceback."""
    try:
        yield
    except ProjectError as error:
        raise PluginError(str(error)) from None
