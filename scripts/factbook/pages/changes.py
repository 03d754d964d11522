"""Changes: what each commit did to the facts, newest first, from the history of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Final, Literal, get_args

from factbook.content.addresses import commit_anchor, target
from factbook.content.messages import filled, side_by_side
from factbook.content.page import Block, Items, Page, Paragraph, Section
from factbook.content.spans import Link, Spans, Text
from factbook.content.wording import fact_headline, of_words, source_link, when_text
from factbook.languages import ENGLISH, N_, _, joined, language, ngettext
from factbook.pages.keys import counted_records, key_name
from factbook.pages.paged import opening
from factbook.store import FactKind, Store
from factbook.store.changes import Commit, Edit, Verb
from factbook.store.measures import is_value
from factbook.store.references import addresses_alone
from factbook.store.texts import Foreign
from factbook.store.texts import Text as Bilingual
from mkdocs_timeline.dates import parse

LISTED = 40
"""How many changes of one commit are listed one by one; more are counted by kind."""

_LEAD = N_("What changed in the facts, when, and in which commit: the newest first.")

_RULES = N_(
    "Grades and statuses follow from the facts by rule. Each state is compared with the one before by the rules of today, so a change of"
    " the rules themselves is not listed here."
)

_VERBS: Mapping[Verb, str] = {
    "added": N_("Added: %(what)s"),
    "changed": N_("Changed: %(what)s"),
    "removed": N_("Removed: %(what)s"),
}


def pages(store: Store) -> Iterator[Page]:
    """The page of all commits that changed the store."""
    yield Page("changes", _("Changes"), "", _(_LEAD), "changes", partial(_sections, store))


def _sections(store: Store) -> list[Section]:
    commits = store.history.commits if store.history else ()
    sections = [_section(commit, store) for commit in commits]
    nothing = Text(_("This copy of the knowledge base was built without its history."))
    rules = Section("", "", [Paragraph((Text(_(_RULES)),))])
    return [*opening(_(_LEAD)), rules, *(sections or [Section("", "", [Paragraph((nothing,))])])]


def _section(commit: Commit, store: Store) -> Section:
    """What a commit did: headed by its day and what changed in numbers, its own words small below."""
    said, name = Text(_as_written(commit.message)), commit.id[:12]
    note = Paragraph(filled(_("%(words)s (commit %(commit)s)"), words=said, commit=name), "note")
    blocks: list[Block] = [_listed(commit, store) if len(commit.edits) <= LISTED else _counted(commit), note]
    title = _("%(date)s: %(summary)s") % {"date": _day(commit), "summary": _summary(commit)}
    return Section(title, commit_anchor(commit), blocks)


def _day(commit: Commit) -> str:
    return when_text(parse(commit.on[:10]))


def _summary(commit: Commit) -> str:
    """What a commit changed, in numbers."""
    counts = Counter(_sort(edit) for edit in commit.edits)
    return joined(_counted_words(sort, counts[sort]) for sort in _SORTS if counts[sort])


_Sort = Literal["added", "removed", "value", "verdict", "fact", "source", "record"]
_SORTS: Final[tuple[_Sort, ...]] = ("added", "value", "verdict", "fact", "removed", "source", "record")


def _sort(edit: Edit) -> _Sort:
    """What a reader would call an edit: a fact that came or went, a value or a verdict that changed, or any other."""
    if edit.kind in get_args(FactKind):
        if edit.change != "changed":
            return edit.change
        return "value" if _new_value(edit) else "verdict" if _new_verdict(edit) else "fact"
    if edit.change == "changed" and _new_verdict(edit):
        return "verdict"
    return "source" if edit.kind == "source" else "record"


def _new_value(edit: Edit) -> bool:
    return any(field.name == "value" for field in edit.fields)


def _new_verdict(edit: Edit) -> bool:
    """Whether a verdict on a claim changed, or the outcome of a dispute or of a plan."""
    return any(field.name in ("verdict", "outcome") for field in edit.fields)


def _counted_words(sort: _Sort, count: int) -> str:
    words = {
        "added": ngettext("%(count)s fact added", "%(count)s facts added", count),
        "value": ngettext("%(count)s value changed", "%(count)s values changed", count),
        "verdict": ngettext("%(count)s verdict or outcome changed", "%(count)s verdicts or outcomes changed", count),
        "fact": ngettext("%(count)s fact edited", "%(count)s facts edited", count),
        "removed": ngettext("%(count)s fact removed", "%(count)s facts removed", count),
        "source": ngettext("%(count)s source edited", "%(count)s sources edited", count),
        "record": ngettext("%(count)s record edited", "%(count)s records edited", count),
    }
    return words[sort] % {"count": count}


def _as_written(text: str) -> str:
    """Words of the history, which is written in English."""
    return text if language() == ENGLISH else Foreign(text, ENGLISH)


def _listed(commit: Commit, store: Store) -> Items:
    return Items([edit_spans(edit, store) for edit in commit.edits])


def edit_spans(edit: Edit, store: Store) -> Spans:
    """What a commit did to one fact or record, with a link where it is still there."""
    title = _title(edit, store)
    try:
        what: Spans = (Link(target(edit.address, store), title),)
    except KeyError:
        what = (Text(title),)
    if edit.fields:
        fields = side_by_side(_field(field.name, store) for field in edit.fields)
        what = filled(_("%(what)s – %(fields)s"), what=what, fields=fields)
    return filled(_(_VERBS[edit.change]), what=what)


def _title(edit: Edit, store: Store) -> str:
    """The title of what a commit touched, as it was; in a language that the history is not in, as it is now, while it is there."""
    fact, name = store.facts.get(edit.address), _name(edit, store)
    if language() == ENGLISH or not (fact or name):
        return _as_written(addresses_alone(edit.title))
    if fact is None:
        return str(name)
    return of_words(fact, store) if is_value(fact) else fact_headline(fact, store)


def _name(edit: Edit, store: Store) -> Bilingual | None:
    """The name of a record that is no fact; None where it is not there, or has none."""
    identifier, term = edit.address, store.vocabulary.get((edit.kind, edit.address))
    if term is not None:
        return term.name
    if identifier in store.sources:
        return store.sources[identifier].title
    if identifier in store.disputes:
        return store.disputes[identifier].question
    if identifier in store.claims:
        return store.claims[identifier].claim
    entity = store.entity(identifier)
    return None if entity is None else entity.name


def _field(name: str, store: Store) -> Spans:
    """The name of what changed; a source or a dispute by its title, while it is there."""
    what, _space, identifier = name.partition(" ")
    if what == "source" and identifier in store.sources:
        return filled(_("source %(title)s"), title=source_link(identifier, store))
    if what == "dispute" and identifier:
        return filled(_("dispute %(id)s"), id=identifier)
    return (Text(key_name(name)),)


def _counted(commit: Commit) -> Items:
    counts = Counter((edit.change, edit.kind) for edit in commit.edits)
    return Items(
        [filled(_(_VERBS[change]), what=counted_records(count, kind)) for (change, kind), count in counts.items()]
    )


def latest(store: Store, most: int) -> Sequence[tuple[Commit, Edit]]:
    """The newest changes that readers care for, newest first: facts that were added, values and verdicts that changed.

    Only those of what still has an address; whole imports are left out.
    """
    commits = store.history.commits if store.history else ()
    small = (commit for commit in commits if len(commit.edits) <= LISTED)
    found = ((commit, edit) for commit in small for edit in commit.edits if _sort(edit) in _NEWS)
    return list(islice(((commit, edit) for commit, edit in found if _has_address(edit, store)), most))


_NEWS: Final = ("added", "value", "verdict")


def _has_address(edit: Edit, store: Store) -> bool:
    try:
        target(edit.address, store)
    except KeyError:
        return False
    return True


def latest_block(store: Store, most: int) -> list[Block]:
    """The newest changes as a list, for the home page."""
    found = latest(store, most)
    if not found:
        return [Paragraph((Text(_("The facts stand as they were first published.")),))]
    message = _("%(when)s: %(what)s")
    return [Items([filled(message, when=_day(commit), what=_in_readers_words(edit, store)) for commit, edit in found])]


_READERS: Mapping[str, str] = {
    "added": N_("added: %(what)s"),
    "value": N_("value changed: %(what)s"),
    "verdict": N_("verdict or outcome changed: %(what)s"),
}


def _in_readers_words(edit: Edit, store: Store) -> Spans:
    return filled(_(_READERS[_sort(edit)]), what=Link(target(edit.address, store), _title(edit, store)))
