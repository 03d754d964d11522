"""Closed lists that belong to the subject of a knowledge base, and words of the site that it may choose.

Each list has terms of the program's own, with names in both languages. Terms of the vocabulary of the same kind take their place: all of
them in a list that is *open* (kinds of places, say), the name alone in a list whose terms the program must know (the states of an
organization, say).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from factbook.store.records import KINDS_OF_RECORDS, VocabularyTerm

Weight = Literal["primary", "weak"]


@dataclass(frozen=True, slots=True)
class WordList:
    """A list: what a word of it is called, its terms with their names in English and Chinese, and whether a vocabulary may have others.

    ``weights``: what a kind of source counts for in grades, where it is more or less than an ordinary text.
    """

    what: str
    names: Mapping[str, tuple[str, str]]
    is_open: bool = True
    weights: Mapping[str, Weight] = field(default_factory=dict)


LISTS: Final[Mapping[str, WordList]] = {
    "place-kind": WordList(
        "kind of place",
        {
            "country": ("country", "国家"), "region": ("region", "地区"), "province": ("province", "省"), "state": ("state", "州"),
            "city": ("city", "市"), "district": ("district", "区"), "county": ("county", "县"), "town": ("town", "镇"),
            "subdistrict": ("subdistrict", "街道"), "village": ("village", "村"), "zone": ("zone", "区域"), "park": ("park", "园区"),
            "site": ("site", "场地"), "building": ("building", "建筑"), "station": ("station", "车站"), "airport": ("airport", "机场"),
            "port": ("port", "港口"), "mountain": ("mountain", "山"), "river": ("river", "河流"), "lake": ("lake", "湖泊"),
            "wetland": ("wetland", "湿地"), "island": ("island", "岛"),
        },
    ),
    "organization-kind": WordList(
        "kind of organization",
        {
            "company": ("company", "公司"), "government": ("government", "政府机构"), "research": ("research", "研究机构"),
            "university": ("university", "大学"), "school": ("school", "学校"), "museum": ("museum", "博物馆"),
            "association": ("association", "协会"), "foundation": ("foundation", "基金会"),
            "standards-body": ("standards body", "标准组织"),
        },
    ),
    "award-kind": WordList(
        "kind of award",
        {
            "title": ("Titles", "称号"), "base": ("Bases and clusters", "基地与集群"), "ranking": ("Rankings", "排名"),
            "prize": ("Prizes", "奖项"), "grant": ("Grants", "资助"),
        },
    ),
    "source-kind": WordList(
        "kind of source",
        {
            "official": ("official", "官方"), "statistics": ("official statistics", "官方统计"),
            "filing": ("company filing", "公司公告"), "standard": ("technical standard", "技术标准"),
            "state-media": ("state media", "官方媒体"), "press": ("general press", "综合媒体"),
            "trade-press": ("trade press and newspapers", "行业媒体和报纸"), "company": ("company", "公司"),
            "paper": ("academic paper", "学术论文"), "book": ("book", "图书"), "reference": ("reference work", "工具书"),
            "forum": ("forum, questions and answers", "论坛、问答"), "blog": ("blog or forum", "博客或论坛"),
            "machine-written": ("machine-written text", "机器生成的文本"),
        },
        weights={
            "official": "primary", "statistics": "primary", "filing": "primary", "standard": "primary",
            "forum": "weak", "blog": "weak", "machine-written": "weak",
        },
    ),
    "role": WordList(
        "role of an industry",
        {
            "pillar": ("Pillar industries", "支柱产业"), "strategic": ("Strategic industries", "战略性产业"),
            "emerging": ("Emerging industries", "新兴产业"),
            "other": ("Other industries, in none of the lists of key industries", "其他产业，不在任何重点产业名单之列"),
        },
    ),
    "importance": WordList(
        "level of importance",
        {"1": ("headline", "头条"), "2": ("normal", "一般"), "3": ("detail", "细节")},
        is_open=False,
    ),
    "organization-state": WordList(
        "state of an organization",
        {
            "operating": ("Operating here", "在此运营"), "building": ("Plant being built", "工厂在建"),
            "announced": ("Announced", "已宣布"), "left": ("Left", "已离开"),
            "elsewhere": ("Elsewhere, but often named", "在别处，但常被提及"), "unknown": ("Unknown", "不详"),
        },
        is_open=False,
    ),
    "chain-state": WordList(
        "state of a link of a chain",
        {
            "here": ("here", "在此"), "building": ("being built", "在建"), "signed": ("signed only", "仅签约"),
            "unknown": ("unknown", "不详"), "left": ("has left", "已离开"), "elsewhere": ("elsewhere", "在别处"),
            "none-found": ("none found", "未查到"), "not-recorded": ("none on record", "未收录"),
        },
        is_open=False,
    ),
    "collection": WordList(
        "list of the site",
        {
            "timeline": ("Timeline", "时间线"), "industries": ("Industries", "产业"), "organizations": ("Organizations", "机构"),
            "places": ("Places", "地点"), "indicators": ("Figures", "数据"), "projects": ("Projects", "项目"),
            "awards": ("Awards and recognition", "荣誉"), "plans": ("Plans and targets", "规划与目标"),
            "claims": ("Checked claims", "说法核查"), "disputes": ("Disputes", "争议"), "sources": ("Sources", "来源"),
        },
        is_open=False,
    ),
}  # fmt: skip
"""Every list, by the kind that its terms have in the vocabulary."""

SUBJECT: Final = "subject"
"""The kind of the one term that says what the knowledge base is about: the id of a place, if it is one, and what texts call it."""

WORDS_OF_KINDS: Final = ("place-kind", "organization-kind", "award-kind")
"""The lists whose terms may stand in the vocabulary as kinds too, with synonyms for the search."""


def terms_of(kind: str, vocabulary: Mapping[tuple[str, str], VocabularyTerm]) -> Mapping[str, VocabularyTerm]:
    """The terms of a kind: those of the vocabulary, and the program's own where these are the list, or lack another name."""
    own = {term: record for (of, term), record in vocabulary.items() if of == kind}
    default = _DEFAULTS.get(kind, {})
    if kind not in LISTS or (own and LISTS[kind].is_open):
        return own
    return {term: own.get(term, record) for term, record in default.items()}


def weights(vocabulary: Mapping[tuple[str, str], VocabularyTerm]) -> Mapping[str, Weight]:
    """What each kind of source counts for, where it is not an ordinary text."""
    default = LISTS["source-kind"].weights
    found: dict[str, Weight] = {}
    for term, record in terms_of("source-kind", vocabulary).items():
        weight = record.counts_as or default.get(term)
        if weight is not None and weight != "ordinary":
            found[term] = weight
    return found


def allowed(kind: str, vocabulary: Mapping[tuple[str, str], VocabularyTerm]) -> Iterable[str] | None:
    """The terms that a vocabulary may have of a kind whose terms the program must know; None where it may have any."""
    if kind == "kind":
        return (*KINDS_OF_RECORDS, *(term for of in WORDS_OF_KINDS for term in terms_of(of, vocabulary)))
    form = LISTS.get(kind)
    return None if form is None or form.is_open else form.names


def _term(kind: str, term: str, en: str, zh: str) -> VocabularyTerm:
    return VocabularyTerm.model_validate({"kind": kind, "term": term, "name": {"en": en, "zh": zh}})


_DEFAULTS: Final[Mapping[str, Mapping[str, VocabularyTerm]]] = {
    kind: {term: _term(kind, term, en, zh) for term, (en, zh) in form.names.items()} for kind, form in LISTS.items()
}
