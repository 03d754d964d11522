"""What follows from the records: standings, statuses, backlinks, disputes. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factbook.store import Derived, Fact
from factbook.store.formulas import weakest
from factbook.store.grading import Grading, Standing, text_groups
from factbook.store.lists import weights
from factbook.store.records import Claim, Dispute, Source, VocabularyTerm
from factbook.store.status import NO_STATUS, status_of


def derive(
    facts: Mapping[str, Fact],
    sources: Mapping[str, Source],
    disputes: Mapping[str, Dispute],
    claims: Mapping[str, Claim],
    vocabulary: Mapping[tuple[str, str], VocabularyTerm],
) -> Derived:
    """All derived values of a store."""
    grading = Grading(sources, {claim.source for claim in claims.values()}, weights(vocabulary))
    known: dict[tuple[str, ...], Standing] = {}
    standings: dict[str, Standing] = {}
    citing: dict[str, list[str]] = {}
    about: dict[str, list[str]] = {}
    for fact in facts.values():
        cited = tuple(fact.sources)
        standings[fact.address] = known.get(cited) or known.setdefault(cited, grading.standing(cited))
        for source in cited:
            citing.setdefault(source, []).append(fact.address)
        record = fact.record
        for identifier in dict.fromkeys((*record.places, *record.industries, *record.organizations)):
            if identifier != fact.owner:
                about.setdefault(identifier, []).append(fact.address)
    standings.update(weakest(facts, standings))
    disputed = _backlinks((d.id, (a for side in d.sides for a in side.facts)) for d in disputes.values())
    statuses = {
        address: status_of(address, fact.record, (disputes[i] for i in disputed.get(address, ())))
        for address, fact in facts.items()
    }
    return Derived(
        standings=standings,
        statuses={address: status for address, status in statuses.items() if status != NO_STATUS},
        citing=citing,
        about=about,
        disputes=disputed,
        claims=_backlinks((c.id, c.facts) for c in claims.values()),
        same_text=text_groups(sources),
        grading=grading,
    )


def _backlinks(links: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for holder, targets in links:
        for target in dict.fromkeys(targets):
            result.setdefault(target, []).append(holder)
    return result
