"""The page of an entity and the pages below it: a list that its page cannot hold stands on one of its own, and the page links to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from factbook.content.addresses import Target, fact_target, statements_path, target
from factbook.content.marks import STANDING
from factbook.content.messages import filled
from factbook.content.page import Block, Items, Page, Paragraph, Section, Way, Ways
from factbook.content.paging import MOST_FACTS, MOST_RELATED, MOST_SERIES, MOST_STATEMENTS
from factbook.content.spans import Link, Spans, Text
from factbook.languages import _, joined, ngettext
from factbook.pages.claims import claims_table
from factbook.pages.disputes import outcome_badge
from factbook.pages.figures import figure_cards, indicators_section
from factbook.pages.gaps import not_found_section
from factbook.pages.keys import counted_records
from factbook.pages.paged import Part, paged, year
from factbook.pages.parts import (
    MANY,
    RELATED,
    Build,
    facts_section,
    related_facts,
    standing_of,
    standing_section,
    strip_section,
)
from factbook.pages.projects import projects_section
from factbook.pages.values import others_sections
from factbook.store import Fact, Store, by_date


@dataclass(frozen=True, slots=True)
class _List:
    """A list of what is known of an entity.

    ``is_long``: its page cannot hold it. ``here`` makes its sections there, ``pages`` the pages that it has of its own; ``way`` is the
    link to the first of them, and ``brief`` makes what stays on the entity's page all the same.
    """

    is_long: bool
    here: Build
    pages: Callable[[], Iterator[Page]]
    way: Callable[[], Way]
    brief: Build = tuple


_Lists = tuple[_List, _List, _List, _List]
"""The lists of an entity: figures, statements, facts of others that name it, disputes and claims."""


def entity_pages(page: Page, store: Store, head: Build, after: Build = tuple) -> Iterator[Page]:
    """The page of an entity, and the pages of those of its lists that it cannot hold.

    Args:
        page: All but its sections.
        store: What it shows.
        head: Makes what stands before the lists.
        after: Makes what stands behind the facts.

    """
    lists = _lists(page.record, store)
    yield replace(page, build=partial(_sections, page, store, lists, head, after))
    for one in lists:
        if one.is_long:
            yield from one.pages()


def ways(identifier: str, store: Store) -> Sequence[Block]:
    """The links from an entity's page to its lists on pages below; none where it holds them all."""
    return _ways(_lists(identifier, store))


def _ways(lists: Sequence[_List]) -> Sequence[Block]:
    found = [one.way() for one in lists if one.is_long]
    return [Ways(found)] if found else []


def _sections(page: Page, store: Store, lists: _Lists, head: Build, after: Build) -> list[Section]:
    figures, statements, mentions, standing = lists
    more = _ways(lists)
    return [
        *head(),
        *strip_section(page.record, store, page.title),
        *_shown(figures),
        *projects_section(page.record, store),
        *_shown(statements),
        *_shown(mentions),
        *([Section(_("More facts"), "more", more)] if more else []),
        *after(),
        *_shown(standing),
        *not_found_section(store.entity(page.record), store),
    ]


def _shown(one: _List) -> Sequence[Section]:
    return one.brief() if one.is_long else one.here()


def _lists(identifier: str, store: Store) -> _Lists:
    mentions = _mentions(identifier, store)
    related = () if mentions.is_long else _about(identifier, store)
    return _figures(identifier, store, related), _statements(identifier, store), mentions, _standing(identifier, store)


def _figures(identifier: str, store: Store, related: Sequence[Fact]) -> _List:
    series = store.indicators_of(identifier)
    here = partial(indicators_section, identifier, store, related)
    path = _below(identifier, store, "figures")
    words = ngettext("%(count)s series with its newest value", "%(count)s series with their newest values", len(series))
    return _List(
        len(series) > MOST_SERIES,
        here,
        partial(_page, path, _("Figures: %(name)s") % {"name": _name(identifier, store)}, identifier, store, here),
        lambda: _way(path, _("Figures"), words % {"count": len(series)}, ("figures", "announced")),
        partial(figure_cards, identifier, store),
    )


