"""A project: its files read, its store built, its problems found. The one way from a folder to a store."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from factbook import rules
from factbook.load import build_store, load
from factbook.problems import Problem
from factbook.prose import ProsePage, read_pages
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


def read_project(root: Path, today: date | None = None) -> Project:
    """Read and check a project.

    ``today`` is the day that rules about the future go by; see :func:`clock`. Raises ProjectError where there is
    no store.
    """
    loaded = load(root)
    store = build_store(loaded)
    pages, page_problems = read_pages(root)
    day = today or clock()
    view = View(store, pages, day, frozenset(loaded.broken_words))
    problems = {*loaded.problems, *page_problems, *rules.run(view)}
    return Project(root, store, pages, sorted(problems), day)


def clock() -> date:
    """Today in UTC, or the day that SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()
