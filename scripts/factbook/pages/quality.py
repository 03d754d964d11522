"""The state of the knowledge base: how its facts are sourced, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from babel import Locale

from factbook.checks.quality import NO_TOPIC, Coverage, Quality, measure
from factbook.checks.translations import Share
from factbook.content.marks import CAVEATS, OUTCOMES, VERDICTS, caveat_text
from factbook.content.messages import filled
from factbook.content.page import Block, Column, Page, Paragraph, Row, Section, Table
from factbook.content.spans import Spans, Text
from factbook.content.wording import when_spans
from factbook.languages import N_, NP_, _, language, pgettext
from factbook.pages.figures import grades_figure
from factbook.store import Store
from factbook.store.status import StatusName

PATH = "about/quality"

_KINDS = {
    "milestone": N_("Milestones"),
    "award": N_("Awards"),
    "plan": N_("Plans"),
    "statement": N_("Statements"),
    "observation": N_("Values of series"),
    "figure": N_("Figures of projects"),
}

_ACCESS = {
    "direct": N_("At the publisher"),
    "archive": N_("In a web archive"),
    "portal": N_("At a portal"),
    "mirror": N_("In somebody else's copy"),
}

_STATUSES: Sequence[StatusName] = ("disputed", "rejected", "other-figures")
"""The statuses that are counted, in the order of the table's columns."""

COLLECTION_NAMES = {
    "milestones": NP_("collection", "Milestones"),
    "awards": NP_("collection", "Awards"),
    "industries": NP_("collection", "Industries"),
    "indicators": NP_("collection", "Indicators"),
    "organizations": NP_("collection", "Organizations"),
    "places": NP_("collection", "Places"),
    "projects": NP_("collection", "Projects"),
    "plans": NP_("collection", "Plans"),
    "sources": NP_("collection", "Sources"),
    "disputes": NP_("collection", "Disputes"),
    "claims": NP_("collection", "Claims"),
    "vocabulary": NP_("collection", "Vocabulary"),
    "redirects": NP_("collection", "Redirects"),
    "statements": NP_("collection", "Statements"),
    "observations": NP_("collection", "Observations"),
    "figures": NP_("collection", "Figures"),
}
"""The collections, and the facts that stand inside other records."""

_LEAD = N_(
    "Every fact has at least one source; how good these sources are differs. This page counts it, from the data as it is now."
)
_HELD = N_(
    "Where a floor is committed with the data, a change that would leave fewer records of a collection, or facts that are"
    " sourced worse as a whole, does not pass the check unless it lowers the floor openly and says why."
)
_NOTE = N_(
    "One text: all sources repeat a single text. As a copy: of the sources that count for the grade, none was read at its"
    " publisher, in a web archive or at a portal. Disputed, rejected, other figures: the one status of a fact."
)

_NAMES = N_(
    "Names and titles of sources, publishers, organizations, places and awards stand as sources print them: one that no source has in a"
    " language is shown in its own."
)


def pages(store: Store) -> Iterator[Page]:
    """The one page."""
    description = _("How well the facts are sourced, counted: grades, single sources, copies and caveats.")
    yield Page(PATH, _("Quality"), "", description, "reference", partial(_sections, store))


def _sections(store: Store) -> list[Section]:
    quality = store.once(measure)
    head: list[Block] = [Paragraph((Text(_(_LEAD)),), "lead"), Paragraph((Text(_(_HELD)),))]
    if quality.last_review is not None:
        message = _("Last review of a source, a claim or a dispute: %(when)s")
        head.append(Paragraph(filled(message, when=when_spans(quality.last_review))))
    kinds = {_("All facts"): quality.total, **{_(_KINDS[kind]): quality.by_kind[kind] for kind in _KINDS}}
    topics = {
        _("No topic") if topic == NO_TOPIC else store.term("topic", topic): coverage
        for topic, coverage in quality.by_topic.items()
    }
    return [
        Section("", "", head),
        Section(_("Grades"), "grades", grades_figure(list(store.facts.values()), store)),
        Section(
            _("By kind of fact"),
            "kinds",
            [_table(_("Facts by kind"), _("Kind"), kinds), Paragraph((Text(_(_NOTE)),), "note")],
        ),
        Section(_("By topic"), "topics", [_table(_("Facts by topic; a fact may have several"), _("Topic"), topics)]),
        Section(_("Records"), "records", _records(quality, store)),
        *_languages(quality),
    ]


