"""The store's events as the timeline's own files have them (ICS, CSV, JSON, SVG): bare words and whole addresses.

On a page the same events hold citations and links that are written for that page; a file is read anywhere.
"""

from __future__ import annotations

from dataclasses import replace

from markupsafe import escape

from factbook.content.spans import Spans
from factbook.content.wording import spans_to_text
from factbook.exports.site import SiteInfo
from factbook.pages.chronology import timeline, whole
from factbook.store import Store
from mkdocs_timeline.model import Timeline


def timeline_for_files(store: Store, site: SiteInfo) -> Timeline:
    """Return all dated milestones and awards; each leads to its permalink, its sources to their pages."""
    found = timeline(whole(store.events(), store), _words, site.absolute, site.site.host)
    return replace(found, events=tuple(replace(event, url=site.permalink(event.id)) for event in found.events))


def _words(spans: Spans) -> str:
    """Inline content without markup, as the HTML that the timeline package takes."""
    return str(escape(spans_to_text(spans)))
