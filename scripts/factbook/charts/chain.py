"""A value chain as a diagram: its links in order, and at each link the organizations that work there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from factbook.charts.frame import SMALL, TEXT, Frame
from factbook.charts.template import render
from factbook.charts.text import text_width, wrap
from factbook.content.addresses import Target, target
from factbook.store import Store
from factbook.store.records import Industry

_PER_ROW = {"wide": 4, "narrow": 1}
_PAD, _GAP, _MARGIN, _LINE = 10.0, 26.0, 16.0, 18.0
_NONE_FOUND = "none found"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a chain: its name in English and Chinese, and who works there."""

    name: str
    zh: str
    members: Sequence[tuple[str, Target]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An organization's name in lines, and where they begin."""

    lines: Sequence[str]
    y: float
    target: Target | None


@dataclass(frozen=True, slots=True)
class LinkBox:
    """A link on the paper; positions are inside the drawing."""

    link: Link
    x: float
    y: float
    width: float
    height: float
    head: float
    names: Sequence[str]
    zh: bool
    entries: Sequence[Entry]


def chain_links(store: Store, industry: Industry) -> list[Link]:
    """The links of an industry's chain, in order."""
    members = store.organizations_in(industry.id)
    links = []
    for word in industry.chain:
        term = store.vocabulary.get(("chain", word))
        here = [(str(o.name), target(o.id, store)) for o in members if word in o.chain]
        zh = (term.name.zh or "") if term and term.name.en else ""
        links.append(Link(store.term("chain", word), zh, here))
    return links


def draw_chain(industry: Industry, links: Sequence[Link], frame: Frame, style: str) -> str:
    """A chain in one size, as SVG."""
    most = _PER_ROW[frame.name]
    columns = ceil(len(links) / ceil(len(links) / most))
    margin = _MARGIN if 1 < columns < len(links) else 1.0
    width = (frame.width - 2 * margin - _GAP * (columns - 1)) / columns
    rows: list[list[LinkBox]] = []
    y = 2.0
    for start in range(0, len(links), columns):
        row = [
            _box(link, margin + i * (width + _GAP), y, width) for i, link in enumerate(links[start : start + columns])
        ]
        height = max(box.height for box in row)
        rows.append([_stretched(box, height) for box in row])
        y += height + _GAP
    return render(
        "chain.svg",
        style=style,
        frame=frame,
        height=y - _GAP + 4,
        industry=industry,
        title=f"{industry.name}: value chain and who works at each link",
        boxes=[box for row in rows for box in row],
        flows=_flows(rows, frame),
        none_found=_NONE_FOUND,
        line=_LINE,
        pad=_PAD,
    )


def _box(link: Link, x: float, y: float, width: float) -> LinkBox:
    inner = width - 2 * _PAD
    names = wrap(link.name, TEXT, inner)
    beside = bool(link.zh) and len(names) == 1 and text_width(f"{link.name} {link.zh}", TEXT) <= inner
    rows = len(names) + (1 if link.zh and not beside else 0)
    head = rows * _LINE + 10
    entries, below = [], y + head + 20
    for name, where in link.members:
        lines = wrap(name, SMALL, inner)
        entries.append(Entry(lines, below, where))
        below += _LINE * len(lines) + 4
    if not entries:
        entries.append(Entry([_NONE_FOUND], below, None))
        below += _LINE + 4
    return LinkBox(link, round(x, 1), y, round(width, 1), below - y - 8, head, names, beside, entries)


def _stretched(box: LinkBox, height: float) -> LinkBox:
    return LinkBox(box.link, box.x, box.y, box.width, height, box.head, box.names, box.zh, box.entries)


def _flows(rows: Sequence[Sequence[LinkBox]], frame: Frame) -> list[str]:
    """The arrows from link to link, as paths: across inside a row, around its end to the next."""
    paths = []
    boxes = [box for row in rows for box in row]
    for one, two in pairwise(boxes):
        if one.y == two.y:
            y = one.y + one.head / 2
            paths.append(f"M{one.x + one.width + 4:.1f} {y:.1f}H{two.x - 5:.1f}m-6 -5l6 5l-6 5")
        elif one.x == two.x:
            x = one.x + one.width / 2
            paths.append(f"M{x:.1f} {one.y + one.height + 4:.1f}V{two.y - 5:.1f}m-5 -6l5 6l5 -6")
        else:
            turn, y = one.y + one.height + _GAP / 2, one.y + one.head / 2
            start = f"M{one.x + one.width:.1f} {y:.1f}H{frame.width - 2:.1f}V{turn:.1f}H2"
            paths.append(f"{start}V{two.y + two.head / 2:.1f}H{two.x - 3:.1f}m-6 -5l6 5l-6 5")
    return paths
