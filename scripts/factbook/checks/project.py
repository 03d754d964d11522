"""A project: its files read, its store built, its problems found. The one way from a folder to a store."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from factbook.checks import rules
from factbook.checks.folders import folder_problems
from factbook.checks.ledger import read_ledger
from factbook.checks.markup import markup_problems
from factbook.checks.quality import FLOOR_FILE
from factbook.checks.rules.rule import View
from factbook.history.commits import read_history
from factbook.history.git import GitError
from factbook.problems import Problem
from factbook.reading import collector
from factbook.reading.documents import Document
from factbook.reading.load import Known, build_store, load
from factbook.reading.loaded import Loaded
from factbook.reading.prose import ProsePage, read_pages
from factbook.reading.site_file import read_site_file
from factbook.store import Store


@dataclass(frozen=True)
class Project:
    """A project as it was read: the store of all sound records, the curated pages, and every problem, sorted."""

    root: Path
    store: Store
    pages: Sequence[ProsePage]
    problems: Sequence[Problem]
    today: date
    documents: Sequence[Document] = ()
    """The data files."""
    floor: str | None = None
    """The text of the committed floor of quality, None where there is none."""


@dataclass(frozen=True)
class Reading:
    """A project whose files are read, and whose rules are still to be asked. ``is_sound``: nothing was wrong with any file."""

    project: Project
    loaded: Loaded
    is_sound: bool


def read_project(root: Path, today: date | None = None, known: Known | None = None) -> Project:
    """Read and check a project.

    ``today`` is the day that rules about the future go by; see :func:`clock`. ``known``: what was read before, see
    :func:`factbook.reading.load.load`. Raises ProjectError where there is no store.
    """
    return judged(read(root, today, known))


def read(root: Path, today: date | None = None, known: Known | None = None) -> Reading:
    """Read the files of a project and build its store. Raises ProjectError where there is no store."""
    with collector.paused():
        loaded = load(root, known)
        pages, page_problems = read_pages(root)
        problems = sorted({*loaded.problems, *page_problems})
        floor = _text(root / FLOOR_FILE)
        project = Project(root, build_store(loaded), pages, problems, today or clock(), loaded.documents, floor)
        return Reading(project, loaded, not problems)


def judged(reading: Reading) -> Project:
    """A project with all of its problems: of reading, and those that the rules find."""
    project, words = reading.project, frozenset(reading.loaded.broken_words)
    words |= {fault.fact.address for fault in project.store.uncomputed}
    with collector.paused():
        view = View(
            project.store,
            project.pages,
            project.today,
            words,
            project.floor,
            read_ledger(project.root),
            project.documents,
            read_site_file(project.root),
        )
        problems = {
            *project.problems,
            *markup_problems(project.root, project.pages),
            *folder_problems(project.root),
            *rules.run(view),
        }
        return replace(project, problems=sorted(problems))


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def with_history(project: Project, report: Callable[[str], None]) -> Project:
    """Return the project with the history of its store.

    Where git cannot read the repository, there is none, and ``report`` is given a line that says why.
    """
    try:
        history = read_history(project.root, project.root / "build" / "cache" / "history")
    except GitError as error:
        report(f"the site has no history of its facts, for git says: {error}")
        return project
    return replace(project, store=replace(project.store, history=history))


_FURTHEST_EAST = timedelta(hours=14)
"""The largest difference to UTC that a place on Earth has: on Kiritimati the day begins first (IANA, Pacific/Kiritimati)."""


def clock() -> date:
    """Return today as it is anywhere on Earth: what happened in the east this morning is not of the future.

    The moment is now, or the one that SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) names.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return (moment + _FURTHEST_EAST).date()


def local_day() -> date:
    """Return today as it is here, or in UTC the day that SOURCE_DATE_EPOCH names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now().astimezone().date()
