"""A project: its files read, its store built, its problems found. The one way from a folder to a store."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from factbook import collector, rules
from factbook.folders import folder_problems
from factbook.history import read_history
from factbook.ledger import read_ledger
from factbook.load import build_store, load
from factbook.markup import markup_problems
from factbook.problems import Problem
from factbook.prose import ProsePage, read_pages
from factbook.quality import FLOOR_FILE
from factbook.rules.rule import View
from factbook.store import Store


@dataclass(frozen=True)
class Project:
    """A project as it was read: the store of all sound records, the curated pages, and every problem, sorted."""

    root: Path
    store: Store
    pages: Sequence[ProsePage]
    problems: Sequence[Problem]
    today: date
    floor: str | None = None
    """The text of the committed floor of quality, None where there is none."""


def read_project(root: Path, today: date | None = None) -> Project:
    """Read and check a project.

    ``today`` is the day that rules about the future go by; see :func:`clock`. Raises ProjectError where there is
    no store.
    """
    with collector.paused():
        loaded = load(root)
        store = build_store(loaded)
        pages, page_problems = read_pages(root)
        day = today or clock()
        floor = _text(root / FLOOR_FILE)
        view = View(store, pages, day, frozenset(loaded.broken_words), floor, read_ledger(root))
        problems = {
            *loaded.problems,
            *page_problems,
            *markup_problems(root, pages),
            *folder_problems(root),
            *rules.run(view),
        }
        return Project(root, store, pages, sorted(problems), day, floor)


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def with_history(project: Project) -> Project:
    """The project with the history of its store, as far as git knows it."""
    history = read_history(project.root, project.root / "build" / "cache" / "history")
    return replace(project, store=replace(project.store, history=history))


def clock() -> date:
    """Today in UTC, or the day that SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()
