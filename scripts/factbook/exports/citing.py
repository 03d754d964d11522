"""``/id/<slug>/cite.html``: how to cite a fact or a series, in four forms, and what its commits changed.

It stands beside the permalink's own page, for that one redirects at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook.content.addresses import commit_anchor, target
from factbook.content.wording import fact_headline
from factbook.exports.citation import fact_work, forms, series_work
from factbook.exports.site import SiteInfo
from factbook.exports.templating import render
from factbook.render.links import cite_file
from factbook.store import Store
from factbook.store.slugs import slug


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a page of citations: its words and where it leads."""

    text: str
    href: str


def citing_files(store: Store, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """A page for every fact, and one for every series that leads to those of its values."""
    for fact in store.facts.values():
        work = fact_work(fact, store, site.name, site.permalink(fact.address))
        yield _file(fact.address, fact_headline(fact, store), forms(work), (), store, site)
    for indicator in store.indicators.values():
        work = series_work(indicator, store, site.name, site.permalink(indicator.id))
        values = [
            Link(fact_headline(fact, store), f"../{slug(fact.address)}/cite.html")
            for fact in store.owned_by(indicator.id)
        ]
        yield _file(indicator.id, f"{indicator.name}: all values", forms(work), values, store, site)


def _changes(identifier: str, store: Store, site: SiteInfo) -> list[Link]:
    """What the commits of the store did to it, newest first."""
    found = store.history.of(identifier) if store.history else ()
    page = f"../../{site.site.path('changes')}"
    return [
        Link(
            f"{commit.on[:10]}: {edit.change}"
            + (f" ({', '.join(field.name for field in edit.fields)})" if edit.fields else "")
            + f" – {commit.message}, commit {commit.id[:12]}",
            f"{page}#{commit_anchor(commit)}",
        )
        for commit, edit in found
    ]


def _file(
    identifier: str, title: str, cited: object, values: object, store: Store, site: SiteInfo
) -> tuple[str, bytes]:
    home = site.site.absolute(target(identifier, store)).removeprefix(site.site.url)
    text = render(
        "cite.html",
        site=site,
        title=title,
        home=f"../../{home}",
        canonical=site.at(cite_file(identifier)),
        forms=cited,
        values=values,
        changes=_changes(identifier, store, site),
    )
    return cite_file(identifier), text.encode("utf-8")
