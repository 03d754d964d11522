"""The entries of the site's search: pages and facts from the store, and the hand-written pages' own text.

They have the form of Material's index, so that its worker reads them too. The site's own worker finds parts of names in
them as they stand, Chinese included: nothing is cut into words here. Where a dictionary is installed (jieba), Material's
search plugin cuts Chinese by it; those cuts are taken out again, so that an index is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any, Final, NotRequired, TypedDict

from factbook.content.addresses import Target, fact_target
from factbook.content.amounts import amount_text, is_shortened
from factbook.content.marks import status_text
from factbook.content.page import Page, Paragraph, Section
from factbook.content.wording import fact_body, fact_headline, fact_name, names, spans_to_text, when_text
from factbook.languages import _
from factbook.render.links import Site
from factbook.search.answers import Answer, answer, newest_answer
from factbook.search.language import Language, language_of
from factbook.search.spelling import is_han
from factbook.search.surroundings import LISTS, Surroundings
from factbook.store import Award, Fact, Milestone, Plan, Statement, Store
from factbook.store.measures import is_value, measure_of
from factbook.store.newest import is_full_year, is_overtaken, newest
from factbook.store.records import Observation, Valued

NAMES_APART: Final = " · "
"""What stands between the English and the Chinese name where both are typed as one."""

MOST_CHARACTERS: Final = 30
MOST_WORDS: Final = 10
"""How much of a statement's text is its title, in Chinese and in other scripts: enough to tell it from others of its entity."""

LEFT_OUT: Final = "…"

LEAST_HAN: Final = 4
"""A text is Chinese if one in so many of its characters is; English ones have Chinese names in brackets."""

BOOSTS: Final = {
    "industry": 2.0,
    "organization": 2.0,
    "place": 2.0,
    "project": 1.3,
    "indicator": 1.5,
    "index": 1.2,
    "dispute": 1.2,
    "claim": 0.9,
    "source": 0.15,
}
"""What comes first where names and words fit alike, by kind of page. Facts and hand-written pages have 1."""

_OF_WEIGHT: Final = ((100, 1.5), (50, 1.4), (25, 1.3), (12, 1.2), (6, 1.1))
"""Of pages of a kind, those come first of which most is known: from so many facts on, so many times as much. In few steps, for pages that
count alike stand together in the search's files (shards.py)."""

OF_TODAY: Final = 1.2
YEARS_OF_TODAY: Final = 4
"""A series counts for more if its newest value is of the last years that the store has values of."""

OF_QUALIFIER: Final = 0.9
"""A series that says how another moves or stands (its growth, its share, its rank) comes after it where both fit alike: its page does not
count as one of today, its values count for this."""

OF_PART_OF_YEAR: Final = 0.93
"""A value of a part of a year comes after that of the whole year, whatever its grade."""

OF_LAST_IN_OFFICE: Final = 1.2
"""The newest statement on who holds an office comes before those on who held it."""

OF_IMPORTANCE: Final = {"1": 1.3, "3": 0.9}
"""Of facts that fit alike, headlines come first and details last."""

_HIDDEN: Final = frozenset({"fb-block", "fb-references", "tl"})
"""Classes of elements that show what has entries of its own: blocks of the store, references, timelines."""

_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

_CUT = re.compile("\u200b")
_CITATION = re.compile(r"<sup>\[\d+\]</sup>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")


class Entry(TypedDict):
    """A place of the site that can be found. ``title``, ``text`` and ``tags`` are HTML without elements, and are shown.

    ``names``: what it is found by too, in the same form: its name in another language, which is shown where a query has it.
    ``quoted``: whether the title is no name, but the beginning of what a statement says.
    ``answer``: what it answers, see :mod:`factbook.search.answers`; ``subject``: whether it is about the subject of the knowledge base.
    The rest is for the directory and the order alone: the kind of a page, names of what it belongs to, concepts that it falls under.
    """

    location: str
    title: str
    text: str
    tags: NotRequired[list[str]]
    names: NotRequired[list[str]]
    quoted: NotRequired[bool]
    boost: NotRequired[float]
    answer: NotRequired[Answer]
    kind: NotRequired[str]
    subject: NotRequired[bool]
    around: NotRequired[list[str]]
    concepts: NotRequired[list[str]]


NO_KEYWORDS: Final[Mapping[str, Sequence[str]]] = {}

OWN: Final = ("kind", "around", "concepts")
"""Keys of an entry that no reader is sent."""


@dataclass(frozen=True, slots=True)
class Index:
    """What a site's search knows: all entries, the language of its queries, and what the stock plugin wrote, without its entries."""

    stock: Mapping[str, Any]
    entries: Sequence[Entry]
    language: Language


