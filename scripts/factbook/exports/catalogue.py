"""From the store to the records of the API: the one place where records are turned into what goes out.

Every other export (tables, linked data, feeds, cards) is made from these records, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Generic, TypeVar

from factbook.content.addresses import commit_anchor
from factbook.exports import models as m
from factbook.exports.fact_records import FactRecords
from factbook.exports.record_parts import dated, exact, field_notes
from factbook.exports.site import SiteInfo
from factbook.store import Holder, Store
from factbook.store import records as r
from factbook.store.chains import Step, chain_of
from factbook.store.changes import Commit, History
from factbook.store.gaps import missing_years
from factbook.store.newest import newest
from factbook.store.presence import last_seen
from factbook.store.references import addresses_alone

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class _Made(Mapping[str, _Out], Generic[_In, _Out]):
    """Records of the API by id, each built from a record of the store on request; cached, or built every time."""

    def __init__(self, known: Mapping[str, _In], make: Callable[[_In], _Out], *, cached: bool) -> None:
        self._known, self._make, self._cached = known, make, cached
        self._kept: dict[str, _Out] = {}

    def __getitem__(self, key: str) -> _Out:
        found = self._kept.get(key)
        if found is None:
            found = self._make(self._known[key])
            if self._cached:
                self._kept[key] = found
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _exported(terms: Iterable[r.VocabularyTerm]) -> Iterator[r.VocabularyTerm]:
    """The terms that are words of the subject: names of locators are words of the site's pages alone."""
    return (term for term in terms if term.kind != r.LOCATOR)


@dataclass(frozen=True)
class Catalogue:
    """Every record of the API by its id, in the order of the store. Each is built on request."""

    facts: Mapping[str, m.Fact]
    industries: Mapping[str, m.Industry]
    organizations: Mapping[str, m.Organization]
    places: Mapping[str, m.Place]
    indicators: Mapping[str, m.Indicator]
    projects: Mapping[str, m.Project]
    sources: Mapping[str, m.Source]
    disputes: Mapping[str, m.Dispute]
    claims: Mapping[str, m.Claim]
    vocabulary: Mapping[str, m.Term]
    redirects: Mapping[str, m.Redirect]
    changes: Mapping[str, m.Change]
    revision: str | None

    def called(self, collection: str) -> str:
        """What the owner calls a list of the site, by the vocabulary; empty where it has no word for it."""
        named = self.vocabulary.get(f"collection:{collection}")
        return (named.name.en or named.name.zh or "") if named else ""

    def of_kind(self, kind: str) -> dict[str, m.Fact]:
        """The facts of one kind."""
        return {address: fact for address, fact in self.facts.items() if fact.kind == kind}


def catalogue(store: Store, site: SiteInfo, history: History | None = None, *, cached: bool = True) -> Catalogue:
    """All records of the API. ``cached``: whether a record that was built is cached, for exports that go through all of them."""
    return _Records(store, site, history or History()).catalogue(cached=cached)


