"""The index of all series: a block for each topic, first those that can be followed over time, each with a small chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from factbook.charts import spark_svg
from factbook.content.page import Block, Closed, Filter, Page, Section
from factbook.content.paging import MOST_ROWS
from factbook.languages import N_, _
from factbook.pages.paged import Part, paged
from factbook.pages.values import TO_BE, announcements, holder, results, series_table, values_of_others
from factbook.store import Indicator, Store

_LEAD = N_(
    "Every measured series by topic, with its newest value. First come the series of several values, then, closed, the figures that are "
    "known of one time only, and what was announced or planned."
)

_SEVERAL = 2
"""From so many values on, a series stands in the open."""

_MANY = 3
"""From so many values on, a series can be followed: it stands first and has a small chart."""

_OTHER = N_("Other figures")
"""The block of the series that have no topic."""


def index(store: Store) -> Iterator[Page]:
    """The pages of the index; none without series."""
    if not store.indicators:
        return
    names = {**_topics(store), "": _(_OTHER)}
    home = store.once(_home_topics)
    order = {topic: number for number, topic in enumerate(names)}
    holders = {name: number for number, name in enumerate((*store.places, *store.organizations, *store.industries))}

    def rank(indicator: Indicator) -> tuple[int, bool, int, int]:
        count = len(store.owned_by(indicator.id))
        return order[home[indicator.id]], count < _MANY, holders[holder(indicator)], -count

    found = sorted(store.indicators.values(), key=rank)
    for part in paged("indicators/index", found, MOST_ROWS, lambda indicator: names[home[indicator.id]]):
        title = part.titled(store.term("collection", "indicators"))
        yield Page(part.path, title, "", _(_LEAD), "index", partial(_by_topic, part, names, store))


def _topics(store: Store) -> dict[str, str]:
    """The name of each topic, in the order of the vocabulary."""
    return {name: str(term.name) for (kind, name), term in store.vocabulary.items() if kind == "topic"}


def _home_topics(store: Store) -> dict[str, str]:
    """The one topic that each series stands under: of those that it has, the one that fewest series have."""
    known = _topics(store)
    count = Counter(topic for indicator in store.indicators.values() for topic in indicator.topics)
    return {
        indicator.id: min(
            (topic for topic in indicator.topics if topic in known), key=lambda topic: count[topic], default=""
        )
        for indicator in store.indicators.values()
    }


def _by_topic(part: Part[Indicator], names: dict[str, str], store: Store) -> list[Section]:
    home = store.once(_home_topics)
    sections = [
        Section(names[topic], f"topic-{topic}" if topic else "other", _topic(names[topic], list(found), store))
        for topic, found in groupby(part.items, key=lambda indicator: home[indicator.id])
    ]
    return part.around([Section("", "", [Filter()]), *sections], _(_LEAD))


def _topic(name: str, indicators: Sequence[Indicator], store: Store) -> list[Block]:
    owned = {indicator.id: store.owned_by(indicator.id) for indicator in indicators}
    real = [indicator for indicator in indicators if results(owned[indicator.id])]
    several = [indicator for indicator in real if len(owned[indicator.id]) >= _SEVERAL]
    single = [fact for i in real if i not in several for fact in results(owned[i.id])]
    planned = [fact for i in indicators if i not in real for fact in announcements(owned[i.id])]
    blocks: list[Block] = []
    topic = {"topic": name}
    if several:
        charts = {i.id: spark_svg(store, i, in_row=True) or "" for i in several if len(owned[i.id]) >= _MANY}
        blocks.append(series_table(several, store, _("%(topic)s: series and their newest values") % topic, charts))
    for facts, what, caption in (
        (single, _("Figures of one time"), _("%(topic)s: figures of one time")),
        (planned, _(TO_BE), _("%(topic)s: what was planned, signed or expected")),
    ):
        if facts:
            summary = _("%(what)s (%(part)s)") % {"what": what, "part": len(facts)}
            blocks.append(Closed(summary, [values_of_others(facts, store, caption % topic)]))
    return blocks
