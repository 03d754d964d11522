"""Feeds: what happened, and what changed in the data, as Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/).

An entry's id is the first permalink that its record had, and its times are those of the first and the last commit to that
record, so nothing moves when something else is edited, the record is renamed or the site is built again. When an event took
place is said in words and as EDTF (``dcterms:temporal``), for Atom's own times are exact to the second and most events are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from factbook.content.lasting import first_address, last_changed, published
from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue
from factbook.exports.headline import body, headline, said
from factbook.exports.nodes import edtf_literal
from factbook.exports.serial import json_bytes
from factbook.exports.site import FEEDS, SiteInfo
from factbook.exports.templating import render
from factbook.languages import _, language
from factbook.store import Store
from mkdocs_timeline.dates import parse

UNKNOWN_TIME = "1970-01-01T00:00:00Z"
"""What stands where Atom requires a time and none is known."""

_HAPPENINGS = ("milestone", "award", "plan")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    ``edtf`` is when it took place, ``updated`` when the record was last changed, ``published`` when it was first committed
    (empty where the history is not known).
    """

    id: str
    title: str
    url: str
    updated: str
    text: str
    published: str = ""
    edtf: str = ""
    address: str = ""
    tags: Sequence[str] = ()
    sources: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the name of its files, its title, what it holds, its entries, newest first."""

    name: str
    title: str
    subtitle: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> str:
        """When the last of its entries was updated."""
        return max((entry.updated for entry in self.entries), default=UNKNOWN_TIME)


def events(catalogue: Catalogue, store: Store, site: SiteInfo) -> Feed:
    """What happened: the dated milestones, awards and plans, the latest first."""
    dated = [fact for fact in catalogue.facts.values() if fact.kind in _HAPPENINGS and fact.date]
    dated.sort(key=lambda fact: fact.address)
    dated.sort(key=lambda fact: parse(fact.date.edtf if fact.date else "").sort_key, reverse=True)
    entries = [_happening(fact, store, site) for fact in dated]
    return Feed(
        "events",
        _("%(site)s: what happened") % {"site": site.name},
        _("Events, awards and plans, each with its sources."),
        entries,
    )


def _happening(fact: m.Fact, store: Store, site: SiteInfo) -> Entry:
    assert fact.date is not None, "only what is dated happened"
    return Entry(
        id=site.permalink(first_address(fact.address, store)),
        title=_("%(what)s: %(amount)s") % {"what": said(fact.date.label), "amount": headline(fact)},
        url=fact.page,
        updated=last_changed(store.facts[fact.address], store) or UNKNOWN_TIME,
        text=body(fact),
        published=published(fact.address, store),
        edtf=edtf_literal(fact.date.edtf),
        address=fact.address,
        tags=[fact.kind, *fact.topics],
        sources=list(dict.fromkeys(source.link for source in fact.sources if source.link)),
    )


def changes(catalogue: Catalogue, site: SiteInfo) -> Feed:
    """What changed in the data: one entry for each commit that changed a fact, the latest first."""
    entries = [_change(change) for change in catalogue.changes.values()]
    return Feed(
        "changes",
        _("%(site)s: what changed") % {"site": site.name},
        _("Facts that were added, corrected or withdrawn."),
        entries,
    )


def _change(change: m.Change) -> Entry:
    return Entry(
        id=change.page,
        title=change.message,
        url=change.page,
        updated=change.on,
        published=change.on,
        text="; ".join(_change_words(item) for item in change.facts),
        address=change.id,
        tags=sorted({item.change for item in change.facts}),
        sources=[change.commit_url] if change.commit_url else [],
    )


def _change_words(item: m.FactChange) -> str:
    names = ", ".join(part.name for part in item.fields)
    return f"{item.change} {item.title or item.address}" + (f" ({names})" if names else "")


def atom(feed: Feed, site: SiteInfo) -> bytes:
    """A feed as Atom."""
    return render("feed.atom", feed=feed, site=site, itself=site.here(f"{FEEDS}{feed.name}.atom")).encode("utf-8")


def json_feed(feed: Feed, site: SiteInfo) -> bytes:
    """A feed as JSON Feed. The extension ``_factbook`` (names that begin with an underscore are for that) has the EDTF date."""
    return json_bytes(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.subtitle,
            "home_page_url": site.url,
            "feed_url": site.here(f"{FEEDS}{feed.name}.json"),
            "language": language(),
            "authors": [{"name": site.site.author, "url": site.url}],
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    own = {"address": entry.address, "date": entry.edtf or None}
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text or entry.title,
        **({"date_published": entry.published} if entry.published else {}),
        **({} if entry.updated == UNKNOWN_TIME else {"date_modified": entry.updated}),
        **({"external_url": entry.sources[0]} if entry.sources else {}),
        "tags": list(entry.tags),
        "_factbook": own,
    }


def feed_files(catalogue: Catalogue, store: Store, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """Both feeds in both formats, by their paths below the site's root."""
    for feed in (events(catalogue, store, site), changes(catalogue, site)):
        yield f"{FEEDS}{feed.name}.atom", atom(feed, site)
        yield f"{FEEDS}{feed.name}.json", json_feed(feed, site)
