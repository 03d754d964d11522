"""How a value was computed, in words that link to its parts."""

from __future__ import annotations

from factbook.content.addresses import fact_target
from factbook.content.messages import filled
from factbook.content.spans import Link, Span, Spans, Text
from factbook.content.wording import of_words
from factbook.languages import _
from factbook.store import Fact, Store
from factbook.store.formulas import formula_of
from factbook.store.references import expression_tokens

_SIGNS = {"*": "×", "/": "÷", "-": "\N{MINUS SIGN}", "(": "(", ")": ")"}


def formula_spans(fact: Fact, store: Store) -> Spans:
    """How a value was computed, each part linked to its home; nothing for a value of a source."""
    formula = formula_of(fact)
    if not formula:
        return ()
    spans: list[Span] = []
    for token in _spaced(formula):
        part = store.facts.get(token)
        spans.append(Link(fact_target(part, store), of_words(part, store)) if part else Text(_SIGNS.get(token, token)))
    return filled(_("Computed: %(expression)s"), expression=spans)


def _spaced(formula: str) -> list[str]:
    """The tokens of a formula and the spaces between them: none inside a parenthesis' edge."""
    tokens = expression_tokens(formula)
    spaced: list[str] = []
    for before, token in zip(("(", *tokens), tokens, strict=False):
        spaced += [] if before == "(" or token == ")" else [" "]
        spaced.append(token)
    return spaced
