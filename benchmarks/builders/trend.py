"""Measure this checkout beside an earlier commit, and add a line of ratios for each size of store to benchmarks/TREND.md.

    python benchmarks/builders/trend.py [--base 3ba9933] [--facts 300 3000] [--rounds 3] [--work FOLDER]

The earlier commit is put into FOLDER with an environment of its own, installed by its own Makefile, and stays there for the next time.
Each of the two writes the store of its own stores.py, of the same seed. A round runs each once, in turns: a build from nothing, one after
an edit, the check. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from builders import builders_named, sentence_of
from cases import Case, Options, RunError
from figures import CHECK, CLEAN, EDIT, Figures, Key, ratio
from machine import commit_now, describe_machine
from report import OURS, cpu, shown, tree, wall
from stores import ROOT

TREND = ROOT / "benchmarks" / "TREND.md"
BASE = "base"
"""The key of the earlier commit, as a builder."""

INSTALL = ".venv/.run"
MEASURES = (
    ("clean: CPU", CLEAN, cpu),
    ("clock", CLEAN, wall),
    ("memory", CLEAN, tree),
    ("one edit: CPU", EDIT, cpu),
    ("clock", EDIT, wall),
    ("`check`: CPU", CHECK, cpu),
)
_COLUMNS = ("date", "commit", "base", "facts", *(name for name, _, _ in MEASURES), "rounds", "load", "machine")
HEAD = f"""\
# Trend

Written by `make bench`: what a commit needs, divided by what an earlier one needs (`make bench BASE=…` names it), so below 1 it needs less.
Both build made-up stores of the same seed, open data switched off, in turns; a ratio is that of the medians. *Load*: of one minute, at the
start and at the end.

| {" | ".join(_COLUMNS)} |
|{" --- |" * len(_COLUMNS)}
"""


class TrendError(Exception):
    """The earlier commit cannot be compared."""


def revision(name: str, root: Path = ROOT) -> str:
    """The hash of a commit. Raises TrendError where there is none of that name."""
    command = ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    found = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if found.returncode:
        raise TrendError(f"there is no commit '{name}' here (a shallow clone lacks old ones: git fetch --unshallow)")
    return found.stdout.strip()


def install(commit: str, folder: Path, root: Path = ROOT) -> Path:
    """Put a commit into a folder, unless it is there, and install it. Returns its Python. Raises TrendError where that fails."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent) as temporary:
            fresh = Path(temporary) / "tree"
            fresh.mkdir()
            archive = subprocess.run(["git", "archive", commit], cwd=root, capture_output=True, check=True)
            subprocess.run(["tar", "-x", "-C", str(fresh)], input=archive.stdout, check=True)
            fresh.rename(folder)
    log = folder.with_suffix(".log")
    with log.open("w") as output:
        make = ["make", f"PYTHON={Path(sys.base_prefix) / 'bin' / 'python3'}", INSTALL]
        status = subprocess.run(make, cwd=folder, env=_outside(), stdout=output, stderr=output, check=False).returncode
    if status:
        raise TrendError(f"commit {commit} does not install: 'make {INSTALL}' failed with status {status}, see {log}")
    return folder / ".venv" / "bin" / "python"


def _outside() -> Mapping[str, str]:
    """The environment without what this checkout's own put into it."""
    own = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "PYTHONPATH", "VIRTUAL_ENV"}
    others = {name: value for name, value in os.environ.items() if name not in own}
    programs = os.environ.get("PATH", "").split(os.pathsep)
    return others | {"PATH": os.pathsep.join(path for path in programs if path != str(Path(sys.prefix) / "bin"))}


