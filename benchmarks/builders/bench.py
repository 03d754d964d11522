"""Compare builders on the same pages: processor, clock, memory, size of the site, one edit, and the preview in a browser.

    python benchmarks/builders/bench.py [--facts 300 3000 30000] [--rounds 3] [--builders ours stock hugo …]
                                        [--work FOLDER] [--install] [--add] [--write]

For each size a synthetic store is written (stores.py) and built; the others get its pages as Markdown. A round runs each builder
once: a build from nothing, then one sentence is changed, then a build with what the builder stored. Rounds follow one another, so that
a busy moment of the machine meets all. Then each preview runs with one page open in Chromium, while the sentence is changed again and
again. Reported are medians. A builder that is not installed is named, with how to install it, and left out; `--install` installs those
that live in FOLDER. `--add` keeps the figures of earlier sittings in FOLDER; `--write` puts the report into benchmarks/RESULTS.md,
and the summary into the README if it has a place for it. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from builders import BUILDERS, PAGE, SAME, Builder, Command, builders_named
from cases import Case, Options, RunError, prepare
from figures import CHECK, CLEAN, EDIT, FLOOR, PARSE, Figures, Key
from latency import PreviewError, browser_version, chromium, free_port, seconds_to_show, served
from machine import commit_now, describe_machine, load_now
from measure import Run, output_of
from playwright.sync_api import Browser
from report import OURS, report, summary
from results import write_results
from stores import ROOT

FLOOR_PROGRAM = Path(__file__).resolve().with_name("floor.py")
FIRST_PREVIEW = 1000
"""Edits are numbered, so that no text comes twice and no cache can know it; those of previews from here on."""


def measure_builds(cases: Sequence[Case], figures: Figures, options: Options) -> None:
    """All rounds of one size: a clean build and one after an edit of each builder in turn."""
    waiting = list(cases)
    for number in range(options.rounds):
        for case in list(waiting):
            case.builder.clean(case.project)
            try:
                runs = one_round(case, number, figures)
            except RunError as error:
                figures.failures[case.facts, case.builder.key] = str(error)
                say(case, str(error))
                waiting.remove(case)
                continue
            finally:
                case.builder.clean(case.project)  # at the largest size some sites fill a disk
            if any(run.is_limited or run.wall > options.once for run in runs):
                waiting.remove(case)
            figures.save(options.work / "figures.json")


def one_round(case: Case, number: int, figures: Figures) -> list[Run]:
    """One run of everything that is measured of a builder. Where the clean build reached its limit, nothing follows."""

    def take(action: str, run: Run) -> Run:
        figures.add(Key(case.facts, case.builder.key, action), run)
        say(case, f"{action} {run.cpu:.2f} s CPU, {run.wall:.2f} s, {run.tree:.0f} MiB" + " (ended)" * run.is_limited)
        return run

    runs = [take(CLEAN, case.build())]
    if runs[0].is_limited:
        return runs
    builder = case.builder
    figures.outputs[case.facts, builder.key] = output_of(*map(case.project.joinpath, (builder.site, *builder.beside)))
    if builder.key == SAME:
        compare_bytes(case.facts, figures)
    text = case.edit(number)
    runs.append(take(EDIT, case.build()))
    if not runs[1].is_limited and text not in case.page():
        raise RunError("the changed sentence is not in the site after the build")
    if builder.key == OURS:
        runs += [take(action, case.run(command)) for action, command in references(case).items()]
    return runs


def compare_bytes(facts: int, figures: Figures) -> None:
    """Raise RunError where the builder that is to write as much as ours does not."""
    ours, same = (figures.outputs.get((facts, key)) for key in (OURS, SAME))
    if ours and same and not 0.9 < same.size / ours.size < 1.1:
        raise RunError(f"wrote {same.size / 1e6:.1f} MB where ours writes {ours.size / 1e6:.1f}: not the same output")


def references(case: Case) -> dict[str, Command]:
    """What is measured beside our builds: the check, and the least that has to be done."""
    out = case.project.with_name("floor")
    shutil.rmtree(out, ignore_errors=True)
    floor = [sys.executable, str(FLOOR_PROGRAM), "data"]
    return {
        CHECK: [*case.builder.program(case.options.tools), "check"],
        PARSE: floor,
        FLOOR: [*floor, case.builder.site, str(out)],
    }


def measure_previews(cases: Sequence[Case], figures: Figures, options: Options, browser: Browser) -> None:
    """Each builder's preview in turn."""
    for case in cases:
        place = case.facts, case.builder.key
        build = figures.median(*place, CLEAN, lambda run: run.wall)
        if place in figures.failures:
            continue
        if build is not None and build.value > options.once:
            figures.previews[place] = f"since a build alone takes {'more than ' * build.is_bound}{build.value:.0f} s"
            continue
        try:
            figures.previews[place] = preview(case, browser)
        except (PreviewError, RunError) as error:
            figures.previews[place] = f"since it failed ({error})"
        say(case, f"preview {figures.previews[place]}")
        figures.save(options.work / "figures.json")


