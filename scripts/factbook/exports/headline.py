"""A record in one line, as titles of entries, events and cards have it."""

from __future__ import annotations

from factbook.content.amounts import said_of
from factbook.exports import models as m
from factbook.languages import _, language
from factbook.languages.lists import sentences


def said(words: m.Words | None) -> str:
    """The words in the language that is spoken, or in the other where there are no others; empty for nothing."""
    if words is None:
        return ""
    return (words.zh or words.en or "") if language() == "zh" else (words.en or words.zh or "")


def headline(fact: m.Fact) -> str:
    """What a fact is, without its page around it: its title; of a value the number too, of a statement whose it is."""
    if fact.kind == "statement" and fact.subject is not None:
        return _("%(owner)s – %(statement)s") % {"owner": said(fact.subject.name), "statement": said(fact.title)}
    if fact.value is None:
        return said(fact.title)
    title, word = said(fact.title), said_of(fact.value.nature)
    before = _("%(what)s: %(amount)s") % {"what": word, "amount": ""}
    if not word or word in title.lower():
        return _("%(what)s: %(amount)s") % {"what": title, "amount": fact.value.label.removeprefix(before)}
    return _("%(what)s, %(value)s") % {"what": title, "value": fact.value.label}


def body(fact: m.Fact) -> str:
    """What a fact says beside its headline: its text where that is another one, and its caveat."""
    text = said(fact.text)
    return sentences(part for part in (text if text != said(fact.title) else "", said(fact.note)) if part)
