"""The blocks of curated pages, ``/// table | gdp`` and its like: what each shows and what its argument may name.

How a block is built stands in :mod:`factbook.pages.blocks`; the checks need the forms alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from factbook.store import Store

TIMELINE_BLOCK = "timeline"
"""The block of the timeline package, which is fed from the store (:mod:`factbook.pages.chronology`)."""

MEANINGS = ("grades", "read-as", "statuses", "caveats", "verdicts", "disputes", "plans")
"""The families of marks that have a table of meanings."""


def _none(_: Store) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class BlockForm:
    """The form of a block: what it shows, what its argument is called, and which names may stand there.

    ``optional``: the block may stand without an argument. ``many``: the argument may be several names, with commas.
    """

    shows: str
    argument: str = ""
    choices: Callable[[Store], Iterable[str]] = _none
    optional: bool = True
    many: bool = False


def _entities(store: Store) -> Iterable[str]:
    return {**store.industries, **store.organizations, **store.places}


def _indicators(store: Store) -> Iterable[str]:
    return store.indicators


def _places(store: Store) -> Iterable[str]:
    return store.places


def _industries(store: Store) -> Iterable[str]:
    return store.industries


BLOCKS: Mapping[str, BlockForm] = {
    "changes": BlockForm("the newest changes of the facts"),
    "news": BlockForm("what happened in places lately, the newest first", "place", _places, optional=False, many=True),
    "asof": BlockForm("how new the figures of a place are", "place", _places, optional=False),
    "table": BlockForm("all values of a series", "indicator", _indicators, optional=False),
    "figures": BlockForm("series with their newest value", "indicator", _indicators, optional=False, many=True),
    "compare": BlockForm("series side by side, year by year", "indicator", _indicators, optional=False, many=True),
    "keyfigures": BlockForm(
        "series as cards: the newest value and a small chart", "indicator", _indicators, optional=False, many=True
    ),
    "chart": BlockForm(
        "the chart of a series, areas to scale, or up to three series of one unit side by side",
        "indicator",
        _indicators,
        optional=False,
        many=True,
    ),
    "notfound": BlockForm("what was looked for of an entity and not found", "entity", _entities, optional=False),
    "lists": BlockForm(
        "the links from the page of an entity to its lists on pages below", "entity", _entities, optional=False
    ),
    "grades": BlockForm("the share of each grade among all facts, or an entity's", "entity", _entities),
    "facts": BlockForm("the statements about an entity", "entity", _entities, optional=False),
    "awards": BlockForm("awards, or those of one place", "place", _places),
    "plans": BlockForm("plans, or those of one place", "place", _places),
    "claims": BlockForm("checked claims, or the named ones", "claim", lambda s: s.claims, many=True),
    "dispute": BlockForm("a dispute with its sides", "dispute", lambda s: s.disputes, optional=False),
    "industries": BlockForm(
        "industries, or those of one role", "role", lambda s: {i.role for i in s.industries.values()}
    ),
    "operating": BlockForm(
        "who operates in each industry of one role",
        "role",
        lambda s: {i.role for i in s.industries.values()},
        optional=False,
    ),
    "organizations": BlockForm("the organizations of an industry", "industry", _industries, optional=False),
    "map": BlockForm("a map of a place with its parts and neighbours", "place", _places, optional=False),
    "meanings": BlockForm("what the marks of a family mean", "family", lambda _: MEANINGS, optional=False),
    "chain": BlockForm("the value chain of an industry", "industry", _industries, optional=False),
}
"""Every block of the store, by name."""
