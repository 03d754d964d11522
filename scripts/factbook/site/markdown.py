"""Facts in curated pages: an extension of Python-Markdown for ``[[…]]`` and for the blocks of the store.

References and blocks leave tokens in the text. When the whole page is converted, the tokens are replaced in their order on the
page, so that citations are numbered from top to bottom, and the list of references is put at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import escape
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block as PymdownBlock

from factbook.checks.project import read_project
from factbook.content.addresses import Target
from factbook.content.blocks import BLOCKS
from factbook.content.page import Block
from factbook.content.sentences import in_sentence
from factbook.content.spans import Cite, Spans
from factbook.content.wording import reference_spans, words_of
from factbook.languages import _
from factbook.pages.blocks import build_block
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.render.prose import cited_again
from factbook.site.line_breaks import ChineseLineBreaks
from factbook.store import Store
from factbook.store.references import REFERENCE

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_TOKEN = re.compile("\x02factbook:(\\d+)\x03")
_LINK = re.compile(r'//facts\.invalid/([^"#]*)#([^"]*)')


@dataclass
class Scope:
    """What pages are written with: the store, the site, the path of the current page and its open slots."""

    store: Store
    site: Site
    page: str = "index"
    slots: Slots | None = None


class FactbookExtension(Extension):
    """``markdown_extensions: [factbook]``. Option ``root``: the project's folder; ``scope``: for the plugin."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": [".", "the folder that holds data/"],
            "scope": ["", "a Scope; without one the store below root is read"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Add the inline pattern, the blocks and the last step."""
        given: Scope | None = self.getConfig("scope") or None
        slots = Slots(given, Path(self.getConfig("root")))
        md.inlinePatterns.register(_ReferenceProcessor(REFERENCE.pattern, slots), "factbook-reference", 175)
        md.treeprocessors.register(
            _NamedTables(md), "factbook-tables", 4
        )  # after the table of contents, which names headings
        md.postprocessors.register(ChineseLineBreaks(md), "factbook-line-breaks", ChineseLineBreaks.PRIORITY)
        md.postprocessors.register(_Finish(md, slots), "factbook-finish", 1)
        md.registerExtension(self)
        if given is not None:
            given.slots = slots
        _Blocks(slots).extendMarkdown(md)

    def reset(self) -> None:
        """There is no state between pages: each page has an instance of its own."""


class _NamedTables(Treeprocessor):
    """Gives a table of a hand-written page what a table of the store has: a caption, heads of columns and rows, labels, roles.

    The caption is the heading that the table stands under; it is there for those who cannot see it.
    """

    def run(self, root: Element) -> None:
        heading = ""
        for element in root.iter():
            if element.tag in _HEADINGS:
                heading = "".join(part for part in element.itertext() if part != "¶").strip()
            elif element.tag == "table" and element.find("caption") is None:
                self._name(element, heading)

    @staticmethod
    def _name(table: Element, heading: str) -> None:
        labels = []
        for cell in table.iterfind("thead/tr/th"):
            cell.set("scope", "col")
            labels.append("".join(cell.itertext()).strip())
        for row in table.iterfind("tbody/tr"):
            for number, cell in enumerate(row.findall("td")):
                if not number:
                    cell.tag = "th"
                    cell.set("scope", "row")
                elif labels[number]:
                    cell.set("data-label", labels[number])
        if heading:
            caption = Element("caption", {"class": "fb-sr"})
            caption.text = AtomicString(heading)
            table.insert(0, caption)


class Slots:
    """The tokens of one page and what they stand for."""

    def __init__(self, scope: Scope | None, root: Path) -> None:
        self._scope = scope
        self._root = root
        self._fillings: list[Callable[[Writer], str]] = []

    @cached_property
    def scope(self) -> Scope:
        """The scope that the plugin set, or one of the store below the root, read when it is first needed."""
        return self._scope or Scope(read_project(self._root).store, Site())

    @property
    def empty(self) -> bool:
        """Whether the page holds nothing of the store."""
        return not self._fillings

    def add(self, filling: Callable[[Writer], str]) -> str:
        """Store a filling to be written later; returns the token for its place."""
        self._fillings.append(filling)
        return f"\x02factbook:{len(self._fillings) - 1}\x03"

    def spans(self, spans: Spans) -> str:
        """The token for inline content."""
        return self.add(lambda writer: writer.spans(spans))

    def link(self, where: Target) -> str:
        """A placeholder for the address of a place on the site, for content that other extensions put into the page.

        It has the form of an address on another host (``.invalid`` is reserved for that, RFC 2606), so no extension changes it.
        """
        return f"//facts.invalid/{where.page}#{where.anchor}"

    def fill(self, html: str, writer: Writer) -> str:
        """Replace all tokens, in their order on the page, and all placeholders for addresses."""
        while _TOKEN.search(html):
            html = _TOKEN.sub(lambda match: self._fillings[int(match[1])](writer), html)
        return _LINK.sub(lambda match: str(escape(writer.href(Target(match[1], unescape(match[2]))))), html)


class _ReferenceProcessor(InlineProcessor):
    def __init__(self, pattern: str, slots: Slots) -> None:
        super().__init__(pattern)
        self._slots = slots

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[AtomicString | Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        store = self._slots.scope.store
        try:
            spans = reference_spans(m["body"], store)
            said = words_of(m["body"], store)
        except (KeyError, ValueError):
            return None, None, None  # left as typed: factbook check reports it with its line
        spans = in_sentence(spans, data[m.end(0) : m.end(0) + 1])
        if cited_again(spans, data[m.end(0) :], store):
            spans = [span for span in spans if not isinstance(span, Cite)]
        token = AtomicString(self._slots.spans(spans))
        if said is None:
            return token, m.start(0), m.end(0)
        element = Element("span", {"class": "fb-said", "data-fact": said})
        element.text = token
        return element, m.start(0), m.end(0)


class _Finish(Postprocessor):
    def __init__(self, md: Markdown, slots: Slots) -> None:
        super().__init__(md)
        self._slots = slots

    def run(self, text: str) -> str:
        if self._slots.empty:
            return text
        scope = self._slots.scope
        writer = Writer.on(scope.page, scope.store, scope.site)
        html = self._slots.fill(text, writer)
        references = writer.references()
        if not references:
            return html
        tokens: list[dict[str, Any]] = getattr(self.md, "toc_tokens", [])
        entry = {
            "level": 2,
            "id": "references",
            "name": _("References"),
            "html": _("References"),
            "data-toc-label": "",
            "children": [],
        }
        (tokens[0]["children"] if len(tokens) == 1 and tokens[0]["level"] == 1 else tokens).append(entry)
        return f"{html}\n{references}"


class _Blocks(BlocksExtension):
    def __init__(self, slots: Slots) -> None:
        super().__init__()
        self._slots = slots

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802, ARG002
        for name in BLOCKS:
            block_mgr.register(type(f"{name.title()}Block", (_StoreBlock,), {"NAME": name}), {"slots": self._slots})


class _StoreBlock(PymdownBlock):
    """A block of the store: a token marks its place."""

    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": f"fb-block fb-block--{self.NAME}"})

    def on_end(self, block: Element) -> None:
        slots: Slots = self.config["slots"]
        argument = (self.argument or "").strip()
        try:
            built = list(build_block(self.NAME, slots.scope.store, argument))
        except KeyError:
            return  # factbook check reports it with its line
        block.text = AtomicString(slots.add(lambda writer: _written(built, writer)))


def _written(blocks: list[Block], writer: Writer) -> str:
    return "\n".join(writer.block(block) for block in blocks)


def makeExtension(**options: Any) -> FactbookExtension:  # noqa: N802 - the name is Python-Markdown's
    """Python-Markdown's entry point."""
    return FactbookExtension(**options)
