"""How facts are sourced: the share of each grade, as one bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factbook.charts.frame import SMALL, TEXT, Frame
from factbook.charts.template import render
from factbook.charts.text import text_width, wrap
from factbook.content.marks import GRADES
from factbook.languages import _, language, ngettext
from factbook.store import Fact, Store
from factbook.store.numbers import format_count

_BAR, _ROW, _LINE = 34.0, 24.0, 16.0


@dataclass(frozen=True, slots=True)
class Part:
    """A grade's part of the bar, and its row in the legend."""

    grade: str
    count: int
    share: str
    x: float
    width: float
    inside: bool
    y: float
    words: str
    lines: Sequence[str]

    @property
    def sentence(self) -> str:
        """The row as a sentence."""
        return _("%(words)s.") % {"words": self.words}


def share(count: int, total: int) -> str:
    """A share in percent with one digit after the point."""
    return f"{100 * count / total:.1f}%" if total else "–"


def draw_grades(store: Store, facts: Sequence[Fact], name: str, frame: Frame, style: str) -> str:
    """The grades of some facts in one size, as SVG. ``name`` tells drawings on one page apart."""
    counts: Counter[str] = Counter(store.grade(fact.address) for fact in facts)
    total = len(facts)
    parts: list[Part] = []
    x, y = 1.0, _BAR + 24
    for grade, meaning in GRADES.items():
        count = counts[grade]
        width = (frame.width - 2) * count / total
        words = ngettext(
            "%(grade)s: %(count)s of %(total)s fact, %(share)s: %(meaning)s",
            "%(grade)s: %(count)s of %(total)s facts, %(share)s: %(meaning)s",
            total,
        ) % {
            "grade": grade,
            "count": count,
            "total": format_count(total, language()),
            "share": share(count, total),
            "meaning": _(meaning),
        }
        lines = wrap(words, SMALL, frame.width - 26)
        inside = width > text_width(f"{grade} 00.0%", TEXT) + 8
        parts.append(Part(grade, count, share(count, total), round(x, 1), round(width, 1), inside, y, words, lines))
        x += width
        y += _LINE * len(lines) + (_ROW - _LINE)
    title = ngettext("Grades of %(count)s fact", "Grades of %(count)s facts", total) % {
        "count": format_count(total, language())
    }
    return render(
        "grades.svg", style=style, frame=frame, height=y, parts=parts, title=title, name=name, bar=_BAR, line=_LINE
    )
