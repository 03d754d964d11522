"""The adapter to MkDocs: checks the store, adds the generated pages, hands them over as finished HTML, watches data.

All content comes from :mod:`factbook.pages` and the Markdown extension; this module only joins them to MkDocs' events.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from pathlib import Path
from threading import RLock
from typing import Any, Literal, TypeVar

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from factbook import __version__
from factbook.charts.raster import cached_in
from factbook.checks.markup import FRONT_MATTER
from factbook.checks.project import Project, read_project, with_history
from factbook.content.addresses import TIMELINE, Target
from factbook.content.page import Page
from factbook.content.paging import MOST_FACTS
from factbook.exports import social
from factbook.exports.bom import bom_files
from factbook.exports.citation import Name, forms, page_work
from factbook.exports.outputs import Outputs
from factbook.exports.site import SITE_URL
from factbook.files import first_link, write_new
from factbook.pages import timeline as timeline_pages
from factbook.pages.chronology import most_important, timeline, whole
from factbook.pages.generate import generate
from factbook.problems import ProjectError
from factbook.reading.load import Known
from factbook.render.html import Writer, problem_page, table_of_contents
from factbook.render.links import Site
from factbook.render.page_writer import PageWriter
from factbook.search.entries import own_text, search_index
from factbook.search.files import search_files, write_search
from factbook.site import page_cache, styles, theme, upstream
from factbook.site.compiled import keep_compiled
from factbook.site.frames import TEMPLATE as FRAMED
from factbook.site.frames import Frames
from factbook.site.markdown import FactbookExtension, Scope
from factbook.site.on_demand import WithExports
from factbook.site.one_page import LiveSite
from factbook.site.page_cache import Digests, PageCache, Told
from factbook.site.policy import Inline, SitePolicy, policy_files
from factbook.site.store_page import StorePage, anchors
from factbook.site.worker import SecondProcess, is_worth_it
from mkdocs_timeline.model import Timeline
from mkdocs_timeline.plugin import TimelinePlugin

_log = logging.getLogger("mkdocs.plugins.factbook")

KNOWN: Known = {}
"""What previews have read, for the next save; MkDocs makes a new plugin for each of its builds."""


class FactbookConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    frames = config_options.Type(bool, default=True)
    """Whether the theme's frame of generated pages is rendered once for a folder; the pages are the same without, later."""

    exports = config_options.Type(bool, default=True)
    """Whether the open data is written too; without it the site has its pages alone, and links to the data lead nowhere."""

    pages_dir = config_options.Type(str, default="build/pages")
    """Where the generated pages are written as Markdown, relative to the project's root."""

    offline = config_options.Type(bool, default=False)
    """Whether pages are read without a server: addresses name files, and nothing is fetched (see factbook.site.offline)."""

    processes = config_options.Choice((1, 2), default=2)
    """How many processes may build pages; the second is used where there is a processor for it and enough to do."""


