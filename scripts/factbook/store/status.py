"""The one status of a fact: what the disputes that it stands in, and our own caveat, make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from factbook.store.records import Dispute, FactRecord

StatusName = Literal["disputed", "rejected", "other-figures"]

STATUSES: Final[tuple[StatusName, ...]] = ("disputed", "rejected", "other-figures")
"""All statuses, the one that comes before the others first."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a reader should know first.

    ``disputed`` while a dispute is open; ``rejected`` if one was decided against the fact, or the fact has that caveat;
    ``other-figures`` if both sides hold, differ in scope or by rounding; None for all other facts. ``disputes`` are the ids of
    those that make it so; none where the caveat alone does.
    """

    name: StatusName | None = None
    disputes: tuple[str, ...] = ()


NO_STATUS: Final = Status()
"""The status of a fact that no dispute touches, or that all were decided for."""


def status_of(address: str, record: FactRecord, disputes: Iterable[Dispute]) -> Status:
    """The status of a fact that stands on a side of each of ``disputes``."""
    behind: dict[StatusName, list[str]] = {}
    for dispute in disputes:
        name = _made_by(dispute, address)
        if name is not None:
            behind.setdefault(name, []).append(dispute.id)
    if "rejected" in record.caveats:
        behind.setdefault("rejected", [])
    found = next((name for name in STATUSES if name in behind), None)
    return Status(found, tuple(behind[found])) if found else NO_STATUS


def _made_by(dispute: Dispute, address: str) -> StatusName | None:
    """What one dispute makes of a fact that stands in it."""
    if dispute.outcome == "open":
        return "disputed"
    if dispute.outcome != "prefer":
        return "other-figures"
    preferred = any(address in side.facts and dispute.prefer in side.facts for side in dispute.sides)
    return None if preferred else "rejected"
