"""What a page outside the theme's frame shows of itself where a link to it is shared."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.exports import models as m
from factbook.exports.catalogue import Catalogue
from factbook.exports.headline import body, said
from factbook.exports.social import card_file

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Shared:
    """The title of a link, a sentence or two, the address, and the picture below the site's root."""

    title: str
    description: str
    url: str
    image: str = card_file()


def descriptions(catalogue: Catalogue) -> dict[str, str]:
    """What each lasting address is about, in a sentence or two."""
    entities: tuple[m.Industry | m.Organization | m.Place | m.Project, ...] = (
        *catalogue.industries.values(),
        *catalogue.organizations.values(),
        *catalogue.places.values(),
        *catalogue.projects.values(),
    )
    return {
        **{address: body(fact) for address, fact in catalogue.facts.items()},
        **{entity.id: said(entity.summary) for entity in entities},
        **{indicator.id: said(indicator.definition) for indicator in catalogue.indicators.values()},
        **{source.id: said(source.publisher) for source in catalogue.sources.values()},
        **{dispute.id: said(dispute.reasoning) for dispute in catalogue.disputes.values()},
        **{claim.id: said(claim.explanation) for claim in catalogue.claims.values()},
    }


def brief(text: str) -> str:
    """A description that is no longer than what is shown of it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
