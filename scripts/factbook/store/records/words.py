"""What records refer to, and the closed lists of words that their fields have."""

from __future__ import annotations

from typing import Annotated, Literal

from factbook.store.scalars import Id, Plain, Ref, Term

SourceRef = Annotated[Id, Ref("sources")]
PlaceRef = Annotated[Id, Ref("places")]
IndustryRef = Annotated[Id, Ref("industries")]
OrganizationRef = Annotated[Id, Ref("organizations")]
IndicatorRef = Annotated[Id, Ref("indicators")]
Topic = Annotated[Plain, Term("topic")]
ChainLink = Annotated[Plain, Term("chain")]
Unit = Annotated[Plain, Term("unit")]
Nature = Literal["actual", "provisional", "estimate", "target", "forecast"]
Bound = Literal["exact", "about", "below", "at-least", "over", "at-most", "under"]
Caveat = Literal["inferred", "computed", "weak", "outdated", "promotional", "rejected"]
ChainState = Literal["here", "building", "signed", "unknown", "left", "elsewhere", "none-found", "not-recorded"]
Importance = Literal["1", "2", "3"]
OrganizationKind = Annotated[Plain, Term("organization-kind")]
PlaceKind = Annotated[Plain, Term("place-kind")]
AwardKind = Annotated[Plain, Term("award-kind")]
SourceKind = Annotated[Plain, Term("source-kind")]
Role = Annotated[Plain, Term("role")]
OrganizationState = Literal["operating", "building", "announced", "left", "elsewhere", "unknown"]
ProjectState = Literal["announced", "signed", "building", "running", "ended", "unknown"]
