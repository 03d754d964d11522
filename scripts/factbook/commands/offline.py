"""Check the project, build the site, and pack it into a zip file that is read without a server."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from factbook.checks.project import read_project
from factbook.checks.report import report
from factbook.content.counting import counted
from factbook.exports.serial import zip_bytes
from factbook.files import write_if_changed
from factbook.site.build import build_site, configuration_file, quiet_mkdocs
from factbook.site.offline import shelved


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook offline``."""
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to put the zip file (default: build/offline.zip)"
    )


def run(options: argparse.Namespace) -> int:
    """Build and pack the site; 1 if there are problems, and then nothing is packed."""
    configuration_file(options.root)
    quiet_mkdocs(verbose=False)
    project = read_project(options.root, options.today)
    if project.problems:
        sys.stdout.write(report(project, colour=sys.stdout.isatty()))
        print("factbook: nothing was packed", file=sys.stderr)
        return 1
    archive = options.out or options.root / "build" / "offline.zip"
    with tempfile.TemporaryDirectory() as folder:
        site = build_site(options.root, Path(folder, "site"), offline=True, project=project)
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    packed = {f"offline/{name}": data for name, data in shelved(files)}
    archive.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(archive, zip_bytes(packed))
    print(f"packed {counted(len(packed), 'file')}: {archive}; unpack it and open offline/index.html")
    return 0