def _statements(identifier: str, store: Store) -> _List:
    facts = by_date(fact for fact in store.owned_by(identifier) if fact.kind == "statement")
    page = target(identifier, store).page

    def pages() -> Iterator[Page]:
        for part in paged(statements_path(page), facts, MOST_FACTS, year):
            build = partial(facts_section, _("Statements"), "statements", part.items, store, part.path, identifier)
            yield from _part(_("Statements: %(name)s"), part, identifier, store, build)

    def way() -> Way:
        moved = [(fact.address, fact_target(fact, store)) for fact in facts]
        words = _("%(count)s by date") % {"count": len(facts)}
        return _way(statements_path(page), _("Statements"), words, ("statements",), moved)

    here = partial(facts_section, _("Statements"), "statements", facts, store, page, identifier)
    return _List(len(facts) > MOST_STATEMENTS, here, pages, way)


def _mentions(identifier: str, store: Store) -> _List:
    facts, page = _about(identifier, store), target(identifier, store).page
    path = _below(identifier, store, "mentions")

    def pages() -> Iterator[Page]:
        for part in paged(path, facts, MOST_FACTS, year):
            build = partial(_mentioned, identifier, part, store)
            yield from _part(_("Mentioned in: %(name)s"), part, identifier, store, build)

    words = ngettext(
        "%(count)s fact: milestones, awards, plans, and statements and values of others",
        "%(count)s facts: milestones, awards, plans, and statements and values of others",
        len(facts),
    )
    anchors = [anchor for _, _, anchor in RELATED]
    return _List(
        len(facts) > MOST_RELATED,
        partial(related_facts, identifier, facts, store, page),
        pages,
        lambda: _way(path, _("Mentioned in other records"), words % {"count": len(facts)}, anchors),
    )


def _mentioned(identifier: str, part: Part[Fact], store: Store) -> list[Section]:
    """All facts of others that name an entity, values included."""
    return [
        *others_sections(part.items, store, identifier),
        *related_facts(identifier, part.items, store, part.path),
    ]


def _standing(identifier: str, store: Store) -> _List:
    facts = [*store.owned_by(identifier), *store.facts_about(identifier)]
    disputes, claims = standing_of(facts, store)
    path = _below(identifier, store, "disputes")

    def sections() -> list[Section]:
        questions: list[Spans] = [
            (outcome_badge(one), Text(" "), Link(target(one.id, store), str(one.question))) for one in disputes
        ]
        return [
            *([Section(_("Disputes"), "disputes", [Items(questions)])] if questions else []),
            *([Section(_("Checked claims"), "claims", [claims_table(claims, store)])] if claims else []),
        ]

    words = joined([counted_records(len(disputes), "dispute"), counted_records(len(claims), "claim")])
    title = _("Disputes and claims: %(name)s") % {"name": _name(identifier, store)}
    return _List(
        max(len(disputes), len(claims)) > MANY,
        partial(standing_section, facts, store),
        partial(_page, path, title, identifier, store, sections),
        lambda: _way(path, _("Disputes and checked claims"), words, (STANDING,)),
    )


def _about(identifier: str, store: Store) -> list[Fact]:
    """The facts that name an entity, without the values of its own series."""
    listed = {indicator.id for indicator in store.indicators_of(identifier)}
    return by_date(fact for fact in store.facts_about(identifier) if fact.owner not in listed)


def _below(identifier: str, store: Store, name: str) -> str:
    return f"{target(identifier, store).page}/{name}"


def _name(identifier: str, store: Store) -> str:
    entity = store.entity(identifier)
    assert entity is not None, "lists are of entities"
    return str(entity.name)


def _part(title: str, part: Part[Fact], identifier: str, store: Store, build: Build) -> Iterator[Page]:
    """The page of a part of a list. ``title`` is to be filled in with the name of the entity."""
    name = part.titled(title % {"name": _name(identifier, store)})
    return _page(part.path, name, identifier, store, lambda: part.around(build()))


def _page(path: str, title: str, identifier: str, store: Store, build: Build) -> Iterator[Page]:
    """A page below that of an entity, which it links to."""
    entity = Link(target(identifier, store), _name(identifier, store))
    back = Paragraph(filled(_("Part of what is known of %(entity)s."), entity=entity))
    yield Page(
        path, title, "", _("%(words)s.") % {"words": title}, "index", lambda: [Section("", "", [back]), *build()]
    )


def _way(path: str, title: str, about: str, anchors: Sequence[str], moved: Sequence[tuple[str, Target]] = ()) -> Way:
    return Way(Target(path), title, about, [*((anchor, Target(path)) for anchor in anchors), *moved])
