"""Write a new knowledge base into a folder: data, pages, settings, an invented town as an example of every kind of record.

What is not given as an option is requested on a terminal. The folder may be new or empty; nothing is ever overwritten.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from factbook.content.counting import counted
from factbook.editing.editor_schema import IDS, as_text, ids_schema
from factbook.editing.names import names
from factbook.files import write_if_changed
from factbook.problems import ProjectError
from factbook.reading.load import build_store, load
from factbook.starting.project import PROGRAMS, Answers, project_files, requirements_of

_WHEELS = "wheels"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook init``."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write it: a new folder, or an empty one")
    parser.add_argument("--name", help="what the site is called (default: the folder's name)")
    parser.add_argument(
        "--subject", help="what it is about, as texts call it: 'the old harbour' (default: the site's name)"
    )
    parser.add_argument(
        "--languages", help="the languages of its pages, the main one first: en, zh or en,zh (default: en)"
    )
    parser.add_argument(
        "--licence", help="the SPDX identifier of the licence of its data, such as CC-BY-4.0 (default: none)"
    )
    parser.add_argument("--site-url", metavar="URL", help="where it will be published (default: open)")
    parser.add_argument("--repository", metavar="URL", help="the address of its repository (default: none)")
    parser.add_argument(
        "--wheels",
        type=Path,
        metavar="DIR",
        help="a folder with the program's two wheels, which are copied into the project",
    )


def run(options: argparse.Namespace) -> int:
    """Write the project; report what to do next."""
    folder: Path = options.folder if options.folder.is_absolute() else options.root / options.folder
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        raise ProjectError(f"{folder} is not empty: nothing is overwritten, choose another folder")
    answers = _answers(options, folder.resolve().name)
    wheels = _wheels(options.wheels)
    requirements = requirements_of([f"{_WHEELS}/{wheel.name}" for wheel in wheels])
    written = project_files(answers, requirements)
    for name, text in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(path, text)
    for wheel in wheels:
        (folder / _WHEELS).mkdir(exist_ok=True)
        shutil.copyfile(wheel, folder / _WHEELS / wheel.name)
    ids = as_text(ids_schema(names(build_store(load(folder)))))
    write_if_changed(folder / "data" / "schema" / IDS, ids)
    print(f"{folder}: {counted(len(written) + len(wheels) + 1, 'file')} written")
    print(f"next: cd {options.folder} && factbook serve")
    return 0


def _answers(options: argparse.Namespace, folder: str) -> Answers:
    """What the options say, and on a terminal the answers to what they leave open."""
    default = folder.replace("-", " ").replace("_", " ").strip().capitalize() or "Knowledge base"
    name = _one(options.name, "What is the site called?", default)
    subject = _one(options.subject, "What is it about, as a text would call it?", name)
    languages = _one(options.languages, "Languages of its pages, the main one first: en, zh or en,zh?", "en")
    return Answers(
        name,
        subject,
        tuple(tag.strip() for tag in languages.split(",")),
        _one(options.licence, "Licence of its data, such as CC-BY-4.0? Enter for none.", ""),
        _with_slash(_one(options.site_url, "Where will it be published, https://…/? Enter if that is open.", "")),
        _one(options.repository, "Address of its repository? Enter for none.", ""),
    )


def _one(given: str | None, question: str, default: str) -> str:
    if given is not None or not sys.stdin.isatty():
        return default if given is None else given
    print(f"{question} {f'[{default}] ' if default else ''}", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or default


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else f"{address}/"


def _wheels(folder: Path | None) -> list[Path]:
    """The wheel of each distribution in a folder. Raises ProjectError where it does not have one of each."""
    found = []
    for name in PROGRAMS if folder is not None else ():
        assert folder is not None
        matching = sorted(folder.glob(f"{name.replace('-', '_')}-*.whl"))
        if len(matching) != 1:
            raise ProjectError(
                f"there are {len(matching)} wheels of {name} in {folder}, one is needed: make dist writes them"
            )
        found += matching
    return found
