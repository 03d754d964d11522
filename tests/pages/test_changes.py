"""The newest changes on the home page."""

from __future__ import annotations

from dataclasses import replace

from factbook.checks.project import Project
from factbook.pages.changes import latest
from factbook.store.changes import Commit, Edit, History


def test_words_of_the_vocabulary_and_what_went_away_are_no_news(project: Project) -> None:
    store = project.store
    fact = next(iter(store.facts.values()))
    kind, term = next(iter(store.vocabulary))
    edits = (
        Edit(term, kind, "A term", "changed"),
        Edit("gone-long-ago", "milestone", "Gone", "removed"),
        Edit(fact.address, fact.kind, "A fact", "changed"),
    )
    commit = Commit("a" * 40, "2026-01-02T03:04:05Z", "Change", edits)
    found = latest(replace(store, history=History(commit.id, (commit,))), 5)
    assert [edit.address for _, edit in found] == [fact.address]
