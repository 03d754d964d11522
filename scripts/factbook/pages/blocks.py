"""The blocks of curated pages: ``/// table | gdp`` and its like, each a function from the store to content.

A block shows what a generated page would show, by the same values and the same templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from factbook.content.addresses import target
from factbook.content.page import Block, Facts, Link, Paragraph, Text
from factbook.content.wording import rich
from factbook.pages.awards import awards_table
from factbook.pages.changes import latest_block
from factbook.pages.claims import claims_table
from factbook.pages.disputes import dispute_blocks, outcome_badge
from factbook.pages.figures import chain_figure, grades_figure, indicator_figure, key_figures
from factbook.pages.industries import chain_table
from factbook.pages.meanings import MEANINGS, meanings_table
from factbook.pages.parts import cards, fact_item, indicators_table, values_table
from factbook.pages.plans import plans_table
from factbook.store import Store, by_date

TIMELINE_BLOCK = "timeline"
"""The block of the timeline package, which is fed from the store (:mod:`factbook.pages.chronology`)."""

Build = Callable[[Store, str], Sequence[Block]]


def _none(_: Store) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A block: what it shows, what its argument is called, what that may be, and how it is built."""

    shows: str
    build: Build
    argument: str = ""
    choices: Callable[[Store], Iterable[str]] = _none
    optional: bool = True
    many: bool = False


def _table(store: Store, argument: str) -> Sequence[Block]:
    return [values_table(store.indicators[argument], store)]


def _facts(store: Store, argument: str) -> Sequence[Block]:
    return [Facts([fact_item(fact, store, about=argument) for fact in by_date(store.owned_by(argument))])]


def _awards(store: Store, argument: str) -> Sequence[Block]:
    facts = by_date(f for f in store.facts_of("award") if not argument or argument in f.record.places)
    return [awards_table(facts, store)]


def _plans(store: Store, argument: str) -> Sequence[Block]:
    facts = by_date(f for f in store.facts_of("plan") if not argument or argument in f.record.places)
    return [plans_table(facts, store)]


def _claims(store: Store, argument: str) -> Sequence[Block]:
    chosen = [word.strip() for word in argument.split(",") if word.strip()]
    claims = [store.claims[i] for i in chosen] if chosen else list(store.claims.values())
    return [claims_table(claims, store)]


def _dispute(store: Store, argument: str) -> Sequence[Block]:
    dispute = store.disputes[argument]
    head = (outcome_badge(dispute), Text(" "), Link(target(argument, store), str(dispute.question)))
    return [Paragraph(head), Paragraph(rich(dispute.reasoning, store)), *dispute_blocks(dispute, store)]


def _industries(store: Store, argument: str) -> Sequence[Block]:
    return [cards((i.id for i in store.industries.values() if not argument or i.role == argument), store)]


def _organizations(store: Store, argument: str) -> Sequence[Block]:
    return [cards((o.id for o in store.organizations_in(argument)), store)]


def _chain(store: Store, argument: str) -> Sequence[Block]:
    industry = store.industries[argument]
    return [*chain_figure(industry, store), chain_table(industry, store)]


def _chart(store: Store, argument: str) -> Sequence[Block]:
    indicator = store.indicators[argument]
    return indicator_figure(indicator, store) or [values_table(indicator, store)]


def _grades(store: Store, argument: str) -> Sequence[Block]:
    facts = [*store.owned_by(argument), *store.facts_about(argument)] if argument else list(store.facts.values())
    return grades_figure(facts, store, argument)


def _key_figures(store: Store, argument: str) -> Sequence[Block]:
    return [key_figures([store.indicators[word.strip()] for word in argument.split(",")], store)]


def _figures(store: Store, argument: str) -> Sequence[Block]:
    indicators = [store.indicators[word.strip()] for word in argument.split(",")]
    return [indicators_table(indicators, store, "Key figures")]


def _meanings(_: Store, argument: str) -> Sequence[Block]:
    return [meanings_table(argument)]


def _entities(store: Store) -> Iterable[str]:
    return {**store.industries, **store.organizations, **store.places}


def _changes(store: Store, _: str) -> Sequence[Block]:
    return latest_block(store, 5)


BLOCKS: dict[str, BlockKind] = {
    "changes": BlockKind("the newest changes of the facts", _changes),
    "table": BlockKind("all values of a series", _table, "indicator", lambda s: s.indicators, optional=False),
    "figures": BlockKind(
        "series with their newest value", _figures, "indicator", lambda s: s.indicators, optional=False, many=True
    ),
    "keyfigures": BlockKind(
        "series as cards: the newest value and a small chart",
        _key_figures,
        "indicator",
        lambda s: s.indicators,
        optional=False,
        many=True,
    ),
    "chart": BlockKind(
        "the chart of a series, or areas to scale", _chart, "indicator", lambda s: s.indicators, optional=False
    ),
    "grades": BlockKind("the share of each grade among all facts, or an entity's", _grades, "entity", _entities),
    "facts": BlockKind("the statements about an entity", _facts, "entity", _entities, optional=False),
    "awards": BlockKind("awards, or those of one place", _awards, "place", lambda s: s.places),
    "plans": BlockKind("plans, or those of one place", _plans, "place", lambda s: s.places),
    "claims": BlockKind("checked claims, or the named ones", _claims, "claim", lambda s: s.claims, many=True),
    "dispute": BlockKind("a dispute with its sides", _dispute, "dispute", lambda s: s.disputes, optional=False),
    "industries": BlockKind(
        "industries, or those of one role", _industries, "role", lambda s: {i.role for i in s.industries.values()}
    ),
    "organizations": BlockKind(
        "the organizations of an industry", _organizations, "industry", lambda s: s.industries, optional=False
    ),
    "meanings": BlockKind("what the marks of a family mean", _meanings, "family", lambda _: MEANINGS, optional=False),
    "chain": BlockKind("the value chain of an industry", _chain, "industry", lambda s: s.industries, optional=False),
}
"""Every block of the store, by name."""
