"""How to cite a fact, a table and a page: in plain text, BibTeX, CSL-JSON, and by GB/T 7714-2015 for Chinese readers.

Whoever published a thing first is named first; then where it was found: "In:" this site, and the address that lasts.
Dates are as precise as they are known: no month or day is made up.

Formats: BibTeX by its manual and biblatex's (``date``, ``url`` and ``urldate``), CSL-JSON by the schema at
https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json, GB/T 7714-2015 sections 4.6 and 8 (electronic
resources: ``[EB/OL]`` for a text, ``[DS/OL]`` for a set of data).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final, Literal
from urllib.parse import quote

from factbook.content.wording import fact_headline, when_text
from factbook.render.links import Site
from factbook.store import Fact, Store
from factbook.store.publishers import is_unknown
from factbook.store.records import Indicator
from factbook.store.slugs import slug
from factbook.store.texts import Text
from mkdocs_timeline.dates import Point, When

NAMED: Final = 3
"""How many publishers are named before "et al." (GB/T 7714-2015, section 8.1.2)."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_NOT_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is printed, and its Chinese form where that is known."""

    text: str
    zh: str = ""

    @property
    def chinese(self) -> str:
        """The name for Chinese readers."""
        return self.zh or self.text


@dataclass(frozen=True, slots=True)
class Within:
    """Where a work was found: the site's name, what the place is called there, and its lasting address."""

    site: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited. ``authors``: its publishers, the original first; ``within``: the place on this site that leads to it.

    ``accessed`` is the day on which we read it; ``copy`` the host of the copy that was read, where it was no original;
    ``archived`` a web archive's copy of the address.
    """

    key: str
    kind: Literal["webpage", "dataset"]
    authors: Sequence[Name]
    title: Name
    url: str = ""
    published: When | None = None
    accessed: When | None = None
    locator: str = ""
    language: str = ""
    copy: str = ""
    archived: str = ""
    within: Within | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A citation in one form: its short name (lower-case letters), what readers call it, the text, and its language."""

    name: str
    label: str
    text: str
    lang: str = ""


def forms(work: Work) -> tuple[Form, ...]:
    """A work in all four forms."""
    return (
        Form("plain", "Plain text", plain(work)),
        Form("bibtex", "BibTeX", bibtex(work)),
        Form("csl", "CSL-JSON", csl(work)),
        Form("gbt", "GB/T 7714-2015", gbt(work), "zh"),
    )


# ── what is cited ──


def original(fact: Fact, store: Store) -> str:
    """The source of a fact that is named first: the one that alone would give it the best grade, else the first listed.

    Where the publisher of a text is not known, another text of the same grade comes before it; then one that was read itself.
    """

    def order(identifier: str) -> tuple[str, bool, bool]:
        alone = store.derived.grading.standing([identifier])
        return alone.grade, is_unknown(store.sources[identifier].publisher), alone.read_as == "copy"

    return min(fact.sources, key=order)


def fact_work(fact: Fact, store: Store, site: str, permalink: str) -> Work:
    """A fact: its original source, found on this site under the fact's permalink."""
    identifier = original(fact, store)
    source = store.sources[identifier]
    return Work(
        key=slug(fact.address),
        kind="webpage",
        authors=_known([source.publisher]),
        title=_name(source.title),
        url=source.url or "",
        published=source.published,
        accessed=source.accessed,
        locator=fact.sources[identifier],
        language=source.language,
        copy=(source.carried_by or "a copy") if source.access == "mirror" else "",
        archived=source.archived or "",
        within=Within(site, fact_headline(fact, store, exact=True), permalink),
    )


def series_work(indicator: Indicator, store: Store, site: str, permalink: str) -> Work:
    """The table of a series: its publishers, those first whom most values rest on, and the series on this site.

    Weak texts are named only where there are no others.
    """
    count: Counter[str] = Counter()
    named: dict[str, Text] = {}
    facts = store.owned_by(indicator.id)
    for fact in [fact for fact in facts if store.grade(fact.address) != "D"] or facts:
        publisher = store.sources[original(fact, store)].publisher
        named.setdefault(str(publisher), publisher)
        count[str(publisher)] += 1
    return Work(
        key=slug(indicator.id),
        kind="dataset",
        authors=_known(named[name] for name, _ in count.most_common()),
        title=_name(indicator.name),
        within=Within(site, "all values of the series", permalink),
    )


def page_work(path: str, title: Name, site: Site, url: str) -> Work:
    """A page of this site."""
    key = _NOT_KEY.sub("-", f"{site.name} {path}".lower()).strip("-")
    return Work(key, "webpage", (Name(site.author),), title, url)


def _name(text: Text) -> Name:
    return Name(str(text), text.zh or "")


def _known(publishers: Iterable[Text]) -> tuple[Name, ...]:
    return tuple(_name(publisher) for publisher in publishers if not is_unknown(publisher))


# ── plain text ──


def plain(work: Work) -> str:
    """A sentence: publisher (date): title; where in it. Address, when it was read. In: this site."""
    authors = _listed([author.text for author in work.authors], " et al.")
    date = f" ({when_text(work.published)})" if work.published else ""
    title = f"{work.title.text}; {work.locator}" if work.locator else work.title.text
    parts = [f"{authors}{date}: {title}" if authors else f"{title}{date}", _read(work)]
    if work.archived:
        parts.append(f"Archived: {work.archived}")
    if work.within:
        parts.append(f"In: {work.within.site}, {work.within.title}, {work.within.url}")
    return " ".join(_ended(part) for part in parts if part)


def _read(work: Work) -> str:
    read = f"read {when_text(work.accessed)}" if work.accessed else ""
    if read and work.copy:
        read += f" on a mirror, {work.copy}"
    return ", ".join(part for part in (work.url, read) if part)


