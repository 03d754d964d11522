"""The store's events for the ``timeline`` plugin, and the links between the pages of the timeline."""

from __future__ import annotations

import re

from factbook.content.addresses import TIMELINE, Target
from factbook.exports.site import SiteInfo
from factbook.exports.timeline import timeline_for_files
from factbook.pages import timeline as timeline_pages
from factbook.pages.chronology import headlines, timeline, whole
from factbook.render.html import Writer
from factbook.site.markdown import Scope, Slots
from mkdocs_timeline.model import Timeline

_LIST = re.compile(r'<div class="tl[^">]*" data-timeline')
_FOLD, _END_OF_FOLD = "<details", "</details>"
_SCRIPT = re.compile(r'<script src="([^"]*)" defer></script>')
_FETCHED_LATER = r'<span data-script="\1" hidden></span>'


def timeline_of(scope: Scope) -> Timeline:
    """The events for the page that is being converted: inline content becomes tokens, which the Markdown extension fills."""
    slots = _slots(scope)

    def href(where: Target) -> str:
        return "" if where.page == scope.page else slots.link(where)

    store = scope.store
    return timeline(whole(timeline_pages.shown_on(scope.page, store), store), slots.spans, href)


def headlines_of(scope: Scope) -> Timeline:
    """The headlines among all events, whichever part of the timeline each stands on; all of them are links."""
    slots = _slots(scope)

    def href(where: Target) -> str:
        return f"#{where.anchor}" if where.page == scope.page else slots.link(where)

    return timeline(headlines(scope.store), slots.spans, href)


def _slots(scope: Scope) -> Slots:
    assert scope.slots is not None, "the Markdown extension comes first"
    return scope.slots


def timeline_files_of(scope: Scope) -> Timeline:
    """The events for the files beside a timeline, which are read without its page."""
    return timeline_for_files(scope.store, SiteInfo(scope.site))


def with_pager(html: str, scope: Scope) -> str:
    """The content of the timeline's first page, with links to the pages of later events before and after its list.

    Where the list is folded, the links before it stand before the fold, in view; those after it are in the fold. The script of the list is
    fetched when the fold opens (the theme's factbook.js): a first load does not pay for it.
    """
    writer = Writer.on(TIMELINE, scope.store, scope.site)
    above, below = (
        "".join(map(writer.block, timeline_pages.pager(scope.store, below=below))) for below in (False, True)
    )
    start = match.start() if (match := _LIST.search(html)) else len(html)
    before, after = html[:start], html[start:]
    if before.rfind(_FOLD) <= before.rfind(_END_OF_FOLD):
        return f"{before}{above}{after}{below}"
    found, end, rest = after.partition(_END_OF_FOLD)
    head, fold, inner = before.rpartition(_FOLD)
    return f"{head}{above}{fold}{inner}{_SCRIPT.sub(_FETCHED_LATER, found, count=1)}{below}{end}{rest}"
