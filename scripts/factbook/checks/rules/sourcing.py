"""Rules about sources: whether they carry anything, where they were read, which repeat one another."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.checks.lookalike_publishers import similar
from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.store.grading import repeated
from factbook.store.urls import ascii_host, host_of, normalized, unicode_host


def _unused(view: View) -> Iterator[Finding]:
    store = view.store
    for source in store.sources.values():
        cited = store.facts_citing(source.id) or store.claims_in(source.id) or store.profiles_citing(source.id)
        if cited or view.excused(source.id):
            continue
        hint = "cite it from a fact, or delete it"
        yield at(store.origin(source), "id", message=f"no fact rests on source '{source.id}'", hint=hint)


def _mirrors(view: View) -> Iterator[Finding]:
    for source in view.store.sources.values():
        origin = view.store.origin(source)
        if source.url is None:
            if source.note is None:
                hint = "say in a note where the original may be found"
                yield at(origin, "id", message="the source has no address and no note says why", hint=hint)
            continue
        host = host_of(source.url)
        if source.access == "mirror" and source.carried_by is None:
            message = "a mirror needs the host that carries it"
            yield at(origin, "access", message=message, hint=f"add carried_by: {unicode_host(host)}")
        elif source.access == "direct" and source.carried_by is not None:
            message = "what was read at its publisher has no other carrier"
            hint = "access: mirror for somebody else's copy, portal for a service; delete carried_by if the host is the publisher's"
            yield at(origin, "carried_by", message=message, hint=hint)
        elif source.carried_by and not _same_site(host, source.carried_by):
            message = f"'{source.carried_by}' is not the host of the address"
            yield at(origin, "carried_by", message=message, hint=f"write {unicode_host(host)}")


def _same_site(host: str, named: str) -> bool:
    name = ascii_host(named).removeprefix("www.")
    return host == name or host.endswith("." + name)


def _repeats(view: View) -> Iterator[Finding]:
    sources = view.store.sources
    for source in sources.values():
        for key, other in (("same_text_as", source.same_text_as), ("repeats", source.repeats)):
            if other in sources and source.id in repeated(sources[str(other)], sources):
                message = f"'{source.id}' repeats itself, by way of '{other}'"
                hint = "let every text name the one that it repeats"
                yield at(view.store.origin(source), key, message=message, hint=hint)


def _similar_publishers(view: View) -> Iterator[Finding]:
    for one, two in similar(view.store.sources.values()):
        message = f"'{two.publisher}' is nearly '{one.publisher}', the publisher of '{one.id}'"
        hint = "write one name for one publisher; if they are two, give both their Chinese names"
        yield at(view.store.origin(two), "publisher", message=message, hint=hint)


def _same_address(view: View) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for source in view.store.sources.values():
        if source.url is None:
            continue
        address = normalized(source.url)
        if address in first:
            other = view.store.sources[first[address]].url
            spelled = "" if other == source.url else f", spelled {other}"
            message = f"source '{first[address]}' has this address too{spelled}"
            hint = "make one source of the two; scheme, www., tracking parameters and an archive's prefix make no other text"
            yield at(view.store.origin(source), "url", message=message, hint=hint)
        else:
            first[address] = source.id


_BASE = """# data/sources.yml
- {id: yearbook, title: Yearbook, publisher: Council, kind: official, language: en,
   url: 'https://example.org/yearbook', access: direct, accessed: 2020-01-01}
"""
_SECOND = """- {id: gazette, title: Gazette, publisher: Gazette, kind: trade-press, language: en,
   url: 'https://%s', access: %s, accessed: 2020-01-01}
"""
_NAMED = """- {id: gazette, title: Gazette, publisher: %s, kind: official, language: en,
   url: 'https://example.org/gazette', access: direct, accessed: 2020-01-01}
"""
_CITING = """# data/milestones.yml
- {id: charter, date: 1320, title: Charter, summary: A market., topics: [history], places: [town], sources: {gazette: p. 2}}
"""

RULES = (
    Rule(
        "FB401",
        "unused-source",
        N_("Every source carries at least one fact or claim."),
        N_("A source that no fact uses was read for nothing, or its fact was lost."),
        _BASE + _SECOND % ("example.com/gazette", "direct"),
        _BASE + _SECOND % ("example.com/gazette", "direct") + _CITING,
        _unused,
    ),
    Rule(
        "FB402",
        "mirror-host",
        N_(
            "A mirror names the host that carries it, what was read at its publisher (`direct`) names none; a source without an"
            " address says why."
        ),
        N_("A reader must see that it is not the publisher who shows the text."),
        _BASE + _SECOND % ("example.com/gazette", "mirror") + _CITING,
        _BASE + _SECOND % ("example.com/gazette", "mirror, carried_by: example.com") + _CITING,
        _mirrors,
    ),
    Rule(
        "FB403",
        "repost-circle",
        N_("`same_text_as` and `repeats` lead from a text to the one that it repeats, never in a circle."),
        N_("Texts that repeat one another count once."),
        _BASE + _SECOND % ("example.com/gazette", "direct, same_text_as: gazette") + _CITING,
        _BASE + _SECOND % ("example.com/gazette", "direct, same_text_as: yearbook") + _CITING,
        _repeats,
    ),
    Rule(
        "FB404",
        "same-address",
        N_("Two sources have two addresses, however these are spelled."),
        N_("One text counted as two would raise the grade of its facts; an archive's copy is the text that it holds."),
        _BASE + _SECOND % ("www.example.org/yearbook/?utm_source=x", "direct") + _CITING,
        _BASE + _SECOND % ("example.com/gazette", "direct") + _CITING,
        _same_address,
    ),
    Rule(
        "FB405",
        "similar-publishers",
        N_("One publisher has one name; names that are nearly alike belong to two, which their Chinese names show."),
        N_("One publisher counted as two would raise the grade of its facts."),
        _BASE + _NAMED % "Council Ltd" + _CITING,
        _BASE + _NAMED % "Council" + _CITING,
        _similar_publishers,
    ),
)
