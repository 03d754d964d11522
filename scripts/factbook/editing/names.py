"""What the ids of a store are called: for editors that offer them."""

from __future__ import annotations

from factbook.editing.editor_schema import Names
from factbook.store import Fact, Store
from factbook.store.measures import is_value, measure_of

TERMS = ("topic", "unit", "chain", "place-kind", "organization-kind", "award-kind", "source-kind", "role")
"""The kinds of terms that records name."""


def names(store: Store) -> Names:
    """For each collection that records refer to, its ids and their names; likewise terms, and under ``address`` the facts."""
    return {
        "sources": {source.id: str(source.title) for source in store.sources.values()},
        "places": {place.id: place.name.both for place in store.places.values()},
        "industries": {industry.id: industry.name.both for industry in store.industries.values()},
        "organizations": {organization.id: organization.name.both for organization in store.organizations.values()},
        "indicators": {indicator.id: indicator.name.both for indicator in store.indicators.values()},
        "claims": {claim.id: str(claim.claim) for claim in store.claims.values()},
        **{f"term-{kind}": {name: str(term.name) for name, term in store.terms(kind).items()} for kind in TERMS},
        "address": {fact.address: _fact_name(fact, store) for fact in store.facts.values()},
    }


def _fact_name(fact: Fact, store: Store) -> str:
    record = fact.record
    if is_value(fact):
        measure = measure_of(fact, store)
        return f"{measure.name}: {measure.value} {measure.unit}"
    return next(str(getattr(record, name)) for name in ("title", "name", "text") if hasattr(record, name))
