"""What follows from the records: grades, backlinks, disputes, best values. Values in, values out.

Grades: **A** an official text, official statistics or a filing, read at its publisher or in a web archive; **B** two or more
independent publishers; **C** one publisher; **D** only mirrors, or only an article whose claims are themselves being checked.
Reposts of one text (``same_text_as``) count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from factbook.store import Derived, Fact, Grade, Observation, Store
from factbook.store.records import Claim, Dispute, Source

UNKNOWN_PUBLISHER = "unknown"
"""What a source's publisher says when nobody knows who answers for the text: it never counts as independent."""

_FIRST_HAND = {"official", "statistics", "filing"}


def text_groups(sources: Mapping[str, Source]) -> dict[str, str]:
    """For each source the id that stands for its text: reposts of one text share it."""
    parent: dict[str, str] = {}

    def find(identifier: str) -> str:
        while identifier in parent and parent[identifier] != identifier:
            identifier = parent[identifier]
        return identifier

    for source in sources.values():
        if source.same_text_as and source.same_text_as in sources:
            first, second = find(source.id), find(source.same_text_as)
            if first != second:
                parent[first] = second
    return {identifier: find(identifier) for identifier in sources}


def grade(cited: Iterable[str], sources: Mapping[str, Source], groups: Mapping[str, str], examined: set[str]) -> Grade:
    """How well a fact is sourced that cites some sources. ``examined`` are those whose own claims are being checked."""
    counted = [sources[i] for i in cited if i in sources and i not in examined]
    direct = [source for source in counted if source.access != "mirror"]
    if not direct:
        return "D"
    if any(source.kind in _FIRST_HAND for source in direct):
        return "A"
    if len(counted) == 1:
        return "C"
    texts = {groups[source.id]: str(source.publisher) for source in counted}
    publishers = set(texts.values()) - {UNKNOWN_PUBLISHER}
    return "B" if len(publishers) > 1 else "C"


def derive(
    facts: Mapping[str, Fact],
    sources: Mapping[str, Source],
    disputes: Mapping[str, Dispute],
    claims: Mapping[str, Claim],
) -> Derived:
    """All derived values of a store."""
    groups = text_groups(sources)
    examined = {claim.source for claim in claims.values()}
    known: dict[tuple[str, ...], Grade] = {}
    grades: dict[str, Grade] = {}
    citing: dict[str, list[str]] = {}
    about: dict[str, list[str]] = {}
    for fact in facts.values():
        cited = tuple(fact.sources)
        grades[fact.address] = known.get(cited) or known.setdefault(cited, grade(cited, sources, groups, examined))
        for source in cited:
            citing.setdefault(source, []).append(fact.address)
        record = fact.record
        for identifier in dict.fromkeys((*record.places, *record.industries, *record.organizations)):
            if identifier != fact.owner:
                about.setdefault(identifier, []).append(fact.address)
    return Derived(
        grades=grades,
        citing=citing,
        about=about,
        disputes=_backlinks((d.id, (a for side in d.sides for a in side.facts)) for d in disputes.values()),
        claims=_backlinks((c.id, c.facts) for c in claims.values()),
        same_text=groups,
    )


def _backlinks(links: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for holder, targets in links:
        for target in dict.fromkeys(targets):
            result.setdefault(target, []).append(holder)
    return result


def best(store: Store, indicator: str, period: str, nature: str = "actual") -> Fact | None:
    """The best value of an indicator for a period and a nature.

    The one that a dispute prefers, else the only one, else none: where sources disagree and nobody has
    decided, there is no best value.
    """
    found = [
        fact
        for fact in store.owned_by(indicator)
        if isinstance(fact.record, Observation)
        and (fact.record.period.text if fact.record.period else "undated") == period
        and fact.record.nature == nature
    ]
    for fact in found:
        if any(dispute.prefer == fact.address for dispute in store.disputes_on(fact.address)):
            return fact
    distinct = {_amount(fact) for fact in found}
    return found[0] if found and len(distinct) == 1 else None


def _amount(fact: Fact) -> tuple[Decimal, str]:
    record = fact.record
    assert isinstance(record, Observation)
    return record.value, record.bound