class FactbookPlugin(BasePlugin[FactbookConfig]):
    """``plugins: [factbook]``; see the module."""

    def __init__(self) -> None:
        self.live = False
        """Whether pages of the store are made when they are asked for, by :meth:`page_at`, and not by MkDocs' build."""
        self._lock = RLock()
        self._made: dict[str, str] = {}
        self._site: LiveSite | None = None
        self._nav: Navigation | None = None
        self._stock: dict[str, Any] | None = None
        self._search_is_old = False
        self._serving = False
        self._project: Project | None = None
        self._scope: Scope | None = None
        self._generated: Mapping[str, Page] = {}
        self._alert = ""
        self._content: str | None = None
        self._given: Project | None = None
        self._writer: PageWriter | None = None
        self._digests: Digests | None = None
        self._cache: PageCache | None = None
        self._frames: Frames | None = None
        self._policy = SitePolicy()
        self._outputs: Outputs | None = None
        self._cards: dict[str, social.Card] = {}
        self._second: SecondProcess[_Share] | None = None
        self._numbers: Mapping[str, int] = {}
        """The numbers of the pages, by their files, that one of two processes builds."""

    def use(self, project: Project) -> None:
        """Build from a project that is read already, once."""
        self._given = project

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is a preview, where a problem must not end the server."""
        self._serving = command == "serve"

    def on_shutdown(self) -> None:
        """End what is still running."""
        if self._second is not None:
            self._second.stop()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the project. Raises PluginError with every problem; a preview shows them in the page."""
        root = _root(config)
        for folder in ("build", self.config.pages_dir):
            if link := first_link(root / folder):
                raise PluginError(f"{link} is a link, and a build writes and deletes files there: delete it")
        if self.config.offline:
            config.use_directory_urls = False
        site = site_of(config)
        try:
            self._project = with_history(self._given or read_project(root, known=KNOWN if self._serving else None))
        except ProjectError as error:
            raise PluginError(str(error)) from None
        self._given = None
        self._alert = self._report(self._project)
        self._scope = Scope(self._project.store, site)
        config.markdown_extensions = [name for name in config.markdown_extensions if name != "factbook"]
        config.markdown_extensions.append(FactbookExtension(scope=self._scope))  # type: ignore[arg-type]
        theme.install(config)
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

        store = scope.store
        facts = timeline_pages.first(store) if scope.page == TIMELINE else most_important(store.events(), MOST_FACTS)
        return timeline(whole(facts, store), slots.spans, href)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages."""
        if not self._alert:  # while there are problems, the last good pages keep their places, to show them
            self._begin_pages()
        in_nav = set(_paths(config.nav))
        for name, page in self._generated.items():
            file = _generated_file(name, page, config)
            files.append(file)
            if name in in_nav:  # such a page has its title from there, and the theme marks its place
                continue
            if self.live:
                file.inclusion = InclusionLevel.EXCLUDED
            else:
                StorePage(page, file, config, _need(self._writer).content)
        return files

    def _begin_pages(self) -> None:
        project, scope = _need(self._project), _need(self._scope)
        folder = None if self._serving else project.root / self.config.pages_dir
        self._writer = writer = PageWriter(project.store, scope.site, folder)
        self._digests = Digests(project.store)
        self._cache = None if self._serving else PageCache(project.root / "build" / "cache" / "pages")
        pages = {page.path: page for page in generate(project.store)}
        writer.tidy(pages)
        self._generated = {f"{path}.md": page for path, page in pages.items()}
        self._outputs = Outputs(project, scope.site, lambda: {path: writer.markdown(pages[path]) for path in pages})

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep the navigation for pages that are made later."""
        self._nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Begin a new set of frames, and a new policy of the site; let a second process begin with its pages."""
        if not self._serving:
            keep_compiled(env, _root(config) / "build" / "cache" / "templates")
        self._policy = SitePolicy()
        self._frames = Frames(env, self._policy)
        self._made.clear()
        site = LiveSite(config, files, _need(self._nav), env)
        self._site = site if self.live else None
        framed = [
            file.page for file in files.documentation_pages() if file.page is not None and self._is_framed(file.page)
        ]
        if not self._serving and self.config.processes > 1 and is_worth_it(len(framed)):
            site.warm()
            self._numbers = {page.file.src_uri: number for number, page in enumerate(framed)}
            self._second = SecondProcess(
                len(framed), lambda numbers: self._build_share((framed[number] for number in numbers), site)
            )
        return env

    def _build_share(self, pages: Iterable[MkDocsPage], site: LiveSite) -> _Share:
        """Build some pages, in the second process."""
        self._numbers = {}
        for page in pages:
            try:
                html = site.finished(page)
            except Exception:
                _log.error(f"Error building page '{page.file.src_uri}':")  # as MkDocs says it of its own
                raise
            if html:
                write_new(Path(page.file.abs_dest_path), html)
        return _Share(self._policy.found, self._cards, _need(self._cache).told())

    @event_priority(-55)
    def _join(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Wait for the second process, which has built while the search was written; go on with what both have found."""
        if self._second is None:
            return
        try:
            theirs = self._second.result()
        except ProjectError as error:
            raise PluginError(str(error)) from None
        finally:
            self._second, self._numbers = None, {}
        self._policy.found |= theirs.found
        self._cards.update(theirs.cards)
        _need(self._cache).join(theirs.cache)

    @event_priority(100)
    def _hide_blocks(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Let the search plugin see a page's own text alone: what blocks show has entries of its own."""
        self._content = page.content
        if page.file.src_uri not in self._generated:
            page.content = own_text(page.content or "")
        return context

    @event_priority(-100)
    def _fill_frame(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Add what is known of a page; last in order, so that all that other plugins set is there. Fill a framed page's frame."""
        number = self._numbers.get(page.file.src_uri)
        if isinstance(page, StorePage) and number is not None and not _need(self._second).leaves(number):
            page.is_kept, page.meta = True, {"template": FRAMED}
            return context
        page.content = self._policy.marked(self._content or "")
        page.meta.update(self._citations(page))
        page.meta.update(self._social(page))
        if self._outputs is not None:
            page.meta["linked_data"] = self._outputs.linked_data(page.file.src_uri.removesuffix(".md"))
        if isinstance(page, StorePage) and self._is_framed(page):
            self._finish(page, context, Path(config.site_dir, page.file.dest_uri))
            page.meta = {"template": FRAMED}
        return context

    def _finish(self, page: StorePage, context: TemplateContext, place: Path) -> None:
        """Make the whole document of a framed page, or put the one of an earlier build in its place."""
        writer, frames = _need(self._writer), _need(self._frames)
        held = page.page.held()
        if self._cache is not None:
            digest, cites = _need(self._digests).page(held)
            with_entries = cites or any(section.title for section in held.sections)
            key = page_cache.key(page_cache.code(), digest, frames.digest(page, context, with_entries=with_entries))
            markdown = writer.file(held.path)
            if self._cache.take(key, place, markdown):
                page.is_kept = True
                return
            self._cache.note(key, place, markdown)
        written = writer.write(held)
        entries = [(f"#{anchor}", escape(name)) for anchor, name in written.headings]
        page.finished = frames.page(page, context, written.content, entries)

    def _is_framed(self, page: MkDocsPage) -> bool:
        return self.config.frames and not self._alert and isinstance(page, StorePage)

    def _citations(self, page: MkDocsPage) -> dict[str, str]:
        """How to cite a page, by form, as HTML; nothing where the site has no address."""
        site, name = _need(self._scope).site, page.file.src_uri
        if not site.url:
            return {}
        generated = self._generated.get(name)
        written = unescape(re.sub(r"<[^>]*>", "", str(page.title or "")))
        title = Name(generated.title, generated.zh) if generated else Name(site.name if page.is_homepage else written)
        path = name.removesuffix(".md")
        address = replace(site, directory_urls=site.directory_urls or self.config.offline).absolute(Target(path))
        page.canonical_url = address  # an offline copy too is cited by the address that the site has
        work = page_work(path, title, site.name, address)
        return {f"cite_{form.name}": escape(form.text, quote=False) for form in forms(work)}

    def _social(self, page: MkDocsPage) -> dict[str, str]:
        """The address of the page's card; industries and hand-written pages have one of their own. None in a preview."""
        site, name = _need(self._scope).site, page.file.src_uri
        if self._serving or not site.url:
            return {}
        generated = self._generated.get(name)
        file, title, zh = social.card_file(), site.name, ""
        if generated is not None and generated.kind == "industry":
            file, title, zh = social.card_file(generated.path), generated.title, generated.zh
        elif generated is None and not page.is_homepage:
            file = social.card_file(name.removesuffix(".md"))
            title = unescape(re.sub(r"<[^>]*>", "", str(page.title or "")))
        self._cards[file] = social.Card(title, zh, site.name)
        return {"social": f"{site.url}{file}"}

    on_page_context = CombinedEvent(_hide_blocks, _fill_frame)

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Leave pages unread while there are problems: they may hold what was refused, or show what is not there."""
        return "" if self._alert else None

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the Markdown extension which page comes next; a generated page has nothing to convert."""
        name = page.file.src_uri
        _need(self._scope).page = name.removesuffix(".md")
        generated = self._generated.get(name)
        if generated is not None:
            page.meta = {"title": generated.title, "description": generated.description, "search": {"exclude": True}}
            if self._is_framed(page):
                page.meta["template"] = FRAMED
        else:
            page.meta = {key: value for key, value in page.meta.items() if isinstance(value, FRONT_MATTER.get(key, ()))}
        for key in ("title", "description"):  # the theme prints both as they are
            if isinstance(page.meta.get(key), str):
                page.meta[key] = escape(page.meta[key])
        return "" if generated is not None else markdown.replace(SITE_URL, config.site_url or "/")

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Hand a generated page over as finished HTML with its table of contents; show problems in a preview."""
        if self._alert:
            return self._alert
        generated = self._generated.get(page.file.src_uri)
        if generated is None:
            return self._with_pager(html, page)
        if self._is_framed(page):
            return html
        written = _need(self._writer).write(generated)
        page.toc = get_toc(table_of_contents(generated.title, written.headings))
        page.present_anchor_ids = anchors(written.content)
        return written.content

    def _with_pager(self, html: str, page: MkDocsPage) -> str:
        """The timeline's own page leads to the others that hold its later events."""
        scope = _need(self._scope)
        if page.file.src_uri != f"{TIMELINE}.md":
            return html
        writer = Writer.on(TIMELINE, scope.store, scope.site)
        pager = "".join(map(writer.block, timeline_pages.pager(scope.store)))
        before, opening, after = html.partition('<div class="tl')
        return f"{before}{pager}{opening}{after}{pager}"

    @event_priority(100)
    def _fix_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Replace what Material writes and the budgets forbid; leave indentation out."""
        return styles.without_indentation(upstream.fixed(output))

    @event_priority(-100)
    def _hand_over(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Give a finished page its Content-Security-Policy; hand over a framed page, which has it already."""
        if isinstance(page, StorePage) and page.is_frame:
            return output
        if isinstance(page, StorePage) and page.is_kept:
            return ""  # it is there
        if isinstance(page, StorePage) and page.finished:
            output, page.finished = page.finished, ""
            return output
        return self._policy.finished(output)

    on_post_page = CombinedEvent(_fix_page, _hand_over)

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Finish the page for lost readers as every other."""
        return self._policy.finished(upstream.fixed(output)) if template_name.endswith(".html") else output

    def _trim_assets(self, *, config: MkDocsConfig) -> None:
        pages = (page.text for page in _need(self._project).pages)
        styles.trim_assets(Path(config.site_dir), styles.unused(map(str, config.markdown_extensions), pages))

    @event_priority(-100)
    def _write_policy(self, *, config: MkDocsConfig) -> None:
        """Write the headers for servers, for all pages are known now, and what the site is made with."""
        site = Path(config.site_dir)
        folders = [path.name for path in site.iterdir() if path.is_dir()]
        texts = policy_files(self._policy.found, config.site_url or "/", folders)
        for name, text in (texts | bom_files(_root(config), config.site_name, __version__)).items():
            write_new(site / name, text)

    @event_priority(-50)
    def _complete_search(self, *, config: MkDocsConfig) -> None:
        """Complete the search index: the search plugin has written its own, the offline plugin (-100) has not copied it yet."""
        folder = Path(config.site_dir, "search")
        if self._alert or not (folder / "search_index.json").is_file():
            return
        self._stock = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
        self._write_search(config)

    def _write_search(self, config: MkDocsConfig) -> None:
        """Write the search's files: the store's entries, and those that the search plugin made of hand-written pages."""
        folder = Path(config.site_dir, "search")
        scope = _need(self._scope)
        index = search_index(_need(self._stock), self._generated.values(), scope.store, scope.site)
        offline = self.config.offline or any(name.rpartition("/")[2] == "offline" for name in config.plugins)
        write_search(folder, search_files(index, on_demand=not offline))

    @event_priority(-60)
    def _write_outputs(self, *, config: MkDocsConfig) -> None:
        """Write everything that is no page; a preview makes it on demand instead."""
        if self._serving or self._outputs is None or not self.config.exports:
            return
        for name, data in self._outputs.files():
            write_new(Path(config.site_dir, name), self._policy.output(name, data))
        kept = cached_in(_need(self._project).root / "build" / "cache" / "charts")
        for name, card in self._cards.items():
            write_new(Path(config.site_dir, name), social.picture(card, kept))

    @event_priority(-100)
    def _keep_pages(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Keep the finished pages for the next build."""
        if self._cache is not None:
            self._cache.finish()

    on_post_build = CombinedEvent(_trim_assets, _complete_search, _join, _write_outputs, _write_policy, _keep_pages)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Watch the data and the theme's own files too; have the exports ready for whoever asks."""
        root = _root(config)
        for folder in (root / "data", Path(config.theme.custom_dir or root / "overrides"), theme.FOLDER):
            if folder.is_dir():
                server.watch(str(folder))
        server.set_app(WithExports(server.serve_request, server.mount_path, lambda: _need(self._outputs).by_path))
        return server

    # ── a preview: pages that are made when they are asked for ──

    @property
    def is_live(self) -> bool:
        """Whether pages can be made now."""
        return self._site is not None

    @property
    def has_problems(self) -> bool:
        """Whether problems stand in place of the pages."""
        return bool(self._alert)

    def show(self, project: Project) -> None:
        """Show another state of the project from now on; its problems, if it has any, in place of the pages."""
        with self._lock:
            history = _need(self._project).store.history
            self._project = project = replace(project, store=replace(project.store, history=history))
            self._alert = self._report(project)
            _need(self._scope).store = project.store
            if not self._alert:
                self._begin_pages()
            self._made.clear()
            self._search_is_old = True

    def page_at(self, path: str) -> str | None:
        """The HTML of the page at an address below the site's root, as it is now; None where there is no page."""
        with self._lock:
            if self._site is None:
                return None
            if path.startswith("search/") and self._search_is_old and self._stock is not None and not self._alert:
                self._write_search(self._site.config)
                self._search_is_old = False
            if path not in self._made:
                file = self._file_at(path)
                if file is None:
                    return None
                self._made[path] = self._document(file)
            return self._made[path]

    def _file_at(self, path: str) -> File | None:
        site = _need(self._site)
        for name in _names_at(path):
            file = site.files.get_file_from_path(name)
            if file is not None and not file.inclusion.is_excluded():
                return file
            page = self._generated.get(name)
            if page is not None:
                file = _generated_file(name, page, site.config)
                StorePage(page, file, site.config, _need(self._writer).content)
                return file
        return None

    def _document(self, file: File) -> str:
        """The HTML of a page; the files of the timelines on it are written too."""
        site = _need(self._site)
        timeline = site.config.plugins.get("timeline")
        if not isinstance(timeline, TimelinePlugin):
            return site.document(file)
        timeline.exports = {}
        html = site.document(file)
        timeline.on_post_build(config=site.config)
        return html


@dataclass(frozen=True, slots=True)
class _Share:
    """What the second process has to tell of its pages."""

    found: Inline
    cards: Mapping[str, social.Card]
    cache: Told


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


def _generated_file(name: str, page: Page, config: MkDocsConfig) -> File:
    file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = f"../{page.edit_path}#L{page.edit_line}" if page.edit_path else None
    return file


def _names_at(path: str) -> Iterator[str]:
    """The pages, as their files are called, that may be at an address below the site's root."""
    if path.endswith(".html"):
        yield path.removesuffix(".html").removesuffix("/index") + ".md"
        path = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
    if not path or path.endswith("/"):
        yield f"{path}index.md"
        yield f"{path.rstrip('/')}.md"


def _paths(nav: object) -> Iterator[str]:
    """All files that the navigation of ``mkdocs.yml`` names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for item in nav.values():
            yield from _paths(item)
    elif isinstance(nav, Sequence):
        for item in nav:
            yield from _paths(item)
