"""The report in Markdown: targets, and for each size a table of all builders with ours divided by theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures import CHECK, CLEAN, EDIT, FLOOR, PARSE, Figure, Figures, Value, ratio
from measure import Run

OURS = "ours"
NONE = "–"
ONE_RUN = "¹"

Titles = Mapping[str, str]
"""What builders are called in tables, by their keys, in the order of the tables."""

Measures = Sequence[tuple[str, Value | None]]


def cpu(run: Run) -> float:
    """Seconds of the processor."""
    return run.cpu


def wall(run: Run) -> float:
    """Seconds by the clock."""
    return run.wall


def tree(run: Run) -> float:
    """MiB of all processes together."""
    return run.tree


@dataclass(frozen=True)
class Target:
    """Something that was promised: what, at most how much, and how it is taken from the figures."""

    what: str
    most: float
    unit: str
    take: Callable[[Figures], Measures]


def _beside(facts: int, other: str) -> Callable[[Figures], Measures]:
    """Clean builds of ours divided by those of another builder."""
    return lambda figures: [
        (name, ratio(figures.median(facts, OURS, CLEAN, what), figures.median(facts, other, CLEAN, what)))
        for name, what in (("CPU", cpu), ("clock", wall))
    ]


def _growth(what: Callable[[Run], float]) -> Callable[[Figures], Measures]:
    """A clean build of ours at the largest size divided by one of a tenth."""
    return lambda figures: [
        ("", ratio(figures.median(30_000, OURS, CLEAN, what), figures.median(3_000, OURS, CLEAN, what)))
    ]


def _within(facts: int, action: str, other: str) -> Callable[[Figures], Measures]:
    """One thing that ours does divided by another."""
    return lambda figures: [
        (name, ratio(figures.median(facts, OURS, action, what), figures.median(facts, OURS, other, what)))
        for name, what in (("CPU", cpu), ("clock", wall))
    ]


def _memory(figures: Figures) -> Measures:
    figure = figures.median(30_000, OURS, CLEAN, tree)
    return [("", figure.value_of() if figure else None)]


def _preview(facts: int) -> Callable[[Figures], Measures]:
    def take(figures: Figures) -> Measures:
        figure = figures.preview(facts, OURS)
        return [("", figure.value_of() if figure else None)]

    return take


TARGETS = (
    Target("clean build of 3,000 facts ÷ stock MkDocs + Material", 0.2, "", _beside(3_000, "stock")),
    Target("clean build of 3,000 facts ÷ Zensical", 0.2, "", _beside(3_000, "zensical")),
    Target("clean build of 3,000 facts ÷ Hugo", 1, "", _beside(3_000, "hugo")),
    Target("clean build of 30,000 facts ÷ stock MkDocs + Material", 0.05, "", _beside(30_000, "stock")),
    Target("clean build of 30,000 facts ÷ Hugo", 1, "", _beside(30_000, "hugo")),
    Target("memory of that build", 400, " MiB", _memory),
    Target("from 3,000 facts to 30,000: CPU", 10, " times", _growth(cpu)),
    Target("from 3,000 facts to 30,000: memory", 10, " times", _growth(tree)),
    Target("build after one edit at 30,000 facts ÷ clean build", 0.5, "", _within(30_000, EDIT, CLEAN)),
    Target("saved YAML until it shows in the browser, 300 facts", 0.2, " s", _preview(300)),
    Target("saved YAML until it shows in the browser, 3,000 facts", 0.2, " s", _preview(3_000)),
    Target("saved YAML until it shows in the browser, 30,000 facts", 1, " s", _preview(30_000)),
    Target("`check` of 30,000 facts ÷ parse of the same YAML by libyaml", 2, "", _within(30_000, CHECK, PARSE)),
)


def report(figures: Figures, titles: Titles) -> str:
    """All tables."""
    parts = [_targets(figures), *(_size(figures, facts, titles) for facts in figures.sizes())]
    return "\n\n".join(part for part in parts if part)


def summary(figures: Figures, titles: Titles) -> str:
    """One table of clean builds: CPU seconds at each size, in brackets ours divided by theirs."""
    sizes = figures.sizes()
    rows = [
        [title, *(_compared(figures, facts, key, CLEAN, cpu) for facts in sizes)]
        for key, title in titles.items()
        if any(figures.median(facts, key, CLEAN, cpu) for facts in sizes)
    ]
    return table(["CPU seconds of a clean build", *(f"{facts:,} facts" for facts in sizes)], rows)


def replace_section(text: str, name: str, body: str) -> str:
    """A text in which what stands between the marks of a section is this; raises ValueError where it has no such marks."""
    begin, end = (f"<!-- {name}: {edge} -->" for edge in ("begin", "end"))
    pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"there is no '{begin}' … '{end}'")
    return pattern.sub(lambda _: f"{begin}\n\n{body}\n\n{end}", text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; columns after the first are numbers."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """A number with three digits that count, or as many decimals."""
    decimals = next((count for count, least in enumerate((100, 10, 1)) if value >= least), 3)
    return f"{value:,.{decimals}f}"


def shown(value: Value | None) -> str:
    """A number of a report with its sign."""
    if value is None:
        return NONE
    return f"{value.sign} {number(value.value)}" if value.sign else number(value.value)


def _targets(figures: Figures) -> str:
    rows = [
        [target.what, _measured(target, values), f"≤ {target.most:g}{target.unit}", _verdict(target, values)]
        for target in TARGETS
        for values in [target.take(figures)]
        if any(value for _, value in values)
    ]
    return f"### Targets\n\n{table(['', 'measured', 'target', 'met'], rows)}" if rows else ""


def _measured(target: Target, values: Measures) -> str:
    return ", ".join(f"{name} {shown(value)}{target.unit}".strip() for name, value in values)


def _verdict(target: Target, values: Measures) -> str:
    """Yes or no; where processor and clock disagree, each its own."""
    words = {True: "yes", False: "no", None: "not known"}
    told = [(name, words[value.is_at_most(target.most) if value else None]) for name, value in values]
    if len({word for _, word in told}) == 1:
        return told[0][1]
    return ", ".join(f"{name} {word}" for name, word in told)


_COLUMNS: tuple[tuple[str, str, Callable[[Run], float]], ...] = (
    ("clean: CPU s", CLEAN, cpu),
    ("clock s", CLEAN, wall),
    ("memory MiB", CLEAN, tree),
    ("one edit: CPU s", EDIT, cpu),
    ("clock s", EDIT, wall),
)


def _size(figures: Figures, facts: int, titles: Titles) -> str:
    """The tables of one size, with what is to be known about them below."""
    keys = [key for key in titles if figures.median(facts, key, CLEAN, cpu) or (facts, key) in figures.previews]
    head = ["", *(name for name, _, _ in _COLUMNS), "preview s", "MB written", "pages"]
    rows = [
        [
            titles[key],
            *(_compared(figures, facts, key, action, what) for _, action, what in _COLUMNS),
            _compared_preview(figures, facts, key),
            *_site(figures, facts, key),
        ]
        for key in keys
    ]
    parts = [f"### {facts:,} facts", table(head, rows)]
    if own := _own(figures, facts):
        parts.append(own)
    notes = list(_notes(figures, facts, titles))
    if notes:
        parts.append("\n".join(f"- {note}" for note in notes))
    return "\n\n".join(parts)


def _compared(figures: Figures, facts: int, key: str, action: str, what: Callable[[Run], float]) -> str:
    figure = figures.median(facts, key, action, what)
    return _cell(figure, figures.median(facts, OURS, action, what), is_ours=key == OURS)


def _compared_preview(figures: Figures, facts: int, key: str) -> str:
    return _cell(figures.preview(facts, key), figures.preview(facts, OURS), is_ours=key == OURS)


def _cell(figure: Figure | None, ours: Figure | None, *, is_ours: bool) -> str:
    """A median, and in brackets ours divided by it."""
    if figure is None:
        return NONE
    text = shown(figure.value_of()) + (ONE_RUN if figure.runs == 1 else "")
    compared = None if is_ours else ratio(ours, figure)
    return f"{text} ({shown(compared)})" if compared else text


def _site(figures: Figures, facts: int, key: str) -> tuple[str, str]:
    output = figures.outputs.get((facts, key))
    return (number(output.size / 1e6), f"{output.pages:,}") if output else (NONE, NONE)


def _own(figures: Figures, facts: int) -> str:
    """What ours is made of: the check alone, and what nobody can go below."""
    names = {
        CLEAN: "clean build",
        EDIT: "build after one edit",
        CHECK: "`check` alone",
        PARSE: "floor: parse of the YAML by libyaml (PyYAML's C loader)",
        FLOOR: "floor: that parse, and as many bytes of HTML written",
    }
    rows = [
        [name, *(_cell(figures.median(facts, OURS, action, what), None, is_ours=True) for what in (cpu, wall, tree))]
        for action, name in names.items()
        if figures.median(facts, OURS, action, cpu)
    ]
    return table(["ours and the floor", "CPU s", "clock s", "MiB"], rows) if len(rows) > 2 else ""


def _notes(figures: Figures, facts: int, titles: Titles) -> Iterator[str]:
    for key, title in titles.items():
        told = figures.previews.get((facts, key))
        if isinstance(told, str):
            yield f"{title}: no preview measured, {told}."
        if failure := figures.failures.get((facts, key)):
            yield f"{title}: {failure}."