def _languages(quality: Quality) -> list[Section]:
    """What each language has of the texts; nothing where there is one alone."""
    if len(quality.languages) < 2:
        return []
    columns = [
        Column(_("Language")),
        *(Column(head, numeric=True) for head in (_("Texts"), _("Names and titles"), _("Locators"))),
    ]
    rows = [
        Row([(Text(cell),) for cell in (_language_name(tag), *map(_share, (found.texts, found.names, found.locators)))])
        for tag, found in quality.languages.items()
    ]
    table = Table(_("What each language has of them"), columns, rows)
    return [Section(_("By language"), "languages", [table, Paragraph((Text(_(_NAMES)),), "note")])]


def _language_name(tag: str) -> str:
    """The name of a language in the one that is spoken."""
    return Locale.parse(tag, sep="-").get_display_name(language().replace("-", "_")) or tag


def _share(share: Share) -> str:
    return _("%(there)s of %(all)s") % {"there": share.there, "all": share.of}


def _table(caption: str, name: str, rows: Mapping[str, Coverage]) -> Table:
    heads = (
        _("Facts"),
        "A",
        "B",
        "C",
        "D",
        _("A or B"),
        _("One text"),
        _("As a copy"),
        _("Undated"),
        _("Disputed"),
        _("Rejected"),
        pgettext("status", "Other figures"),
        _("With caveat"),
    )
    columns = [Column(name), *(Column(head, numeric=True) for head in heads)]
    return Table(caption, columns, [_row(label, coverage) for label, coverage in rows.items()])


def _row(label: str, coverage: Coverage) -> Row:
    grades = coverage.grades
    counts = [str(coverage.facts), *(str(grades[grade]) for grade in "ABCD")]
    shares = [
        f"{coverage.percent(count):.0f}%"
        for count in (
            grades["A"] + grades["B"],
            coverage.single_source,
            coverage.read_as_copy,
            coverage.undated,
            *(coverage.statuses[name] for name in _STATUSES),
            coverage.with_caveat,
        )
    ]
    return Row([(Text(cell),) for cell in (label, *counts, *shares)])


def _records(quality: Quality, store: Store) -> list[Block]:
    verdicts = {_(VERDICTS[word][0]): count for word, count in quality.verdicts.items()}
    outcomes = {_(OUTCOMES[word][0]): count for word, count in quality.outcomes.items()}
    collections = {pgettext("collection", COLLECTION_NAMES[name]): count for name, count in quality.collections.items()}
    sources = {_sentence(store.term("source-kind", kind)): count for kind, count in quality.sources_by_kind.items()}
    access = {_(_ACCESS[word]): count for word, count in quality.sources_by_access.items()}
    caveats = {_caveat(word): count for word, count in quality.caveats.items()}
    tables = (
        (
            _("Records of each collection"),
            _("Collection"),
            {name: count for name, count in collections.items() if count},
        ),
        (_("Sources by kind"), _("Kind"), sources),
        (_("Sources by where they were read"), _("Access"), access),
        (_("Checked claims by verdict"), _("Verdict"), verdicts),
        (_("Disputes by outcome"), _("Outcome"), outcomes),
        (_("Facts by caveat"), _("Caveat"), caveats),
    )
    return [_counts(caption, name, counts) for caption, name, counts in tables if counts]


def _caveat(word: str) -> str:
    return _("%(name)s: %(meaning)s") % {"name": caveat_text(word), "meaning": _(CAVEATS[word])}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counts(caption: str, name: str, counts: Mapping[str, int]) -> Table:
    rows: list[tuple[Spans, Spans]] = [((Text(label),), (Text(str(count)),)) for label, count in counts.items()]
    return Table(caption, [Column(name), Column(_("Number"), numeric=True)], [Row(cells) for cells in rows])
