"""A generated page as MkDocs knows it: outside the navigation, with content that no Markdown is converted to.

MkDocs takes a page that a plugin has put at a file (``File.page``) as it is. This one has nothing to read and nothing to
convert: the adapter writes it, by the store's templates and the theme's frame, when its turn comes, and keeps none of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from factbook.content.page import Page

_ANCHOR = re.compile(r'\sid="([^"]+)"')


def anchors(html: str) -> set[str]:
    """The places in a page that a link may name."""
    return {unescape(anchor) for anchor in _ANCHOR.findall(html)}


class StorePage(MkDocsPage):
    """One page of the store. ``content_of`` writes its content."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, content_of: Callable[[Page], str]) -> None:
        super().__init__(None, file, config)
        self.page = page
        self.finished = ""
        """The whole document, from when it is written until it is handed over."""
        self.is_kept = False
        """Whether the document stands in its place already, from an earlier build."""
        self.is_frame = False
        """Whether it is no page but the frame of many, with marks in place of what is a page's own."""
        self._content_of = content_of

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """There is no source."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """There is nothing to convert."""
        self.content, self.toc = "", get_toc([])

    @property
    def present_anchor_ids(self) -> set[str]:
        """The anchors of the page, for MkDocs' check of the links to it: few pages are ever asked."""
        return anchors(self._content_of(self.page))

    @present_anchor_ids.setter
    def present_anchor_ids(self, _: object) -> None:
        """MkDocs declares an attribute here; nothing is kept."""
