"""Facts as answers: what a search shows of a fact above the pages that it found.

Only what is sound answers: no value that is weak, inferred, rejected, estimated or announced, no fact of grade D. Of a series, the page
answers with its newest value, by the rule of :mod:`factbook.store.newest`; each of its values answers for its own period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict

from factbook.charts import spark_svg
from factbook.content.addresses import fact_target, target
from factbook.content.amounts import value_text
from factbook.content.marks import caveat_badges, grade_badges, status_text
from factbook.content.wording import fact_body, fact_label, measured_words, spans_to_text, when_text
from factbook.languages import _
from factbook.languages.lists import joined
from factbook.render.links import Site
from factbook.store import Fact, Statement, Store
from factbook.store.measures import is_value, measure_of
from factbook.store.newest import is_sound, is_trusted, newest
from factbook.store.records import Observation

MOST_TEXT: Final = 280
"""Characters of a sentence that answers; what is longer ends with an ellipsis."""


class Answer(TypedDict):
    """What is shown of a fact: its name, its value or a sentence, of when and where, how sure, who says so.

    ``source``: title and path of the first one; ``more``: how many others; ``chart``: its series as a small SVG.
    """

    at: str
    name: str
    value: NotRequired[str]
    text: NotRequired[str]
    when: str
    place: NotRequired[str]
    grade: str
    marks: NotRequired[list[str]]
    source: tuple[str, str]
    more: NotRequired[int]
    chart: NotRequired[str]


def answer(fact: Fact, store: Store, site: Site) -> Answer | None:
    """Return what a fact answers; None for one that is not sound."""
    if not (is_sound(store, fact) if isinstance(fact.record, Observation) else is_trusted(store, fact)):
        return None
    where = fact_target(fact, store)
    first, *others = fact.sources
    found: Answer = {
        "at": site.path(where.page) + site.href(where, where.page),
        "name": _name(fact, store),
        "when": when_text(fact.date) if fact.date else "",
        "grade": store.grade(fact.address),
        "source": (str(store.sources[first].title), site.path(target(first, store).page)),
    }
    if is_value(fact):
        found["value"] = value_text(measure_of(fact, store), store)
    else:
        found["text"] = _shortened(spans_to_text(fact_body(fact, store)))
    place = _place(fact, store)
    if place:
        found["place"] = place
    marks = [*_read_as(fact, store), *filter(None, [status_text(fact, store)])]
    if marks:
        found["marks"] = marks
    if others:
        found["more"] = len(others)
    return found


def newest_answer(indicator: str, store: Store, site: Site) -> Answer | None:
    """Return what a series answers: its newest sound value, with a chart; None without one."""
    fact = newest(store, indicator)
    found = answer(fact, store, site) if fact else None
    if found is None or fact is None:
        return None
    chart = spark_svg(store, store.indicators[indicator])
    if chart:
        found["chart"] = _beside(chart)
    return found


_TITLE: Final = re.compile(r"<title.*?</title>\s*|\s(?:aria-labelledby|role|data-[\w-]+)=\"[^\"]*\"", re.DOTALL)
_STYLE: Final = re.compile(r"\sstyle=\"([^\"]*)\"")


def _beside(svg: str) -> str:
    """A drawing beside words that say the same, for any page: a policy may know the styles of that page's own drawings alone."""

    def attributes(style: re.Match[str]) -> str:
        return "".join(f' {name}="{value}"' for name, _, value in (part.partition(":") for part in style[1].split(";")))

    return _STYLE.sub(attributes, _TITLE.sub("", svg))


def _name(fact: Fact, store: Store) -> str:
    if fact.kind == "figure":
        return _("%(what)s: %(values)s") % {
            "what": str(store.projects[fact.owner].name),
            "values": measured_words(measure_of(fact, store)),
        }
    if is_value(fact):
        return measured_words(measure_of(fact, store))
    owner = store.entity(fact.owner) if isinstance(fact.record, Statement) else None
    return str(owner.name) if owner else fact_label(fact, store)


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT].rpartition(' ')[0] or text[:MOST_TEXT]} …"


def _place(fact: Fact, store: Store) -> str:
    """Whose value it is, or where it happened; nothing where the name says so."""
    indicator = store.indicators.get(fact.owner)
    if indicator is not None:
        holders: Sequence[str] = [indicator.organization or indicator.place or ""]
    else:
        holders = fact.record.places
    entities = (store.entity(holder) for holder in holders)
    return joined(str(entity.name) for entity in entities if entity)


def _read_as(fact: Fact, store: Store) -> list[str]:
    badges = (*grade_badges(fact, store)[1:], *caveat_badges(fact))
    return [str(getattr(badge, "text", "")) for badge in badges]
