"""The store's events for the ``timeline`` plugin, and the links between the pages of the timeline."""

from __future__ import annotations

from factbook.content.addresses import TIMELINE, Target
from factbook.exports.site import SiteInfo
from factbook.exports.timeline import timeline_for_files
from factbook.pages import timeline as timeline_pages
from factbook.pages.chronology import timeline, whole
from factbook.render.html import Writer
from factbook.site.markdown import Scope
from mkdocs_timeline.model import Timeline


def timeline_of(scope: Scope) -> Timeline:
    """The events for the page that is being converted: inline content becomes tokens, which the Markdown extension fills."""
    slots = scope.slots
    assert slots is not None, "the Markdown extension comes first"

    def href(where: Target) -> str:
        return "" if where.page == scope.page else slots.link(where)

    store = scope.store
    return timeline(whole(timeline_pages.shown_on(scope.page, store), store), slots.spans, href)


def timeline_files_of(scope: Scope) -> Timeline:
    """The events for the files beside a timeline, which are read without its page."""
    return timeline_for_files(scope.store, SiteInfo(scope.site))


def with_pager(html: str, scope: Scope) -> str:
    """The content of the timeline's first page, with links to the pages of later events before and after it."""
    writer = Writer.on(TIMELINE, scope.store, scope.site)
    above, below = (
        "".join(map(writer.block, timeline_pages.pager(scope.store, below=below))) for below in (False, True)
    )
    before, opening, after = html.partition('<div class="tl')
    return f"{before}{above}{opening}{after}{below}"
