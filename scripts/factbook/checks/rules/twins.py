"""Rules about what stands twice: one word in a list, one name for two entities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.store.publishers import publisher_keys
from factbook.store.records import Industry, Organization, Place, Project
from factbook.store.scalars import Record
from factbook.store.shape import record_in
from factbook.store.store import Loc
from factbook.store.texts import Text


def _repeated(view: View) -> Iterator[Finding]:
    for record in {id(each): each for each in chain(view.store.records(), view.store.projects.values())}.values():
        for loc, word in _repeated_in(record, ()):
            message = f"'{word}' stands twice in this list"
            yield at(view.store.origin(record), *loc, message=message, hint="delete one of the two")


def _repeated_in(record: Record, loc: Loc) -> Iterator[tuple[Loc, str]]:
    words, records = _lists(type(record))
    for name in words:
        values = getattr(record, name)
        if values and len(set(values)) < len(values):
            yield from (((*loc, name, index), value) for index, value in enumerate(values) if value in values[:index])
    for name in records:
        for index, inner in enumerate(getattr(record, name)):
            yield from _repeated_in(inner, (*loc, name, index))


@cache
def _lists(model: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a record that are lists of words, and those that are lists of records."""
    fields = {name: info for name, info in model.model_fields.items() if str(info.annotation).startswith("list[")}
    inner = {name: record_in(info.annotation) for name, info in fields.items()}
    return tuple(n for n, found in inner.items() if found is None), tuple(
        n for n, found in inner.items() if found not in (None, Text)
    )


def _same_name(view: View) -> Iterator[Finding]:
    store = view.store
    for entities in (store.industries, store.organizations, store.places, store.projects):
        first: dict[str, Industry | Organization | Place | Project] = {}
        for entity in entities.values():
            for key in publisher_keys(entity.name):
                other = first.setdefault(key, entity)
                if other is not entity:
                    hint = "make one record of the two, or say in the name what tells them apart: 'Mill (Old Town)'"
                    message = f"'{other.id}' has the name '{other.name.both}'"
                    yield at(store.origin(entity), "name", message=message, hint=hint)
                    break


_CHARTER = """# data/milestones.yml
- {id: charter, date: 1320, title: Charter, summary: A market., topics: [history], places: [%s], sources: {yearbook: p. 2}}
"""
_MILL = """# data/organizations.yml
- {id: mill, name: Mill, kind: company, summary: A mill., places: [town]}
- {id: second-mill, name: %s, kind: company, summary: A mill., places: [town]}
# data/milestones.yml
- {id: mills, date: 1820, title: Mills, summary: Two mills., organizations: [mill, second-mill], sources: {yearbook: p. 2}}
"""

RULES = (
    Rule(
        "FB310",
        "repeated-item",
        N_("A list names each thing once."),
        N_("It would be shown and counted twice."),
        _CHARTER % "town, town",
        _CHARTER % "town",
        _repeated,
    ),
    Rule(
        "FB311",
        "same-name",
        N_("Two industries, organizations, places or projects have two names."),
        N_("Readers could not tell them apart, in lists, in the search and in links; or they are one, entered twice."),
        _MILL % "MILL",
        _MILL % "Mill (Old Town)",
        _same_name,
    ),
)
