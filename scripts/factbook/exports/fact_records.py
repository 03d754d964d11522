"""From a fact of the store to its record of the API."""

from __future__ import annotations

from factbook.content import amounts, wording
from factbook.exports import models as m
from factbook.exports.record_parts import Parts, dated, exact, field_notes
from factbook.store import Fact
from factbook.store import records as r
from factbook.store.breaks import breaks_before
from factbook.store.formulas import formula_of
from factbook.store.measures import Measure, is_value, measure_of
from mkdocs_timeline.labels import label


class FactRecords(Parts):
    """Turns facts into API records."""

    def fact(self, fact: Fact) -> m.Fact:
        """The record of a fact."""
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
            breaks_before=[self.series_break(item) for item in breaks_before(self.store, fact)],
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
            sources=[self.citation(source, locator) for source, locator in record.sources.items()],
            disputes=[self._dispute_link(dispute, fact.address) for dispute in self.store.disputes_on(fact.address)],
            claims=[
                m.ClaimLink(id=claim.id, verdict=claim.verdict, permalink=self.site.permalink(claim.id))
                for claim in self.store.claims_on(fact.address)
            ],
            caveats=record.caveats,
            note=self.maybe_words(record.note),
            changes=[
                m.ChangeNote(
                    commit=commit.id, on=commit.on, change=edit.change, fields=field_notes(edit), message=commit.message
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
            label=amounts.value_text(measure, self.store, exact=True),
        )

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
                to=None if target.to is None else exact(target.to),
                unit=self.unit(self.store.indicators[target.indicator].unit),
                bound=target.bound,
            )
            if target and indicator
            else None,
            outcome=record.outcome,
            results=record.results,
        )

    def _dispute_link(self, dispute: r.Dispute, address: str) -> m.DisputeLink:
        return m.DisputeLink(
            id=dispute.id,
            question=self.name(dispute.question),
            outcome=dispute.outcome,
            preferred=dispute.prefer == address if dispute.prefer else None,
            permalink=self.site.permalink(dispute.id),
        )
