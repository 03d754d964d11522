"""Facts in words: values, dates, names, as spans. One place for the words of every page; marks have :mod:`~factbook.content.marks`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from factbook.content.addresses import PLANS, Target, fact_target, target
from factbook.content.amounts import (
    amount_of,
    is_shortened,
    named_value,
    shortened,
    unit_text,
    value_in_prose,
    value_text,
)
from factbook.content.emphasis import pieces
from factbook.content.marks import fact_marks, grade_badges
from factbook.content.sentences import in_sentence
from factbook.content.spans import Cite, Emphasis, Link, Span, Spans, Text, Time, Value
from factbook.languages import _, language
from factbook.store import Fact, Store
from factbook.store.measures import Measure, is_value, measure_of
from factbook.store.newest import named_fact
from factbook.store.numbers import format_number
from factbook.store.records import Award, Milestone, Plan, Statement
from factbook.store.references import Computation, PlanCount, Reference, SourceReference, evaluate, find, parse
from factbook.store.texts import Text as Bilingual
from mkdocs_timeline.dates import When
from mkdocs_timeline.labels import label, parts, spoken


def names(text: Bilingual) -> Spans:
    """A name; on an English page with the Chinese one beside it. Each is marked with its language."""
    if text.beside:
        return (Text(f"{text} "), Text(text.beside, "zh"))
    return (Text(str(text), text.tongue),)


def plain(text: Bilingual, store: Store) -> str:
    """A text of the store without any markup, references in words: for titles and descriptions."""
    return spans_to_text(rich(text, store, cited=False))


def said(text: str, store: Store) -> str:
    """A text of the store in one language without any markup, references said in words."""
    return spans_to_text(_rich(text, store, cited=False))


def spans_to_text(spans: Spans) -> str:
    """The bare words of spans; citations are left out."""
    return "".join("" if isinstance(span, Cite) else getattr(span, "text", "") for span in spans)


def rich(text: Bilingual, store: Store, *, cited: bool = True) -> Spans:
    """A text of the store as spans: ``*emphasis*`` and ``[[references]]`` are the only markup.

    Names and titles are no such texts: an asterisk in them is one.
    """
    return _rich(str(text), store, cited=cited, lang=text.tongue)


def _rich(text: str, store: Store, *, cited: bool, lang: str = "") -> Spans:
    if "[[" not in text and "*" not in text:  # as most texts are
        return (Text(text, lang),)
    references = {match.start(): match for match in find(text)}
    spans: list[Span] = []
    words, is_stressed = "", False
    for begin, end, stressed in pieces(text, [match.span() for match in references.values()]):
        reference = references.get(begin)
        if reference is None and (stressed == is_stressed or not words):
            words, is_stressed = words + text[begin:end], stressed
            continue
        spans += _words(words, lang, stressed=is_stressed)
        words, is_stressed = ("", False) if reference else (text[begin:end], stressed)
        if reference:
            shown = reference_spans(reference["body"], store, cited=cited)
            spans += in_sentence(shown, text[end : end + 1])
    return (*spans, *_words(words, lang, stressed=is_stressed))


def _words(text: str, lang: str, *, stressed: bool) -> Spans:
    if not text:
        return ()
    return (Emphasis(text, lang),) if stressed else (Text(text, lang),)


def reference_spans(body: str, store: Store, *, cited: bool = True) -> Spans:
    """What a reference shows.

    Raises ValueError for a reference that is not well formed, KeyError for one to what is not there.
    """
    parsed = parse(body)
    if isinstance(parsed, SourceReference):
        store.sources[parsed.source]
        return (Cite(parsed.source),)
    if isinstance(parsed, PlanCount):
        return (_plan_count(parsed.outcome, store),)
    if isinstance(parsed, Computation):
        return _computed(parsed, store, cited=cited)
    return _referred(parsed, store, cited=cited)


def _plan_count(outcome: str, store: Store) -> Span:
    """How many plans have an outcome, as a link to them; in words where there are none."""
    plans = (fact.record for fact in store.facts_of("plan"))
    count = sum(isinstance(plan, Plan) and plan.outcome == outcome for plan in plans)
    return Link(Target(PLANS, outcome), str(count)) if count else Text(_("none"))


def words_of(body: str, store: Store) -> str | None:
    """The address of the fact whose own words a reference prints, which may hold figures; none for other references.

    Raises ValueError for a reference that is not well formed.
    """
    parsed = parse(body)
    if not isinstance(parsed, Reference) or parsed.label or parsed.field not in _WORDS:
        return None
    fact = named_fact(store, parsed.target)
    return None if fact is None or is_value(fact) else fact.address


_WORDS = ("", "name", "title", "text", "summary")


def _referred(reference: Reference, store: Store, *, cited: bool) -> Spans:
    fact = named_fact(store, reference.target)
    if fact is None:
        return (_entity_field(reference, store),)
    if reference.field == "cite":
        shown: Spans = ()
    elif reference.label:
        shown = (Link(fact_target(fact, store), reference.label),)
    else:
        shown = _fact_field(fact, reference.field, store)
    return (*shown, *cites(fact)) if cited and not _carries_no_source(fact, reference.field) else shown


def _carries_no_source(fact: Fact, field: str) -> bool:
    """Whether a field is no statement of a source: a grade is ours, a period belongs to the value beside it."""
    return field in _BADGES or (field == "period" and is_value(fact))


def _entity_field(reference: Reference, store: Store) -> Span:
    where = target(reference.target, store)
    source = store.sources.get(reference.target)
    record = store.entity(reference.target)
    if record is not None:
        name: Bilingual = record.name
    elif source is not None:
        name = source.title
    elif reference.target in store.disputes:
        name = store.disputes[reference.target].question
    else:
        name = store.claims[reference.target].claim
    if reference.field == "zh":
        return _in_chinese(name)
    if reference.field == "cite":
        raise ValueError(f"'{reference.target}' is no fact and has no citation; name a fact, or write [[source:…]]")
    if reference.field == "date" and source is not None and source.published is not None:
        return Link(where, when_text(source.published))
    return Link(where, reference.label or str(name))


def _in_chinese(name: Bilingual) -> Text:
    """A name in Chinese, in English where it has no Chinese one; marked where that is not the language of the page."""
    return Text(name.zh or str(name), "" if language() == "zh" or not name.zh else "zh")


def _fact_field(fact: Fact, name: str, store: Store) -> Spans:
    if name in _BADGES:
        return _BADGES[name](fact, store)
    if name in ("date", "period"):
        return (Value((fact.address,), when_text(fact.date), "", fact_target(fact, store)),)
    if name == "unit" and is_value(fact):
        measure = measure_of(fact, store)
        return (Text(unit_text(measure.unit, store, measure.value)),)
    if name == "zh":
        return (_in_chinese(fact_name(fact, store)),)
    if name in ("summary", "text") and not is_value(fact):
        return fact_body(fact, store)
    return fact_title(fact, store)


_BADGES = {"grade": grade_badges, "marks": fact_marks}


def fact_title(fact: Fact, store: Store) -> Spans:
    """A fact in a few words: its title or name linked to its home, or its value."""
    record = fact.record
    if is_value(fact):
        return (value_span(fact, store),)
    if isinstance(record, Statement):
        return rich(record.text, store, cited=False)
    return (Link(fact_target(fact, store), str(fact_name(fact, store))),)


def fact_name(fact: Fact, store: Store) -> Bilingual:
    """The name of a fact in English and, if it is known, Chinese: title, name, text, or what a value is of."""
    record = fact.record
    if isinstance(record, (Milestone, Plan)):
        return record.title
    if isinstance(record, Award):
        return record.name
    if isinstance(record, Statement):
        return record.text
    return measure_of(fact, store).name


def fact_body(fact: Fact, store: Store) -> Spans:
    """The text of a fact: its summary, or its statement."""
    record = fact.record
    if isinstance(record, (Milestone, Plan)):
        return rich(record.summary, store)
    if isinstance(record, Award):
        return rich(record.summary, store) if record.summary else ()
    if isinstance(record, Statement):
        return rich(record.text, store)
    return (value_span(fact, store, prose=False),)


def fact_headline(fact: Fact, store: Store, *, exact: bool = False) -> str:
    """One line that names a fact without its page around it, as titles and link texts need it; ``exact``: with all digits of a value."""
    if is_value(fact):
        return named_value(of_words(fact, store), measure_of(fact, store), store, exact=exact)
    text = fact_label(fact, store)
    owner = store.entity(fact.owner) if isinstance(fact.record, Statement) else None
    return _("%(owner)s – %(statement)s") % {"owner": owner.name, "statement": text} if owner else text


def fact_label(fact: Fact, store: Store) -> str:
    """The name of a fact in one line; of a statement, which has no name, its words without markup."""
    name = fact_name(fact, store)
    return plain(name, store) if isinstance(fact.record, Statement) else str(name)


def of_words(fact: Fact, store: Store) -> str:
    """What a value is of, without the value: the series and its key, or the project and what of it; the period."""
    measure = measure_of(fact, store)
    name = measured_words(measure)
    if fact.kind == "figure":
        name = _("%(project)s: %(what)s") % {"project": store.projects[fact.owner].name, "what": measure.name}
    return _("%(what)s, %(when)s") % {"what": name, "when": when_text(measure.period)}


def measured_words(measure: Measure) -> str:
    """The name of what was measured, with what tells the value apart from others of its period."""
    return _("%(what)s (%(part)s)") % {"what": measure.name, "part": measure.key} if measure.key else str(measure.name)


def cites(fact: Fact) -> tuple[Cite, ...]:
    """The citations of a fact, one a source."""
    return cites_of(fact.sources)


def cites_of(sources: Mapping[str, str]) -> tuple[Cite, ...]:
    """The citations of sources with their locators."""
    return tuple(Cite(source, locator) for source, locator in sources.items())


def value_span(fact: Fact, store: Store, *, prose: bool = True) -> Value:
    """A value with what it is of as the tooltip. In prose its nature stands behind it."""
    measure = measure_of(fact, store)
    text = value_in_prose(measure, store) if prose else value_text(measure, store)
    return Value((fact.address,), text, value_title(fact, store), fact_target(fact, store))


def value_title(fact: Fact, store: Store) -> str:
    """What a value is of, as its tooltip; with all of its digits where the page shows fewer."""
    measure, what = measure_of(fact, store), of_words(fact, store)
    if not is_shortened(measure, store):
        return what
    exactly = amount_of(measure.value, measure.unit, store, exact=True)
    return _("%(what)s; in full %(amount)s") % {"what": what, "amount": exactly}


def when_text(when: When | None, *, short: bool = False) -> str:
    """A date in words, exactly as precise as it is known; ``short`` for a table."""
    return _("undated") if when is None else label(when, spoken(language()), short=short)


def when_spans(when: When | None, *, short: bool = False) -> Spans:
    """A date in words, marked up where HTML can carry it; ``short`` for a table."""
    if when is None:
        return (Text(_("undated")),)
    found = parts(when, spoken(language()), short=short)
    return tuple(Time(p.text, p.value if p.is_time else "") if p.value else Text(p.text) for p in found)


def links(identifiers: Sequence[str], store: Store, *, short: bool = False) -> Spans:
    """Links to entities, separated by commas; ``short``: for a table, the subject by what texts call it."""
    spans: list[Span] = []
    for identifier in identifiers:
        entity = store.entity(identifier)
        if entity is None:
            continue
        if spans:
            spans.append(Text(_(", ")))
        name = store.subject_name if short and identifier == store.subject else None
        spans.append(Link(target(identifier, store), str(name or entity.name)))
    return tuple(spans)


def language_name(tag: str) -> str:
    """The name of a language by its BCP 47 tag, in the language that is spoken, from CLDR; the tag itself where CLDR knows none."""
    return _language_name(tag, language())


@lru_cache(maxsize=64)
def _language_name(tag: str, spoken: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name(Locale.parse(spoken, sep="-")) or tag
    except (ValueError, UnknownLocaleError):
        return tag


def foreign(tag: str) -> str:
    """The language of words of a source, to mark them with; empty where it is that of the page."""
    return "" if tag.partition("-")[0] == language().partition("-")[0] else tag


def source_link(identifier: str, store: Store) -> Span:
    """A link to a source's own page."""
    return Link(target(identifier, store), str(store.sources[identifier].title))


