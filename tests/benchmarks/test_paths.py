"""The special paths of the program change no byte of the site, and what each saves is told."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from figures import Figures, Key
from measure import Run
from paths import CLEAN, MADE_UP, OF_THIS_SITE, Step, rows, section
from stores import ROOT, write_store
from without import PATHS

PROGRAM = ROOT / "benchmarks" / "builders" / "without.py"


def run(project: Path, *arguments: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run([sys.executable, PROGRAM, *arguments], cwd=project, env=environment, capture_output=True, check=True)


def built(project: Path, *off: str) -> dict[str, bytes]:
    run(project, *off, "--", "build")
    site = project / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_site_is_the_same_without_all_special_paths(tmp_path: Path) -> None:
    write_store(tmp_path / "with", 100, exports=False)
    write_store(tmp_path / "without", 100, exports=False)
    assert built(tmp_path / "without", *PATHS) == built(tmp_path / "with")
    assert (tmp_path / "with" / "build" / "cache" / "pages").exists()
    assert not (tmp_path / "without" / "build" / "cache" / "pages").exists()
    run(tmp_path / "with", "incremental", "--", "saves")


@pytest.mark.parametrize("name", PATHS)
def test_what_is_switched_off_is_there(name: str) -> None:
    path = PATHS[name]
    assert (ROOT / "scripts" / "factbook" / path.module).is_file()
    for (module, attribute), instead in path.off.items():
        place = getattr(import_module(module), attribute)
        assert instead(place) is not place


def test_each_path_is_measured() -> None:
    assert {step.off for step in (*MADE_UP, *OF_THIS_SITE)} == {"", *PATHS}


def test_a_row_tells_what_a_path_saves() -> None:
    figures = Figures()
    for off, cpu in (("", 2.0), ("frames", 3.0)):
        figures.add(Key(300, "ours", Step(CLEAN, off).action), Run(cpu=cpu, wall=4 * cpu, peak=1, tree=1, status=0))
    steps = (Step(CLEAN), Step(CLEAN, "frames"))
    (row,) = rows(figures, 300, steps)
    assert row == [
        f"`site/frames.py`: {PATHS['frames'].purpose}",
        "clean build, 300 facts",
        "2.00",
        "3.00",
        "1.50",
        "1.50",
    ]
    assert f"| {' | '.join(row)} |" in section(figures, [(300, steps)], "One day.")
