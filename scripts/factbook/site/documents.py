"""The whole documents of the store's pages: each written into the theme's frame, or linked from the page cache.

A document is made in the last ``on_page_context``, when all that other plugins set is there, and handed over in ``on_post_page``.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.utils.templates import TemplateContext

from factbook.site.frames import Frames
from factbook.site.page_cache import PageCache, code, key
from factbook.site.policy import SitePolicy
from factbook.site.snapshot import Snapshot
from factbook.site.store_page import StorePage


class Documents:
    """Makes the documents of one build. ``cache``: the documents of earlier builds; None in a preview."""

    def __init__(self, env: Environment, policy: SitePolicy, cache: PageCache | None) -> None:
        self._frames = Frames(env, policy)
        self._cache = cache

    def make(self, page: StorePage, context: TemplateContext, snapshot: Snapshot, site_folder: Path) -> None:
        """Write ``page.document``; or put that of an earlier build into its place, and set ``page.is_in_place``."""
        value = page.page.held()
        if self._cache is not None:
            digest, cites = snapshot.digests.page(value)
            with_entries = cites or any(section.title for section in value.sections)
            frame = self._frames.digest(page, context, with_entries=with_entries)
            entry = key(code(), digest, frame), site_folder / page.file.dest_uri, snapshot.writer.file(value.path)
            if self._cache.link(*entry):
                page.is_in_place = True
                return
            self._cache.record(*entry)
        written = snapshot.writer.write(value)
        entries = [(f"#{anchor}", escape(name)) for anchor, name in written.headings]
        page.document = self._frames.page(page, context, written.content, entries)