def preview(case: Case, browser: Browser) -> list[float]:
    """Seconds from each edit to the text in the open page."""
    port = free_port()
    command = case.builder.serve_command(case.options.tools, port)
    numbers = range(FIRST_PREVIEW, FIRST_PREVIEW + case.options.edits)
    address = f"http://127.0.0.1:{port}/{PAGE}/"
    with served(command, cwd=case.project, log=case.log("preview"), environment=case.environment):
        return seconds_to_show(browser, address, case.edit, numbers, limit=case.options.limit)


def say(case: Case, text: str) -> None:
    """Tell how far it is."""
    print(f"{case.facts:>6,} {case.builder.key:<15} {text}", flush=True)


def install(builders: Sequence[Builder], tools: Path) -> None:
    """Install what is missing, by its own commands. Those of the project's own environment are left to `make`."""
    tools.mkdir(parents=True, exist_ok=True)
    for builder in builders:
        if builder.version(tools) is None:
            for command in builder.install(tools):
                subprocess.run(command, cwd=ROOT, check=True)


def sitting(options: Options, sizes: Sequence[int], builders: Sequence[Builder], missing: Sequence[Builder]) -> str:
    """When, where and with what was measured, in a few sentences."""
    versions = "; ".join(f"{builder.key}: {builder.version(options.tools)}" for builder in builders)
    absent = f" Not installed: {', '.join(builder.key for builder in missing)}." if missing else ""
    browser = f" Browser: {browser_version()}." if options.edits else ""
    return (
        f"{date.today()}, {describe_machine()}; {load_now()} at the start. {', '.join(f'{size:,}' for size in sizes)} facts, "
        f"rounds: {options.rounds} (1 above {options.once:g} s, limit {options.limit:g} s), edits in each preview: {options.edits}. "
        f"{versions}. Commit {commit_now(ROOT)}.{browser}{absent}"
    )


def arguments() -> argparse.Namespace:
    """Read the command line."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    keys = [builder.key for builder in BUILDERS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, nargs="+", default=[300, 3_000, 30_000])
    parser.add_argument("--rounds", type=int, default=3, help="runs of each builder (0: previews only)")
    parser.add_argument("--builders", nargs="+", choices=keys, default=keys)
    parser.add_argument("--edits", type=int, default=9, help="edits in each preview (0: no previews)")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a run is ended (default: 900)")
    parser.add_argument(
        "--once", type=float, default=150, help="seconds from which a run is not repeated (default: 150)"
    )
    parser.add_argument("--work", type=Path, default=cache / "factbook-benchmark", help="folder for tools and projects")
    parser.add_argument("--install", action="store_true", help="install the builders that are missing")
    parser.add_argument("--add", action="store_true", help="add to the figures of earlier sittings in the same folder")
    parser.add_argument("--write", action="store_true", help="write the report into benchmarks/RESULTS.md")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write if asked."""
    asked = arguments()
    for number in (signal.SIGINT, signal.SIGTERM):  # whoever ends this ends the builder and the preview that run
        signal.signal(number, signal.default_int_handler)
    work = asked.work.resolve()
    options = Options(work, asked.rounds, asked.edits, asked.limit, asked.once)
    builders = list(builders_named(asked.builders))
    work.mkdir(parents=True, exist_ok=True)
    if asked.install:
        install(builders, options.tools)
    missing = [builder for builder in builders if builder.version(options.tools) is None]
    for builder in missing:
        print(f"{builder.title} is not installed and left out: {builder.how_to_install(options.tools)}")
    present = [builder for builder in builders if builder not in missing]
    saved = work / "figures.json"
    figures = Figures.load(saved) if asked.add and saved.exists() else Figures()
    if asked.rounds or asked.edits:
        figures.sittings.append(sitting(options, asked.facts, present, missing))
        print(figures.sittings[-1])
    for facts in asked.facts if asked.rounds or asked.edits else ():
        measure_size(present, facts, figures, options)
    figures.save(saved)
    titles = {builder.key: builder.title for builder in BUILDERS}
    print(f"\n{summary(figures, titles)}\n\n{report(figures, titles)}")
    if asked.write:
        write_results(figures, titles)


def measure_size(builders: Sequence[Builder], facts: int, figures: Figures, options: Options) -> None:
    """Everything of one size; what was known of it before is replaced."""
    cases = prepare(builders, facts, options)
    if options.rounds:
        for builder in builders:
            figures.forget_builds(facts, builder.key)
        measure_builds(cases, figures, options)
    if not options.edits:
        return
    try:
        with chromium() as browser:
            measure_previews(cases, figures, options, browser)
    except PreviewError as error:
        print(f"No previews: {error}")


if __name__ == "__main__":
    main()
