"""Tables of values: results here, what was announced and planned there, never both in one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factbook.content.addresses import fact_target, target
from factbook.content.amounts import ShownUnit, amount_text, bounded, nature_text, shown_unit, value_text
from factbook.content.computed import formula_spans
from factbook.content.marks import fact_marks, standing_links
from factbook.content.messages import filled
from factbook.content.page import Column, Handle, Row, Section, Table
from factbook.content.spans import Link, Span, Spans, Spark, Text
from factbook.content.wording import cites, foreign, links, measured_words, names, rich, when_spans
from factbook.languages import ENGLISH, N_, _
from factbook.store import Fact, Indicator, Project, Store, by_date
from factbook.store.measures import is_value, measure_of
from factbook.store.newest import is_announced, is_measured, is_trusted, newest

FIGURES, ANNOUNCED, REAL = N_("Figures"), N_("Announced and planned"), N_("Carried out")
"""The headings of the two lists; of a project, what is not announced was carried out."""

TO_BE = N_("What was planned, signed or expected")
"""The caption of a table of announcements."""


def holder(indicator: Indicator) -> str:
    """The id of the place, organization or industry whose figure it is."""
    return indicator.place or indicator.organization or indicator.industry or ""


def results(facts: Iterable[Fact]) -> list[Fact]:
    """The values among some facts that say what was, by date."""
    return by_date(fact for fact in facts if is_value(fact) and not is_announced(fact))


def announcements(facts: Iterable[Fact]) -> list[Fact]:
    """The values among some facts that say what was to be, by date."""
    return by_date(fact for fact in facts if is_announced(fact))


def values_tables(indicator: Indicator, store: Store, page: str = "") -> list[Table]:
    """All observations of an indicator: its results, then what was announced and planned; a table each, where there are any."""
    facts = store.owned_by(indicator.id)
    lists = (
        (results(facts), _("%(name)s: all values")),
        (announcements(facts), _("%(name)s: announced and planned")),
    )
    home = target(indicator.id, store).page == page
    return [
        replace(_values_table(found, caption % {"name": indicator.name}, store, home=home), series=indicator.id)
        for found, caption in lists
        if found
    ]


def project_sections(project: Project, store: Store) -> list[Section]:
    """The figures of a project on its page: what was announced and planned, then what was carried out; a section each."""
    facts = [fact for fact in store.owned_by(project.id) if is_value(fact)]
    lists = (
        (announcements(facts), _(ANNOUNCED), "announced", _("%(name)s: announced and planned")),
        (results(facts), _(REAL), "real", _("%(name)s: carried out")),
    )
    return [
        Section(title, anchor, [_values_table(found, caption % {"name": project.name}, store, home=True)])
        for found, title, anchor, caption in lists
        if found
    ]


def _values_table(facts: Sequence[Fact], caption: str, store: Store, *, home: bool) -> Table:
    """Values of one series, its unit in the head; or figures of one project, each with its name and unit."""
    measures = [measure_of(fact, store) for fact in facts]
    named = facts[0].kind == "figure"
    unit = shown_unit(measures[0].unit, store, [measure.value for measure in measures])
    printed = any(measure.as_printed for measure in measures)
    kinds = any(nature_text(measure.nature) for measure in measures)
    value = _("Value (%(unit)s)") % {"unit": unit.symbol} if unit.symbol and not named else _("Value")
    columns = [
        *([Column(_("What"))] if named else []),
        Column(_("Period")),
        Column(value, numeric=True),
        *([Column(_("As printed"))] if printed else []),
        *([Column(_("Kind"))] if kinds else []),
        Column(_("Grade")),
        Column(_("Sources and notes")),
    ]
    rows = [_value_row(fact, store, None if named else unit, home=home, printed=printed, kinds=kinds) for fact in facts]
    return Table(caption, columns, rows)


def _value_row(fact: Fact, store: Store, unit: ShownUnit | None, *, home: bool, printed: bool, kinds: bool) -> Row:
    """``unit``: that of the column; None where each value is of something else, which is named, and has its own."""
    measure = measure_of(fact, store)
    period: list[Span] = [*when_spans(measure.period, short=True)]
    if measure.key:
        period.append(Text(_(" (%(words)s)") % {"words": measure.key}))
    number = (
        bounded(measure.bound, unit.number(measure.value, exact=True))
        if unit
        else amount_text(measure, store, exact=True)
    )
    words: Spans = (Text(measure.as_printed, _language(measure.as_printed)),) if measure.as_printed else (Text("–"),)
    cells = [
        *([] if unit else [names(measure.name)]),
        period,
        (Text(number),),
        *([words] if printed else []),
        *([(Text(nature_text(measure.nature)),)] if kinds else []),
        fact_marks(fact, store),
        _notes(fact, store),
    ]
    keys = [*([] if unit else [""]), measure.period.text if measure.period else "", str(measure.value)]
    sort_keys = [*keys, *[""] * (len(cells) - len(keys))]
    if not home:
        return Row(cells, sort_keys=sort_keys)
    line, _column = fact.origin.position()
    handle = Handle(fact.address, fact_target(fact, store), fact.origin.document.path, line)
    return Row(cells, fact.address, sort_keys, handle=handle)


def _notes(fact: Fact, store: Store) -> Spans:
    """Who says so, how it was computed, what to be careful with, and which disputes and claims rest on it."""
    note, formula, standing = fact.record.note, formula_spans(fact, store), standing_links(fact, store)
    return (
        *cites(fact),
        *(filled(_(" %(formula)s."), formula=formula) if formula else ()),
        *(filled(_(" Note: %(note)s"), note=rich(note, store)) if note else ()),
        *((Text(" "), *standing) if standing else ()),
    )


def _language(text: str) -> str:
    if any("\u4e00" <= character <= "\u9fff" for character in text):
        return foreign("zh")
    return foreign(ENGLISH) if any(character.isalpha() for character in text) else ""


def series_tables(indicators: Sequence[Indicator], store: Store, caption: str) -> list[Table]:
    """Series with their newest value; those that only say what was to be in a table of their own, with every value."""
    found = [(indicator, store.owned_by(indicator.id)) for indicator in indicators]
    real = [indicator for indicator, facts in found if results(facts)]
    planned = [fact for indicator, facts in found if not results(facts) for fact in facts]
    return [
        *([series_table(real, store, caption)] if real else []),
        *(
            [values_of_others(planned, store, _("%(name)s: announced and planned") % {"name": caption})]
            if planned
            else []
        ),
    ]


def series_table(
    indicators: Sequence[Indicator], store: Store, caption: str, charts: Mapping[str, str] | None = None
) -> Table:
    """Series with their newest value, and what a reader must know of it; a series without a sound value says so.

    ``charts``: small drawings by the id of a series, for a list of the series of many, which also says whose each is.
    """
    columns = [
        Column(_("Series")),
        *([Column(_("Whose"))] if charts is not None else []),
        Column(_("Newest value"), numeric=True),
        Column(_("Period")),
        Column(_("Values"), numeric=charts is None),
        Column(_("Grade")),
    ]
    return Table(caption, columns, [_series_row(indicator, store, charts) for indicator in indicators])


def in_place_of_newest(indicator: Indicator, store: Store) -> str:
    """What stands in place of the newest value of a series that has none; the values that it has stand on its own page."""
    facts = store.owned_by(indicator.id)
    measured = [fact for fact in facts if is_measured(fact)]
    if not measured:
        return _("nothing measured yet")
    undated = any(fact.date is None and is_trusted(store, fact) for fact in measured)
    return _("undated only") if undated else _("no sound value")


def _series_row(indicator: Indicator, store: Store, charts: Mapping[str, str] | None) -> Row:
    name = Link(target(indicator.id, store), str(indicator.name), indicator.name.beside)
    count = str(len(store.owned_by(indicator.id)))
    between: list[tuple[Spans, str]] = []
    chart: Spans = ()
    if charts is not None:
        whose = holder(indicator)
        between = [(links([whose], store, short=True), str(getattr(store.entity(whose), "name", "")))]
        chart = (Spark(charts[indicator.id]),) if charts.get(indicator.id) else ()
    fact = newest(store, indicator.id)
    if fact is None:
        values: list[tuple[Spans, str]] = [((Text(in_place_of_newest(indicator, store)),), ""), ((Text("–"),), "")]
        marks: Spans = (Text("–"),)
    else:
        measure = measure_of(fact, store)
        value = Link(fact_target(fact, store), value_text(measure, store))
        when = fact.date.text if fact.date else ""
        values = [((value,), str(measure.value)), (when_spans(fact.date, short=True), when)]
        marks = fact_marks(fact, store)
    cells = [((name,), str(indicator.name)), *between, *values, ((*chart, Text(count)), count), (marks, "")]
    return Row([cell for cell, _ in cells], sort_keys=[key for _, key in cells])


def values_of_others(facts: Sequence[Fact], store: Store, caption: str, about: str = "") -> Table:
    """Values of several series and projects, one a row: what it is of, whose it is (where that is not ``about``), value, period, marks."""
    held = any(_whose(fact, store) != about for fact in facts)
    columns = [
        Column(_("What") if any(fact.kind == "figure" for fact in facts) else _("Series")),
        *([Column(_("Whose"))] if held else []),
        Column(_("Value"), numeric=True),
        Column(_("Period")),
        Column(_("Grade")),
    ]
    return Table(caption, columns, [_other_row(fact, store, held=held) for fact in facts])


def _other_row(fact: Fact, store: Store, *, held: bool) -> Row:
    measure, whose = measure_of(fact, store), _whose(fact, store)
    chinese = measure.name.beside
    cells = [
        (Link(target(fact.owner, store), measured_words(measure), chinese),),
        *([links([whose], store, short=True)] if held else []),
        (Link(fact_target(fact, store), value_text(measure, store)),),
        when_spans(measure.period, short=True),
        fact_marks(fact, store),
    ]
    owner = [str(entity.name) if (entity := store.entity(whose)) else ""] if held else []
    period = measure.period.text if measure.period else ""
    return Row(cells, sort_keys=[str(measure.name), *owner, str(measure.value), period, ""], fact=fact.address)


def _whose(fact: Fact, store: Store) -> str:
    """The id of the entity whose value it is: of a figure, the project."""
    return fact.owner if fact.kind == "figure" else holder(store.indicators[fact.owner])


def others_sections(facts: Sequence[Fact], store: Store, about: str = "") -> list[Section]:
    """Values of several series: a section for results and one for what was announced, where there are any."""
    sections = []
    for found, title, anchor, caption in (
        (results(facts), _(FIGURES), "figures", _("Values")),
        (announcements(facts), _(ANNOUNCED), "announced", _(TO_BE)),
    ):
        if found:
            sections.append(Section(title, anchor, [values_of_others(found, store, caption, about)]))
    return sections
