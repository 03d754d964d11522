"""Hand-written pages as plain Markdown: what MkDocs and its extensions would make of them is written out, for readers without either.

References are said in words and cited, blocks show what they show on the site, attributes and wrappers are left out. Code stays
as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import yaml

from factbook.content.addresses import TIMELINE
from factbook.content.blocks import TIMELINE_BLOCK
from factbook.content.page import TimelineBlock
from factbook.content.sentences import in_sentence
from factbook.content.spans import Cite, Spans
from factbook.content.wording import reference_spans, spans_to_text
from factbook.languages import language
from factbook.pages import timeline as timeline_pages
from factbook.pages.blocks import build_block
from factbook.pages.chronology import timeline, whole
from factbook.reading.prose import ProsePage
from factbook.render.links import LINK_IN_TAG, Site, filled_in
from factbook.render.markdown import MarkdownWriter, heading_anchor
from factbook.store import Store
from factbook.store.references import REFERENCE, find
from mkdocs_timeline.arrange import select
from mkdocs_timeline.labels import spoken
from mkdocs_timeline.options import read_options
from mkdocs_timeline.words import words

_SENTENCE_END = re.compile(r"[.!?][)\"']*(?=\s|$)|[。！？]")
_ADMONITION = re.compile(
    r'^(?:!!!|\?{3}\+?)[ ]+(?P<kind>[\w-]+)[^"\n]*(?:"(?P<title>[^"\n]*)")?[ ]*\n(?P<body>(?:[ ]{4}.*\n?|[ ]*\n)*)',
    re.MULTILINE,
)
_BLOCK = re.compile(
    r"^[ ]{0,3}(?P<fence>/{3,})[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<argument>[^\n]*?))?[ \t]*\n"
    r"(?P<options>(?:[ ]{4}[^\n]*\n)*)(?P<body>.*?)^[ ]{0,3}(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ ]+(?P<title>[^\n]*?)[ ]*\{:?[ ]*(?:#(?P<anchor>[\w:.@-]+))?[^}\n]*\}[ ]*#*$", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"[ ]?(?<![{$])\{:?[ ]*[.#][^{}\n]*\}")
_WRAPPER = re.compile(r"^[ ]*</?div\b[^>\n]*>[ ]*\n?", re.MULTILINE)
_FOR_EXTENSIONS = re.compile(r"(?P<tag><\w[^>\n]*?)[ ]+markdown(?:=(?:\"[^\"\n]*\"|\w+))?(?=[ >])")


def prose_markdown(page: str, text: str, store: Store, site: Site) -> str:
    """Return a hand-written page as plain Markdown, with links to the other pages' files and a list of references.

    Args:
        page: Its path (``about/grades``).
        text: What its file holds, front matter included.
        store: What its references and blocks show.
        site: The site's address and how it names its pages.

    """
    plain = _plain_layout(filled_in(text.replace("\r\n", "\n"), site))
    source = ProsePage(page, plain)
    written = _Written(source, MarkdownWriter.on(page, store), site)
    head = {key: str(value) for key, value in source.front_matter.items() if key in ("title", "description")}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    front = "\n".join(["---", *lines, "---"]) if lines else ""
    body = written.body()
    return "\n\n".join(part for part in (front, body, written.writer.references()) if part) + "\n"


def cited_again(spans: Spans, rest: str, store: Store) -> bool:
    """Return whether the next citation in the sentence is the very same: then one stands for both, where the second stands."""
    cites = [span for span in spans if isinstance(span, Cite)]
    if not cites or spans_to_text(spans).endswith((".", "!", "?", "。", "！", "？")):
        return False
    for match in REFERENCE.finditer(_SENTENCE_END.split(rest, maxsplit=1)[0]):
        try:
            following = [span for span in reference_spans(match["body"], store) if isinstance(span, Cite)]
        except (KeyError, ValueError):
            return False
        if following:
            return following == cites
    return False


def _plain_layout(text: str) -> str:
    """The text with admonitions as quotations, whose content is prose like any other."""

    def quoted(match: re.Match[str]) -> str:
        title = match["title"] if match["title"] is not None else match["kind"].capitalize()
        lines = [f"**{title}**", "", *(line[4:] for line in match["body"].strip("\n").split("\n"))]
        return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    masked = ProsePage("", text).masked
    parts, last = [], 0
    for match in _ADMONITION.finditer(masked):
        found = _ADMONITION.match(text, match.start())
        assert found is not None, "masking keeps every line"
        parts += [text[last : match.start()], quoted(found)]
        last = found.end()
    return "".join((*parts, text[last:]))


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of the page and what stands in its place."""

    start: int
    end: int
    write: Callable[[], str]


