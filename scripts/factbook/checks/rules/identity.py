"""Rules about ids, references and redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.content.addresses import target
from factbook.content.wording import reference_spans
from factbook.languages import N_
from factbook.problems import nearest
from factbook.store import Origin, Store
from factbook.store.measures import is_value
from factbook.store.newest import named_fact
from factbook.store.references import Computation, PlanCount, Reference, SourceReference, find, parse
from factbook.store.scalars import Ref
from factbook.store.store import Loc


def ids(store: Store) -> set[str]:
    """Every id and address that a reference may name."""
    return {
        *store.facts,
        *store.industries,
        *store.organizations,
        *store.places,
        *store.indicators,
        *store.projects,
        *store.sources,
        *store.disputes,
        *store.claims,
    }


def _duplicate_ids(view: View) -> Iterator[Finding]:
    first: dict[str, Origin] = {}
    defined = ((name, Origin(document, loc)) for document in view.documents for name, loc in document.defined)
    for name, origin in defined:
        if name in first:
            other = first[name]
            kind, space, word = name.partition(" ")
            key = "id" if not space else "from" if kind == "redirect" else "term"
            line, _ = other.position(key)
            what = f"id '{name}'" if not space else f"{kind} '{word}'"
            yield at(origin, key, message=f"{what} is used already ({other.document.path}:{line})", hint=_ONCE[key])
        else:
            first[name] = origin


_ONCE = {
    "id": "give one of them another id; for two observations of one period, add a key",
    "from": "make one redirect of the two: an address leads on once",
    "term": "make one term of the two, or give one of them another word",
}


def successors(name: str, store: Store) -> list[str]:
    """Return the addresses that an old one leads to now, by as many redirects as it takes; none where it was withdrawn or is unknown."""
    known, found, seen = ids(store), list[str](), set[str]()
    waiting = [name]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.add(current)
        if current != name and current in known:
            found.append(current)
        elif current in store.redirects:
            waiting += store.redirects[current].to
        else:  # an observation of an indicator that moved
            owner, sign, rest = current.partition("@")
            waiting += [f"{to}@{rest}" for to in store.redirects[owner].to] if sign and owner in store.redirects else []
    return found


def moved_hint(name: str, store: Store) -> str:
    """Return what became of an address, as a hint; empty where no redirect says."""
    redirect = store.redirects.get(name) or store.redirects.get(name.partition("@")[0])
    if redirect is None:
        return ""
    found = successors(name, store)
    if found:
        names = " or ".join(f"'{each}'" for each in found)
        return f"it was {redirect.kind}: write {names}"
    return f"it was withdrawn ({redirect.reason})" if redirect.kind == "withdrawn" else ""


def _dangling(view: View) -> Iterator[Finding]:
    targets = {**_targets(view.store), "any": ids(view.store), "address": set(view.store.facts)}
    for origin, (loc, name, marker) in view.mentions:
        if isinstance(marker, Ref) and name not in targets[marker.target] and not view.excused(name):
            yield _missing(origin, loc, name, marker.target, targets, moved_hint(name, view.store))


def _targets(store: Store) -> dict[str, set[str]]:
    return {
        "sources": set(store.sources),
        "places": set(store.places),
        "industries": set(store.industries),
        "organizations": set(store.organizations),
        "indicators": set(store.indicators),
        "claims": set(store.claims),
    }


def _missing(origin: Origin, loc: Loc, name: str, target: str, targets: dict[str, set[str]], moved: str) -> Finding:
    kind = {"address": "fact", "any": "address", "industries": "industry"}.get(target, target.removesuffix("s"))
    elsewhere = name in targets["any"]
    guess = nearest(name, targets[target])
    hint = moved or (
        f"'{name}' is something else"
        if elsewhere
        else f"did you mean '{guess}'?"
        if guess
        else f"add the {kind}, or correct the id"
    )
    return at(origin, *loc, message=f"there is no {kind} '{name}'", hint=hint, key=_is_key(loc))


def _is_key(loc: Loc) -> bool:
    return len(loc) > 1 and loc[-2] == "sources"


def _text_references(view: View) -> Iterator[Finding]:
    known = ids(view.store)
    for origin, (loc, text, marker) in view.mentions:
        for match in find(text) if marker is None else ():
            message, hint = reference_problem(match["body"], known, view)
            if message:
                yield at(origin, *loc, message=message, hint=hint)


def reference_problem(body: str, known: set[str], view: View) -> tuple[str, str]:
    """What is wrong with the reference between ``[[`` and ``]]``, and the fix; two empty texts if nothing is."""
    try:
        parsed = parse(body)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        return message, hint
    names: tuple[str, ...]
    if isinstance(parsed, PlanCount):
        return "", ""
    if isinstance(parsed, SourceReference):
        names, pool = (parsed.source,), set(view.store.sources)
    elif isinstance(parsed, Computation):
        names, pool = parsed.addresses, {a for a, fact in view.store.facts.items() if is_value(fact)}
    else:
        assert isinstance(parsed, Reference)
        names, pool = (parsed.target,), known
    for name in names:
        if name not in pool and named_fact(view.store, name) is None and not view.excused(name):
            guess = nearest(name, pool)
            hint = moved_hint(name, view.store) or (f"did you mean '{guess}'?" if guess else "")
            return f"there is no fact or entity '{name}'", hint
    if isinstance(parsed, Reference) and parsed.field == "cite" and named_fact(view.store, parsed.target) is None:
        return f"'{parsed.target}' is no fact and has no citation", "name a fact, or write [[source:…]]"
    if isinstance(parsed, Computation) and all(named_fact(view.store, name) for name in names):
        try:
            reference_spans(body, view.store)
        except ValueError as error:  # it is well formed, but these facts cannot be computed with
            return str(error), "look at the values of its facts"
    return "", ""


def _redirects(view: View) -> Iterator[Finding]:
    known = ids(view.store)
    for redirect in view.store.redirects.values():
        origin = view.store.origin(redirect)
        if redirect.from_ in known:
            hint = "delete the redirect, or rename the record"
            yield at(origin, "from", message=f"'{redirect.from_}' is redirected but still exists", hint=hint)
        elif redirect.page is not None and _is_page(redirect.page, view.store):
            message = f"the page '{redirect.page}' still exists"
            yield at(origin, "page", message=message, hint="delete the key, or correct it")
        expected = _EXPECTED_TARGETS[redirect.kind]
        if not expected(len(redirect.to)):
            hint = "moved and merged have one, split has two or more, withdrawn has none"
            yield at(
                origin, message=f"a redirect of kind '{redirect.kind}' leads to {len(redirect.to)} addresses", hint=hint
            )


def _is_page(path: str, store: Store) -> bool:
    """Whether a record of the store has this page."""
    try:
        return target(path.rpartition("/")[2], store).page == path
    except KeyError:
        return False


_EXPECTED_TARGETS: dict[str, Callable[[int], bool]] = {
    "moved": lambda n: n == 1,
    "merged": lambda n: n == 1,
    "split": lambda n: n > 1,
    "withdrawn": lambda n: n == 0,
}

_CHARTER = """# data/milestones.yml
- {id: charter, date: 1320, title: Charter, summary: A market., topics: [history], places: [town], sources: {yearbook: p. 2}}
"""
_REDIRECT = """# data/redirects.yml
- {from: %s, to: [town-river], kind: moved, reason: renamed, on: 2020-01-01}
"""

RULES = (
    Rule(
        "FB301",
        "duplicate-id",
        N_(
            "An id stands once in the whole store, as does a term of the vocabulary and the `from` of a redirect; observations of one"
            " period are told apart by a `key`."
        ),
        N_("It is the address of the fact."),
        _CHARTER.replace("id: charter", "id: town-river"),
        _CHARTER,
        _duplicate_ids,
    ),
    Rule(
        "FB302",
        "dangling-reference",
        N_("Every id that a record refers to exists, in the collection that is meant."),
        N_("A link that leads nowhere, or a source that cannot be found."),
        _CHARTER.replace("yearbook: p", "yearbok: p"),
        _CHARTER,
        _dangling,
    ),
    Rule(
        "FB303",
        "redirect",
        N_("A redirect starts at an address that is gone and leads to as many as its kind says."),
        N_("Links last: an address either exists or leads on."),
        _REDIRECT % "town",
        _REDIRECT % "village",
        _redirects,
    ),
    Rule(
        "FB304",
        "text-reference",
        N_("A `[[…]]` in a text of the store names a fact or an entity."),
        N_("A figure in a text must be the fact's own."),
        _CHARTER.replace("A market.", "'A market, see [[town-rivre]].'"),
        _CHARTER.replace("A market.", "'A market, see [[town]].'"),
        _text_references,
    ),
)
