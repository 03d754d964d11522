"""Report how well the store is sourced: facts by collection, kind and topic, their grades, and what they lack."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from textwrap import shorten
from typing import Any

from factbook.checks.project import Project, read_project, with_history
from factbook.checks.quality import FLOOR_FILE, Coverage, Floor, Quality, floor_text, measure, raised, read_floor
from factbook.checks.translations import LANGUAGES, LanguageReport, Translation, report_on
from factbook.files import write_if_changed
from factbook.problems import ProjectError
from factbook.store.status import STATUSES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook stats``."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    parser.add_argument(
        "--write-floor",
        action="store_true",
        help=f"raise the floor in {FLOOR_FILE} to the present state; it is never lowered",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, help="list what is missing in a language, and translations that are stale"
    )


def run(options: argparse.Namespace) -> int:
    """Report, and raise the floor if asked to; 1 if the store has problems, since its counts are then too low."""
    project = read_project(options.root, options.today)
    if options.language:
        sys.stdout.write(_of_language(options.language, project, options.format))
        return 0
    quality = measure(project.store)
    sys.stdout.write(as_json(quality) if options.format == "json" else as_text(quality))
    if project.problems:
        count = len(project.problems)
        print(f"factbook: {count} problem{'s' * (count != 1)}; see factbook check", file=sys.stderr)
        return 1
    if options.write_floor:
        path = options.root / FLOOR_FILE
        written = write_if_changed(path, floor_text(raised(quality, _held(project.floor))))
        print(f"{path}: {'written' if written else 'as it was'}", file=sys.stderr)
    return 0


def _held(text: str | None) -> Floor:
    try:
        return read_floor(text) if text is not None else {}
    except ValueError as error:
        raise ProjectError(f"{FLOOR_FILE}: {error}") from None


def _spoken(tag: str, found: Translation) -> str:
    shares = ((name, getattr(found, name)) for name in ("texts", "names", "locators"))
    return f"in {tag}: " + ", ".join(f"{name} {share.there} of {share.of}" for name, share in shares) + "\n"


def _of_language(tag: str, project: Project, style: str) -> str:
    """What a language lacks of a project, and which of its words may be stale."""
    project = with_history(project, lambda message: print(f"factbook: {message}", file=sys.stderr))
    report = report_on(project.store, project.pages, tag)
    return json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n" if style == "json" else language_text(report)


def language_text(report: LanguageReport) -> str:
    """The report on a language for people: a line for each kind, then what is missing of it, each with its place."""
    lines = [
        f"{kind}: {share.there} of {share.of} in {report.language} ({share.percent:.1f} %)"
        for kind, share in report.shares.items()
    ]
    for kind, gaps in report.gaps.items():
        if gaps:
            lines += ["", f"{kind} without {report.language}:"]
            lines += [f"  {gap.path}:{gap.line} {gap.key}: {shorten(gap.words, 80, placeholder='…')}" for gap in gaps]
    for kind, items in (("messages", report.messages), ("pages", report.pages)):
        if items:
            lines += ["", f"{kind} without {report.language}:", *(f"  {item}" for item in items)]
    if report.stale:
        lines += ["", f"English changed after {report.language}:"]
        lines += [
            f"  {item.gap.path}:{item.gap.line} {item.gap.key}: commit {item.commit[:12]}, {item.on[:10]}"
            for item in report.stale
        ]
    return "\n".join(lines) + "\n"


def as_json(quality: Quality) -> str:
    """The report for programs."""
    value: dict[str, Any] = asdict(quality)
    value["last_review"] = quality.last_review.text if quality.last_review else None
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_text(quality: Quality) -> str:
    """The report for people."""
    parts = [
        _table("facts", _HEADS, [("all", quality.total), *quality.by_kind.items()]),
        _table("topic", _HEADS, list(quality.by_topic.items())),
        *(
            _counts(title, counts)
            for title, counts in (
                ("records", quality.collections),
                ("sources by kind", quality.sources_by_kind),
                ("sources by access", quality.sources_by_access),
                ("caveats", quality.caveats),
                ("claims by verdict", quality.verdicts),
                ("disputes by outcome", quality.outcomes),
            )
        ),
        "".join(_spoken(tag, found) for tag, found in quality.languages.items()),
        f"last review: {quality.last_review.text if quality.last_review else 'none'}\n",
    ]
    return "\n".join(parts)


_HEADS = ("facts", "A", "B", "C", "D", "A+B %", "one text", "copy", "undated", *STATUSES, "caveat")


def _row(coverage: Coverage) -> Sequence[str]:
    grades = coverage.grades
    counts = (coverage.facts, *grades.values())
    rest = (
        coverage.single_source,
        coverage.read_as_copy,
        coverage.undated,
        *coverage.statuses.values(),
        coverage.with_caveat,
    )
    return [*map(str, counts), f"{coverage.percent(grades['A'] + grades['B']):.1f}", *map(str, rest)]


def _table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Coverage]]) -> str:
    cells = [(title, *heads), *((name, *_row(coverage)) for name, coverage in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads) + 1)]
    lines = [
        "  ".join((row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))))
        for row in cells
    ]
    return "\n".join(lines) + "\n"


def _counts(title: str, counts: Mapping[str, int]) -> str:
    return f"{title}: " + ", ".join(f"{name} {count}" for name, count in counts.items()) + "\n"
