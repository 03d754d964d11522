"""A record as named texts: what two states of it are compared by, and what people are shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factbook.store import Fact, Store
from factbook.store.records import ChainStep, Observation, keys_in_order
from factbook.store.scalars import Record
from factbook.store.texts import Text
from mkdocs_timeline.dates import When

_NESTED = {"statements", "observations", "figures", "sources"}


def fact_fields(fact: Fact, store: Store) -> dict[str, str]:
    """Everything that a fact says, with what other records say of it."""
    sources = {f"source {source}": locator for source, locator in fact.sources.items()}
    return record_fields(fact.record) | sources | fields_from_others(fact, store)


def fields_from_others(fact: Fact, store: Store) -> dict[str, str]:
    """What other records say of a fact: its grade, its disputes, and the unit of its value."""
    fields = {}
    if isinstance(fact.record, Observation):
        fields["value"] = f"{_shown(fact.record.value)} {store.indicators[fact.owner].unit}"
    standing = store.standing(fact.address)
    fields["grade"] = standing.grade + (", read as a copy" if standing.read_as == "copy" else "")
    for dispute in store.disputes_on(fact.address):
        fields[f"dispute {dispute.id}"] = dispute.outcome + (f": {dispute.prefer}" if dispute.prefer else "")
    return fields


def record_fields(record: Record) -> dict[str, str]:
    """The keys of a record and their values as text; sources and records that are facts themselves excepted."""
    names = {info.alias or name: name for name, info in type(record).model_fields.items()}
    shown = {key: _shown(getattr(record, names[key])) for key in keys_in_order(type(record)) if key not in _NESTED}
    return {key: text for key, text in shown.items() if text}


def _shown(value: Any) -> str:
    if isinstance(value, When):
        return value.text
    if isinstance(value, Text):
        return value.both
    if isinstance(value, Record) and not isinstance(value, ChainStep):
        return ", ".join(f"{key}: {text}" for key, text in record_fields(value).items())
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(_shown(item) for item in value)
    return "" if value is None else str(value)
