"""What was measured, and what is told of it: medians, ratios, and bounds where a run was ended at its limit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from measure import Output, Run

CLEAN, EDIT, CHECK, PARSE, FLOOR = "clean", "edit", "check", "parse", "floor"
"""What is run: a build from nothing, one after an edit; for ours also the check alone, and beside it the parse of the same YAML
and the least that any builder must do."""


@dataclass(frozen=True)
class Figure:
    """The median of some runs. ``is_bound``: a run was ended at its limit, so that the true figure is larger."""

    value: float
    runs: int
    is_bound: bool = False

    def value_of(self) -> Value:
        """As a number of a report."""
        return Value(self.value, ">" if self.is_bound else "")


@dataclass(frozen=True)
class Value:
    """A number of a report. ``sign``: ``>`` where the true one is larger, ``<`` where it is smaller, ``?`` where nobody knows."""

    value: float
    sign: str = ""

    def is_at_most(self, most: float) -> bool | None:
        """Whether it keeps a target; None where a bound does not tell."""
        if self.sign == "?" or (self.sign == "<" and self.value > most) or (self.sign == ">" and self.value <= most):
            return None
        return self.value <= most


@dataclass(frozen=True)
class Key:
    """What a run was of."""

    facts: int
    builder: str
    action: str


@dataclass
class Figures:
    """All runs, sites and previews, and the sittings in which they were measured.

    A preview that was not measured has a reason instead of seconds. ``failures``: why a builder was left out of a size.
    """

    runs: dict[Key, list[Run]] = field(default_factory=dict)
    outputs: dict[tuple[int, str], Output] = field(default_factory=dict)
    previews: dict[tuple[int, str], list[float] | str] = field(default_factory=dict)
    failures: dict[tuple[int, str], str] = field(default_factory=dict)
    sittings: list[str] = field(default_factory=list)

    def add(self, key: Key, run: Run) -> None:
        """Take a run in."""
        self.runs.setdefault(key, []).append(run)

    def sizes(self) -> list[int]:
        """The sizes of stores that something was measured of, smallest first."""
        return sorted({key.facts for key in self.runs} | {facts for facts, _ in self.previews})

    def median(self, facts: int, builder: str, action: str, what: Callable[[Run], float]) -> Figure | None:
        """The median of one measure; None where nothing was measured."""
        runs = self.runs.get(Key(facts, builder, action))
        if not runs:
            return None
        return Figure(median(map(what, runs)), len(runs), any(run.is_limited for run in runs))

    def preview(self, facts: int, builder: str) -> Figure | None:
        """The median seconds until a change shows."""
        seconds = self.previews.get((facts, builder))
        return Figure(median(seconds), len(seconds)) if isinstance(seconds, list) and seconds else None

    def forget_builds(self, facts: int, builder: str) -> None:
        """Drop what was measured of a builder's builds at a size, before they are measured again."""
        self.runs = {key: runs for key, runs in self.runs.items() if (key.facts, key.builder) != (facts, builder)}
        self.outputs.pop((facts, builder), None)
        self.failures.pop((facts, builder), None)

    def save(self, path: Path) -> None:
        """Write everything as JSON."""
        rows = list(self._rows())
        path.write_text(json.dumps({"sittings": self.sittings, "rows": rows}, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Figures:
        """Read what was saved."""
        saved = json.loads(path.read_text(encoding="utf-8"))
        figures = cls(sittings=saved["sittings"])
        for row in saved["rows"]:
            place = row["facts"], row["builder"]
            if "runs" in row:
                figures.runs[Key(*place, row["action"])] = [Run(**run) for run in row["runs"]]
            elif "output" in row:
                figures.outputs[place] = Output(**row["output"])
            elif "preview" in row:
                figures.previews[place] = row["preview"]
            else:
                figures.failures[place] = row["failure"]
        return figures

    def _rows(self) -> Iterator[dict[str, object]]:
        for key, runs in self.runs.items():
            yield asdict(key) | {"runs": [asdict(run) for run in runs]}
        for (facts, builder), output in self.outputs.items():
            yield {"facts": facts, "builder": builder, "output": asdict(output)}
        for (facts, builder), seconds in self.previews.items():
            yield {"facts": facts, "builder": builder, "preview": seconds}
        for (facts, builder), failure in self.failures.items():
            yield {"facts": facts, "builder": builder, "failure": failure}


def ratio(left: Figure | None, right: Figure | None) -> Value | None:
    """One figure divided by another, None where one is missing or nothing to divide by."""
    if left is None or right is None or right.value <= 0:
        return None
    signs = {(False, False): "", (True, False): ">", (False, True): "<", (True, True): "?"}
    return Value(left.value / right.value, signs[left.is_bound, right.is_bound])