@dataclass(frozen=True, slots=True)
class _Written:
    """A page on its way: its source, the writer that counts its citations, the site."""

    source: ProsePage
    writer: MarkdownWriter
    site: Site

    def body(self) -> str:
        """The page without its front matter, everything in it written out from top to bottom, so that citations count."""
        text = self.source.text
        parts: list[str] = []
        position = len(text) - len(self.source.body) if text.endswith(self.source.body) else 0
        for edit in sorted(self._edits(), key=lambda edit: (edit.start, -edit.end)):
            if edit.start >= position:
                parts += [text[position : edit.start], edit.write()]
                position = edit.end
        parts.append(text[position:])
        return self._with_pager(re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip())

    def _edits(self) -> Iterator[_Edit]:
        masked = self.source.masked
        for match in _BLOCK.finditer(masked):
            yield _Edit(match.start(), match.end(), lambda match=match: self._block(match))  # type: ignore[misc]
        for match in find(masked):
            yield _Edit(match.start(), match.end(), lambda match=match: self._reference(match))  # type: ignore[misc]
        for match in _HEADING.finditer(masked):
            yield _Edit(match.start(), match.end(), lambda match=match: _heading(match))  # type: ignore[misc]
        for pattern, kept in ((_WRAPPER, ""), (_ATTRIBUTES, ""), (_FOR_EXTENSIONS, "tag")):
            for match in pattern.finditer(masked):
                text = match[kept] if kept else ""
                yield _Edit(match.start(), match.end(), lambda text=text: text)  # type: ignore[misc]
        here = urljoin(self.site.home, self.site.path(self.source.path))
        for match in LINK_IN_TAG.finditer(masked):
            address = self.site.shared_href(match["address"], self.source.path)
            whole = f"{match['before']}{urljoin(here, address)}"
            yield _Edit(match.start(), match.end(), lambda whole=whole: whole)  # type: ignore[misc]

    def _reference(self, match: re.Match[str]) -> str:
        store = self.writer.store
        try:
            spans = reference_spans(match["body"], store)
        except (KeyError, ValueError):
            return match[0]  # factbook check reports it with its line
        rest = self.source.masked[match.end() :]
        spans = in_sentence(spans, rest[:1])
        if cited_again(spans, rest, store):
            spans = [span for span in spans if not isinstance(span, Cite)]
        return self.writer.spans(spans)

    def _block(self, match: re.Match[str]) -> str:
        argument = (match["argument"] or "").strip()
        if match["name"] == TIMELINE_BLOCK:
            return self._timeline(match["options"])
        try:
            return self.writer.blocks(build_block(match["name"], self.writer.store, argument))
        except KeyError:  # a block of the theme's extensions: a title and a text
            title = f"**{argument}**\n\n" if argument else ""
            return f"{title}{match['body'].strip()}"

    def _timeline(self, written: str) -> str:
        """The events of a timeline in words; of a strip, their names and dates alone."""
        options = read_options({"language": spoken(language()), **(yaml.safe_load(written) or {})})
        store = self.writer.store
        block = whole(timeline_pages.shown_on(self.source.path, store), store)
        chosen = select(timeline(block, lambda _: "", lambda _: ""), options)
        events = {event.address: event for event in block.events}
        shown = [events[event.id] for event in chosen]
        if options.compact:
            shown = [replace(event, body=(), marks=(), sources=[], note="") for event in shown]
        listed = self.writer.blocks([TimelineBlock(block.title, shown, block.eras, compact=options.compact)])
        return f"{listed}\n\n[{words(options.language)['more']}]({options.more})" if options.more else listed

    def _with_pager(self, text: str) -> str:
        """The timeline's own page leads to the others that hold its later events."""
        pager = self.writer.blocks(timeline_pages.pager(self.writer.store)) if self.source.path == TIMELINE else ""
        return f"{text}\n\n{pager}" if pager else text


def _heading(match: re.Match[str]) -> str:
    return f"{match['marks']} {match['title']}{heading_anchor(match['title'], match['anchor'] or '')}"
