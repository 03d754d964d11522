"""Pages as plain Markdown, by the templates in ``templates/markdown``: what people, language models and other engines read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from jinja2 import Environment, FunctionLoader, StrictUndefined

from factbook.content.addresses import Target, target
from factbook.content.page import Badge, Cite, Emphasis, External, InlineCode, Link, Page, Span, Spans
from factbook.content.wording import when_text
from factbook.render.citations import Citations
from factbook.render.forms import Form, inline_forms, template_source
from factbook.render.links import Site
from factbook.store import Store
from mkdocs_timeline.dates import parse
from mkdocs_timeline.labels import label

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def escape(text: str) -> str:
    """Text with everything escaped that Markdown would take for markup (CommonMark 0.31, section 2.4)."""
    return _SPECIAL.sub(r"\\\1", str(text).replace("\n", " "))


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - Markdown: the filter `md` escapes, HTML escaping would spoil it
        loader=FunctionLoader(template_source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = escape
    environment.filters["date_words"] = lambda text: label(parse(text))
    environment.globals["words"] = when_text
    return environment


@cache
def _forms() -> Mapping[str, Form]:
    return inline_forms("markdown")


@lru_cache(maxsize=4_096)
def _relative(page: str, folder: str) -> str:
    return posixpath.relpath(page, folder or ".")


class _Inline:
    """Writes the inline content of one page, and counts its citations."""

    def __init__(self, citations: Citations, href: Callable[[Target], str]) -> None:
        self._citations, self._href = citations, href
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

    def _span(self, span: Span) -> str:
        if isinstance(span, Cite):
            return self._forms["cite"](number=self._citations.mark(span).number)
        if isinstance(span, External):
            return self._forms["external"](url=span.url)
        if isinstance(span, Link):
            form = self._forms["link-zh" if span.zh else "link"]
            return form(text=escape(span.text), href=self._href(span.target), zh=escape(span.zh))
        if isinstance(span, Emphasis):
            return self._forms["emphasis"](text=escape(span.text))
        if isinstance(span, InlineCode):
            return self._forms["inline-code"](text=span.text)
        return self._badge(span) if isinstance(span, Badge) else escape(span.text)

    def _badge(self, span: Badge) -> str:
        if span.family == "grade":
            return self._forms["badge-grade"](text=span.text)
        if span.family == "read-as":
            return self._forms["badge-read-as"](text=escape(span.text))
        if span.target is not None:
            return self._forms["badge-link"](text=escape(span.text), href=self._href(span.target))
        return self._forms["badge"](text=escape(span.text))


def page_markdown(page: Page, store: Store, site: Site) -> str:
    """A page as Markdown, with front matter, links to the other pages' files and a list of references."""
    folder = posixpath.dirname(page.path)
    citations = Citations(store)

    def href(where: Target) -> str:
        fragment = f"#{where.anchor}" if where.anchor else ""
        if where.page == page.path and fragment:
            return fragment
        return f"<{_relative(where.page, folder)}.md{fragment}>"

    text = _environment().get_template("markdown/page.md").render(
        page=page,
        site=site,
        citations=citations,
        spans=_Inline(citations, href),
        href=href,
        address=lambda identifier: target(identifier, store),
    )  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
