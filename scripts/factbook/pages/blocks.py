"""The blocks of curated pages: ``/// table | gdp`` and its like, each a function from the store to content.

A block shows what a generated page would show, by the same values and the same templates. Their forms stand in
:mod:`factbook.content.blocks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from factbook.charts import fit_beside
from factbook.content.addresses import listed, target
from factbook.content.page import Block, Facts, Paragraph
from factbook.content.spans import Link, Text
from factbook.content.wording import rich
from factbook.languages import _
from factbook.pages.awards import awards_table
from factbook.pages.changes import latest_block
from factbook.pages.claims import claims_table
from factbook.pages.comparison import comparison
from factbook.pages.disputes import dispute_blocks, outcome_badge
from factbook.pages.entities import ways
from factbook.pages.figures import beside_figure, chain_figure, grades_figure, indicator_figure, key_figures
from factbook.pages.gaps import not_found_section
from factbook.pages.industries import operating
from factbook.pages.map import map_blocks
from factbook.pages.meanings import meanings_table
from factbook.pages.parts import cards, fact_item
from factbook.pages.plans import plans_table
from factbook.pages.recency import as_of, news
from factbook.pages.values import series_tables, values_tables
from factbook.store import Store, by_date

Build = Callable[[Store, str], Sequence[Block]]
_T = TypeVar("_T")


def _named(records: Mapping[str, _T], argument: str) -> list[_T]:
    return [records[word.strip()] for word in argument.split(",")]


def _awards(store: Store, argument: str) -> Sequence[Block]:
    facts = [f for f in listed("award", store) if not argument or argument in f.record.places]
    of_all, of_place = _("All awards, the newest first"), _("Awards of %(place)s, the newest first")
    return [awards_table(facts, store, of_place % {"place": store.places[argument].name} if argument else of_all)]


def _plans(store: Store, argument: str) -> Sequence[Block]:
    facts = [f for f in listed("plan", store) if not argument or argument in f.record.places]
    of_all, of_place = _("All plans, the newest first"), _("Plans of %(place)s, the newest first")
    return [plans_table(facts, store, of_place % {"place": store.places[argument].name} if argument else of_all)]


def _claims(store: Store, argument: str) -> Sequence[Block]:
    chosen = [word.strip() for word in argument.split(",") if word.strip()]
    claims = [store.claims[i] for i in chosen] if chosen else list(store.claims.values())
    return [claims_table(claims, store)]


def _dispute(store: Store, argument: str) -> Sequence[Block]:
    dispute = store.disputes[argument]
    head = (outcome_badge(dispute), Text(" "), Link(target(argument, store), str(dispute.question)))
    return [Paragraph(head), Paragraph(rich(dispute.reasoning, store)), *dispute_blocks(dispute, store)]


def _chart(store: Store, argument: str) -> Sequence[Block]:
    indicators = _named(store.indicators, argument)
    if fit_beside(indicators):
        return beside_figure(indicators, store)
    return [block for one in indicators for block in indicator_figure(one, store) or values_tables(one, store)]


def _grades(store: Store, argument: str) -> Sequence[Block]:
    facts = [*store.owned_by(argument), *store.facts_about(argument)] if argument else list(store.facts.values())
    return grades_figure(facts, store, argument)


def _not_found(store: Store, argument: str) -> Sequence[Block]:
    return [block for section in not_found_section(store.entity(argument), store) for block in section.blocks]


_BUILDERS: Mapping[str, Build] = {
    "changes": lambda s, _none: latest_block(s, 5),
    "news": lambda s, names: news(_named(s.places, names), s),
    "asof": lambda s, name: as_of(s.places[name], s),
    "table": lambda s, name: values_tables(s.indicators[name], s),
    "figures": lambda s, names: series_tables(_named(s.indicators, names), s, _("Key figures")),
    "compare": lambda s, names: [comparison(_named(s.indicators, names), s)],
    "notfound": _not_found,
    "keyfigures": lambda s, names: [key_figures(_named(s.indicators, names), s)],
    "chart": _chart,
    "grades": _grades,
    "facts": lambda s, name: [Facts([fact_item(fact, s, about=name) for fact in by_date(s.owned_by(name))])],
    "awards": _awards,
    "plans": _plans,
    "claims": _claims,
    "dispute": _dispute,
    "industries": lambda s, role: [cards((i.id for i in s.industries.values() if not role or i.role == role), s)],
    "operating": lambda s, role: operating((i for i in s.industries.values() if i.role == role), s),
    "organizations": lambda s, name: [cards((one.id for one in s.organizations_in(name)), s)],
    "lists": lambda s, name: ways(name, s),
    "map": lambda s, name: map_blocks(s.places[name], s),
    "meanings": lambda _store, name: [meanings_table(name)],
    "chain": lambda s, name: chain_figure(s.industries[name], s),
}


def build_block(name: str, store: Store, argument: str) -> Sequence[Block]:
    """Return what a block shows. Raises KeyError for a block, or a name in its argument, that is not there."""
    return _BUILDERS[name](store, argument)