def search_index(
    stock: Mapping[str, Any],
    pages: Iterable[Page],
    store: Store,
    site: Site,
    keywords: Mapping[str, Sequence[str]] = NO_KEYWORDS,
) -> Index:
    """The whole index: pages and facts of the store, and the entries that the stock plugin made of hand-written pages.

    ``stock`` is what Material's search plugin has written to ``search_index.json``; ``keywords``: words that headings of hand-written
    pages are found by, by location.
    """
    found = {entry["location"]: entry for entry in store_entries(pages, store, site)}
    written = [own_entry(entry) for entry in stock["docs"] if entry["location"] not in found]
    for entry in written:
        if entry["location"] in keywords:
            entry["tags"] = [
                *entry.get("tags", ()),
                *(escape(word, quote=False) for word in keywords[entry["location"]]),
            ]
    headings = _names_of_pages(written, found)
    written = [entry for entry in written if entry["location"] not in headings]
    return Index(
        {**stock, "docs": []},
        sorted((*written, *found.values()), key=lambda entry: "#" in entry["location"]),
        language_of(store),
    )


def _names_of_pages(written: Iterable[Entry], found: Mapping[str, Entry]) -> set[str]:
    """The places of first headings on hand-written pages that stand in the place of generated ones: they name a page that has its entry."""
    first: dict[str, str] = {}
    for entry in written:
        path, mark = entry["location"].partition("#")[:2]
        if mark and path in found:
            first.setdefault(path, entry["location"])
    return set(first.values())


def names_of(entry: Entry) -> list[str]:
    """Return what an entry is found by as by its name, as HTML."""
    title = () if entry.get("quoted") else (entry["title"],)
    return [*title, *entry.get("names", ()), *entry.get("tags", ())]


def two_names(entry: Entry) -> Sequence[str]:
    """Return the name of an entry and the one in another language; nothing where it has one name."""
    others = () if entry.get("quoted") else entry.get("names", ())
    return (entry["title"], others[0]) if others else ()


def store_entries(pages: Iterable[Page], store: Store, site: Site) -> Iterator[Entry]:
    """An entry for every generated page and every fact."""
    about = Surroundings(store)
    for page in pages:
        yield _page_entry(page, about, site)
        if page.kind == "reference":
            yield from (_section_entry(page, section, site) for section in page.sections if section.title)
    for fact in store.facts.values():
        yield _fact_entry(fact, about, site)


def _page_entry(page: Page, about: Surroundings, site: Site) -> Entry:
    store = about.store
    source = store.sources.get(page.record)
    text = spans_to_text(names(source.publisher)) if source else page.description
    entry = _entry(Target(page.path), page.title, text, site, [_other_name(page, store)])
    if page.aliases:
        entry["tags"] = [escape(alias, quote=False) for alias in dict.fromkeys(page.aliases)]
    if page.kind in BOOSTS:
        known = store.known_of(page.record)
        weight = next((weight for least, weight in _OF_WEIGHT if known >= least), 1.0)
        entry["boost"] = round(BOOSTS[page.kind] * weight * _of_today(page.record, about), 3)
    folder = page.path.partition("/")[0]
    entry["kind"] = folder if page.kind == "index" and folder in LISTS else page.kind
    about.of_page(page, entry)
    found = newest_answer(page.record, store, site) if page.kind == "indicator" else None
    if found:
        entry["answer"] = found
    return entry


def _other_name(page: Page, store: Store) -> str:
    """The name of what a page is about in the language that its title is not in, which it is found by, too."""
    entity, source = store.entity(page.record), store.sources.get(page.record)
    name = entity.name if entity else source.title if source else None
    return name.other if name else page.zh


def _of_today(indicator: str, about: Surroundings) -> float:
    """What a series counts for by its newest value: of two that fit alike, the one that goes on comes first."""
    store = about.store
    value, newest_of_all = newest(store, indicator), store.once(_newest_year)
    if value is None or value.date is None or value.date.upper is None or about.qualifies(indicator):
        return 1.0
    return OF_TODAY if value.date.upper.year > newest_of_all - YEARS_OF_TODAY else 1.0


def _newest_year(store: Store) -> int:
    dates = (fact.date for fact in filter(None, (newest(store, indicator) for indicator in store.indicators)))
    return max((when.upper.year for when in dates if when is not None and when.upper is not None), default=0)


def _section_entry(page: Page, section: Section, site: Site) -> Entry:
    lead = next((spans_to_text(block.spans) for block in section.blocks if isinstance(block, Paragraph)), "")
    return _entry(Target(page.path, section.anchor), section.title, lead, site)


def _fact_entry(fact: Fact, about: Surroundings, site: Site) -> Entry:
    store = about.store
    title, *others = _fact_names(fact, store)
    entry = _entry(fact_target(fact, store), title, _fact_text(fact, store), site, others)
    if isinstance(fact.record, Statement):
        entry["quoted"] = True
    boost = OF_IMPORTANCE.get(getattr(fact.record, "importance", ""), 1.0)
    if about.qualifies(fact.owner):
        boost *= OF_QUALIFIER
    if about.is_last_in_office(fact):
        boost *= OF_LAST_IN_OFFICE
    is_part = isinstance(fact.record, Observation) and fact.date is not None and not is_full_year(fact.date)
    if is_part or is_overtaken(store, fact):
        boost *= OF_PART_OF_YEAR
    if boost != 1:
        entry["boost"] = round(boost, 3)
    about.of_fact(fact, entry)
    found = answer(fact, store, site)
    if found:
        entry["answer"] = found
    return entry


