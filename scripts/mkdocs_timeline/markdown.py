"""The Markdown block `/// timeline`, for Python-Markdown and every engine that uses it.

    /// timeline | events.yml
        importance: 2
        group: decade
    ///

It is a block of pymdownx.blocks (https://facelessuser.github.io/pymdown-extensions/extensions/blocks/). Headings enter
the document's tree, so that the table of contents, search and link checks see them; everything else is stashed as
finished HTML, which no other extension touches.
"""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as etree  # noqa: N813 (as Python-Markdown names it)
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from .labels import Language
from .load import load
from .model import Timeline
from .options import Options, read_options
from .problems import LoadError, Problem
from .render import render_timeline
from .templating import render_alert

Source = Callable[[], Timeline]
"""Gives a timeline when asked; may raise LoadError, or ValueError for anything else that is wrong."""

_log = logging.getLogger(__name__)
_HEADING = re.compile(r'<(h[1-6]) class="tl-(?:group|title)".*?</\1>')
_LATER = "timeline-"


@dataclass(slots=True)
class Host:
    """What surrounds the blocks: where timelines come from, and what to do on the way.

    `sources` are registered timelines by name; `default` is the name used by a block that names none. Any other
    name is a file under `root`. `prepare` may complete a timeline and the options of its block (links to downloads, assets).
    `report` hears every problem, with the number of the block on its page (from 0), after which the page shows it; by
    default it is logged as an error. `language` is that of blocks that name none.
    """

    sources: Mapping[str, Source]
    root: Path
    default: str = ""
    prepare: Callable[[Timeline, Options], tuple[Timeline, Options]] = lambda timeline, options: (timeline, options)
    report: Callable[[tuple[Problem | str, ...], int], None] = lambda problems, _number: _log.error(
        "timeline: %s", "\n".join(map(str, problems))
    )
    language: Language = "en"

    def find(self, name: str) -> Timeline:
        """The timeline of that name. Raises LoadError or ValueError."""
        name = name or self.default
        if name in self.sources:
            return self.sources[name]()
        if not name:
            raise ValueError("no source; write `/// timeline | events.yml`")
        if not (self.root / name).resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"{name}: a timeline's file lies in {self.root.name}/")
        return load(self.root / name, (Path(self.root.name) / name).as_posix())


class TimelineBlock(Block):
    """`/// timeline | source`, its options in an indented header; see `options.Options`."""

    NAME = "timeline"
    ARGUMENT = None
    option_spec: dict[str, Any]

    def on_init(self) -> None:
        """Accept any option, so that a wrong one is shown as an error; by default the block would stay plain text."""
        self.option_spec = _AnyOption(self.option_spec)

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the element that the timeline goes into."""
        self.number = self._count("blocks") - 1
        return etree.SubElement(parent, "div", {"class": "tl-block"})

    def on_end(self, block: etree.Element) -> None:
        """Fill the element; whatever is wrong is reported and shown in place of the timeline."""
        host: Host = self.config["host"]
        try:
            options, html = self._render(host)
        except (LoadError, ValueError) as error:
            problems = error.problems if isinstance(error, LoadError) else (str(error),)
            host.report(problems, self.number)
            options, html = Options(), render_alert(problems)
        _fill(block, html, self.md, options)

    def _render(self, host: Host) -> tuple[Options, str]:
        written = {name: value for name, value in self.options.items() if name != "attrs"}
        if self.argument:
            written.setdefault("source", self.argument)
        written.setdefault("language", host.language)
        options = replace(read_options(written), id_prefix=self._id_prefix())
        timeline = host.find(options.source)
        timeline, options = host.prepare(timeline, options)
        return options, render_timeline(timeline, options)

    def _id_prefix(self) -> str:
        """Anchors of a page's second timeline begin with `t2-`, of the third with `t3-`."""
        if self.options.get("compact"):
            return ""
        count = self._count("lists")
        return f"t{count}-" if count > 1 else ""

    def _count(self, what: str) -> int:
        """Count up something on this page; the tracker lives as long as the page."""
        self.tracker[what] = self.tracker.get(what, 0) + 1
        return int(self.tracker[what])


class TimelineExtension(BlocksExtension):
    """Adds the block to Markdown.

    Configuration: `root`, the folder of the files that blocks name (default: the working folder); or, for programs,
    `host`, a Host.
    """

    def __init__(self, **configs: Any) -> None:
        self.config = {
            "root": [".", "folder of the files that blocks name"],
            "host": ["", "a mkdocs_timeline.markdown.Host, in place of root"],
        }
        super().__init__(**configs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802 (their name)
        """Register the block, and the step that turns event titles into headings behind the table of contents."""
        host = self.getConfig("host") or Host({}, Path(self.getConfig("root")))
        block_mgr.register(TimelineBlock, {"host": host})
        md.treeprocessors.register(_LateHeadings(md), "timeline_headings", 1)


class _AnyOption(dict[str, Any]):
    """An option table of pymdownx.blocks that knows every name; `read_options` says which are right."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Any:
        return (None, type_any)


class _LateHeadings(Treeprocessor):
    """Runs after `toc` (priority 5), which lists every heading it finds: titles of events become headings only now.

    Until then they are in the tree under another name, so that MkDocs' check of links knows their anchors.
    """

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag.startswith(_LATER):
                element.tag = element.tag.removeprefix(_LATER)


def _fill(block: etree.Element, html: str, md: Markdown, options: Options) -> None:
    """Put HTML into the tree: headings as elements, and what stands between them as stashed text."""
    position = 0
    for match in _HEADING.finditer(html):
        _stash(block, html[position : match.start()], md)
        block.append(_heading(match[0], options))
        position = match.end()
    _stash(block, html[position:], md)


def _heading(html: str, options: Options) -> etree.Element:
    element = etree.fromstring(html)  # noqa: S314 (a heading that our own template wrote)
    for part in element.iter():
        part.text = _as_it_stands(part.text)
        part.tail = _as_it_stands(part.tail)
    if options.toc == "groups" and element.get("class") == "tl-title":
        element.tag = _LATER + element.tag
    return element


def _as_it_stands(text: str | None) -> AtomicString | None:
    """Text that Markdown neither reads nor changes; its writer would take a typed `&amp;` for a finished entity."""
    return AtomicString(text.replace("&", f"{AMP_SUBSTITUTE}amp;")) if text else None


def _stash(block: etree.Element, html: str, md: Markdown) -> None:
    paragraph = etree.SubElement(block, "p")
    paragraph.text = AtomicString(md.htmlStash.store(html.strip()))


def makeExtension(**configs: Any) -> TimelineExtension:  # noqa: N802 (Python-Markdown looks for this name)
    """Python-Markdown's way in, for `extensions: [mkdocs_timeline.markdown]`."""
    return TimelineExtension(**configs)
