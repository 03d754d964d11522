"""The newest changes on the home page."""

from __future__ import annotations

from dataclasses import replace

from factbook.checks.project import Project
from factbook.content.page import Items
from factbook.content.wording import spans_to_text
from factbook.pages.changes import latest, latest_block, pages
from factbook.store.changes import Commit, Edit, FieldEdit, History


def test_facts_values_and_verdicts_are_news_and_words_notes_and_what_went_away_are_not(project: Project) -> None:
    store = project.store
    fact, value = next(iter(store.facts.values())), store.facts["gdp@2024"]
    claim = next(iter(store.claims))
    kind, term = next(iter(store.vocabulary))
    edits = (
        Edit(term, kind, "A term", "changed"),
        Edit("gone-long-ago", "milestone", "Gone", "removed"),
        Edit(fact.address, fact.kind, "A note", "changed", (FieldEdit("note", "", "x"),)),
        Edit("foryou", "organization", "Foryou", "changed", (FieldEdit("note", "", "x"),)),
        Edit(fact.address, fact.kind, "A fact", "added"),
        Edit(value.address, value.kind, "GDP", "changed", (FieldEdit("value", "1", "2"),)),
        Edit(claim, "claim", "A claim", "changed", (FieldEdit("verdict", "partly", "supported"),)),
    )
    commit = Commit("a" * 40, "2026-01-02T03:04:05Z", "Change", edits)
    changed = replace(store, history=History(commit.id, (commit,)))
    found = latest(changed, 5)
    assert [edit.address for _, edit in found] == [fact.address, value.address, claim]
    (items,) = latest_block(changed, 5)
    assert isinstance(items, Items)
    assert [spans_to_text(line) for line in items.items] == [
        "2 January 2026: added: A fact",
        "2 January 2026: value changed: GDP",
        "2 January 2026: verdict or outcome changed: A claim",
    ]
    page = next(page for page in pages(changed) if page.path == "changes")
    assert page.sections[-1].title == (
        "2 January 2026: 1 fact added, 1 value changed, 1 verdict or outcome changed, 1 fact edited, 1 fact removed, 2 records edited"
    )
