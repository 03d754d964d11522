"""The browser's part of the search, asked without a browser."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

MODULES = Path(__file__).parents[2] / "scripts" / "factbook" / "search" / "browser"


@dataclass(frozen=True)
class Step:
    """A query, while this folder is the site; ``anew``: of a reader who has nothing of the search yet."""

    folder: str
    query: str
    anew: bool = False


@dataclass(frozen=True)
class Answer:
    """The files that a query fetched, and what it found.

    ``results``: the first five pages, each with those of its parts that are shown, as location and title; ``answers``: the facts that
    answer, as location, name and value; ``missing``: words of the query that are nowhere on the site;
    ``error``: the name of the error that the reader is told of.
    """

    files: Sequence[str]
    results: Sequence[Sequence[tuple[str, str]]]
    answers: Sequence[tuple[str, str, str]]
    missing: Sequence[str]
    error: str

    def finds(self, location: str) -> bool:
        """Whether a place of the site is among the results."""
        return any(shown == location for result in self.results for shown, _ in result)


def ask(steps: Iterable[Step]) -> list[Answer]:
    """What is found for one query after the other."""
    request = {"modules": str(MODULES), "steps": [asdict(step) for step in steps]}
    client = Path(__file__).with_name("worker.mjs")
    done = subprocess.run(
        ["node", client], input=json.dumps(request), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return [Answer(**answer) for answer in json.loads(done.stdout)]


def lay_out(folder: Path, files: Mapping[str, str]) -> str:
    """Put the search's files where a site has them below a folder; gives the folder."""
    for name, text in files.items():
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)
