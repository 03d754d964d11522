"""Texts in Markdown are read as what they are: by an independent reader, whatever characters they hold."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factbook.content.addresses import Target
from factbook.content.page import Code, Items, Page, Paragraph, Section
from factbook.content.spans import Cite, Emphasis, InlineCode, Link, Text
from factbook.reading.load import build_store, load
from factbook.render.links import Site
from factbook.render.markdown import MarkdownWriter, code_block, code_span, escape, page_markdown
from factbook.store import Store
from tests.projects import MakeProject

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _paragraph(markdown: str) -> str:
    """The text of Markdown that is one paragraph, and nothing but text."""
    html = _READER.render(markdown).strip()
    match = re.fullmatch(r"<p>([^<]*)</p>", html, re.DOTALL)
    assert match, f"{markdown!r} is no paragraph of bare text: {html}"
    return unescape(match[1])


HOSTILE = (
    "&lt;", "&amp;lt; & AT&T", "- no list", "+ none either", "1. one", "12) twelve", "-", "---", "# no heading", "> no quote",
    "*a* _b_ `c`", "[a](b)", "![a](b)", "<b>", "a | b", "~~a~~", "a\\", "***", "[^1]: a", "Wow!", "=1+1", "100.5 m", "-5%", "1990.",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_read_as_it_is_typed(text: str) -> None:
    assert _paragraph(escape(text)) == text


@given(st.text(alphabet="&;lt#1-+.)*_[]<>`\\~!|= aé仲\n", min_size=1, max_size=16))
def test_any_text_is_read_as_it_is_typed(text: str) -> None:
    words = " ".join(text.split())
    if words:
        assert _paragraph(escape(words)) == words


@given(st.text(alphabet="`a ", min_size=1, max_size=9).filter(lambda text: text.strip(" ")))
def test_code_keeps_its_backticks(text: str) -> None:
    words = text.strip()
    assert unescape(_READER.renderInline(code_span(words))) == f"<code>{words}</code>"
    assert unescape(_READER.render(code_block(words, "x"))) == f'<pre><code class="language-x">{words}\n</code></pre>\n'


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    return build_store(load(make_project("# docs/index.md\n# The town\n")))


@pytest.mark.parametrize("text", [" so ", "so", "(so)", "so.", "仲恺"])
def test_stress_survives(text: str, store: Store) -> None:
    written = MarkdownWriter.on("x", store).spans([Text("a"), Emphasis(text), Text("b")])
    assert unescape(_READER.renderInline(written)).replace("<em>", "").replace("</em>", "") == f"a{text}b"
    assert f"<em>{text.strip()}</em>" in _READER.renderInline(written)


def test_an_exclamation_before_a_link_makes_no_picture(store: Store) -> None:
    written = MarkdownWriter.on("x", store).spans([Text("Wow!"), Link(Target("y"), "a link")])
    assert "<img" not in _READER.renderInline(written)


def test_the_labels_of_notes_are_a_pages_own(store: Store) -> None:
    """Two pages in one file must not rest on each other's sources."""
    texts = []
    for path in ("a", "b/c", "b/c-1"):
        block = Paragraph((Text("-"), Cite("yearbook", "p. 2"), InlineCode("x`y")))
        section = Section("S", "s", [block, Items([[Text("- x")]]), Code("```")])
        page = Page(path, "T", "", "", "index", lambda section=section: [section])  # type: ignore[misc]
        texts.append(page_markdown(page, store, Site()))
    labels = [re.findall(r"^\[\^([^\]]+)\]:", text, re.MULTILINE) for text in texts]
    assert labels == [["a-1"], ["b/c-1"], ["b/c-1-1"]]