def _listed(names: Sequence[str], more: str) -> str:
    return ", ".join(names[:NAMED]) + (more if len(names) > NAMED else "")


def _ended(sentence: str) -> str:
    """With a full stop, but none after an address: it would be taken for a part of it."""
    last = sentence.rsplit(" ", 1)[-1]
    return sentence if sentence.endswith((".", "?", "!", "。")) or "://" in last else f"{sentence}."


# ── BibTeX ──


def tex(text: str) -> str:
    """Text with the characters escaped that mean something to TeX."""
    return " ".join(text.translate(_TEX).split())


def bibtex(work: Work) -> str:
    """An entry for BibTeX and biblatex. ``date`` is written where it says more than year and month."""
    names = [f"{{{tex(author.text)}}}" for author in work.authors]
    fields = {
        "author": " and ".join([*names[:NAMED], *(["others"] if len(names) > NAMED else [])]),
        "title": f"{{{tex(work.title.text)}}}",
        **_tex_dates(work.published),
        "howpublished": tex(f"In: {work.within.site}, {work.within.title}") if work.within else "",
        "url": _tex_url(work.url or (work.within.url if work.within else "")),
        "urldate": work.accessed.text if work.accessed else "",
        "language": work.language,
        "note": _tex_note(work),
    }
    lines = [f"  {name} = {_braced(value)}" for name, value in fields.items() if value]
    return f"@misc{{{work.key},\n" + ",\n".join(lines) + "\n}"  # the one kind that BibTeX has for these


def _braced(value: str) -> str:
    return value if value in _MONTHS else f"{{{value}}}"


def _tex_dates(when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    point = _point(when)
    if point is None:  # a period, a quarter, a decade, or a date that is not certain
        return {"year": tex(when_text(when))}
    year, *rest = _numbers(point)
    dates = {"year": f"{year:04}"}
    if rest:
        dates["month"] = _MONTHS[rest[0] - 1]
    if len(rest) > 1:
        dates["date"] = point.text
    return dates


def _point(when: When) -> Point | None:
    """The date, if it is a year, month or day that is known for certain."""
    point = when.start
    sure = not (when.is_period or when.approximate or when.uncertain)
    return point if sure and point is not None and point.precision in {"day", "month", "year"} else None


def _numbers(point: Point) -> list[int]:
    """Year, month and day, as many as are known; of a quarter the year."""
    return [int(part) for part in takewhile(str.isdigit, point.text.split("-"))]


def _tex_url(url: str) -> str:
    """An address as it is (biblatex reads it verbatim), without what would end the field."""
    return re.sub(r"[\\{}\s]", lambda match: quote(match[0]), url)


def _tex_note(work: Work) -> str:
    parts = [work.locator]
    if work.copy:
        parts.append(f"read on a mirror, {work.copy}")
    if work.archived:
        parts.append(f"archived: {work.archived}")
    if work.within and work.url:
        parts.append(f"permalink: {work.within.url}")
    return tex("; ".join(part for part in parts if part))


# ── CSL-JSON ──


def csl(work: Work) -> str:
    """A list of one item, as reference managers import it."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": work.kind,
        "author": [{"literal": author.text} for author in work.authors],
        "title": work.title.text,
        "container-title": work.within.site if work.within and not work.url else "",
        "issued": _csl_date(work.published),
        "URL": work.url or (work.within.url if work.within else ""),
        "accessed": _csl_date(work.accessed),
        "archive_location": work.archived,
        "language": work.language,
        "note": _csl_note(work),
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


def _csl_date(when: When | None) -> dict[str, Any]:
    if when is None:
        return {}
    points = [when.start, when.end] if when.is_period else [when.start]
    if None in points:  # the schema has no open periods
        return {"literal": when_text(when)}
    date: dict[str, Any] = {"date-parts": [_numbers(point) for point in points if point]}
    if when.approximate or when.uncertain:
        date["circa"] = True
    return date


def _csl_note(work: Work) -> str:
    parts = [work.locator]
    if work.copy:
        parts.append(f"Read on a mirror, {work.copy}")
    if work.within:
        parts.append(f"In: {work.within.site}, {work.within.title}, {work.within.url}")
    return "; ".join(part for part in parts if part)


# ── GB/T 7714-2015 ──


def gbt(work: Work) -> str:
    """Publisher. Title[type/carrier]. place in it(date)[day of reading]. Address; what it was found through is 转引自."""
    authors = _listed([author.chinese for author in work.authors], ", 等")
    mark = ("DS" if work.kind == "dataset" else "EB") + ("/OL" if work.url or work.within else "")
    head = f"{authors}. " if authors else ""
    text = f"{head}{work.title.chinese}[{mark}]. {_gbt_dates(work)}"
    if work.url:
        text += f"{work.url}."
    if work.archived:
        text += f" 存档: {work.archived}."
    if work.within:
        within = work.within
        words = f"{within.site}. {within.title}[DB/OL]. {within.url}."
        text += f" 转引自: {words}" if work.url or work.accessed else words
    return text.strip()


def _gbt_dates(work: Work) -> str:
    published = f"({_gbt_date(work.published)})" if work.published else ""
    accessed = f"[{work.accessed.text}]" if work.accessed else ""
    dates = f"{work.locator}{published}{accessed}"  # section 8.7: the place in the work stands before the dates
    return f"{dates}. " if dates else ""


def _gbt_date(when: When) -> str:
    """A date in digits; an estimated year stands in square brackets (section 8.4.3.2), other dates in words."""
    point = _point(when)
    if point is not None:
        return point.text
    start = when.start
    if start is not None and not when.is_period and start.precision == "year":
        return f"[{start.text}]"
    return when_text(when)
