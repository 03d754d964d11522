"""Pages as plain Markdown, by the templates in ``templates/markdown``: what people, language models and other engines read."""

from __future__ import annotations

import posixpath
import re
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined

from factbook.addresses import Target, target
from factbook.content import Page
from factbook.render.citations import Citations
from factbook.render.html import template_source
from factbook.site import Site
from factbook.store import Store
from factbook.wording import when_text

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
    environment.globals["words"] = when_text
    return environment


def page_markdown(page: Page, store: Store, site: Site) -> str:
    """A page as Markdown, with front matter, links to the other pages' files and a list of references."""

    def href(where: Target) -> str:
        fragment = f"#{where.anchor}" if where.anchor else ""
        if where.page == page.path and fragment:
            return fragment
        return f"<{posixpath.relpath(where.page, posixpath.dirname(page.path) or '.')}.md{fragment}>"

    text = (
        _environment()
        .get_template("markdown/page.md")
        .render(
            page=page,
            site=site,
            citations=Citations(store),
            href=href,
            address=lambda identifier: target(identifier, store),
        )
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
