"""The state of the knowledge base: how its facts are sourced, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from factbook.checks.quality import NO_TOPIC, Coverage, Quality, measure
from factbook.content.marks import CAVEATS, OUTCOMES, VERDICTS
from factbook.content.page import Block, Column, Page, Paragraph, Row, Section, Table
from factbook.content.spans import Spans, Text
from factbook.content.wording import when_spans
from factbook.pages.figures import grades_figure
from factbook.store import Store
from factbook.store.status import StatusName

PATH = "about/quality"

_KINDS = {
    "milestone": "Milestones",
    "award": "Awards",
    "plan": "Plans",
    "statement": "Statements",
    "observation": "Values of series",
    "figure": "Figures of projects",
}

_ACCESS = {
    "direct": "At the publisher",
    "archive": "In a web archive",
    "portal": "At a portal",
    "mirror": "In somebody else's copy",
}

_STATUSES: Mapping[StatusName, str] = {"disputed": "Disputed", "rejected": "Rejected", "other-figures": "Other figures"}

_LEAD = "Every fact has at least one source; how good these sources are differs. This page counts it, from the data as it is now."
_HELD = (
    "Where a floor is committed with the data, a change that would leave fewer records of a collection, or facts that are"
    " sourced worse as a whole, does not pass the check unless it lowers the floor openly and says why."
)
_NOTE = (
    "One text: all sources repeat a single text. As a copy: of the sources that count for the grade, none was read at its"
    " publisher, in a web archive or at a portal. Disputed, rejected, other figures: the one status of a fact."
)


def pages(store: Store) -> Iterator[Page]:
    """The one page."""
    description = "How well the facts are sourced, counted: grades, single sources, copies and caveats."
    yield Page(PATH, "Quality", "", description, "reference", partial(_sections, store))


def _sections(store: Store) -> list[Section]:
    quality = measure(store)
    head: list[Block] = [Paragraph((Text(_LEAD),), "lead"), Paragraph((Text(_HELD),))]
    if quality.last_review is not None:
        head.append(
            Paragraph((Text("Last review of a source, a claim or a dispute: "), *when_spans(quality.last_review)))
        )
    kinds = {"All facts": quality.total, **{_KINDS[kind]: quality.by_kind[kind] for kind in _KINDS}}
    topics = {
        "No topic" if topic == NO_TOPIC else store.term("topic", topic): coverage
        for topic, coverage in quality.by_topic.items()
    }
    return [
        Section("", "", head),
        Section("Grades", "grades", grades_figure(list(store.facts.values()), store)),
        Section(
            "By kind of fact", "kinds", [_table("Facts by kind", "Kind", kinds), Paragraph((Text(_NOTE),), "note")]
        ),
        Section("By topic", "topics", [_table("Facts by topic; a fact may have several", "Topic", topics)]),
        Section("Records", "records", _records(quality, store)),
    ]


def _table(caption: str, name: str, rows: Mapping[str, Coverage]) -> Table:
    heads = (
        "Facts",
        "A",
        "B",
        "C",
        "D",
        "A or B",
        "One text",
        "As a copy",
        "Undated",
        *_STATUSES.values(),
        "With caveat",
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
    verdicts = {VERDICTS[word][0]: count for word, count in quality.verdicts.items()}
    outcomes = {OUTCOMES[word][0]: count for word, count in quality.outcomes.items()}
    collections = {name.capitalize(): count for name, count in quality.collections.items()}
    sources = {_sentence(store.term("source-kind", kind)): count for kind, count in quality.sources_by_kind.items()}
    access = {_ACCESS[word]: count for word, count in quality.sources_by_access.items()}
    caveats = {f"{word}: {CAVEATS[word]}": count for word, count in quality.caveats.items()}
    tables = (
        ("Records of each collection", "Collection", {name: count for name, count in collections.items() if count}),
        ("Sources by kind", "Kind", sources),
        ("Sources by where they were read", "Access", access),
        ("Checked claims by verdict", "Verdict", verdicts),
        ("Disputes by outcome", "Outcome", outcomes),
        ("Facts by caveat", "Caveat", caveats),
    )
    return [_counts(caption, name, counts) for caption, name, counts in tables if counts]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counts(caption: str, name: str, counts: Mapping[str, int]) -> Table:
    rows: list[tuple[Spans, Spans]] = [((Text(label),), (Text(str(count)),)) for label, count in counts.items()]
    return Table(caption, [Column(name), Column("Number", numeric=True)], [Row(cells) for cells in rows])
