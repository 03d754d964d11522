"""Measure each special path of the program by running it without: what each costs and saves, for benchmarks/RESULTS.md.

    python benchmarks/builders/paths.py [--facts 3000] [--rounds 3] [--real] [--work FOLDER] [--write]

A round runs each once, in turns, on a made-up store; with ``--real`` also those that this site alone has something for, on a clone of
this repository. Reported are medians. ``--write`` puts the table into benchmarks/RESULTS.md. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builders import builders_named, sentence_of
from cases import Case, Options
from figures import Figures, Key, ratio
from machine import commit_now, describe_machine, load_now
from report import OURS, cpu, number, replace_section, shown, table, wall
from results import RESULTS
from stores import ROOT, write_store
from without import PATHS, SAVES

SECTION = "special paths"
PROGRAM = Path(__file__).resolve().with_name("without.py")
REAL = 0
"""In place of a number of facts: the store of this repository."""


@dataclass(frozen=True)
class Step:
    """Something that is run. ``kind``: what it begins from, which names it too. ``off``: what is switched off."""

    kind: str
    off: str = ""
    command: str = "build"

    @property
    def action(self) -> str:
        """As what its runs are recorded."""
        return f"{self.kind} {self.off}".strip()


CLEAN, EDIT, SAVE, AGAIN = "clean build", "build after one edit", f"store read, then {SAVES} saves", "build again"

MADE_UP = (
    Step(CLEAN),
    Step(EDIT),
    Step(EDIT, "pages"),
    Step(CLEAN, "pages"),
    Step(CLEAN, "frames"),
    Step(CLEAN, "templates"),
    Step(SAVE, command="saves"),
    Step(SAVE, "incremental", command="saves"),
)
OF_THIS_SITE = (Step(CLEAN, "worker"), Step(CLEAN), Step(AGAIN), Step(AGAIN, "history"), Step(AGAIN, "pictures"))

DELETED = (
    "worker process for pages: deleted on 2026-11-29. At 3,000 facts it took a quarter more of the processor's time, 10.6 s against "
    "8.5 s in one process.",
)


def measure_round(case: Case, steps: Sequence[Step], turn: int, figures: Figures) -> None:
    """Run each step once."""
    for count, step in enumerate(steps):
        if step.kind == CLEAN:
            case.builder.clean(case.project)
        if step.kind == EDIT:
            case.edit(turn * len(steps) + count)
        off = [step.off] if step.off else []
        run = case.run([sys.executable, str(PROGRAM), *off, "--", step.command])
        figures.add(Key(case.facts, OURS, step.action), run)
        print(f"{case.facts:>6,} {step.action:<32} {run.cpu:.2f} s CPU, {run.wall:.2f} s", flush=True)


def rows(figures: Figures, facts: int, steps: Sequence[Step]) -> Iterator[list[str]]:
    """A row for each path that was switched off."""
    for step in steps:
        if not step.off:
            continue
        path = PATHS[step.off]
        figure = [
            figures.median(facts, OURS, action, what) for what in (cpu, wall) for action in (step.action, step.kind)
        ]
        without, with_it, clock_without, clock_with = figure
        if without and with_it:
            what = f"{step.kind}, {f'{facts:,} facts' if facts else 'this site'}"
            ratios = [shown(ratio(without, with_it)), shown(ratio(clock_without, clock_with))]
            seconds = [number(with_it.value), number(without.value)]
            yield [f"`{path.module}`: {path.purpose}", what, *seconds, *ratios]


def section(figures: Figures, sizes: Sequence[tuple[int, Sequence[Step]]], sitting: str) -> str:
    """The section of RESULTS.md."""
    head = ["special path and what it is for", "measured", "CPU s", "without it", "CPU: without ÷ with", "clock"]
    body = [row for facts, steps in sizes for row in rows(figures, facts, steps)]
    listed = "\n".join(f"- {text[0].upper()}{text[1:]}" for text in DELETED)
    return (
        "Each is switched off by itself, and the same is run again; medians of runs in turns. Above 1, the path saves. The site is "
        "the same without any of them.\n\n"
        f"`python benchmarks/builders/paths.py --real --write`: {sitting}\n\n{table(head, body)}\n\n{listed}"
    )


def clone(folder: Path) -> None:
    """Put this repository's last commit into a folder, with its history."""
    if not (folder / ".git").exists():
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    subprocess.run(["git", "fetch", "-q", str(ROOT), "HEAD"], cwd=folder, check=True)
    subprocess.run(["git", "reset", "-q", "--hard", "FETCH_HEAD"], cwd=folder, check=True)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=3_000, help="size of the made-up store (default: 3000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument("--real", action="store_true", help="measure on this repository's store too")
    parser.add_argument("--work", type=Path, default=cache / "factbook-benchmark", help="folder for the stores")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/RESULTS.md")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write if asked."""
    asked = arguments()
    options = Options(asked.work.resolve() / "paths", asked.rounds, 0, 900, 900)
    sitting = f"{date.today()}, {describe_machine()}; {load_now()} at the start; rounds: {asked.rounds}; commit {commit_now(ROOT)}."
    ours = next(builders_named([OURS]))
    project = options.work / str(asked.facts)
    write_store(project, asked.facts, exports=False)
    cases = [(Case(ours, asked.facts, project, sentence_of(project), options), MADE_UP)]
    if asked.real:
        clone(options.work / "site")
        cases.append((Case(ours, REAL, options.work / "site", "", options), OF_THIS_SITE))
    figures = Figures()
    for turn in range(asked.rounds):
        for case, steps in cases:
            measure_round(case, steps, turn, figures)
    text = section(figures, [(case.facts, steps) for case, steps in cases], sitting)
    print(text)
    if asked.write:
        RESULTS.write_text(replace_section(RESULTS.read_text(encoding="utf-8"), SECTION, text), encoding="utf-8")


if __name__ == "__main__":
    main()
