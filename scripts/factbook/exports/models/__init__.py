"""The records of the API: one description, from which the output, the JSON Schemas and the OpenAPI document are made.

Every key is always there; what is not known is null or an empty list. A date is the EDTF text of the store and never
more: no field holds a finer date than somebody wrote down.
"""

from __future__ import annotations

from factbook.exports.models.entities import ChainLink, FormerName, Indicator, Industry, Organization, Place, Project
from factbook.exports.models.facts import (
    AwardDetail,
    ChangeNote,
    ClaimLink,
    DisputeLink,
    Fact,
    FieldNote,
    PlanDetail,
    PlanTarget,
)
from factbook.exports.models.parts import EDTF_PATTERN, ApiRecord, Break, Citation, Dated, Link, Quantity, Unit, Words
from factbook.exports.models.sources import Change, Claim, Dispute, FactChange, Redirect, Side, Source, Term

__all__ = [
    "EDTF_PATTERN", "ApiRecord", "AwardDetail", "Break", "ChainLink", "Change", "ChangeNote", "Citation", "Claim",
    "ClaimLink", "Dated", "Dispute", "DisputeLink", "Fact", "FactChange", "FieldNote", "FormerName", "Indicator",
    "Industry", "Link", "Organization", "Place", "PlanDetail", "PlanTarget", "Project", "Quantity", "Redirect",
    "Side", "Source", "Term", "Unit", "Words",
]  # fmt: skip
