"""The block `/// timeline` in Python-Markdown: table of contents, anchors, mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import markdown

from mkdocs_timeline.load import load
from mkdocs_timeline.markdown import Host, TimelineExtension
from mkdocs_timeline.model import Event, Timeline
from mkdocs_timeline.options import Options
from mkdocs_timeline.problems import Problem
from mkdocs_timeline.render import render_timeline

from .conftest import EXAMPLE

DOCS = EXAMPLE / "docs"


def convert(text: str, **configs: object) -> tuple[str, markdown.Markdown]:
    md = markdown.Markdown(extensions=["toc", TimelineExtension(**(configs or {"root": str(DOCS)}))])
    return md.convert(text), md


def toc_ids(tokens: list[dict[str, object]]) -> list[str]:
    return [name for token in tokens for name in (str(token["id"]), *toc_ids(token["children"]))]  # type: ignore[arg-type]


def squeeze(html: str) -> str:
    return re.sub(r"\s+", "", html)


def test_the_block_gives_what_the_program_gives() -> None:
    html, _ = convert("/// timeline | spaceflight.yml\n    order: desc\n///")
    timeline = load(DOCS / "spaceflight.yml")
    own = render_timeline(timeline, Options(order="desc"))
    assert squeeze(html) == squeeze(f'<div class="tl-block">{own}</div>')


def test_group_headings_are_in_the_table_of_contents_and_events_if_wished() -> None:
    text = "# Title\n\n/// timeline | spaceflight.yml\n    group: era\n{}///\n\n## After\n"
    _, md = convert(text.format(""))
    assert toc_ids(md.toc_tokens) == ["title", "era-dreamers", "era-race", "era-stations", "era-many", "after"]  # type: ignore[attr-defined]
    _, md = convert(text.format("    toc: events\n"))
    assert {"era-race", "sputnik", "gagarin"} <= set(toc_ids(md.toc_tokens))  # type: ignore[attr-defined]


def test_titles_are_not_read_as_markdown() -> None:
    timeline = Timeline((Event("a", "1992", "A *b* `c` [d](e) &amp;", url="other.md"),))
    html, md = convert("/// timeline\n    toc: events\n///", host=Host({"store": lambda: timeline}, Path(), "store"))
    assert md.toc_tokens[0]["children"][0]["name"] == "A *b* `c` [d](e) &amp;amp;"  # type: ignore[attr-defined]
    assert '<h3 class="tl-title" id="a"><a href="other.md">A *b* `c` [d](e) &amp;amp;</a></h3>' in html


def test_a_registered_source_is_asked_each_time() -> None:
    calls = []

    def store() -> Timeline:
        calls.append(1)
        return Timeline((Event("a", "1992", "A"),))

    text = "/// timeline\n///\n\n/// timeline | store\n///\n\n/// timeline\n    source: store\n///"
    html, _ = convert(text, host=Host({"store": store}, Path(), "store"))
    assert len(calls) == 3
    assert re.findall(r' id="([^"]+)"', html) == [
        "year-1992", "a", "t2-year-1992", "t2-a", "t3-year-1992", "t3-a",
    ]  # fmt: skip


def test_a_mistake_is_shown_in_the_page_and_reported_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("- {id: a, date: 1992-13, title: '<b>'}\n", encoding="utf-8")
    heard: list[tuple[tuple[Problem | str, ...], int]] = []
    host = Host({}, tmp_path, report=lambda problems, number: heard.append((problems, number)))
    html, _ = convert(
        "/// timeline | bad.yml\n///\n\n/// timeline\n    ordr: x\n///\n\n/// timeline\n///\n\nAfter", host=host
    )
    assert html.count('role="alert"') == 3
    assert f"{tmp_path.name}/bad.yml:1:17: date: &#39;1992-13&#39;" in html
    assert "did you mean order?" in html
    assert "no source" in html
    assert html.endswith("<p>After</p>")
    assert [number for _, number in heard] == [0, 1, 2]


def test_a_block_in_code_stays_code() -> None:
    html, _ = convert("    /// timeline | spaceflight.yml\n    ///\n")
    assert "tl-event" not in html


def test_words_inside_the_block_stand_before_the_list() -> None:
    html, _ = convert("/// timeline | spaceflight.yml\n\nSome *words*.\n///")
    assert html.index("<em>words</em>") < html.index("data-timeline")
