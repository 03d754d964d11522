"""Small pages to put in an ``iframe``: a fact, or a chart, with its sources and the licence; no script in them."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.charts import chart_svg, placed
from factbook.content.marks import CAVEATS, GRADES, STATUSES
from factbook.exports.catalogue import Catalogue
from factbook.exports.headline import body, headline
from factbook.exports.site import SiteInfo
from factbook.exports.templating import render
from factbook.store import Store
from factbook.store.slugs import slug

FOLDER = "embed"


def embed_files(catalogue: Catalogue, store: Store, site: SiteInfo) -> Iterator[tuple[str, bytes]]:
    """A card for every fact; a chart for every indicator that has one."""
    for fact in catalogue.facts.values():
        text = render(
            "card.html",
            site=site,
            fact=fact,
            title=headline(fact),
            body=body(fact),
            grade=GRADES[fact.grade],
            status=STATUSES[fact.status][0].capitalize() if fact.status else "",
            caveats=[CAVEATS[caveat] for caveat in fact.caveats],
        )
        yield f"{FOLDER}/fact/{slug(fact.address)}/index.html", text.encode("utf-8")
    for indicator in catalogue.indicators.values():
        svg = chart_svg(store, store.indicators[indicator.id])
        if svg is None:
            continue
        facts = [catalogue.facts[address] for address in indicator.observations]
        sources = {source.source: source for fact in facts for source in fact.sources}
        text = render(
            "chart.html",
            site=site,
            indicator=indicator,
            svg=placed(svg, site.absolute),
            sources=list(sources.values()),
        )
        yield f"{FOLDER}/chart/{slug(indicator.id)}/index.html", text.encode("utf-8")