def case_of(key: str, root: Path, python: Path, facts: int, options: Options) -> Case:
    """A checkout with its store of a size. Raises RunError where it cannot write one."""
    program = root / "benchmarks" / "builders" / "stores.py"
    project = options.work / "trend" / f"{key}-{facts}"
    made = subprocess.run(
        [python, program, str(facts), str(project)], env=_outside(), capture_output=True, text=True, check=False
    )
    if made.returncode:
        reason = made.stderr.strip().rpartition("\n")[2]
        raise RunError(f"{program} wrote no store of {facts} facts: {reason}")
    builder = replace(next(builders_named([OURS])), key=key, program=lambda _: [str(python), "-m", "factbook"])
    return Case(builder, facts, project, sentence_of(project), options)


def one_round(case: Case, turn: int, figures: Figures) -> None:
    """A build from nothing, one after an edit, and the check. Raises RunError where one fails."""
    case.builder.clean(case.project)
    runs = {CLEAN: case.build()}
    text = case.edit(turn)
    runs[EDIT] = case.build()
    if text not in case.page():
        raise RunError("the changed sentence is not in the site after the build")
    runs[CHECK] = case.run([*case.builder.program(case.options.tools), "check"])
    for action, run in runs.items():
        if run.is_limited:
            raise RunError(f"a run took longer than {case.options.limit:g} s")
        figures.add(Key(case.facts, case.builder.key, action), run)
        print(
            f"{case.facts:>6,} {case.builder.key:<5} {action:<6} {run.cpu:.2f} s CPU, {run.wall:.2f} s, {run.tree:.0f} MiB",
            flush=True,
        )


def measure_size(cases: Sequence[Case], figures: Figures, rounds: int) -> None:
    """All rounds of one size, each begun by another of the two. Raises TrendError that names the one that failed."""
    for turn in range(rounds):
        for case in cases if turn % 2 else reversed(cases):
            try:
                one_round(case, turn, figures)
            except RunError as error:
                which = "the base" if case.builder.key == BASE else "this checkout"
                raise TrendError(f"{which} does not build {case.facts} facts: {error}") from error


def line(figures: Figures, facts: int, names: Sequence[str], ends: Sequence[str]) -> str:
    """A line of the table. ``names``: date, commit, base; ``ends``: what stands after the ratios."""
    ratios = [
        shown(ratio(figures.median(facts, OURS, action, what), figures.median(facts, BASE, action, what)))
        for _, action, what in MEASURES
    ]
    return f"| {' | '.join([*names, f'{facts:,}', *ratios, *ends])} |"


def add_line(text: str, path: Path = TREND) -> None:
    """Add a line to the table's end."""
    known = path.read_text(encoding="utf-8") if path.exists() else HEAD
    path.write_text(f"{known}{text}\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="3ba9933", help="the earlier commit (default: 3ba9933)")
    parser.add_argument("--facts", type=int, nargs="+", default=[300, 3_000], help="sizes (default: 300 3000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a run is ended (default: 900)")
    parser.add_argument("--work", type=Path, default=cache / "factbook-benchmark", help="folder for commit and stores")
    return parser.parse_args()


def main() -> None:
    """Install the earlier commit, measure both, and add the lines."""
    asked = arguments()
    for name in (signal.SIGINT, signal.SIGTERM):  # whoever ends this ends the build that runs
        signal.signal(name, signal.default_int_handler)
    options = Options(asked.work.resolve(), asked.rounds, 0, asked.limit, asked.limit)
    try:
        now, commit = commit_now(ROOT), revision(asked.base)
        root = options.work / "trend" / commit
        places = {BASE: (root, install(commit, root)), OURS: (ROOT, Path(sys.executable))}
        for facts in asked.facts:
            figures, begin = Figures(), os.getloadavg()[0]
            cases = [case_of(key, *place, facts, options) for key, place in places.items()]
            measure_size(cases, figures, asked.rounds)
            names = (str(date.today()), now, commit[:7])
            load = f"{begin:.1f}–{os.getloadavg()[0]:.1f}"
            text = line(figures, facts, names, (str(asked.rounds), load, describe_machine()))
            print(text)
            add_line(text)
    except (TrendError, RunError) as error:
        sys.exit(f"trend: {error}")


if __name__ == "__main__":
    main()