class _Records(FactRecords):
    """Turns records into API records."""

    @cached_property
    def _lasting(self) -> set[str]:
        return {*lasting(self.store), *self.store.redirects}

    def catalogue(self, *, cached: bool) -> Catalogue:
        store = self.store
        made = partial(_Made, cached=cached)
        return Catalogue(
            facts=made(store.facts, self.fact),
            industries=made(store.industries, self.industry),
            organizations=made(store.organizations, self.organization),
            places=made(store.places, self.place),
            indicators=made(store.indicators, self.indicator),
            projects=made(store.projects, self.project),
            sources=made(store.sources, self.source),
            disputes=made(store.disputes, self.dispute),
            claims=made(store.claims, self.claim),
            vocabulary={term.id: term for term in map(self.term, _exported(store.vocabulary.values()))},
            redirects={name: self.redirect(record) for name, record in store.redirects.items()},
            changes={commit.id: self._change(commit) for commit in self.history.commits},
            revision=self.history.head or None,
        )

    def _indicators(self, identifier: str) -> list[str]:
        return [indicator.id for indicator in self.store.indicators_of(identifier)]

    def _projects(self, identifier: str) -> list[str]:
        return [project.id for project in self.store.projects_of(identifier)]

    def _statements(self, record: Holder) -> list[str]:
        return [statement.id for statement in record.statements]

    def _about(self, identifier: str) -> list[str]:
        return [fact.address for fact in self.store.facts_about(identifier)]

    def industry(self, record: r.Industry) -> m.Industry:
        return m.Industry(
            **self.home("industries", record.id),
            name=self.name(record.name),
            aliases=record.aliases,
            role=record.role,
            summary=self.words(record.summary),
            place=self.link(record.place),
            chain=record.links,
            chain_links=[self._chain_link(step) for step in chain_of(self.store, record)],
            not_found=[self.words(text) for text in record.not_found],
            projects=self._projects(record.id),
            indicators=self._indicators(record.id),
            statements=self._statements(record),
            facts=self._about(record.id),
        )

    def _chain_link(self, step: Step) -> m.ChainLink:
        term = self.store.vocabulary.get(("chain", step.link))
        return m.ChainLink(
            link=step.link,
            name=self.words(term.name) if term else m.Words(en=step.link, zh=None),
            beside=step.beside,
            state=step.state,
            last_seen=dated(step.last_seen) if step.last_seen else None,
            industry=step.industry,
            organizations=[organization.id for organization in step.members],
        )

    def organization(self, record: r.Organization) -> m.Organization:
        return m.Organization(
            **self.home("organizations", record.id),
            name=self.name(record.name),
            kind=record.kind,
            state=record.state,
            since=dated(record.since) if record.since else None,
            last_seen=dated(seen) if (seen := last_seen(self.store, record)) else None,
            origin=self.maybe_words(record.origin),
            website=record.website,
            stock_code=record.stock_code,
            sources=[self.citation(source, locator) for source, locator in record.sources.items()],
            projects=self._projects(record.id),
            aliases=record.aliases,
            former_names=[
                m.FormerName(name=self.name(former.name), until=dated(former.until) if former.until else None)
                for former in record.former_names
            ],
            summary=self.words(record.summary),
            industries=record.industries,
            chain=record.chain,
            places=record.places,
            not_found=[self.words(text) for text in record.not_found],
            indicators=self._indicators(record.id),
            statements=self._statements(record),
            facts=self._about(record.id),
        )

    def place(self, record: r.Place) -> m.Place:
        return m.Place(
            **self.home("places", record.id),
            name=self.name(record.name),
            kind=record.kind,
            part_of=self.link(record.part_of),
            aliases=record.aliases,
            summary=self.words(record.summary),
            not_found=[self.words(text) for text in record.not_found],
            projects=self._projects(record.id),
            indicators=self._indicators(record.id),
            statements=self._statements(record),
            facts=self._about(record.id),
        )

    def indicator(self, record: r.Indicator) -> m.Indicator:
        latest = newest(self.store, record.id)
        return m.Indicator(
            **self.home("indicators", record.id),
            csv=self.site.at(f"downloads/indicators/{record.id}.csv"),
            name=self.name(record.name),
            aliases=record.aliases,
            definition=self.words(record.definition),
            unit=self.unit(record.unit),
            place=self.link(record.place),
            organization=self.link(record.organization),
            industry=self.link(record.industry),
            topics=record.topics,
            breaks=[self.series_break(item) for item in record.breaks],
            not_found=[self.words(text) for text in record.not_found],
            missing_years=list(missing_years(self.store, record)),
            observations=[fact.address for fact in self.store.owned_by(record.id)],
            latest=latest.address if latest else None,
        )

    def project(self, record: r.Project) -> m.Project:
        return m.Project(
            **self.home("projects", record.id),
            name=self.words(record.name),
            aliases=record.aliases,
            summary=self.words(record.summary),
            organizations=record.organizations,
            industries=record.industries,
            places=record.places,
            where=self.maybe_words(record.where),
            state=record.state,
            state_on=dated(record.state_on) if record.state_on else None,
            sources=[self.citation(source, locator) for source, locator in record.sources.items()],
            not_found=[self.words(text) for text in record.not_found],
            statements=self._statements(record),
            figures=[figure.id for figure in record.figures],
        )

    def source(self, record: r.Source) -> m.Source:
        title, publisher, published = self.cited(record.id)
        return m.Source(
            **self.home("sources", record.id),
            title=title,
            publisher=publisher,
            kind=record.kind,
            reliability=record.reliability,
            weak=self.store.derived.grading.is_weak(record.id),
            grade=self.store.derived.grading.standing([record.id]).grade,
            published=published,
            language=record.language,
            url=record.url,
            linked=record.linked,
            archived=record.archived,
            access=record.access,
            carried_by=record.carried_by,
            same_text_as=record.same_text_as,
            repeats=record.repeats,
            reading=record.reading,
            accessed=dated(record.accessed),
            note=self.maybe_words(record.note),
            facts=[fact.address for fact in self.store.facts_citing(record.id)],
            claims=[claim.id for claim in self.store.claims_in(record.id)],
        )

    def dispute(self, record: r.Dispute) -> m.Dispute:
        return m.Dispute(
            **self.home("disputes", record.id),
            question=self.name(record.question),
            sides=[
                m.Side(facts=side.facts, claims=side.claims, summary=self.words(side.summary)) for side in record.sides
            ],
            outcome=record.outcome,
            prefer=record.prefer,
            reasoning=self.words(record.reasoning),
            decided_on=dated(record.decided_on),
        )

    def claim(self, record: r.Claim) -> m.Claim:
        source = self.link(record.source)
        assert source is not None, "a checked claim has its source"
        return m.Claim(
            **self.home("claims", record.id),
            source=source,
            at=record.at,
            claim=self.name(record.claim),
            verdict=record.verdict,
            facts=record.facts,
            explanation=self.words(record.explanation),
            checked_on=dated(record.checked_on),
        )

    def term(self, record: r.VocabularyTerm) -> m.Term:
        identifier = f"{record.kind}:{record.term}"
        return m.Term(
            id=identifier,
            api=self.api("vocabulary", identifier),
            kind=record.kind,
            term=record.term,
            name=self.name(record.name),
            symbol=record.symbol,
            base=record.base,
            factor=exact(record.factor) if record.factor is not None else None,
            printed=record.printed,
            period=dated(record.period) if record.period else None,
        )

    def redirect(self, record: r.Redirect) -> m.Redirect:
        return m.Redirect(
            id=record.from_,
            permalink=self.site.permalink(record.from_),
            api=self.api("redirects", record.from_),
            to=record.to,
            kind=record.kind,
            reason=self.words(record.reason),
            on=dated(record.on),
        )

    def _change(self, commit: Commit) -> m.Change:
        repo = self.site.site.repo_url.rstrip("/")
        return m.Change(
            id=commit.id,
            page=self.site.at(f"changes/#{commit_anchor(commit)}"),
            commit_url=f"{repo}/commit/{commit.id}" if repo else None,
            on=commit.on,
            message=commit.message,
            facts=[
                m.FactChange(
                    address=edit.address,
                    kind=edit.kind,
                    title=addresses_alone(edit.title),
                    change=edit.change,
                    fields=field_notes(edit),
                    permalink=self.site.permalink(edit.address) if edit.address in self._lasting else None,
                )
                for edit in commit.edits
            ],
        )


def lasting(store: Store) -> Iterable[str]:
    """Every address and id that has a permalink: all facts and entities, sources, disputes and claims."""
    yield from store.facts
    for collection in (
        store.industries, store.organizations, store.places, store.indicators, store.projects,
        store.sources, store.disputes, store.claims,
    ):  # fmt: skip
        yield from collection
