"""The records of the store, one class per collection, with the guidance that contributors need.

Field descriptions and examples are the documentation: the editors' schemas and the reference page
are made from them. Values that came from outside keep their source's words (``as_printed``).
"""

from __future__ import annotations

from functools import cache

from factbook.store.records.entities import Break, ChainStep, Indicator, Industry, Organization, Place, Project
from factbook.store.records.facts import (
    Award,
    FactRecord,
    Milestone,
    Observation,
    Plan,
    ProjectFigure,
    Statement,
    Valued,
)
from factbook.store.records.sources import Claim, Dispute, Source
from factbook.store.records.vocabulary import KINDS_OF_RECORDS, LOCATOR, Redirect, VocabularyTerm
from factbook.store.records.words import Bound, Caveat, ChainState, Nature, OrganizationState, ProjectState
from factbook.store.scalars import Record

__all__ = [
    "COLLECTIONS", "KINDS_OF_RECORDS", "LOCATOR", "Award", "Bound", "Break", "Caveat", "ChainState", "ChainStep", "Claim",
    "Dispute", "FactRecord", "Indicator", "Industry", "Milestone", "Nature", "Observation", "Organization",
    "OrganizationState", "Place", "Plan", "Project", "ProjectFigure", "ProjectState", "Redirect", "Source",
    "Statement", "Valued", "VocabularyTerm", "keys_in_order",
]  # fmt: skip

COLLECTIONS: dict[str, type[Record]] = {
    "milestones": Milestone,
    "industries": Industry,
    "awards": Award,
    "indicators": Indicator,
    "organizations": Organization,
    "places": Place,
    "plans": Plan,
    "projects": Project,
    "sources": Source,
    "disputes": Dispute,
    "claims": Claim,
    "vocabulary": VocabularyTerm,
    "redirects": Redirect,
}
"""Name of each collection and the class of its records."""


@cache
def keys_in_order(model: type[Record]) -> tuple[str, ...]:
    """The keys of a record as they are written: its own first, then what every fact has, sources last."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    common = [name for name in model.model_fields if name not in own]
    late = [name for name in ("statements", "figures", "observations") if name in own]
    names = [name for name in own if name not in late] + common + late
    return tuple(model.model_fields[name].alias or name for name in names)
