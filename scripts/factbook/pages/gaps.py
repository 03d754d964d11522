"""What is not known of an entity: what its record says was looked for in vain, and the years that its series lack."""

from __future__ import annotations

from factbook.content.page import Items, Section
from factbook.content.spans import Spans, Text
from factbook.content.wording import rich
from factbook.languages import _
from factbook.store import Entity, Store
from factbook.store.gaps import missing_years, newest_year
from factbook.store.records import Indicator, Place


def not_found_section(entity: Entity | None, store: Store) -> list[Section]:
    """What was looked for and not found, and what no value is on record of; no section where neither is known."""
    if entity is None:
        return []
    items = [*(rich(text, store) for text in entity.not_found), *_without_value(entity, store)]
    return [Section(_("Not found"), "not-found", [Items(items)])] if items else []


def _without_value(entity: Entity, store: Store) -> list[Spans]:
    if isinstance(entity, Indicator):
        return _years(missing_years(store, entity))
    newest = newest_year(store, entity.id) if isinstance(entity, Place) and entity.id == store.subject else None
    return [(Text(_("a figure of its own for any year after %(year)s") % {"year": newest}),)] if newest else []


def _years(years: range) -> list[Spans]:
    if not years:
        return []
    first, last = years[0], years[-1]
    if first == last:
        return [(Text(_("a value for the full year %(year)s") % {"year": first}),)]
    return [(Text(_("a value for any of the full years %(first)s to %(last)s") % {"first": first, "last": last}),)]
