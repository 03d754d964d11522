"""``/id/<slug>/cite.html``: how to cite a fact or a series, in four forms, and what its commits changed.

It stands beside the permalink's own page, for that one redirects at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factbook.content.addresses import commit_anchor, target
from factbook.content.wording import fact_headline
from factbook.exports.citation import Work, fact_work, forms, plain, series_work
from factbook.exports.sharing import Shared
from factbook.exports.site import SiteInfo
from factbook.exports.templating import render
from factbook.render.links import cite_file
from factbook.store import Fact, Store
from factbook.store.scalars import excerpt_of
from factbook.store.slugs import slug


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a page of citations: its words and where it leads."""

    text: str
    href: str


def citing_files(store: Store, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """A page for every fact, and one for every series that leads to those of its values."""
    for fact in store.facts.values():
        work = fact_work(fact, store, site.site.cited_as, site.permalink(fact.address))
        yield _file(fact.address, fact_headline(fact, store, exact=True), work, (), store, site, quoted(fact, store))
    for indicator in store.indicators.values():
        work = series_work(indicator, store, site.site.cited_as, site.permalink(indicator.id))
        values = [
            Link(fact_headline(fact, store, exact=True), f"../{slug(fact.address)}/cite.html")
            for fact in store.owned_by(indicator.id)
        ]
        yield _file(indicator.id, f"{indicator.name}: all values", work, values, store, site)


def metadata(work: Work) -> Iterator[tuple[str, str]]:
    """Yield what reference managers read from a page's head: Highwire's tags, which Zotero and Google Scholar know.

    See https://scholar.google.com/intl/en/scholar/inclusion.html#indexing. A date has the precision that is known.
    """
    yield "citation_title", work.title.text
    for author in work.authors:
        yield "citation_author", author.text
    for name, when in (("citation_publication_date", work.published), ("citation_online_date", work.accessed)):
        if when is not None and when.start is not None and when.precision in ("day", "month", "year"):
            yield name, when.start.text.replace("-", "/")
    if work.language:
        yield "citation_language", work.language
    if work.url:
        yield "citation_fulltext_html_url", work.url
    if work.within:
        yield "citation_public_url", work.within.url
        yield "citation_publisher", work.within.site
    yield "DC.type", "Dataset" if work.kind == "dataset" else "Text"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, in its language, and what the source is called."""

    text: str
    lang: str
    title: str


def quoted(fact: Fact, store: Store) -> list[Quote]:
    """The words of a fact's sources that state it."""
    cited = ((store.sources[identifier], excerpt_of(locator)) for identifier, locator in fact.sources.items())
    return [Quote(excerpt, source.language, str(source.title)) for source, excerpt in cited if excerpt]


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
    identifier: str,
    title: str,
    work: Work,
    values: Sequence[Link],
    store: Store,
    site: SiteInfo,
    quotes: Sequence[Quote] = (),
) -> tuple[str, bytes]:
    home = site.site.absolute(target(identifier, store)).removeprefix(site.site.url)
    text = render(
        "cite.html",
        site=site,
        title=title,
        home=f"../../{home}",
        canonical=site.at(cite_file(identifier)),
        forms=forms(work),
        metadata=metadata(work),
        shared=Shared(f"Cite: {title}", plain(work), site.at(cite_file(identifier))),
        values=values,
        quotes=quotes,
        changes=_changes(identifier, store, site),
    )
    return cite_file(identifier), text.encode("utf-8")
