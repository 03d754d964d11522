"""The list is the page: semantic, complete and safe without any script."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mkdocs_timeline.labels import label
from mkdocs_timeline.load import load
from mkdocs_timeline.model import Era, Event, Facet, Timeline
from mkdocs_timeline.options import Options, read_options
from mkdocs_timeline.render import headings, render_timeline

from .conftest import EXAMPLE

GOLDEN = Path(__file__).parent / "golden" / "small.html"
SPACE = load(EXAMPLE / "docs" / "spaceflight.yml")
SMALL = Timeline(
    events=(
        Event(
            "approval",
            "1992-11-09",
            "Zone & <park> approved",
            title_zh="批准",
            summary="It is *official*.",
            url="https://example.org/a?b=1&c=2",
            importance=1,
            tags={"topic": (("gov", "Governance"),), "grade": (("a", "A"),)},
            date_note="date of the letter",
        ),
        Event("port", "2001~/..", "Port", summary_html="<p>In <em>two</em> parts.<sup>1</sup></p>", kind="building"),
        Event("survey", "2023-Q3", "Survey", importance=3, sources_html="<p>Yearbook, p. 3</p>"),
    ),
    eras=(Era("early", "Early years", "..", "2000", "早期"), Era("late", "Late years", "2001")),
    facets=(Facet("topic", "Topic"), Facet("grade", "Grade", listed=False)),
    title="Small",
)


class Outline(HTMLParser):
    """Collects what a machine sees: headings, ids, times, links, and the tags that are open."""

    VOID = frozenset({"link", "meta", "br", "img", "input", "line", "circle", "rect"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.times: list[str] = []
        self.items = 0
        self.feed(html)
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert "style" not in values
        assert not [name for name in values if name.startswith("on")]
        if tag not in self.VOID:
            self.stack.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "time":
            self.times.append(str(values["datetime"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), str(values["id"])))
        self.items += tag == "li" and values.get("class") == "tl-event"

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.stack.pop() == tag


def test_the_list_is_what_it_was() -> None:
    """Read the golden file: it is the promise. Write it anew by deleting it and running this test twice."""
    html = re.sub(r" data-words='[^']*'", "", render_timeline(SMALL))
    if not GOLDEN.exists():
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(html, encoding="utf-8")
        pytest.fail("the golden file was missing and has been written")
    assert html == GOLDEN.read_text(encoding="utf-8")


def test_every_event_is_there_with_heading_anchor_date_and_source() -> None:
    html = render_timeline(SPACE)
    outline = Outline(html)
    assert outline.items == len(SPACE.events)
    assert len(outline.ids) == len(set(outline.ids))
    assert {event.id for event in SPACE.events} <= set(outline.ids)
    for event in SPACE.events:
        assert label(event.when).split("–")[-1] in re.sub(r"<[^>]+>", "", html)
    assert html.count('class="tl-sources"') == len(SPACE.events)


@pytest.mark.parametrize("level", [1, 2, 4])
def test_headings_nest_without_gaps(level: int) -> None:
    found = Outline(render_timeline(SPACE, Options(heading_level=level))).headings
    assert {depth for depth, _ in found} == {level, level + 1}
    assert found[0][0] == level
    assert {
        depth for depth, _ in Outline(render_timeline(SPACE, Options(group="none", heading_level=level))).headings
    } == {level}


def test_times_carry_the_precision_and_no_more() -> None:
    assert Outline(render_timeline(SMALL)).times == ["1992-11-09", "2001"]
    assert '<data value="2023-Q3">Q3 2023</data>' in render_timeline(SMALL)


def test_text_is_escaped_and_finished_html_is_not() -> None:
    html = render_timeline(SMALL)
    assert "Zone &amp; &lt;park&gt; approved" in html
    assert "<em>two</em>" in html
    evil = Timeline(
        (Event("x", "1992", "<script>", summary="</li><img onerror=x>", kind="<i>", date_note="<b>"),), title="'\"<"
    )
    Outline(render_timeline(evil))
    assert "<script>" not in render_timeline(evil)
    assert "<img" not in render_timeline(evil)
    tag = Event("x", "1992", "t", tags={"t": (("a", "'><script>'"),)})
    assert "<script>" not in render_timeline(Timeline((tag,)))


@pytest.mark.parametrize("tags", [{"a b": ()}, {"a:b": ()}, {"a": (("x,y", "X"),)}, {"a": (("<", "X"),)}, {"": ()}])
def test_tags_that_cannot_stand_in_addresses_are_refused(tags: dict[str, tuple[tuple[str, str], ...]]) -> None:
    with pytest.raises(ValueError, match="tags"):
        Event("x", "1992", "t", tags=tags)


@pytest.mark.parametrize("url", ["javascript:x", " javascript:x", "java\tscript:x", "DATA:text/html,x", "vbscript:x"])
def test_links_that_could_run_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="url"):
        Event("x", "1992", "t", url=url)


def test_there_is_no_script_unless_assets_are_asked_for_and_then_it_is_a_file() -> None:
    assert "<script" not in render_timeline(SPACE)
    assert '<script src="a/timeline.js" defer></script>' in render_timeline(SPACE, Options(assets="a"))


#  options, headings
GROUPS = [
    (Options(), ["year-1992", "year-2001", "year-2023"]),
    (Options(order="desc"), ["year-2023", "year-2001", "year-1992"]),
    (Options(group="decade"), ["decade-1990", "decade-2000", "decade-2020"]),
    (Options(group="era"), ["era-early", "era-late"]),
    (Options(group="era", order="desc"), ["era-late", "era-early"]),
    (Options(group="none"), []),
    (Options(importance=1), ["year-1992"]),
    (Options(importance=2), ["year-1992", "year-2001"]),
    (Options(filter={"topic": ("gov", "x")}), ["year-1992"]),
    (Options(filter={"topic": ("gov",), "grade": ("b",)}), []),
    (Options(id_prefix="t2-"), ["t2-year-1992", "t2-year-2001", "t2-year-2023"]),
]


@pytest.mark.parametrize(("options", "expected"), GROUPS)
def test_options_choose_order_and_group(options: Options, expected: list[str]) -> None:
    assert [anchor for anchor, _ in headings(SMALL, options)] == expected
    shown = [
        anchor
        for _, anchor in Outline(render_timeline(SMALL, options)).headings
        if re.search("(year|decade|era)-", anchor)
    ]
    assert shown == expected


def test_an_event_outside_all_eras_has_its_own_heading() -> None:
    timeline = Timeline((Event("a", "1950", "A"), Event("b", "1995", "B")), (Era("e", "E", "1990", "1999"),))
    assert headings(timeline, Options(group="era")) == (("era-e", "E"), ("era-other", "Outside the eras"))


def test_chinese_shows_chinese_titles_dates_and_words() -> None:
    html = render_timeline(SMALL, Options(language="zh", group="era"))
    assert 'lang="zh"' in html
    for words in (">批准</a>", "1992年11月9日", "约", "2023年第三季度", "早期", "搜索时间线"):
        assert words in html


def test_a_long_list_tells_the_browser_to_lay_out_what_is_in_sight() -> None:
    many = Timeline(tuple(Event(f"e{number}", "1992", "E") for number in range(61)))
    assert "tl--many" in render_timeline(many)
    assert "tl--many" not in render_timeline(SPACE)


def test_the_compact_strip_has_picture_dates_and_link_to_more() -> None:
    html = render_timeline(SPACE, Options(compact=True, importance=1, more="timeline/"))
    Outline(html)
    headlines = [event for event in SPACE.events if event.importance == 1]
    assert html.count("<li>") == len(headlines) == html.count("tl-axis-mark")
    assert '<a href="timeline/">Full timeline</a>' in html
    assert headings(SPACE, Options(compact=True)) == ()


#  what was written, words of the refusal
WRONG = [
    ({"ordr": "asc"}, "did you mean order"),
    ({"zzz": 1}, "there are source, filter"),
    ({"order": "up"}, "asc, desc"),
    ({"group": "month"}, "year, decade, era, none"),
    ({"importance": 4}, "number from 1 to 3"),
    ({"importance": True}, "number from 1 to 3"),
    ({"heading_level": "2"}, "number from 1 to 5"),
    ({"compact": "yes"}, "true or false"),
    ({"filter": "topic"}, "topic=governance"),
    ({"assets": "x"}, "unknown option"),
]


@pytest.mark.parametrize(("written", "words"), WRONG)
def test_a_wrong_option_is_refused_in_words_that_help(written: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_options(written)


def test_filters_can_be_written_in_two_ways() -> None:
    expected = {"topic": ("a", "b"), "place": ("c",)}
    assert read_options({"filter": "topic=a|b, place=c"}).filter == expected
    assert read_options({"filter": {"topic": ["a", "b"], "place": "c"}}).filter == expected
