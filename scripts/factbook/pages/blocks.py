"""The blocks of curated pages: ``/// table | gdp`` and its like, each a function from the store to content.

A block shows what a generated page would show, by the same values and the same templates. Their forms stand in
:mod:`factbook.content.blocks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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


def _table(store: Store, argument: str) -> Sequence[Block]:
    return values_tables(store.indicators[argument], store)


def _facts(store: Store, argument: str) -> Sequence[Block]:
    return [Facts([fact_item(fact, store, about=argument) for fact in by_date(store.owned_by(argument))])]


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


def _industries(store: Store, argument: str) -> Sequence[Block]:
    return [cards((i.id for i in store.industries.values() if not argument or i.role == argument), store)]


def _operating(store: Store, argument: str) -> Sequence[Block]:
    return operating((i for i in store.industries.values() if i.role == argument), store)


def _organizations(store: Store, argument: str) -> Sequence[Block]:
    return [cards((o.id for o in store.organizations_in(argument)), store)]


def _chain(store: Store, argument: str) -> Sequence[Block]:
    industry = store.industries[argument]
    return chain_figure(industry, store)


def _chart(store: Store, argument: str) -> Sequence[Block]:
    indicators = [store.indicators[word.strip()] for word in argument.split(",")]
    if fit_beside(indicators):
        return beside_figure(indicators, store)
    return [block for one in indicators for block in indicator_figure(one, store) or values_tables(one, store)]


def _grades(store: Store, argument: str) -> Sequence[Block]:
    facts = [*store.owned_by(argument), *store.facts_about(argument)] if argument else list(store.facts.values())
    return grades_figure(facts, store, argument)


def _compare(store: Store, argument: str) -> Sequence[Block]:
    return [comparison([store.indicators[word.strip()] for word in argument.split(",")], store)]


def _not_found(store: Store, argument: str) -> Sequence[Block]:
    return [block for section in not_found_section(store.entity(argument), store) for block in section.blocks]


def _lists(store: Store, argument: str) -> Sequence[Block]:
    return ways(argument, store)


def _map(store: Store, argument: str) -> Sequence[Block]:
    return map_blocks(store.places[argument], store)


def _key_figures(store: Store, argument: str) -> Sequence[Block]:
    return [key_figures([store.indicators[word.strip()] for word in argument.split(",")], store)]


def _figures(store: Store, argument: str) -> Sequence[Block]:
    indicators = [store.indicators[word.strip()] for word in argument.split(",")]
    return series_tables(indicators, store, _("Key figures"))


def _meanings(_: Store, argument: str) -> Sequence[Block]:
    return [meanings_table(argument)]


def _news(store: Store, argument: str) -> Sequence[Block]:
    return news([store.places[word.strip()] for word in argument.split(",")], store)


def _as_of(store: Store, argument: str) -> Sequence[Block]:
    return as_of(store.places[argument], store)


def _changes(store: Store, _: str) -> Sequence[Block]:
    return latest_block(store, 5)


_BUILDERS: Mapping[str, Build] = {
    "changes": _changes,
    "news": _news,
    "asof": _as_of,
    "table": _table,
    "figures": _figures,
    "compare": _compare,
    "notfound": _not_found,
    "keyfigures": _key_figures,
    "chart": _chart,
    "grades": _grades,
    "facts": _facts,
    "awards": _awards,
    "plans": _plans,
    "claims": _claims,
    "dispute": _dispute,
    "industries": _industries,
    "operating": _operating,
    "organizations": _organizations,
    "lists": _lists,
    "map": _map,
    "meanings": _meanings,
    "chain": _chain,
}


def build_block(name: str, store: Store, argument: str) -> Sequence[Block]:
    """Return what a block shows. Raises KeyError for a block, or a name in its argument, that is not there."""
    return _BUILDERS[name](store, argument)
