"""The words for what a record is and for its keys, where a page says what changed in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from factbook.languages import NP_, language, ngettext, pgettext
from factbook.store.numbers import format_count

_KEY: Final = "key of a record"

KEYS: Final = (
    NP_("key of a record", "access"),
    NP_("key of a record", "accessed"),
    NP_("key of a record", "aliases"),
    NP_("key of a record", "announced"),
    NP_("key of a record", "archived"),
    NP_("key of a record", "as_printed"),
    NP_("key of a record", "at"),
    NP_("key of a record", "awarded_by"),
    NP_("key of a record", "base"),
    NP_("key of a record", "bound"),
    NP_("key of a record", "breaks"),
    NP_("key of a record", "carried_by"),
    NP_("key of a record", "caveats"),
    NP_("key of a record", "chain"),
    NP_("key of a record", "checked_on"),
    NP_("key of a record", "claim"),
    NP_("key of a record", "counts_as"),
    NP_("key of a record", "date"),
    NP_("key of a record", "date_is"),
    NP_("key of a record", "decided_on"),
    NP_("key of a record", "definition"),
    NP_("key of a record", "digits"),
    NP_("key of a record", "due"),
    NP_("key of a record", "explanation"),
    NP_("key of a record", "factor"),
    NP_("key of a record", "facts"),
    NP_("key of a record", "former_names"),
    NP_("key of a record", "formula"),
    NP_("key of a record", "from"),
    NP_("key of a record", "grade"),
    NP_("key of a record", "importance"),
    NP_("key of a record", "industries"),
    NP_("key of a record", "industry"),
    NP_("key of a record", "key"),
    NP_("key of a record", "key_name"),
    NP_("key of a record", "kind"),
    NP_("key of a record", "language"),
    NP_("key of a record", "last_seen"),
    NP_("key of a record", "linked"),
    NP_("key of a record", "name"),
    NP_("key of a record", "nature"),
    NP_("key of a record", "not_found"),
    NP_("key of a record", "note"),
    NP_("key of a record", "on"),
    NP_("key of a record", "organization"),
    NP_("key of a record", "organizations"),
    NP_("key of a record", "origin"),
    NP_("key of a record", "outcome"),
    NP_("key of a record", "page"),
    NP_("key of a record", "part_of"),
    NP_("key of a record", "period"),
    NP_("key of a record", "place"),
    NP_("key of a record", "places"),
    NP_("key of a record", "prefer"),
    NP_("key of a record", "printed"),
    NP_("key of a record", "published"),
    NP_("key of a record", "publisher"),
    NP_("key of a record", "question"),
    NP_("key of a record", "reading"),
    NP_("key of a record", "reason"),
    NP_("key of a record", "reasoning"),
    NP_("key of a record", "reliability"),
    NP_("key of a record", "repeats"),
    NP_("key of a record", "results"),
    NP_("key of a record", "role"),
    NP_("key of a record", "same_text_as"),
    NP_("key of a record", "scales"),
    NP_("key of a record", "set_by"),
    NP_("key of a record", "sides"),
    NP_("key of a record", "since"),
    NP_("key of a record", "source"),
    NP_("key of a record", "state"),
    NP_("key of a record", "state_on"),
    NP_("key of a record", "stock_code"),
    NP_("key of a record", "summary"),
    NP_("key of a record", "symbol"),
    NP_("key of a record", "synonyms"),
    NP_("key of a record", "target"),
    NP_("key of a record", "term"),
    NP_("key of a record", "text"),
    NP_("key of a record", "title"),
    NP_("key of a record", "to"),
    NP_("key of a record", "topics"),
    NP_("key of a record", "unit"),
    NP_("key of a record", "url"),
    NP_("key of a record", "value"),
    NP_("key of a record", "verdict"),
    NP_("key of a record", "website"),
    NP_("key of a record", "where"),
    NP_("key of a record", "what"),
)
"""The keys of records as the history has them; a grade is derived, and is in the history too."""


def key_name(key: str) -> str:
    """Return the name of a key of a record: in English the key itself; also for a key that no record has any more."""
    return pgettext(_KEY, key)


COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    "milestone": lambda n: ngettext("%(count)s milestone", "%(count)s milestones", n),
    "award": lambda n: ngettext("%(count)s award", "%(count)s awards", n),
    "plan": lambda n: ngettext("%(count)s plan", "%(count)s plans", n),
    "statement": lambda n: ngettext("%(count)s statement", "%(count)s statements", n),
    "observation": lambda n: ngettext("%(count)s observation", "%(count)s observations", n),
    "figure": lambda n: ngettext("%(count)s figure", "%(count)s figures", n),
    "industry": lambda n: ngettext("%(count)s industry", "%(count)s industries", n),
    "indicator": lambda n: ngettext("%(count)s indicator", "%(count)s indicators", n),
    "organization": lambda n: ngettext("%(count)s organization", "%(count)s organizations", n),
    "place": lambda n: ngettext("%(count)s place", "%(count)s places", n),
    "project": lambda n: ngettext("%(count)s project", "%(count)s projects", n),
    "source": lambda n: ngettext("%(count)s source", "%(count)s sources", n),
    "dispute": lambda n: ngettext("%(count)s dispute", "%(count)s disputes", n),
    "claim": lambda n: ngettext("%(count)s claim", "%(count)s claims", n),
    "redirect": lambda n: ngettext("%(count)s redirect", "%(count)s redirects", n),
    "unit": lambda n: ngettext("%(count)s unit", "%(count)s units", n),
    "topic": lambda n: ngettext("%(count)s topic", "%(count)s topics", n),
    "measure": lambda n: ngettext("%(count)s measure", "%(count)s measures", n),
    "kind": lambda n: ngettext("%(count)s kind", "%(count)s kinds", n),
    "chain": lambda n: ngettext("%(count)s chain", "%(count)s chains", n),
    "era": lambda n: ngettext("%(count)s era", "%(count)s eras", n),
    "exchange": lambda n: ngettext("%(count)s exchange", "%(count)s exchanges", n),
    "locator": lambda n: ngettext("%(count)s locator", "%(count)s locators", n),
}
"""A number of each kind of record, to be filled in; of the vocabulary's terms those that have a word."""


def counted_records(count: int, kind: str) -> str:
    """Return a number of records with what they are."""
    numbered = COUNTED.get(kind) or (lambda n: ngettext("%(count)s %(kind)s", "%(count)s %(kind)ss", n))
    return numbered(count) % {"count": format_count(count, language()), "kind": kind}
