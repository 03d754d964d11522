"""``/id/<slug>/``: a small page for every address that was ever published, which leads on to where it is now.

Where a record had a page to itself, that address leads on too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factbook.content.addresses import Target, target
from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue, lasting
from factbook.exports.headline import headline, said
from factbook.exports.sharing import Shared, brief, descriptions
from factbook.exports.site import API, SiteInfo
from factbook.exports.templating import render
from factbook.store import Store
from factbook.store.slugs import slug

FOLDER = "id"


@dataclass(frozen=True, slots=True)
class Way:
    """Where an address leads: the words of the link, the link from here, and the full address."""

    title: str
    href: str
    url: str


def permalink_files(catalogue: Catalogue, store: Store, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """A page for every fact, entity, source, dispute and claim, and for every address that is gone."""
    titles, about = _titles(catalogue), descriptions(catalogue)
    for identifier in lasting(store):
        way = _way(identifier, titles, _page(identifier), store, site)
        shared = Shared(way.title, brief(about.get(identifier, "")), site.permalink(identifier))
        json = _json(identifier, store, site)
        text = render("permalink.html", site=site, address=identifier, way=way, json=json, shared=shared)
        yield f"{_page(identifier)}/index.html", text.encode("utf-8")
    for redirect in catalogue.redirects.values():
        page = _page(redirect.id)
        ways = [_way(name, titles, page, store, site) for name in redirect.to]
        yield f"{page}/index.html", _leading_on(redirect, ways, "../../", site)
    for old in store.redirects.values():
        if old.page is not None:
            ways = [_way_from_page(name, titles, old.page, store, site) for name in old.to]
            root = site.site.href(Target("index"), old.page)
            yield site.site.file(old.page), _leading_on(catalogue.redirects[old.from_], ways, root, site)


def _leading_on(redirect: m.Redirect, ways: Sequence[Way], root: str, site: SiteInfo) -> bytes:
    """The page of an address that is gone; ``root`` is the link from there to the home page."""
    reason = said(redirect.reason)
    title = ways[0].title if len(ways) == 1 else f"{redirect.id} ({redirect.kind})"
    shared = Shared(title, brief(reason), site.permalink(redirect.id))
    text = render("redirect.html", site=site, redirect=redirect, ways=ways, reason=reason, root=root, shared=shared)
    return text.encode("utf-8")


def _page(identifier: str) -> str:
    return f"{FOLDER}/{slug(identifier)}"


def _way(identifier: str, titles: dict[str, str], page: str, store: Store, site: SiteInfo) -> Way:
    where = target(identifier, store)
    return Way(titles[identifier], _href(where, page, site), site.absolute(where))


def _way_from_page(identifier: str, titles: dict[str, str], page: str, store: Store, site: SiteInfo) -> Way:
    """Where an address leads, from a page that is gone."""
    where = target(identifier, store)
    return Way(titles[identifier], site.site.href(where, page), site.absolute(where))


def _href(where: Target, page: str, site: SiteInfo) -> str:
    """A link from a permalink's folder, which holds an index page whatever the other pages' addresses look like."""
    depth = "../" * (page.count("/") + 1)
    absolute = site.site.absolute(where).removeprefix(site.site.url)
    return f"{depth}{absolute}"


def _json(identifier: str, store: Store, site: SiteInfo) -> str:
    if identifier in store.facts:
        return site.at(f"{API}facts/{slug(identifier)}.json")
    return site.at(f"{API}{target(identifier, store).page.rpartition('/')[0]}/{slug(identifier)}.json")


def _titles(catalogue: Catalogue) -> dict[str, str]:
    """The words by which each address is called."""
    entities: tuple[m.Industry | m.Organization | m.Place | m.Indicator | m.Project, ...] = (
        *catalogue.industries.values(),
        *catalogue.organizations.values(),
        *catalogue.places.values(),
        *catalogue.indicators.values(),
        *catalogue.projects.values(),
    )
    return {
        **{address: headline(fact) for address, fact in catalogue.facts.items()},
        **{entity.id: said(entity.name) for entity in entities},
        **{source.id: said(source.title) for source in catalogue.sources.values()},
        **{dispute.id: said(dispute.question) for dispute in catalogue.disputes.values()},
        **{claim.id: said(claim.claim) for claim in catalogue.claims.values()},
    }