def _fact_names(fact: Fact, store: Store) -> list[str]:
    """The fact's name, and the one in another language; of a statement, whose name is its text, the beginning, its entity and its time."""
    if isinstance(fact.record, Statement):
        entity = store.entity(fact.owner)
        about = " ".join(filter(None, [str(entity.name) if entity else "", when_text(fact.date) if fact.date else ""]))
        return [beginning(spans_to_text(fact_body(fact, store))), about]
    if is_value(fact):
        return [fact_headline(fact, store)]
    name = fact_name(fact, store)
    return [str(name), name.other]


def beginning(text: str) -> str:
    """Return the first words of a text, or characters where it is Chinese; what is left out is marked."""
    if sum(map(is_han, text)) * LEAST_HAN > len(text):
        cut = text if len(text) <= MOST_CHARACTERS else _OPEN_WORD.sub("", text[: MOST_CHARACTERS + 1], 1)
        first = cut[:MOST_CHARACTERS]
    else:
        first = " ".join(text.split()[:MOST_WORDS])
    said = first.rstrip(_MARKS)
    return said if len(said) >= len(text) - 1 else said + LEFT_OUT


_OPEN_WORD: Final = re.compile(r"\s*[\x21-\x7e]+(?:\s[\x21-\x7e]+)*$")
"""Letters and digits at the end, of which the last may go on."""

_MARKS: Final = " .,;:(。，；：（、"
"""What no title ends with."""


def _fact_text(fact: Fact, store: Store) -> str:
    """What a fact says, its status last: a figure that is rejected is found as rejected."""
    parts = [part for part in (*_said(fact, store), status_text(fact, store).partition(" · ")[0]) if part]
    return _(". ").join([*(part.rstrip(".。") for part in parts[:-1]), *parts[-1:]])


def _said(fact: Fact, store: Store) -> list[str]:
    record = fact.record
    if isinstance(record, Valued):
        measure = measure_of(fact, store)
        in_full = amount_text(measure, store, exact=True) if is_shortened(measure, store) else ""
        return [record.as_printed or "", in_full]  # who has a number from elsewhere finds it with all its digits
    parts = [spans_to_text(fact_body(fact, store))]
    if isinstance(record, Award | Plan):
        parts.insert(0, spans_to_text(names(record.awarded_by if isinstance(record, Award) else record.set_by)))
    if isinstance(record, Milestone | Award | Plan):
        parts.insert(0, when_text(fact.date))
    return parts


def _entry(where: Target, title: str, text: str, site: Site, others: Iterable[str] = ()) -> Entry:
    fragment = site.href(where, where.page) if where.anchor else ""
    location = site.path(where.page) + fragment
    entry: Entry = {"location": location, "title": escape(title, quote=False), "text": escape(text, quote=False)}
    names = [escape(name, quote=False) for name in others if name]
    if names:
        entry["names"] = names
    return entry


def own_entry(entry: Mapping[str, Any]) -> Entry:
    """An entry of the stock plugin without elements, numbers of citations, and a dictionary's cuts."""
    own: Entry = {"location": entry["location"], "title": _bare(entry["title"]), "text": _bare(entry["text"])}
    if entry.get("tags"):
        own["tags"] = [_bare(tag) for tag in entry["tags"]]
    if "boost" in entry:
        own["boost"] = entry["boost"]
    return own


def _bare(html: str) -> str:
    text = _TAG.sub(" ", _CITATION.sub("", _CUT.sub("", html)))
    return _SPACES.sub(" ", text).strip()


class _Outline(HTMLParser):
    """Finds the elements to leave out, as pairs of positions in the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.ranges: list[tuple[int, int]] = []
        self._open: list[tuple[str, int]] = []
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def _position(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; note where one begins that is left out."""
        if tag in _VOID:
            return
        hidden = self._open or _HIDDEN.intersection((dict(attrs).get("class") or "").split())
        if hidden:
            self._open.append((tag, self._position()))

    def handle_endtag(self, tag: str) -> None:
        """Close an element; the outermost one that is left out is complete."""
        while self._open:
            opened, start = self._open.pop()
            if opened == tag:
                if not self._open:
                    self.ranges.append((start, self._position()))
                return


def own_text(html: str) -> str:
    """A hand-written page's content without what the store shows in it: that has entries of its own."""
    position, pieces = 0, []
    for start, end in _Outline(html).ranges:
        pieces.append(html[position:start])
        position = html.index(">", end) + 1
    return "".join([*pieces, html[position:]])
