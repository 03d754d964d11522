"""A value chain as a diagram: its links in order, what stands beside them, and at each link its state and who works there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final

from factbook.charts.frame import SMALL, TEXT, Frame
from factbook.charts.template import render
from factbook.charts.text import text_width, wrap
from factbook.content.addresses import Target, target
from factbook.languages import N_, _
from factbook.store import Organization, Store
from factbook.store.chains import chain_of, presence
from factbook.store.presence import last_seen
from factbook.store.records import ChainState, Industry
from mkdocs_timeline.dates import When

_MEMBERS: Final[Mapping[str, str]] = {
    "building": N_("plant being built"),
    "signed": N_("announced"),
    "unknown": N_("unknown"),
    "left": N_("has left"),
    "elsewhere": N_("elsewhere"),
}
"""What is said of an organization at a link that does not work here."""

BESIDE: Final = N_("Beside the flow")
"""What stands above the links that are no steps of the flow."""

_PER_ROW = {"wide": 4, "narrow": 1}
_BOLD = 1.08
"""How much wider than others the letters of a name are."""

_PAD, _GAP, _MARGIN, _LINE, _SIGN = 10.0, 26.0, 16.0, 18.0, 16.0


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a chain: its name in English and Chinese, its state and its name, whether it stands beside the flow, who works there.

    ``page``: the page of the industry that the link is, where it has one.
    """

    name: str
    zh: str
    state: ChainState
    state_name: str
    beside: bool
    members: Sequence[tuple[str, Target]]
    page: Target | None = None

    @property
    def words(self) -> str:
        """The link in a sentence."""
        name = _("%(link)s (beside the flow)") % {"link": self.name} if self.beside else self.name
        parts = {
            "link": name,
            "state": self.state_name,
            "members": _(", ").join(one for one, where in self.members),
        }
        return (_("%(link)s: %(state)s – %(members)s.") if self.members else _("%(link)s: %(state)s.")) % parts


@dataclass(frozen=True, slots=True)
class Entry:
    """An organization's name in lines, and where they begin."""

    lines: Sequence[str]
    y: float
    target: Target


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
    state: Sequence[str]
    state_y: float
    entries: Sequence[Entry]


Rows = Sequence[Sequence[LinkBox]]


def chain_links(store: Store, industry: Industry) -> list[Link]:
    """The links of an industry's chain, in order."""
    links = []
    for step in chain_of(store, industry):
        term = store.vocabulary.get(("chain", step.link))
        members = [(member_name(member, store), target(member.id, store)) for member in step.members]
        zh = term.name.beside if term else ""
        state = _since_when(store.term("chain-state", step.state), step.last_seen)
        page = target(step.industry, store) if step.industry else None
        links.append(Link(store.term("chain", step.link), zh, step.state, state, step.beside, members, page))
    return links


def member_name(organization: Organization, store: Store) -> str:
    """An organization at a link, and what to know where it does not work here, or nobody knows whether it still does."""
    state = presence(store, organization)
    if state not in _MEMBERS:
        return str(organization.name)
    when = last_seen(store, organization) if state == "unknown" else None
    return _("%(what)s (%(part)s)") % {"what": organization.name, "part": _since_when(_(_MEMBERS[state]), when)}


def _since_when(state: str, last: When | None) -> str:
    """The words of a state, with the year of the newest sign where there is one."""
    if last is None or last.end is None:
        return state
    return _("%(state)s, last seen %(year)s") % {"state": state, "year": last.end.lower.year}


def draw_chain(industry: Industry, links: Sequence[Link], frame: Frame, style: str) -> str:
    """A chain in one size, as SVG: the flow with its arrows, then what stands beside it."""
    flow = [link for link in links if not link.beside]
    beside = [link for link in links if link.beside]
    rows, y = _rows(flow, frame, 2.0)
    heading = y + 12 if flow and beside else None
    more, y = _rows(beside, frame, y + 24 if heading else y)
    return render(
        "chain.svg",
        style=style,
        frame=frame,
        height=y - _GAP + 4,
        industry=industry,
        title=_("%(industry)s: value chain, with the state of each link and who works there")
        % {"industry": industry.name},
        links=links,
        boxes=[box for row in (*rows, *more) for box in row],
        flows=_flows(rows, frame),
        beside=_(BESIDE),
        heading=heading,
        line=_LINE,
        pad=_PAD,
        sign_width=_SIGN,
    )


def _rows(links: Sequence[Link], frame: Frame, y: float) -> tuple[list[list[LinkBox]], float]:
    """Links in rows below ``y``, and where the row after them would begin."""
    if not links:
        return [], y
    columns = ceil(len(links) / ceil(len(links) / _PER_ROW[frame.name]))
    margin = _MARGIN if 1 < columns < len(links) else 1.0
    width = (frame.width - 2 * margin - _GAP * (columns - 1)) / columns
    if len(links) == 1 and _PER_ROW[frame.name] > 1:
        width = frame.width / 2
    rows: list[list[LinkBox]] = []
    for start in range(0, len(links), columns):
        part = links[start : start + columns]
        row = [_box(link, margin + i * (width + _GAP), y, width) for i, link in enumerate(part)]
        height = max(box.height for box in row)
        rows.append([replace(box, height=height) for box in row])
        y += height + _GAP
    return rows, y


def _box(link: Link, x: float, y: float, width: float) -> LinkBox:
    inner = width - 2 * _PAD
    names = wrap(link.name, TEXT, inner / _BOLD)
    beside = bool(link.zh) and len(names) == 1 and text_width(f"{link.name} {link.zh}", TEXT) <= inner
    rows = len(names) + (1 if link.zh and not beside else 0)
    head = rows * _LINE + 10
    state_y = y + head + 20
    state = wrap(link.state_name, SMALL, inner - _SIGN)
    entries, below = [], state_y + _LINE * len(state) + 4
    for name, where in link.members:
        lines = wrap(name, SMALL, inner)
        entries.append(Entry(lines, below, where))
        below += _LINE * len(lines) + 4
    return LinkBox(link, round(x, 1), y, round(width, 1), below - y - 8, head, names, beside, state, state_y, entries)


def _flows(rows: Rows, frame: Frame) -> list[str]:
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


__all__ = ["BESIDE", "Link", "LinkBox", "chain_links", "draw_chain", "member_name"]
