"""Pages and blocks as HTML, by the templates in ``templates/html``. Every text is escaped by the templates' engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import escape

from factbook.charts import placed
from factbook.content.addresses import Target, target
from factbook.content.locators import capitalized
from factbook.content.page import Block, Page, Section, TimelineBlock
from factbook.content.spans import Spans
from factbook.content.wording import when_text
from factbook.languages import _, language, ngettext
from factbook.pages.chronology import timeline
from factbook.problems import Problem
from factbook.render.citations import Citations
from factbook.render.inline import InlineHtml, marked
from factbook.render.links import Site
from factbook.store import Store
from factbook.store.publishers import is_unknown
from factbook.templates import environment
from mkdocs_timeline.labels import spoken
from mkdocs_timeline.options import Options
from mkdocs_timeline.plugin import FOLDER as TIMELINE_ASSETS
from mkdocs_timeline.render import headings as timeline_headings
from mkdocs_timeline.render import render_timeline


@cache
def _environment() -> Environment:
    made = environment("render")
    made.globals.update(marked=marked, capitalized=capitalized, _=_, ngettext=ngettext, spoken=language)
    return made


@dataclass(slots=True)
class Writer:
    """Writes HTML for one page: knows the page's place on the site and counts its citations."""

    store: Store
    site: Site
    page: str
    citations: Citations
    inline: InlineHtml

    @classmethod
    def on(cls, page: str, store: Store, site: Site) -> Writer:
        """A writer for the page with this path."""
        citations = Citations(store)
        return cls(store, site, page, citations, InlineHtml(citations, site, page))

    def block(self, block: Block) -> str:
        """One block."""
        return self._render("html/block.html", block=block)

    def spans(self, spans: Spans) -> str:
        """Inline content."""
        return self.inline(spans)

    def href(self, where: Target) -> str:
        """The address of a place on the site, from this page."""
        return self.site.href(where, self.page)

    def references(self) -> str:
        """The list of everything that was cited so far; empty when nothing was."""
        return self._render("html/references.html", entries=self.citations.entries) if self.citations.entries else ""

    def whole(self, page: Page) -> str:
        """A page: its title, its sections, its references."""
        return self._render("html/page.html", page_value=page)

    def _render(self, template: str, **values: Any) -> str:
        context = {
            "citations": self.citations,
            "spans": self.inline,
            "tools": self.inline.tools,
            "brief_marks": self.inline.brief_marks,
            "site": self.site,
            "here": self.page,
            "address": lambda identifier: target(identifier, self.store),
            "words": when_text,
            "unknown": is_unknown,
            "timeline": self._timeline,
            "placed": lambda svg: placed(str(svg), self.href),
            **values,
        }
        return _environment().get_template(template).render(context)

    def _timeline(self, block: TimelineBlock) -> str:
        """The HTML of a timeline, with the style and, where it needs one, the script."""
        assets = self.site.file_href(TIMELINE_ASSETS, self.page)
        more = self.href(block.more) if block.more else ""
        options = Options(compact=block.compact, more=more, assets=assets, language=spoken(language()))
        return render_timeline(timeline(block, self.spans, self._elsewhere, self.site.host), options)

    def _elsewhere(self, where: Target) -> str:
        """The address of a place on another page; empty for one on this page."""
        return "" if where.page == self.page else self.href(where)


def problem_page(problems: Sequence[Problem]) -> str:
    """The page that a preview shows in place of every other while there are problems."""
    return _environment().get_template("html/problems.html").render(problems=problems)


def failure_page(message: str) -> str:
    """The document that a preview shows in place of every other while nothing could be built at all."""
    return _environment().get_template("html/failure.html").render(message=message)


def headings(sections: Sequence[Section], *, references: bool) -> list[tuple[str, str]]:
    """Anchor and name (plain text) of the headings below a page's title."""
    found = [entry for section in sections for entry in _headings(section)]
    return [*found, ("references", _("References"))] if references else found


def _headings(section: Section) -> Iterator[tuple[str, str]]:
    if section.title:
        yield section.anchor, section.title
    for block in section.blocks:
        if isinstance(block, TimelineBlock):
            yield from timeline_headings(
                timeline(block, lambda _: "", lambda _: ""), Options(compact=block.compact, language=spoken(language()))
            )


def table_of_contents(title: str, below: Sequence[tuple[str, str]]) -> list[Any]:
    """A page's headings as the tokens that Python-Markdown's toc extension makes."""
    return [_token(1, "top", title, [_token(2, anchor, name) for anchor, name in below])]


def _token(level: int, anchor: str, name: str, children: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Names are HTML there (mkdocs.structure.toc.AnchorLink), and printed as they are."""
    html = str(escape(name))
    return {"level": level, "id": anchor, "name": html, "html": html, "data-toc-label": "", "children": list(children)}