def _computed(computation: Computation, store: Store, *, cited: bool) -> Spans:
    def value_of(address: str) -> Decimal:
        fact = _known(store, address)
        if not is_value(fact):
            raise ValueError(f"'{address}' has no value")
        return measure_of(fact, store).value

    result = evaluate(computation.tokens, value_of)
    facts = [_known(store, address) for address in dict.fromkeys(computation.addresses)]
    text = _formatted(result, computation, measure_of(facts[0], store).unit, store)
    title = _("Computed: %(expression)s") % {"expression": " ".join(computation.tokens)}
    spans: Spans = (Value(tuple(fact.address for fact in facts), text, title),)
    return (*spans, *_merged(cite for fact in facts for cite in cites(fact))) if cited else spans


def _known(store: Store, address: str) -> Fact:
    """The fact that an address names. Raises KeyError where there is none."""
    fact = named_fact(store, address)
    if fact is None:
        raise KeyError(address)
    return fact


def _merged(cites: Iterable[Cite]) -> Spans:
    """Citations of several facts, each source once, with all its locators."""
    locators: dict[str, dict[str, None]] = {}
    for cite in cites:
        locators.setdefault(cite.source, {}).update(dict.fromkeys(cite.locators))
    return tuple(Cite(source, next(iter(found), ""), tuple(found)[1:]) for source, found in locators.items())


def _formatted(result: Decimal, computation: Computation, unit: str, store: Store) -> str:
    style, digits = computation.format, computation.digits
    if style == "percent":
        result *= 100
    if digits >= 0:
        try:
            result = result.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
        except InvalidOperation:
            raise ValueError("the expression gives a number that is too long") from None
    number = format_number(shortened(result), language())
    if style == "times":
        return _("%(number)s\u00a0times") % {"number": number}
    if style == "percent":
        return f"{number}%"
    if style == "percentage-points":
        return _("%(number)s\u00a0percentage points") % {"number": number}
    return amount_of(result, unit, store) if style == "difference" else number
