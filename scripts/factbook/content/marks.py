"""The marks that readers see of a fact: its grade, how it was read, its status, its caveats. One place for their words."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.content.addresses import Target, fact_target, target
from factbook.content.spans import Badge, Link, Span, Spans, Text
from factbook.languages import N_, NP_, _, ngettext, pgettext
from factbook.store import Fact, Standing, Store
from factbook.store.measures import is_value
from factbook.store.records import Claim, Dispute, Plan

GRADES = {
    "A": N_("a primary text (official document, official statistics, filing) that was read itself"),
    "B": N_(
        "two or more independent publishers, or a primary text read as a copy and an independent publisher beside it"
    ),
    "C": N_("one reliable publisher: a primary text read only as a copy, or one paper, company or reference work"),
    "D": N_("only weak texts: blogs, forums, machine-written pages, unknown publishers, the article under examination"),
}
"""Who says a fact: what each grade means, in words that stand beside it."""

READ_AS = {
    "original": (N_("original"), N_("read at its publisher, in a web archive or at a portal")),
    "copy": (
        N_("copy"),
        N_("read as a copy: no source that counts could be read at its publisher, in an archive or at a portal"),
    ),
}
"""How a fact was read: name and meaning."""

STATUSES = {
    "disputed": (N_("disputed"), N_("sources disagree, and the question is open")),
    "rejected": (N_("rejected"), N_("a source says so; a dispute was decided against it, or we judge it wrong")),
    "other-figures": (
        N_("other figures exist"),
        N_("another source has another figure or version, and neither is wrong"),
    ),
}
"""Name and meaning of each status of a fact."""

VERDICTS = {
    "supported": (N_("Supported"), N_("the evidence bears the claim out")),
    "partly": (N_("Partly right"), N_("a part of the claim is borne out")),
    "contradicted": (N_("Contradicted"), N_("the evidence says otherwise")),
    "not-found": (N_("Not found"), N_("no source was found that says so; that does not disprove it")),
    "opinion": (N_("Opinion"), N_("a judgement that no fact can decide")),
}
"""Name and meaning of each verdict on a claim."""

OUTCOMES = {
    "prefer": (N_("Decided"), N_("one side is preferred")),
    "open": (N_("Open"), N_("the sources at hand do not decide it")),
    "both-hold": (N_("Both hold"), N_("the sides are true of different times or counts")),
    "different-scope": (N_("Different scope"), N_("the sides speak of different things")),
    "rounding": (N_("Rounding"), N_("the sides differ by rounding")),
}
"""Name and meaning of each outcome of a dispute."""

PLAN_OUTCOMES = {
    "open": (NP_("plan", "Open"), N_("to be judged when it is due")),
    "met": (NP_("plan", "Met"), N_("a source shows that it was reached")),
    "missed": (NP_("plan", "Missed"), N_("not reached when due")),
    "dropped": (NP_("plan", "Dropped"), N_("no longer pursued")),
    "unknown": (NP_("plan", "Unknown"), N_("no source tells what became of it, and its day has come or none was set")),
}
"""Name and meaning of each outcome of a plan."""

CAVEATS = {
    "inferred": N_("not stated by the source but inferred"),
    "computed": N_("our own arithmetic"),
    "weak": N_("rests on a doubtful source"),
    "outdated": N_("was true once"),
    "promotional": N_("a superlative of the source, attributed"),
    "rejected": N_("a source says so; we judge it wrong"),
}
"""What each caveat means."""

_CAVEAT_WORDS = {
    "inferred": N_("inferred"),
    "computed": N_("computed"),
    "weak": N_("weak"),
    "outdated": N_("outdated"),
    "promotional": N_("promotional"),
    "rejected": N_("rejected"),
}


def plan_outcome(outcome: str) -> tuple[str, str]:
    """The name of an outcome of a plan, and what it means."""
    name, meaning = PLAN_OUTCOMES[outcome]
    return pgettext("plan", name), _(meaning)


def fact_marks(fact: Fact, store: Store) -> Spans:
    """All that a reader must know of a fact at a glance: its grade and how it was read, its status, its caveats."""
    return (*grade_badges(fact, store), *status_badges(fact, store), *caveat_badges(fact))


def grade_badges(fact: Fact, store: Store) -> Spans:
    """Who says a fact, and beside it a mark if it was read as a copy only."""
    return standing_badges(store.standing(fact.address))


def standing_badges(standing: Standing) -> Spans:
    """A grade, and beside it a mark if what counts for it was read as a copy only."""
    grade = standing.grade
    meaning = _("Grade %(grade)s: %(meaning)s") % {"grade": grade, "meaning": _(GRADES[grade])}
    badge = Badge("grade", grade.lower(), grade, meaning)
    if standing.read_as == "original":
        return (badge,)
    name, meaning = map(_, READ_AS["copy"])
    return badge, Badge("read-as", "copy", name, meaning[0].upper() + meaning[1:])


def caveat_badges(fact: Fact) -> Spans:
    """What a reader should be careful with. That a fact is rejected is its status."""
    return tuple(
        Badge("caveat", caveat, caveat_text(caveat), _(CAVEATS[caveat]))
        for caveat in fact.record.caveats
        if caveat != "rejected"
    )


def caveat_text(caveat: str) -> str:
    """A caveat in a word."""
    return _(_CAVEAT_WORDS[caveat])


def status_badges(fact: Fact, store: Store) -> Spans:
    """The status of a fact as one badge, with the number of disputes behind it; none where it has no status.

    It leads to the dispute; where there are several, to the place on the fact's page that names them all.
    """
    status = store.status(fact.address)
    if status.name is None:
        return ()
    text = status_text(fact, store)
    questions = [str(store.disputes[identifier].question) for identifier in status.disputes]
    title = " ".join(questions) or _(CAVEATS["rejected"])
    return (Badge("status", status.name, text, title, _all_about(fact, store)),)


def status_text(fact: Fact, store: Store) -> str:
    """The status of a fact in words; empty where it has none. What is no value has other versions, not other figures."""
    status = store.status(fact.address)
    if status.name is None:
        return ""
    words = _(STATUSES[status.name][0])
    if status.name == "other-figures" and not (is_value(fact) or isinstance(fact.record, Plan)):
        words = _("other versions exist")
    return f"{words} · {len(status.disputes)}" if len(status.disputes) > 1 else words


STANDING = "disputes"
"""The anchor of the section that names all disputes and checked claims of what a page is about."""


def _all_about(fact: Fact, store: Store) -> Target | None:
    """The one place that names every dispute of a fact: the dispute's page, or the fact's own."""
    disputes = store.disputes_on(fact.address)
    if len(disputes) == 1:
        return target(disputes[0].id, store)
    return _own_place(fact, store) if disputes else None


def _own_place(fact: Fact, store: Store) -> Target:
    """Where the page of a fact names its disputes and claims: beside it, or for a row of a table of values in a section below."""
    where = fact_target(fact, store)
    return Target(where.page, STANDING) if is_value(fact) else where


def standing_spans(fact: Fact, store: Store) -> Spans:
    """Every dispute of a fact and every checked claim that rests on it, by name, with what was made of it."""
    spans: list[Span] = []
    disputes, claims = store.disputes_on(fact.address), store.claims_on(fact.address)
    for number, dispute in enumerate(disputes):
        spans.append(Text(_("; ") if number else _("Sources differ: ")))
        spans += [Link(target(dispute.id, store), str(dispute.question)), _in_brackets(_outcome(dispute, fact.address))]
    if disputes:
        spans.append(Text(_(". ")))
    for number, claim in enumerate(claims):
        opening = _("Claims checked by it: ") if len(claims) > 1 else _("Claim checked by it: ")
        spans += [Text(_("; ") if number else opening), Link(target(claim.id, store), str(claim.claim).rstrip(".。"))]
        spans.append(_in_brackets(_(VERDICTS[claim.verdict][0]).lower()))
    return (*spans, Text(_("."))) if claims else tuple(spans)


def _in_brackets(words: str) -> Text:
    return Text(_(" (%(words)s)") % {"words": words})


def standing_links(fact: Fact, store: Store) -> Spans:
    """Two quiet links at most: why a fact stands though sources differ, and the claims that were checked by it."""
    return tuple(_separated((*_why(fact, store), *_checked(store.claims_on(fact.address), fact, store))))


def _separated(spans: Spans) -> Iterator[Span]:
    for number, span in enumerate(spans):
        if number:
            yield Text(" · ")
        yield span


def _why(fact: Fact, store: Store) -> Iterator[Span]:
    """A link to why a fact has no status though sources differ on it: the question was decided for it."""
    where = _all_about(fact, store)
    if where is not None and store.status(fact.address).name is None:
        yield Link(where, _("Sources differ: see why this stands"))


def _checked(claims: list[Claim], fact: Fact, store: Store) -> Iterator[Span]:
    if len(claims) == 1:
        yield Link(target(claims[0].id, store), _("Claim checked by it"))
    elif claims:
        words = ngettext("%(count)d claim checked by it", "%(count)d claims checked by it", len(claims))
        yield Link(_own_place(fact, store), words % {"count": len(claims)})


def _outcome(dispute: Dispute, address: str) -> str:
    """What was made of a dispute, seen from one of its facts."""
    if dispute.outcome == "prefer":
        won = any(address in side.facts and dispute.prefer in side.facts for side in dispute.sides)
        return _("decided for this") if won else _("decided against this")
    return _(OUTCOMES[dispute.outcome][0]).lower()
