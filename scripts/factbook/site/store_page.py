"""A generated page as MkDocs knows it: outside the navigation, with content that no Markdown is converted to.

MkDocs takes a page that a plugin has put at a file (``File.page``) as it is. This one has nothing to read and nothing to
convert: its whole document is written when MkDocs renders it (see factbook.site.documents).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from factbook.content.page import Page

_ANCHOR = re.compile(r'\sid="([^"]+)"')


def anchors(html: str) -> set[str]:
    """The anchors in a page's HTML."""
    return {unescape(anchor) for anchor in _ANCHOR.findall(html)}


def generated_file(page: Page, config: MkDocsConfig) -> File:
    """The file of a generated page, without text, with the address where the page's record is edited."""
    file = File.generated(config, f"{page.path}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = f"../{page.edit_path}#L{page.edit_line}" if page.edit_path else None
    return file


class StorePage(MkDocsPage):
    """A page of the store.

    Attributes:
        page: The page as a value.
        document: The whole HTML, from when it is written until it is handed over.
        is_in_place: Whether the document is in the site already, linked from the page cache.
        is_frame: Whether this is no page but the frame of many, with marks in place of what is a page's own.

    """

    def __init__(self, page: Page, file: File, config: MkDocsConfig, content_of: Callable[[Page], str]) -> None:
        """``content_of`` returns the HTML of a page's content."""
        super().__init__(None, file, config)
        self.page = page
        self.document = ""
        self.is_in_place = False
        self.is_frame = False
        self._content_of = content_of

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """There is no source."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """There is nothing to convert."""
        self.content, self.toc = "", get_toc([])

    @property
    def present_anchor_ids(self) -> set[str]:
        """The anchors of the page, for MkDocs' check of links: computed on request, for few pages are linked from Markdown."""
        return anchors(self._content_of(self.page))

    @present_anchor_ids.setter
    def present_anchor_ids(self, _: object) -> None:
        """MkDocs declares an attribute here; nothing is stored."""
