"""Rules about the vocabulary: its terms and who uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.problems import nearest
from factbook.store.lists import LISTS, SUBJECT, allowed
from factbook.store.parts import locators
from factbook.store.records import LOCATOR
from factbook.store.scalars import Term


def _unknown_terms(view: View) -> Iterator[Finding]:
    for origin, (loc, name, marker) in view.mentions:
        if isinstance(marker, Term) and name not in view.store.terms(marker.kind) and not view.excused(name):
            hint = _term_hint(name, marker.kind, view)
            yield at(origin, *loc, message=f"'{name}' is no {_KINDS[marker.kind]}", hint=hint)


VOCABULARY = "data/vocabulary.yml"
_KINDS = {
    "unit": "unit",
    "topic": "topic",
    "chain": "link of a chain",
    **{kind: form.what for kind, form in LISTS.items()},
}
"""What a term of each kind is called."""


def _term_hint(name: str, kind: str, view: View) -> str:
    """How an unknown term is corrected, or becomes known."""
    if re.search("[，、；]", name):
        return "put ', ' between the items of a list, not '，'"
    words = list(view.store.terms(kind))
    guess = nearest(name, words)
    new = f"add it to {VOCABULARY} with kind: {kind}"
    if kind in LISTS and not any(of == kind for of, _ in view.store.vocabulary):
        new += "; the list there is then the whole list"
    return f"did you mean '{guess}'?" if guess else f"one of {', '.join(words)}; or {new}" if words else new


def _closed_terms(view: View) -> Iterator[Finding]:
    """Terms of the vocabulary that nothing uses, for the program must know them; and a second subject."""
    store, subjects = view.store, 0
    for (kind, term), record in store.vocabulary.items():
        known = allowed(kind, store.vocabulary)
        if known is not None and term not in known:
            guess = nearest(term, list(known))
            hint = f"did you mean '{guess}'?" if guess else f"one of {', '.join(known)}"
            what = LISTS[kind].what if kind in LISTS else "kind of record"
            yield at(store.origin(record), "term", message=f"'{term}' is no {what}", hint=hint)
        subjects += kind == SUBJECT
        if kind == SUBJECT and subjects > 1:
            yield at(
                store.origin(record), "term", message="there is a subject already", hint="a knowledge base has one"
            )


def _unused_locators(view: View) -> Iterator[Finding]:
    """Locators in other languages that no record has in English; what could not be read may have them."""
    store = view.store
    terms = {term: record for (kind, term), record in store.vocabulary.items() if kind == LOCATOR}
    if not terms or view.broken_words:
        return
    used = {place for record in store.records() for _, place in locators(record)}
    for term, record in terms.items():
        if term not in used:
            guess = nearest(term, used)
            meant = f"did you mean '{guess}'?" if guess else "delete the term"
            yield at(store.origin(record), "term", message=f"no record has the locator '{term}'", hint=meant)


_CHARTER = """# data/milestones.yml
- {id: charter, date: 1320, title: Charter, summary: A market., topics: [history], places: [town], sources: {yearbook: p. 2}}
"""
_TERM = """# data/vocabulary.yml
- {term: people, kind: unit, name: people}
- {term: history, kind: topic, name: History}
- {term: %s, kind: collection, name: Prizes}
"""
_LOCATOR = """# data/vocabulary/locators.yml
- {term: %s, kind: locator, name: {zh: 第1页}}
"""

RULES = (
    Rule(
        "FB211",
        "unknown-term",
        N_(
            "Units, topics, value-chain links, kinds of places, organizations, awards and sources, and roles of industries are terms of"
            " `data/vocabulary.yml`; where it has none of a kind, of the list that the program has by itself."
        ),
        N_("Two spellings of one topic would be two topics."),
        _CHARTER.replace("history", "histroy"),
        _CHARTER,
        _unknown_terms,
    ),
    Rule(
        "FB212",
        "closed-term",
        N_(
            "Levels of importance, states of organizations and of links, and lists of the site may be renamed in `data/vocabulary.yml`;"
            " new ones the program would not know. A term of the kind `kind` is a kind of record, of place or of organization. There is one"
            " subject."
        ),
        N_("A name that nothing uses would be written in vain."),
        _TERM % "award",
        _TERM % "awards",
        _closed_terms,
    ),
    Rule(
        "FB213",
        "unused-locator",
        N_(
            "A term of the kind `locator` is a place in a source as a record writes it: the whole locator, or one part between"
            " semicolons."
        ),
        N_("Where the record's words change, their name in the other language would be lost without a word."),
        _LOCATOR % "page 7",
        _LOCATOR % "page 1",
        _unused_locators,
    ),
)
