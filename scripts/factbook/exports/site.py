"""What the exports know of the site: its addresses, its licence, and where each export lies."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from factbook.charts.colours import Colours
from factbook.content.addresses import Target, target
from factbook.content.publication import Licence
from factbook.render.links import Site
from factbook.store import Store
from factbook.store.slugs import slug

_UNENCODED = "/#~!$&'()*+,;=:@-._"
"""What stands in a path as it is, and the mark of a fragment."""

API = "api/v1/"
DOWNLOADS = "downloads/"
FEEDS = "feeds/"


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """The site and the licence of its data, None where its owner names none.

    ``site.url`` ends with a slash; without one, links begin at the root.
    """

    site: Site
    licence: Licence | None = None

    @property
    def licence_url(self) -> str | None:
        """The address of the licence."""
        return self.licence.url if self.licence else None

    @property
    def terms(self) -> str:
        """The licence in words, with its address; empty where there is none."""
        return f"{self.licence.name}, {self.licence.url}" if self.licence else ""

    @property
    def name(self) -> str:
        """The site's name."""
        return self.site.name or "Knowledge base"

    @property
    def description(self) -> str:
        """The site in a sentence."""
        return self.site.description

    @property
    def colours(self) -> Colours:
        """The colours of the site, for what stands outside its pages."""
        return self.site.colours

    @property
    def url(self) -> str:
        """The address of the home page, with a slash at its end."""
        return self.site.home

    @property
    def host(self) -> str:
        """The host's name, for identifiers that want one."""
        return self.site.host

    @property
    def package(self) -> str:
        """What the downloads are called."""
        return self.site.package

    def at(self, path: str) -> str:
        """The full address of a file that all editions share, below the root of the whole site, percent-encoded."""
        return (self.site.root or "/") + quote(path, safe=_UNENCODED)

    def here(self, path: str) -> str:
        """The full address of a file of this edition, percent-encoded."""
        return self.url + quote(path, safe=_UNENCODED)

    def permalink(self, identifier: str) -> str:
        """The address of a fact, entity, source, dispute or claim that lasts: what every export calls it by."""
        return f"{self.site.root or '/'}id/{slug(identifier)}/"

    def page(self, identifier: str, store: Store) -> str:
        """The page that is at home to a fact or record, and its place there. Raises KeyError."""
        return self.absolute(target(identifier, store))

    def absolute(self, where: Target) -> str:
        """The full address of a target."""
        address = self.site.absolute(where)
        return address if self.site.url else f"{self.site.home}{address}"
