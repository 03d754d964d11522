"""The entries of the search: from the store, and from hand-written pages, with or without a dictionary of Chinese."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from material.plugins.search import plugin as material_search

from factbook.checks.project import Project
from factbook.languages.current import in_language
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.search.entries import beginning, names_of, own_entry, own_text, search_index, store_entries

_PAGE = '<h1 id="a">惠州仲恺高新区</h1><p>The TCL华星 plant <sup>[12]</sup> &amp; 产业集群</p><h2 id="b">里程碑</h2><p>与物联网</p>'


class _Dictionary:
    """Cuts Chinese after every second character, as a dictionary might."""

    @staticmethod
    def cut(text: bytes) -> list[str]:
        word = text.decode()
        return [word[i : i + 2] for i in range(0, len(word), 2)]


def _stock_entries(monkeypatch: pytest.MonkeyPatch, dictionary: object) -> list[dict[str, str]]:
    monkeypatch.setattr(material_search, "jieba", dictionary)
    index = material_search.SearchIndex(lang=["en"], separator="", pipeline=[], fields={})
    index.add_entry_from_context(SimpleNamespace(meta={}, content=_PAGE, toc=[], url="story/", title="Story"))
    entries: list[dict[str, str]] = index.entries
    return entries


def test_an_installed_dictionary_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    with_one = _stock_entries(monkeypatch, _Dictionary)
    without = _stock_entries(monkeypatch, None)
    assert with_one != without, "the stock plugin does not cut any more: the cuts need no taking out"
    assert [own_entry(entry) for entry in with_one] == [own_entry(entry) for entry in without]


def test_hand_written_pages_keep_their_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (own_entry(entry) for entry in _stock_entries(monkeypatch, None))
    assert first == {"location": "story/", "title": "惠州仲恺高新区", "text": "The TCL华星 plant &amp; 产业集群"}
    assert second == {"location": "story/#b", "title": "里程碑", "text": "与物联网"}


@pytest.mark.parametrize(
    ("html", "own"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ('<p>a</p><div class="fb-block x"><div>b<br>c</div></div><p>d</p>', "<p>a</p><p>d</p>"),
        ('<div class="tl tl--many">x\n<ol>\n<li>y</ol></div>\n<p>a</p>', "\n<p>a</p>"),
        ('<p>a</p>\n<section class="fb-references"><h2 id="references">R</h2></section>', "<p>a</p>\n"),
        ('<p>é &amp; 惠州</p><div class="fb-block">一</div>b<div class="fb-block">二</div>c', "<p>é &amp; 惠州</p>bc"),
    ],
)
def test_what_the_store_shows_in_a_page_is_left_out(html: str, own: str) -> None:
    assert own_text(html) == own


def test_each_page_and_each_fact_has_one_entry(project: Project) -> None:
    entries = list(store_entries(generate(project.store), project.store, Site()))
    locations = [entry["location"] for entry in entries]
    assert len(locations) == len(set(locations))
    anchors = {location.partition("#")[2] for location in locations}
    assert set(project.store.facts) <= anchors
    assert all(entry["title"] for entry in entries)


def test_entries_of_the_store_replace_what_was_read_from_html(project: Project) -> None:
    address = next(fact.address for fact in project.store.facts_of("milestone"))
    stock = {"config": {"lang": ["en"]}, "docs": [{"location": f"timeline/#{address}", "title": "x", "text": "y"}]}
    index = search_index(stock, generate(project.store), project.store, Site())
    found = [entry for entry in index.entries if entry["location"] == f"timeline/#{address}"]
    assert len(found) == 1
    assert found[0]["title"] != "x"
    assert index.stock["config"] == stock["config"]


def test_headings_of_hand_written_pages_are_found_by_the_words_that_the_page_gives_them(project: Project) -> None:
    docs = [{"location": f"note/{mark}", "title": "x", "text": "y"} for mark in ("", "#limits", "#else")]
    words = {"note/#limits": ["rents & wages", "租金"]}
    index = search_index({"docs": docs}, generate(project.store), project.store, Site(), words)
    found = {entry["location"]: entry.get("tags") for entry in index.entries if entry["location"].startswith("note/")}
    assert found == {"note/": None, "note/#limits": ["rents &amp; wages", "租金"], "note/#else": None}


def test_lists_are_kinds_of_pages_with_all_their_parts(project: Project) -> None:
    pages = (entry for entry in store_entries(generate(project.store), project.store, Site()) if "kind" in entry)
    kinds = {(entry["location"].partition("/")[0], entry["kind"]) for entry in pages}
    assert {("timeline", "timeline"), ("awards", "awards"), ("plans", "plans"), ("sources", "index")} <= kinds
    assert not {("timeline", "index"), ("awards", "index"), ("plans", "index")} & kinds


def test_an_award_falls_under_its_kind(project: Project) -> None:
    entries = {entry["location"]: entry for entry in store_entries(generate(project.store), project.store, Site())}
    for award in project.store.facts_of("award"):
        entry = next(entry for at, entry in entries.items() if at.endswith(f"#{award.address}"))
        assert f"kind:{award.record.kind}" in entry["concepts"]


def test_a_page_counts_for_more_the_more_is_known_of_what_it_is_about(project: Project) -> None:
    store = project.store
    boosts = {entry["location"]: entry.get("boost", 1.0) for entry in store_entries(generate(store), store, Site())}
    places = sorted(store.places, key=store.known_of)
    counted = [boosts[f"places/{place}/"] for place in places]
    assert counted == sorted(counted)
    assert counted[0] < counted[-1] < 2 * counted[0]
    of_pages = {boost for location, boost in boosts.items() if "#" not in location}
    assert len(of_pages) < 20, "pages that count alike share files"


def test_what_is_known_of_an_entity_is_counted_once(project: Project) -> None:
    store = project.store
    for identifier in (*store.places, *store.organizations, *store.industries, *store.indicators):
        facts = [*store.owned_by(identifier), *store.facts_about(identifier)]
        parts = (*store.indicators_of(identifier), *store.projects_of(identifier))
        facts += [fact for part in parts for fact in store.owned_by(part.id)]
        assert store.known_of(identifier) == len({fact.address for fact in facts}), identifier


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It is named after a lamp.", "It is named after a lamp"),
        (
            "Zhang Lilan (张莉兰) is named as director of the zone in 2018.",
            "Zhang Lilan (张莉兰) is named as director of the zone…",
        ),
        (
            "One two three four five six seven eight nine ten, eleven.",
            "One two three four five six seven eight nine ten…",
        ),
        ("2018年的来源称张莉兰为高新区管委会主任。", "2018年的来源称张莉兰为高新区管委会主任"),
        ("2022年1月，在高新区的一次签约活动上，共有三十二个项目签约，另有若干备忘录。", None),
        (
            "德赛西威2023年年度报告称，其在Automotive News的百强榜单中排名第七十四位。",
            "德赛西威2023年年度报告称，其在…",
        ),
        ("九联科技归属于母公司股东的净亏损在二〇二四年为141,826,099.59元。", None),
    ],
)
def test_a_statement_is_called_by_its_beginning(text: str, title: str | None) -> None:
    found = beginning(text)
    assert title is None or found == title
    assert text.startswith(found.removesuffix("…"))
    assert len(found) <= len(text)
    assert not re.search(r"\d…$|[，、。. ]…?$", found)


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_titles_are_in_the_language_of_the_page_and_names_in_both_are_found(project: Project, tag: str) -> None:
    store = project.store
    with in_language(tag):
        entries = {entry["location"]: entry for entry in store_entries(generate(store), store, Site())}
    for milestone in store.facts_of("milestone"):
        entry = next(entry for at, entry in entries.items() if at.endswith(f"#{milestone.address}"))
        own, *others = sorted(milestone.record.title.parts(), key=lambda part: part[0] != tag)
        assert unescape(entry["title"]) == own[1]
        assert {unescape(name) for name in names_of(entry)} >= {text for _, text in (own, *others)}


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_statements_of_an_entity_are_told_apart(project: Project, tag: str) -> None:
    store = project.store
    with in_language(tag):
        entries = store_entries(generate(store), store, Site())
        titles = [(entry["location"].partition("#")[0], entry["title"]) for entry in entries if entry.get("quoted")]
    assert len(titles) > 100
    assert len(set(titles)) > 0.95 * len(titles)


def test_answers_in_chinese_have_full_width_punctuation(project: Project) -> None:
    store = project.store
    with in_language("zh"):
        shown = [entry for entry in store_entries(generate(store), store, Site()) if "answer" in entry]
    texts = [text for entry in shown for text in (entry["answer"]["name"], entry["answer"].get("place", ""))]
    assert len(texts) > 500
    assert not [text for text in texts if re.search("[\u4e00-\u9fff)）][,:;] ", text)]


def test_who_holds_an_office_last_counts_for_more(project: Project) -> None:
    store = project.store
    entries = {entry["location"]: entry for entry in store_entries(generate(store), store, Site())}

    def boost(address: str) -> float:
        return next(entry.get("boost", 1.0) for at, entry in entries.items() if at.endswith(f"#{address}"))

    assert boost("zhongkai-zone-director-2018") > boost("zhongkai-zone-director-2015")
    assert boost("zhongkai-zone-secretary-2022") > boost("zhongkai-zone-secretary-2019")
    assert boost("zhongkai-zone-director-2015") == boost("zhongkai-zone-director-2010")
