"""A record in one line, as titles of entries, events and cards have it."""

from __future__ import annotations

from factbook.content.amounts import said_of
from factbook.exports import models as m


def said(words: m.Words | None) -> str:
    """The English words; the Chinese where there are no others; empty for nothing."""
    return (words.en or words.zh or "") if words else ""


def headline(fact: m.Fact) -> str:
    """What a fact is, without its page around it: its title; of a value the number too, of a statement whose it is."""
    if fact.kind == "statement" and fact.subject is not None:
        return f"{said(fact.subject.name)} – {said(fact.title)}"
    if fact.value is None:
        return said(fact.title)
    title, word = said(fact.title), said_of(fact.value.nature)
    if not word or word in title.lower():
        return f"{title}: {fact.value.label.removeprefix(f'{word}: ')}"
    return f"{title}, {fact.value.label}"


def body(fact: m.Fact) -> str:
    """What a fact says beside its headline: its text where that is another one, and its caveat."""
    text = said(fact.text)
    return " ".join(part for part in (text if text != said(fact.title) else "", said(fact.note)) if part)
