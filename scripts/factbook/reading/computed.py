"""What was read, with the values of its formulas: the last step before a store is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factbook.reading.loaded import Loaded
from factbook.store import Fact
from factbook.store.formulas import Fault, formula_of, resolve
from factbook.store.records import Indicator, Observation
from factbook.store.scalars import Record


def with_values(loaded: Loaded) -> tuple[Loaded, Sequence[Fault]]:
    """Compute the formulas of what was loaded.

    Returns:
        What was loaded, its computed values in their records; a fact that cannot be computed is left out. And the faults.

    """
    computed = [fact for fact in loaded.facts.values() if formula_of(fact)]
    if not computed:
        return loaded, ()
    records, faults = resolve(loaded.facts)
    replaced: dict[int, Observation] = {}
    facts: dict[str, Fact] = {}
    for address, fact in loaded.facts.items():
        if not formula_of(fact):
            facts[address] = fact
            continue
        assert isinstance(fact.record, Observation)
        record = records.get(address)
        replaced[id(fact.record)] = record or fact.record.model_copy(update={"sources": {}})
        if record is not None:
            facts[address] = replace(fact, record=record)
    origins = dict(loaded.origins)
    indicators = []
    for before, origin in loaded.records["indicators"]:
        after = _with_observations(before, replaced)
        origins[id(after)] = origin
        indicators.append((after, origin))
    origins.update({id(fact.record): fact.origin for fact in facts.values() if formula_of(fact)})
    return replace(loaded, records={**loaded.records, "indicators": indicators}, facts=facts, origins=origins), faults


def _with_observations(record: Record, replaced: dict[int, Observation]) -> Record:
    assert isinstance(record, Indicator)
    if not any(id(observation) in replaced for observation in record.observations):
        return record
    observations = [replaced.get(id(observation), observation) for observation in record.observations]
    return record.model_copy(update={"observations": observations})
