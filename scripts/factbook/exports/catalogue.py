"""From the store to the records of the API: the one place where records are turned into what goes out.

Every other export (tables, linked data, feeds, cards) is made from these records, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import Generic, TypeVar

from factbook.content import amounts, wording
from factbook.content.addresses import commit_anchor
from factbook.exports import models as m
from factbook.exports.site import API, SiteInfo
from factbook.store import Fact, Holder, Store
from factbook.store import records as r
from factbook.store.breaks import breaks_before
from factbook.store.chains import Step, chain_of
from factbook.store.changes import Commit, Edit, History
from factbook.store.formulas import formula_of
from factbook.store.measures import Measure, is_value, measure_of
from factbook.store.newest import newest
from factbook.store.references import addresses_alone
from factbook.store.scalars import Text, excerpt_of
from factbook.store.slugs import slug
from mkdocs_timeline.dates import When
from mkdocs_timeline.labels import label

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

    def of_kind(self, kind: str) -> dict[str, m.Fact]:
        """The facts of one kind."""
        return {address: fact for address, fact in self.facts.items() if fact.kind == kind}


def catalogue(store: Store, site: SiteInfo, history: History | None = None, *, cached: bool = True) -> Catalogue:
    """All records of the API. ``cached``: whether a record that was built is cached, for exports that go through all of them."""
    return _Maker(store, site, history or History()).catalogue(cached=cached)


def exact(value: Decimal) -> str:
    """A number with the digits that were written down, never in scientific notation."""
    return f"{value:f}"


def dated(when: When) -> m.Dated:
    """A date as the API has it."""
    return m.Dated(
        edtf=when.text,
        precision=when.precision,
        approximate=when.approximate,
        uncertain=when.uncertain,
        label=m.Words(en=label(when), zh=label(when, "zh")),
    )


class _Maker:
    """Turns records into API records; holds the store and the site that all of them need."""

    def __init__(self, store: Store, site: SiteInfo, history: History) -> None:
        self.store, self.site, self.history = store, site, history
        self._citations: dict[str, tuple[m.Words, m.Words, m.Dated | None]] = {}
        self._links: dict[str | None, m.Link | None] = {}
        self._units: dict[str, m.Unit] = {}

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
            vocabulary={term.id: term for term in map(self.term, store.vocabulary.values())},
            redirects={name: self.redirect(record) for name, record in store.redirects.items()},
            changes={commit.id: self._change(commit) for commit in self.history.commits},
            revision=self.history.head or None,
        )

    def words(self, text: Text) -> m.Words:
        """A text without its markup, references said in words."""
        en, zh = (wording.said(part, self.store) if part else None for part in (text.en, text.zh))
        return m.Words(en=en, zh=zh)

    def name(self, text: Text) -> m.Words:
        """A name or a title, in which nothing is markup."""
        return m.Words(en=text.en, zh=text.zh)

    def maybe_words(self, text: Text | None) -> m.Words | None:
        return None if text is None else self.words(text)

    def api(self, collection: str, identifier: str) -> str:
        return self.site.at(f"{API}{collection}/{slug(identifier)}.json")

    def page(self, identifier: str) -> str:
        return self.site.page(identifier, self.store)

    def link(self, identifier: str | None) -> m.Link | None:
        """A link to an entity or a source; None for None and for what is not there."""
        if identifier not in self._links:
            self._links[identifier] = self._new_link(identifier)
        return self._links[identifier]

    def _new_link(self, identifier: str | None) -> m.Link | None:
        entity = self.store.entity(identifier) if identifier else None
        source = self.store.sources.get(identifier) if identifier else None
        name = entity.name if entity else source.title if source else None
        if identifier is None or name is None:
            return None
        return m.Link(id=identifier, name=self.name(name), permalink=self.site.permalink(identifier))

    def unit(self, term: str) -> m.Unit:
        if term not in self._units:
            found = self.store.vocabulary.get(("unit", term))
            self._units[term] = m.Unit(
                id=term,
                name=self.name(found.name) if found else m.Words(en=term, zh=None),
                symbol=found.symbol if found else None,
                base=found.base if found else None,
                factor=exact(found.factor) if found and found.factor is not None else None,
            )
        return self._units[term]

    def fact(self, fact: Fact) -> m.Fact:
        record = fact.record
        holder = self.store.indicators.get(fact.owner)
        importance = getattr(record, "importance", None)
        return m.Fact(
            address=fact.address,
            kind=fact.kind,
            permalink=self.site.permalink(fact.address),
            page=self.page(fact.address),
            api=self.api("facts", fact.address),
            title=self._title(fact),
            text=self._text(record),
            date=dated(fact.date) if fact.date else None,
            subject=self.link(fact.owner or None),
            place=self.link(holder.place) if holder else None,
            organization=self.link(holder.organization) if holder else None,
            key=record.key if isinstance(record, r.Observation) else None,
            key_name=self.maybe_words(record.key_name) if isinstance(record, r.Observation) else None,
            what=self.words(record.what) if isinstance(record, r.ProjectFigure) else None,
            value=self._quantity(fact) if is_value(fact) else None,
            breaks_before=[self._break(item) for item in breaks_before(self.store, fact)],
            award=self._award(record) if isinstance(record, r.Award) else None,
            plan=self._plan(record) if isinstance(record, r.Plan) else None,
            importance=int(importance) if importance else None,
            topics=self._topics(record, holder),
            places=record.places,
            industries=record.industries,
            organizations=record.organizations,
            grade=self.store.standing(fact.address).grade,
            read_as=self.store.standing(fact.address).read_as,
            status=self.store.status(fact.address).name,
            sources=[self._citation(source, locator) for source, locator in record.sources.items()],
            disputes=[self._dispute_link(dispute, fact.address) for dispute in self.store.disputes_on(fact.address)],
            claims=[
                m.ClaimLink(id=claim.id, verdict=claim.verdict, permalink=self.site.permalink(claim.id))
                for claim in self.store.claims_on(fact.address)
            ],
            caveats=record.caveats,
            note=self.maybe_words(record.note),
            changes=[
                m.ChangeNote(
                    commit=commit.id, on=commit.on, change=edit.change, fields=_fields(edit), message=commit.message
                )
                for commit, edit in self.history.of(fact.address)
            ],
        )

    def _title(self, fact: Fact) -> m.Words:
        written = wording.fact_name(fact, self.store)
        name = self.words(written) if isinstance(fact.record, r.Statement) else self.name(written)
        if not is_value(fact):
            return name
        key = fact.record.key_name if isinstance(fact.record, r.Observation) else None
        chinese = f"{name.zh}（{key.zh}）" if key and key.zh else name.zh
        if fact.kind == "figure":
            project = self.words(self.store.projects[fact.owner].name)
            chinese = f"{project.zh}：{chinese}" if project.zh and chinese else None
        zh = f"{chinese}，{label(fact.date, 'zh') if fact.date else '日期不详'}" if chinese else None
        return m.Words(en=wording.of_words(fact, self.store) if name.en else None, zh=zh)

    def _text(self, record: r.FactRecord) -> m.Words | None:
        text = record.text if isinstance(record, r.Statement) else getattr(record, "summary", None)
        return self.maybe_words(text)

    def _topics(self, record: r.FactRecord, indicator: r.Indicator | None) -> list[str]:
        return list(dict.fromkeys((*record.topics, *(indicator.topics if indicator else ()))))

    def _quantity(self, fact: Fact) -> m.Quantity:
        measure: Measure = measure_of(fact, self.store)
        return m.Quantity(
            number=float(measure.value),
            exact=exact(measure.value),
            unit=self.unit(measure.unit),
            bound=measure.bound,
            nature=measure.nature,
            as_printed=measure.as_printed or None,
            formula=formula_of(fact) or None,
            label=amounts.value_text(measure, self.store),
        )

    def _break(self, record: r.Break) -> m.Break:
        return m.Break(at=dated(record.at), reason=self.words(record.reason))

    def _award(self, record: r.Award) -> m.AwardDetail:
        return m.AwardDetail(
            kind=record.kind,
            awarded_by=self.name(record.awarded_by),
            date_is=self.name(record.date_is) if record.date_is else None,
        )

    def _plan(self, record: r.Plan) -> m.PlanDetail:
        target = record.target
        indicator = self.link(target.indicator) if target else None
        return m.PlanDetail(
            set_by=self.name(record.set_by),
            due=dated(record.due) if record.due else None,
            target=m.PlanTarget(
                indicator=indicator,
                number=float(target.value),
                exact=exact(target.value),
                unit=self.unit(self.store.indicators[target.indicator].unit),
                bound=target.bound,
            )
            if target and indicator
            else None,
            outcome=record.outcome,
            results=record.results,
        )

    def _source_words(self, source: r.Source) -> tuple[m.Words, m.Words, m.Dated | None]:
        published = dated(source.published) if source.published else None
        return self.name(source.title), self.name(source.publisher), published

    def _cited(self, identifier: str) -> tuple[m.Words, m.Words, m.Dated | None]:
        """Title, publisher and date of a source, which many facts cite."""
        if identifier not in self._citations:
            self._citations[identifier] = self._source_words(self.store.sources[identifier])
        return self._citations[identifier]

    def _citation(self, identifier: str, locator: str) -> m.Citation:
        title, publisher, published = self._cited(identifier)
        source = self.store.sources[identifier]
        return m.Citation(
            source=identifier,
            locator=str(locator),
            excerpt=excerpt_of(locator) or None,
            language=source.language,
            title=title,
            publisher=publisher,
            published=published,
            url=source.url,
            archived=source.archived,
            permalink=self.site.permalink(identifier),
        )

    def _dispute_link(self, dispute: r.Dispute, address: str) -> m.DisputeLink:
        return m.DisputeLink(
            id=dispute.id,
            question=self.name(dispute.question),
            outcome=dispute.outcome,
            preferred=dispute.prefer == address if dispute.prefer else None,
            permalink=self.site.permalink(dispute.id),
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
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("industries", record.id),
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
            organizations=[organization.id for organization in step.members],
        )

    def organization(self, record: r.Organization) -> m.Organization:
        return m.Organization(
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("organizations", record.id),
            name=self.name(record.name),
            kind=record.kind,
            state=record.state,
            since=dated(record.since) if record.since else None,
            last_seen=dated(record.last_seen) if record.last_seen else None,
            origin=self.maybe_words(record.origin),
            website=record.website,
            stock_code=record.stock_code,
            sources=[self._citation(source, locator) for source, locator in record.sources.items()],
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
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("places", record.id),
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
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("indicators", record.id),
            csv=self.site.at(f"downloads/indicators/{record.id}.csv"),
            name=self.name(record.name),
            aliases=record.aliases,
            definition=self.words(record.definition),
            unit=self.unit(record.unit),
            place=self.link(record.place),
            organization=self.link(record.organization),
            industry=self.link(record.industry),
            topics=record.topics,
            breaks=[self._break(item) for item in record.breaks],
            not_found=[self.words(text) for text in record.not_found],
            observations=[fact.address for fact in self.store.owned_by(record.id)],
            latest=latest.address if latest else None,
        )

    def project(self, record: r.Project) -> m.Project:
        return m.Project(
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("projects", record.id),
            name=self.words(record.name),
            aliases=record.aliases,
            summary=self.words(record.summary),
            organizations=record.organizations,
            industries=record.industries,
            places=record.places,
            state=record.state,
            state_on=dated(record.state_on) if record.state_on else None,
            sources=[self._citation(source, locator) for source, locator in record.sources.items()],
            not_found=[self.words(text) for text in record.not_found],
            statements=self._statements(record),
            figures=[figure.id for figure in record.figures],
        )

    def source(self, record: r.Source) -> m.Source:
        title, publisher, published = self._cited(record.id)
        return m.Source(
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("sources", record.id),
            title=title,
            publisher=publisher,
            kind=record.kind,
            reliability=record.reliability,
            weak=self.store.derived.grading.is_weak(record.id),
            grade=self.store.derived.grading.standing([record.id]).grade,
            published=published,
            language=record.language,
            url=record.url,
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
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("disputes", record.id),
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
            id=record.id,
            permalink=self.site.permalink(record.id),
            page=self.page(record.id),
            api=self.api("claims", record.id),
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
                    fields=_fields(edit),
                    permalink=self.site.permalink(edit.address) if edit.address in self._lasting else None,
                )
                for edit in commit.edits
            ],
        )


def _fields(edit: Edit) -> list[m.FieldNote]:
    return [
        m.FieldNote(name=part.name, before=addresses_alone(part.before), after=addresses_alone(part.after))
        for part in edit.fields
    ]


def lasting(store: Store) -> Iterable[str]:
    """Every address and id that has a permalink: all facts and entities, sources, disputes and claims."""
    yield from store.facts
    for collection in (
        store.industries, store.organizations, store.places, store.indicators, store.projects,
        store.sources, store.disputes, store.claims,
    ):  # fmt: skip
        yield from collection
