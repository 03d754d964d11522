"""The store: what a fact is. Typed records, references, numbers, grades and all that is derived from them.

In: values that the reading stage has validated. Out: a :class:`Store`, read-only. It knows neither files, pages nor git.
"""

from factbook.store.store import (
    EVENTS,
    VALUES,
    Award,
    Claim,
    Derived,
    Dispute,
    Entity,
    Fact,
    FactKind,
    Grade,
    Holder,
    Indicator,
    Industry,
    Milestone,
    Observation,
    Organization,
    Origin,
    Place,
    Plan,
    Project,
    Redirect,
    Source,
    Standing,
    Statement,
    Status,
    Store,
    VocabularyTerm,
    by_date,
    newest_first,
    observation_address,
)  # fmt: skip

__all__ = [
    "EVENTS", "VALUES", "Award", "Claim", "Derived", "Dispute", "Entity", "Fact", "FactKind", "Grade", "Holder", "Indicator",
    "Industry", "Milestone", "Observation", "Organization", "Origin", "Place", "Plan", "Project", "Redirect", "Source",
    "Standing", "Statement", "Status", "Store", "VocabularyTerm", "by_date", "newest_first", "observation_address",
]  # fmt: skip
