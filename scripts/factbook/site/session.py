"""One build of the site: what it holds from the checked project to the last file, and what it does at each of MkDocs' events.

The plugin starts a session in ``on_config`` and hands the events on, in this order: :meth:`~BuildSession.add_pages`,
:meth:`~BuildSession.start_page` and :meth:`~BuildSession.content` for each page, :meth:`~BuildSession.start_documents`, then
:meth:`~BuildSession.hide_blocks`, :meth:`~BuildSession.complete` and :meth:`~BuildSession.document` for each page, and at the end
:meth:`~BuildSession.trim_assets` to :meth:`~BuildSession.save_cache`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from factbook import __version__
from factbook.charts.raster import cached_in
from factbook.checks.markup import FRONT_MATTER
from factbook.checks.project import Project
from factbook.content.addresses import LIST_PAGES, TIMELINE
from factbook.content.lasting import page_changed
from factbook.content.page import Page
from factbook.content.wording import when_text
from factbook.exports import social
from factbook.exports.bom import bom_files
from factbook.files import is_editors_own, is_writable, write_new
from factbook.pages.generate import generate
from factbook.problems import ProjectError
from factbook.render.html import problem_page, table_of_contents
from factbook.render.links import filled_in, with_shared_files
from factbook.search.entries import own_text
from factbook.site import head, styles
from factbook.site.configuration import is_offline, nav_paths, project_root, site_of, without
from factbook.site.dead_links import refuse_dead_links
from factbook.site.documents import Documents
from factbook.site.editions import Edition, delete_shared_assets, others_of, own_name, pages_of, with_missing_pages
from factbook.site.frames import TEMPLATE as FRAMED
from factbook.site.markdown import Scope
from factbook.site.page_cache import PageCache
from factbook.site.policy import Inline, SitePolicy, policy_files
from factbook.site.search_index import SearchIndex
from factbook.site.settings import FactbookConfig
from factbook.site.snapshot import Snapshot
from factbook.site.store_page import StorePage, anchors, generated_file
from factbook.site.theme import EditionLink
from factbook.site.timeline import with_pager
from factbook.store.presence import last_review

_log = logging.getLogger("mkdocs.plugins.factbook")

_NEVER = "1970-01-01"
"""The day of change of a page of which none is known: MkDocs needs a day, and sitemap.xml of the theme leaves this one out."""


class BuildSession:
    """One build.

    Attributes:
        project: The project as it was read last, with the pages of all editions.
        scope: What the Markdown extension writes facts with.
        snapshot: The state of the project that is shown. While there are problems, it is the last good one: its pages exist, and show
            the problems.

    """

    def __init__(
        self,
        config: MkDocsConfig,
        options: FactbookConfig,
        project: Project,
        *,
        is_preview: bool,
        edition: Edition | None = None,
        last: Snapshot | None = None,
    ) -> None:
        """Begin a build. Raises ProjectError for problems, but not in a preview.

        ``edition``: the edition that is built, None for the main one. ``last``: the last good state of a preview.
        """
        self._config, self._options, self._is_preview, self._edition = config, options, is_preview, edition
        self._root, self._site = project_root(config), site_of(config, edition.folder if edition else "")
        self._others = others_of(edition, self._root)
        self._policy = SitePolicy()
        self._cards: dict[str, social.Card] = {}
        self._search = SearchIndex()
        self._temporary: TemporaryDirectory[str] | None = None
        self._build_folder = self._root / "build"
        if not is_preview and not is_writable(self._root / options.pages_dir):  # sources that are mounted read-only
            self._temporary = TemporaryDirectory(prefix="factbook-")
            self._build_folder = Path(self._temporary.name)
        own = f"-{edition.language}" if edition else ""
        pages_folder = self._build_folder / "pages" if self._temporary else self._root / options.pages_dir
        self._markdown_folder = pages_folder.with_name(f"{pages_folder.name}{own}")
        self._cache = None if is_preview else PageCache(self._build_folder / "cache" / f"pages{own}")
        self._content = ""
        self._documents: Documents | None = None
        self._alert = self._problem_page(project)
        self.project = project
        self.scope = Scope(project.store, self._site)
        self._pages = project.pages
        self.snapshot = last if last is not None and self._alert else self._snapshot(project)

    def show(self, project: Project) -> None:
        """Use another state of the project from now on; if it has problems, show these in place of every page's content."""
        self._alert, self.project = self._problem_page(project), project
        self.scope.store = project.store
        if not self._alert:
            self.snapshot = self._snapshot(project)

    def _snapshot(self, project: Project) -> Snapshot:
        """A state of a project; it has no pages if there are problems, for none may be made of what was refused."""
        pages = () if self._alert else generate(project.store)
        own = pages_of(project, self._edition.language if self._edition else "")
        return Snapshot(own, self._site, pages, None if self._is_preview else self._markdown_folder)

    def _problem_page(self, project: Project) -> str:
        """The problems as HTML, empty if there are none; a preview logs them. Raises ProjectError in a build."""
        if not project.problems:
            return ""
        if not self._is_preview:
            listed = "\n".join(str(problem) for problem in project.problems)
            count = len(project.problems)
            raise ProjectError(f"{count} problem{'s' * (count != 1)} in the data or the pages:\n{listed}")
        for problem in project.problems if self._edition is None else ():  # once, and not for each edition
            _log.warning(str(problem))
        return problem_page(project.problems)

    @property
    def editions(self) -> Sequence[EditionLink]:
        """The other editions, as the theme links to them."""
        home = self._site.root or "/"
        return [EditionLink(tag, own_name(tag), f"{home}{folder}") for tag, folder in self._others.items()]

    @property
    def home(self) -> str:
        """The path of the home page."""
        return urlsplit(self._site.url).path or "/"

    @property
    def root_path(self) -> str | None:
        """The path of the whole site, in an edition; empty where a site has no address. None in the main edition."""
        if self._edition is None:
            return None
        return "" if self._options.offline else urlsplit(self._site.root).path

    @property
    def inline(self) -> Inline:
        """What is inline in the pages that were built."""
        return self._policy.found

    def found_inline(self, found: Inline) -> None:
        """Add what is inline in the pages of an edition, which the site's headers must allow too."""
        self._policy.found |= found

    @property
    def has_problems(self) -> bool:
        """Whether problems stand in place of the pages' content."""
        return bool(self._alert)

    def exports(self) -> Mapping[str, bytes]:
        """All exports by their path below the site's root, for a preview; none while there are problems."""
        return {} if self._alert else self.snapshot.outputs.by_path

    @property
    def _site_folder(self) -> Path:
        return Path(self._config.site_dir)

    # ── pages, before the theme ──

    def add_pages(self, files: Files) -> None:
        """Add the generated pages. Those of the navigation are MkDocs' own: they have their titles from there."""
        for file in [file for file in files if is_editors_own(Path(file.src_uri).name)]:
            files.remove(file)
        if self._edition is None:
            self._leave_out_editions(files)
        else:
            for file in with_missing_pages(files, self._config, self._edition):
                files.append(file)
        if not self._alert:
            self._config.nav = without(self._config.nav, {f"{name}.md" for name in LIST_PAGES} - self._names(files))
        in_nav = set(nav_paths(self._config.nav))
        for name, page in self.snapshot.pages.items():
            files.append(self.store_page(page).file if name not in in_nav else generated_file(page, self._config))

    def _leave_out_editions(self, files: Files) -> None:
        """The main edition has no page or file of the folders of the others."""
        folders = tuple(self._others.values())
        for file in [file for file in files if file.src_uri.startswith(folders)] if folders else []:
            files.remove(file)

    def _names(self, files: Files) -> set[str]:
        """The pages of the site, by their files: those of lists without records are not among them."""
        return {*self.snapshot.pages, *(file.src_uri for file in files.documentation_pages())}

    def store_page(self, page: Page) -> StorePage:
        """A generated page as MkDocs knows it."""
        return StorePage(page, generated_file(page, self._config), self._config, self.snapshot.writer.content)

    def source(self) -> str | None:
        """The source of every page while there are problems: it may hold what was refused, or cite what is not there."""
        return "" if self._alert else None

    def start_page(self, page: MkDocsPage, markdown: str) -> str:
        """Set a page's front matter; returns the Markdown to convert, which is empty for a generated page."""
        self.scope.page = page.file.src_uri.removesuffix(".md")
        generated = self.snapshot.pages.get(page.file.src_uri)
        about = self.snapshot.about(page.file.src_uri)
        page.update_date = page_changed(about.record if about else "", self.scope.store) or _NEVER
        if generated is not None:
            page.meta = {"title": generated.title, "description": generated.description, "search": {"exclude": True}}
            if self._framed(page):
                page.meta["template"] = FRAMED
        else:
            page.meta = {key: value for key, value in page.meta.items() if isinstance(value, FRONT_MATTER.get(key, ()))}
        for key in ("title", "description"):  # the theme prints both as they are
            if isinstance(page.meta.get(key), str):
                page.meta[key] = escape(page.meta[key])
        if generated is not None:
            return ""
        return filled_in(markdown, self._site)

    def content(self, page: MkDocsPage, html: str) -> str:
        """The content of a page as HTML; generated pages in the theme's own frame have their table of contents set."""
        if self._alert:
            return self._alert
        generated = self.snapshot.pages.get(page.file.src_uri)
        if generated is None:
            html = with_shared_files(html, page.file.src_uri.removesuffix(".md"), self._site)
            return with_pager(html, self.scope) if page.file.src_uri == f"{TIMELINE}.md" else html
        if self._framed(page):
            return html
        written = self.snapshot.writer.write(generated)
        page.toc = get_toc(table_of_contents(generated.title, written.headings))
        page.present_anchor_ids = anchors(written.content)
        return written.content

    def _framed(self, page: MkDocsPage | None) -> StorePage | None:
        """A page of the store, whose document is made here and not rendered by the theme; None for any other page."""
        return page if isinstance(page, StorePage) and not self._alert else None

    # ── documents, by the theme ──

    def start_documents(self, env: Environment) -> None:
        """Start with the documents, by the theme's templates, all pages being known."""
        self._documents = Documents(env, self._policy, self._cache)

    def hide_blocks(self, page: MkDocsPage) -> None:
        """Leave a page's own text as its content until :meth:`complete`, for the search plugin: blocks have entries of their own."""
        self._content = page.content or ""
        if page.file.src_uri not in self.snapshot.pages:
            page.content = own_text(self._content)

    def complete(self, page: MkDocsPage, context: TemplateContext) -> None:
        """Set a page's content again and all that its head shows; make the document of a page of the store."""
        framed = self._framed(page)
        page.content = self._policy.marked(self._content)
        if self._alert:
            return
        page.meta.update(self._head(page))
        if framed:
            assert self._documents is not None, "start_documents comes first"
            self._documents.make(framed, context, self.snapshot, self._site_folder)
            page.meta = {"template": FRAMED}

    def _head(self, page: MkDocsPage) -> dict[str, str]:
        """The template's variables for a page's head; without an address of the site there are neither citations nor a card."""
        trail = head.trail(page, self.snapshot)
        found = {"linked_data": self.snapshot.outputs.linked_data(page.file.src_uri.removesuffix(".md"), trail)}
        if (reviewed := self.scope.store.once(last_review)) is not None:
            found["facts_as_of"] = when_text(reviewed)
        generated, site = self.snapshot.pages.get(page.file.src_uri), self._site
        found |= {f"edition_{tag}": head.twin(page, site, folder) for tag, folder in self._others.items()}
        if not site.url:
            return found
        page.canonical_url = head.address(page, site, offline=self._options.offline)
        found |= head.citations(page, self.snapshot.about(page.file.src_uri), site, page.canonical_url)
        if not self._is_preview:
            file, self._cards[file] = head.card(page, generated, site)
            found["social"] = f"{site.url}{file}"
        return found

    def document(self, page: MkDocsPage, output: str) -> str:
        """The whole document of a page with its Content-Security-Policy; empty where it is in the site already."""
        if isinstance(page, StorePage):
            if page.is_frame:
                return output
            if page.is_in_place:
                return ""
            if page.document:
                output, page.document = page.document, ""
                return output
        return self._policy.finished(output)

    def template(self, html: str) -> str:
        """The document of a page that the theme has by itself, with its policy."""
        return self._policy.finished(html)

    # ── files beside the pages ──

    def trim_assets(self) -> None:
        """Leave out of style sheets and scripts what this site does not use; an edition has none of its own."""
        if self._edition is not None:
            delete_shared_assets(self._site_folder, self._edition)
            return
        pages = (page.text for page in self._pages)
        styles.trim_assets(self._site_folder, styles.unused(map(str, self._config.markdown_extensions), pages))

    def write_search(self) -> None:
        """Write the search's files, in place of those of the search plugin."""
        if not self._alert:
            offline = is_offline(self._config, self._options)
            self._search.write(self._site_folder / "search", self.snapshot, self._site, offline=offline)

    def write_outputs(self) -> None:
        """Write exports, charts and social cards; a preview makes exports on request instead."""
        if self._is_preview or not self._options.exports:
            return
        outputs = self.snapshot.outputs
        for name, data in outputs.files() if self._edition is None else outputs.files_of_edition():
            write_new(self._site_folder / name, self._policy.output(name, data))
        cached = cached_in(self._build_folder / "cache" / "charts")
        for name, card in self._cards.items():
            write_new(self._site_folder / name, social.picture(card, self._site.colours.light, cached))

    def write_policy(self) -> None:
        """Write the headers for servers, all pages being known now, and the bill of materials: once for all editions."""
        if self._edition is not None:
            return
        folders = [path.name for path in self._site_folder.iterdir() if path.is_dir()]
        texts = policy_files(self._policy.found, self._config.site_url or "/", folders)
        for name, text in (texts | bom_files(self._root, self._site.name, __version__)).items():
            write_new(self._site_folder / name, text)

    def check_links(self) -> None:
        """Raise ProjectError where a page that is written by hand has a link inside the site that leads nowhere."""
        if self._edition is None and not (self._is_preview or self._options.offline or not self._options.exports):
            refuse_dead_links(self._site_folder, self._pages, self._site)

    def save_cache(self) -> None:
        """Cache the finished pages for the next build."""
        if self._cache is not None:
            self._cache.save()

    def close(self) -> None:
        """Delete what a build of read-only sources wrote beside its site."""
        if self._temporary is not None:
            self._temporary.cleanup()
