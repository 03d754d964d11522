"""Changes: what each commit did to the facts, newest first, from the history of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from factbook.content.addresses import commit_anchor, target
from factbook.content.counting import counted
from factbook.content.page import Block, Items, Page, Paragraph, Section
from factbook.content.spans import Link, Span, Spans, Text
from factbook.content.wording import source_link
from factbook.pages.paged import opening
from factbook.store import Store
from factbook.store.changes import Commit, Edit
from factbook.store.references import addresses_alone

LISTED = 40
"""How many changes of one commit are listed one by one; more are counted by kind."""

_LEAD = "What changed in the facts, when, and in which commit: the newest first."

_RULES = (
    "Grades and statuses follow from the facts by rule. Each state is compared with the one before by the rules of today, so a change of"
    " the rules themselves is not listed here."
)

_PLURALS = {"industry": "industries"}
_VERBS = {"added": "Added", "changed": "Changed", "removed": "Removed"}


def pages(store: Store) -> Iterator[Page]:
    """The page of all commits that changed the store."""
    yield Page("changes", "Changes", "", _LEAD, "changes", partial(_sections, store))


def _sections(store: Store) -> list[Section]:
    commits = store.history.commits if store.history else ()
    sections = [_section(commit, store) for commit in commits]
    nothing = Text("This copy of the knowledge base was built without its history.")
    rules = Section("", "", [Paragraph((Text(_RULES),))])
    return [*opening(_LEAD), rules, *(sections or [Section("", "", [Paragraph((nothing,))])])]


def _section(commit: Commit, store: Store) -> Section:
    head = Paragraph((Text(f"{commit.on[:10]}, commit {commit.id[:12]}"),))
    blocks: list[Block] = [head, _listed(commit, store) if len(commit.edits) <= LISTED else _counted(commit)]
    return Section(commit.message, commit_anchor(commit), blocks)


def _listed(commit: Commit, store: Store) -> Items:
    return Items([edit_spans(edit, store) for edit in commit.edits])


def edit_spans(edit: Edit, store: Store) -> Spans:
    """What a commit did to one fact or record, with a link where it is still there."""
    spans: list[Span] = [Text(f"{_VERBS[edit.change]}: ")]
    title = addresses_alone(edit.title)
    try:
        spans.append(Link(target(edit.address, store), title))
    except KeyError:
        spans.append(Text(title))
    for number, field in enumerate(edit.fields):
        spans.append(Text(", " if number else " – "))
        spans.extend(_field(field.name, store))
    return tuple(spans)


def _field(name: str, store: Store) -> Spans:
    """The name of what changed; a source by its title, while it is there."""
    identifier = name.removeprefix("source ")
    if identifier != name and identifier in store.sources:
        return (Text("source "), source_link(identifier, store))
    return (Text(name),)


def _counted(commit: Commit) -> Items:
    counts = Counter((edit.change, edit.kind) for edit in commit.edits)
    return Items(
        [
            (Text(f"{_VERBS[change]}: {counted(count, kind, _PLURALS.get(kind, ''))}"),)
            for (change, kind), count in counts.items()
        ]
    )


def latest(store: Store, most: int) -> Sequence[tuple[Commit, Edit]]:
    """The newest changes of facts that still have an address, newest first, whole imports left out."""
    commits = store.history.commits if store.history else ()
    small = [commit for commit in commits if len(commit.edits) <= LISTED]
    return [(commit, edit) for commit in small for edit in commit.edits][:most]


def latest_block(store: Store, most: int) -> list[Block]:
    """The newest changes as a list, for the home page."""
    found = latest(store, most)
    if not found:
        return [Paragraph((Text("The facts stand as they were first published."),))]
    return [Items([(Text(f"{commit.on[:10]} · "), *edit_spans(edit, store)) for commit, edit in found])]
