"""Pages as plain Markdown, by the templates in ``templates/markdown``: what people, language models and other engines read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape as escape_html

from jinja2 import Environment
from markdown.extensions.toc import slugify

from factbook.content.addresses import Target, target
from factbook.content.page import Block, Page
from factbook.content.spans import Badge, Cite, Emphasis, External, InlineCode, Link, Span, Spans
from factbook.content.wording import when_text
from factbook.languages import _
from factbook.render.citations import Citations
from factbook.render.forms import Form, inline_forms
from factbook.render.links import Site
from factbook.store import Store
from factbook.store.publishers import is_unknown
from factbook.templates import environment
from mkdocs_timeline.dates import parse

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~]|&(?=#?\w+;)")
_LIST_MARK = re.compile(r"\A(?:([-+])(?=[\s-]|\Z)|(\d{1,9})(?=[.)](?:\s|\Z)))")
_TICKS = re.compile("`+")


def escape(text: str) -> str:
    """Text with everything escaped that Markdown would take for markup (CommonMark 0.31, sections 2.4 and 2.5).

    A list's mark is escaped at the beginning, where a line may begin with the text, and an exclamation mark at the end, where
    a link may follow, which would be an image.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", str(text).replace("\n", " "))
    escaped = _LIST_MARK.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\", escaped)
    return f"{escaped[:-1]}\\!" if escaped.endswith("!") else escaped


def code_span(text: str) -> str:
    """Text as code within a line, whatever backticks are in it (section 6.1)."""
    ticks = _fence(text, 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def code_block(text: str, language: str = "") -> str:
    """Text as a fenced block (section 4.5)."""
    ticks = _fence(text, 3)
    return f"{ticks}{language}\n{text}\n{ticks}"


def anchor(name: str) -> str:
    """A place that a link may name. Markdown has none of its own."""
    return f'<a id="{escape_html(name)}"></a>'


def heading_anchor(title: str, name: str) -> str:
    """The place of a heading, set apart by a space; nothing where readers of Markdown make the same name of its words."""
    return "" if not name or slugify(title, "-") == name else f" {anchor(name)}"


def _fence(text: str, least: int) -> str:
    return "`" * max(least, 1 + max(map(len, _TICKS.findall(text)), default=0))


@cache
def _environment() -> Environment:
    made = environment("render", escaped=False)  # the filter `md` escapes
    made.filters.update(md=escape, date_words=lambda text: when_text(parse(text)))
    made.globals.update(_=_, words=when_text, unknown=is_unknown)
    made.globals.update(anchor=anchor, heading_anchor=heading_anchor, code_block=code_block, code_span=code_span)
    return made


@cache
def _forms() -> Mapping[str, Form]:
    return inline_forms("markdown")


@lru_cache(maxsize=4_096)
def _relative(page: str, folder: str) -> str:
    """The file of a page from a folder: a page may lie above a folder of its own name."""
    return posixpath.relpath(f"{page}.md", folder or ".")


class InlineMarkdown:
    """Writes the inline content of one page, and counts its citations.

    ``notes`` is what the labels of the page's notes begin with: pages that are joined must not share any.
    """

    def __init__(self, citations: Citations, href: Callable[[Target], str], notes: str) -> None:
        self._citations, self._href, self._notes = citations, href, notes
        self._forms = _forms()

    def __call__(self, spans: Spans) -> str:
        """The Markdown of some spans, with a space between one badge and the next."""
        parts: list[str] = []
        after_badge = False
        for span in spans:
            is_badge = isinstance(span, Badge)
            if is_badge and after_badge:
                parts.append(" ")
            parts.append(self._span(span))
            after_badge = is_badge
        return "".join(parts)

    def note(self, number: int) -> str:
        """The label of a note of this page."""
        return f"{self._notes}-{number}"

    def _span(self, span: Span) -> str:
        if isinstance(span, Cite):
            return self._forms["cite"](label=self.note(self._citations.mark(span).number))
        if isinstance(span, External):
            return self._forms["external"](url=span.url)
        if isinstance(span, Link):
            form = self._forms["link-zh" if span.zh else "link"]
            return form(text=escape(span.text), href=self._href(span.target), zh=escape(span.zh))
        if isinstance(span, Emphasis):
            return self._emphasis(span.text)
        if isinstance(span, InlineCode):
            return code_span(span.text)
        return self._badge(span) if isinstance(span, Badge) else escape(span.text)

    def _emphasis(self, text: str) -> str:
        """Stressed text: space at its ends would keep asterisks from being marks."""
        inner = text.strip()
        if not inner:
            return text
        begin = text[: len(text) - len(text.lstrip())]
        end = text[len(text.rstrip()) :]
        form = self._forms["emphasis" if inner[0].isalnum() and inner[-1].isalnum() else "emphasis-html"]
        return f"{begin}{form(text=escape(inner))}{end}"

    def _badge(self, span: Badge) -> str:
        if span.family == "grade":
            return _("(grade %(grade)s)") % {"grade": span.text}
        if span.family == "read-as":
            return _("(read as a %(copy)s)") % {"copy": escape(span.text)}
        if span.target is not None:
            return self._forms["badge-link"](text=escape(span.text), href=self._href(span.target))
        return self._forms["badge"](text=escape(span.text))


@dataclass(slots=True)
class MarkdownWriter:
    """Writes Markdown for one page: knows the page's place and counts its citations."""

    store: Store
    page: str
    citations: Citations
    inline: InlineMarkdown

    @classmethod
    def on(cls, page: str, store: Store) -> MarkdownWriter:
        """A writer for the page with this path."""
        citations = Citations(store)
        return cls(store, page, citations, InlineMarkdown(citations, lambda where: _href(where, page), page))

    def spans(self, spans: Spans) -> str:
        """Inline content."""
        return self.inline(spans)

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Some blocks, with an empty line between each and the next."""
        return _tidy(self._render("markdown/blocks.md", blocks=blocks))

    def references(self) -> str:
        """The list of everything that was cited so far; empty when nothing was."""
        return _tidy(self._render("markdown/references.md")) if self.citations.entries else ""

    def whole(self, page: Page) -> str:
        """A page with front matter, its sections and its references."""
        return f"{_tidy(self._render('markdown/page.md', page=page))}\n"

    def _render(self, template: str, **values: object) -> str:
        context = {
            "citations": self.citations,
            "spans": self.inline,
            "note": self.inline.note,
            "here": self.page,
            "href": lambda where: _href(where, self.page),
            "address": lambda identifier: target(identifier, self.store),
            **values,
        }
        return _environment().get_template(template).render(context)


def page_markdown(page: Page, store: Store, site: Site) -> str:  # noqa: ARG001 - links are to pages' files, whatever the site
    """A page as Markdown, with front matter, links to the other pages' files and a list of references."""
    return MarkdownWriter.on(page.path, store).whole(page)


def _href(where: Target, page: str) -> str:
    fragment = f"#{where.anchor}" if where.anchor else ""
    if where.page == page and fragment:
        return fragment
    return f"<{_relative(where.page, posixpath.dirname(page))}{fragment}>"


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()
