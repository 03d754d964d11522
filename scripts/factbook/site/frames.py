"""The theme's frame around a generated page: rendered once for all pages of a folder, then filled in for each.

What differs from page to page is rendered as marks; the frame is split at the marks and joined with each page's own
parts. Pages of the navigation do not come here: the theme marks their place in it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from mkdocs.structure.toc import AnchorLink, TableOfContents

from factbook.site.page_cache import key
from factbook.site.policy import Inline, SitePolicy, inline, with_meta
from factbook.site.store_page import StorePage

TEMPLATE = "factbook-page.html"
"""The template of a page that stands in its frame already: it prints nothing, and the document takes its place in ``on_post_page``."""

Entry = tuple[str, str]
"""Address and name (HTML) of a heading."""

_CONTENT = "<h1>fbmark0content0</h1>"
"""The mark of the content looks like a title, for the theme adds one to content that has none."""

_MARK = re.compile(rf"({_CONTENT}|fbmark0[a-z_]+0)")


def _mark(name: str) -> str:
    return _CONTENT if name == "content" else f"fbmark0{name}0"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The literal text between the marks, the marks, and what repeats for each entry of the table of contents.

    ``inline``: the scripts and styles that stand in it.
    """

    before: Sequence[str]
    entry: Sequence[str]
    after: Sequence[str]
    inline: Inline

    @property
    def digest(self) -> str:
        """A digest of the literal text."""
        return key("before", self.before, "entry", self.entry, "after", self.after)

    def fill(self, values: Mapping[str, str], entries: Sequence[Entry]) -> str:
        text = [values.get(part, part) for part in self.before]
        for url, title in entries:
            own = {_mark("url"): url, _mark("name"): title}
            text += [own.get(part, part) for part in self.entry]
        text += [values.get(part, part) for part in self.after]
        return "".join(text)


class Frames:
    """The frames of one build."""

    def __init__(self, env: Environment, policy: SitePolicy) -> None:
        self._env, self._policy = env, policy
        self._frames: dict[tuple[object, ...], _Frame] = {}

    def page(self, page: StorePage, context: Mapping[str, Any], content: str, entries: Sequence[Entry]) -> str:
        """The whole document of a page: its content, and the entries of its table of contents, in the frame of its folder."""
        frame = self._frame(page, context, with_entries=bool(entries))
        values = {**_own(page), "content": content, "policy": self._policy.around(frame.inline, content)}
        return frame.fill({_mark(name): value for name, value in values.items()}, entries)

    def digest(self, page: StorePage, context: Mapping[str, Any], *, with_entries: bool) -> str:
        """A digest of all that is around a page's content: its frame, and the texts of its head."""
        frame = self._frame(page, context, with_entries=with_entries)
        return key(frame.digest, *(part for item in sorted(_own(page).items()) for part in item))

    def _frame(self, page: StorePage, context: Mapping[str, Any], *, with_entries: bool) -> _Frame:
        folder, depth = (
            page.file.src_uri.rpartition("/")[0],
            page.url.count("/"),
        )  # an index lies higher than the pages of its folder
        kind = (folder, depth, bool(page.edit_url), with_entries, *sorted(_texts(page.meta)))
        if kind not in self._frames:
            self._frames[kind] = frame = self._render(page, context, with_entries=with_entries)
            self._policy.found |= frame.inline  # of pages that are linked from the cache, this alone is seen
        return self._frames[kind]

    def _render(self, page: StorePage, context: Mapping[str, Any], *, with_entries: bool) -> _Frame:
        """Render the theme's template once, with marks for everything that is the page's own, and let every plugin see it."""
        blank = copy.copy(page)
        blank.is_frame = True
        blank.meta = {**page.meta, **{name: _mark(name) for name in _texts(page.meta)}}
        blank.title = _mark("title")
        blank.content = _mark("content")
        blank.canonical_url = _mark("canonical")
        blank.edit_url = _mark("edit") if page.edit_url else None
        root = AnchorLink(_mark("title"), "top", 1)
        root.children = [_link("one"), _link("two")] if with_entries else []
        blank.toc = TableOfContents([root])
        html = self._env.get_template("main.html").render({**context, "page": blank})
        config = context["config"]
        html = config.plugins.on_post_page(html, page=blank, config=config)
        return _split(with_meta(html, _mark("policy")), inline(html, html), with_entries=with_entries)


def _own(page: StorePage) -> dict[str, str]:
    """What a page has of its own around its content."""
    return {**_texts(page.meta), "canonical": page.canonical_url or "", "edit": page.edit_url or ""}


def _texts(meta: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a page's front matter: each is the page's own, and marked in the frame."""
    return {name: value for name, value in meta.items() if isinstance(value, str) and value and name != "template"}


def _link(which: str) -> AnchorLink:
    return AnchorLink(_mark(f"name{which}"), _mark(f"url{which}"), 2)


def _split(html: str, found: Inline, *, with_entries: bool) -> _Frame:
    """The frame of a rendered page.

    It was rendered with two entries in its table of contents: what lies from the first entry's address to the second's is what
    repeats, and the second entry's own end closes the list.
    """
    if not with_entries:
        return _Frame(_parts(html), (), (), found)
    first, second = "#" + _mark("urlone"), "#" + _mark("urltwo")
    before, _, rest = html.partition(first)
    entry, _, tail = rest.partition(second)
    entry = first + entry
    end = tail.rindex(_mark("nametwo")) + len(_mark("nametwo"))
    own = entry.rindex(_mark("nameone")) + len(_mark("nameone"))
    closing = _common_prefix(entry[own:], tail[end:])
    start = entry[own + len(closing) :]
    # an entry: what opens it (found between the two), its own text, what closes it
    opened = before[: len(before) - len(start)] if before.endswith(start) else before
    repeated = (start if before.endswith(start) else "") + entry[: own + len(closing)]
    names = repeated.replace(first, _mark("url")).replace(_mark("nameone"), _mark("name"))
    return _Frame(_parts(opened), _parts(names), _parts(tail[end + len(closing) :]), found)


def _common_prefix(one: str, two: str) -> str:
    length = next(
        (index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
    return one[:length]


def _parts(text: str) -> tuple[str, ...]:
    """Text cut at its marks; the marks stay, as parts of their own."""
    return tuple(part for part in _MARK.split(text) if part)
