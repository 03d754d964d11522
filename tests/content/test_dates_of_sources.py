"""A page may say when a source was published without typing a date."""

from __future__ import annotations

from factbook.checks.project import Project
from factbook.content.wording import rich, spans_to_text, when_text
from factbook.store.texts import Text


def test_the_date_of_a_source_is_when_it_was_published(project: Project) -> None:
    store = project.store
    dated = next(source for source in store.sources.values() if source.published is not None)
    assert spans_to_text(rich(Text(en=f"[[{dated.id} date]]"), store)) == when_text(dated.published)


def test_a_source_without_a_date_is_named_by_its_title(project: Project) -> None:
    undated = next(source for source in project.store.sources.values() if source.published is None)
    assert spans_to_text(rich(Text(en=f"[[{undated.id} date]]"), project.store)) == str(undated.title)
