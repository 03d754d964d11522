"""Inline content as HTML: spans one after the other, each in its form, every text of the store escaped here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from markupsafe import Markup
from markupsafe import escape as markup_escape

from factbook.content.addresses import Target
from factbook.content.page import FactItem, Handle
from factbook.content.spans import Badge, Cite, Emphasis, External, InlineCode, Link, Spans, Spark, Text, Time, Value
from factbook.languages import N_, _
from factbook.render.citations import Citations
from factbook.render.forms import Form, inline_forms
from factbook.render.links import Site
from factbook.store.texts import tongue_of


@lru_cache(maxsize=4_096, typed=True)  # what is marked as safe must never answer for the same text that is not
def escape(text: str) -> str:
    """Text as HTML has it: what would be taken for markup, in content or in an attribute, is escaped. Most texts recur."""
    return str(markup_escape(text))


def marked(text: object) -> Markup:
    """Words as HTML, marked with their language where it is not that of the page."""
    words = text if isinstance(text, str) else str(text)  # of words, str() would forget the language
    tongue = tongue_of(words)
    return Markup(f'<span lang="{escape(tongue)}">{escape(words)}</span>' if tongue else escape(words))  # noqa: S704 - escaped


class InlineHtml:
    """Writes the inline content of one page, and counts its citations."""

    def __init__(self, citations: Citations, site: Site, page: str) -> None:
        self._citations, self._site, self._page = citations, site, page
        self._forms = _forms()

    def __call__(self, spans: Spans) -> Markup:
        """The HTML of some spans."""
        parts = [_WRITE[span.kind](self, span) for span in spans]
        for index in range(
            len(spans) - 1, 0, -1
        ):  # marks are set apart by style; who copies or hears them needs a space
            if isinstance(spans[index], Badge) and isinstance(spans[index - 1], Badge):
                parts.insert(index, " ")
        return Markup("".join(parts))  # noqa: S704 - each is escaped below

    def _href(self, where: Target) -> str:
        return self._site.href(where, self._page)

    def tools(self, item: FactItem | Handle) -> Markup:
        """What can be done with a fact: its permalink, how to cite it, where it is edited, its history, a report."""
        site, form = self._site, self._forms
        links = [
            (form["tool-external"](href=escape(href), text=text) if href else "")
            for text, href in (
                (_("Edit"), site.edit(item.edit_path, item.edit_line)),
                (_("History"), site.history(item.edit_path, item.edit_line)),
                (_("Report"), site.report(item.address)),
            )
        ]
        text = form["tools"](
            permalink=escape(self._href(item.permalink)),
            link_words=escape(_("Permalink")),
            cite=escape(site.cite(item.address, self._page)),
            cite_words=escape(_("Cite")),
            more="".join(links),
        )
        return Markup(text)  # noqa: S704 - escaped above

    def brief_marks(self, marks: Spans) -> Markup:
        """The marks of a fact among many: what they mean stands at its home."""
        return self([replace(mark, title="") for mark in marks if isinstance(mark, Badge)])

    def _text(self, span: Text) -> str:
        text, lang = escape(span.text), span.lang or tongue_of(span.text)
        return self._forms["text-lang"](text=text, lang=escape(lang)) if lang else text

    def _emphasis(self, span: Emphasis) -> str:
        text = self._forms["emphasis"](text=escape(span.text))
        return self._forms["text-lang"](text=text, lang=escape(span.lang)) if span.lang else text

    def _inline_code(self, span: InlineCode) -> str:
        return self._forms["inline-code"](text=escape(span.text))

    def _link(self, span: Link) -> str:
        form = self._forms["link-zh" if span.zh else "link"]
        return form(href=escape(self._href(span.target)), text=marked(span.text), zh=escape(span.zh))

    def _external(self, span: External) -> str:
        return self._forms["external"](url=escape(span.url), text=escape(span.text))

    def _cite(self, span: Cite) -> str:
        mark = self._citations.mark(span)
        form = self._forms["cite-place" if mark.places else "cite"]
        return form(number=mark.number, occurrence=mark.occurrence, locator=escape(mark.places))

    def _value(self, span: Value) -> str:
        facts, text, title = escape(" ".join(span.addresses)), escape(span.text), escape(span.title)
        if span.target is None:
            return self._forms["value"](facts=facts, text=text, title=title)
        form = self._forms["value-link-title" if span.title else "value-link"]
        return form(facts=facts, text=text, title=title, href=escape(self._href(span.target)))

    def _spark(self, span: Spark) -> str:
        return span.svg  # drawn by our own templates, which escape

    def _time(self, span: Time) -> str:
        form = self._forms["time" if span.machine else "time-words"]
        return form(text=escape(span.text), machine=escape(span.machine))

    def _badge(self, span: Badge) -> str:
        words = {"family": escape(span.family), "name": escape(span.name), "text": escape(span.text)}
        title, bare = escape(span.title), "" if span.title else "-bare"
        if span.target is None:
            said = _SAID_BEFORE.get(span.family)
            if said:
                return self._forms[f"badge-said{bare}"](**words, title=title, said=escape(_(said)))
            return self._forms[f"badge{bare}"](**words, title=title)
        return self._forms[f"badge-link{bare}"](**words, title=title, href=escape(self._href(span.target)))


_SAID_BEFORE = {"grade": N_("Grade "), "read-as": N_("How it was read: ")}
"""What those who hear a mark must hear before it."""


@cache
def _forms() -> Mapping[str, Form]:
    return inline_forms("html")


_WRITE: Mapping[str, Callable[..., str]] = {
    Text.kind: InlineHtml._text,
    Emphasis.kind: InlineHtml._emphasis,
    InlineCode.kind: InlineHtml._inline_code,
    Link.kind: InlineHtml._link,
    External.kind: InlineHtml._external,
    Cite.kind: InlineHtml._cite,
    Value.kind: InlineHtml._value,
    Time.kind: InlineHtml._time,
    Badge.kind: InlineHtml._badge,
    Spark.kind: InlineHtml._spark,
}
