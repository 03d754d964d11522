"""A builder with its project at one size: how it is made, edited and built."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builders import PAGE, Builder, Command, builders_named, sentence_of
from measure import Run, measure
from report import OURS
from stores import ROOT, write_store


class RunError(Exception):
    """A builder failed, or did not build what it was to build."""


@dataclass(frozen=True)
class Options:
    """What the command was asked for. ``limit``, ``once``: seconds."""

    work: Path
    rounds: int
    edits: int
    limit: float
    once: float

    @property
    def tools(self) -> Path:
        """Where what is installed for this benchmark alone lives."""
        return self.work / "tools"


@dataclass(frozen=True)
class Case:
    """A builder with its project at one size."""

    builder: Builder
    facts: int
    project: Path
    sentence: str
    options: Options

    @cached_property
    def environment(self) -> dict[str, str]:
        """Ours is this checkout's; the others know nothing of it."""
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"}
        return environment | ({"PYTHONPATH": str(ROOT / "scripts")} if self.builder.key == OURS else {})

    @cached_property
    def _source(self) -> str:
        text = (self.project / self.builder.source).read_text(encoding="utf-8")
        if self.sentence not in text:
            raise RunError(f"{self.builder.source} does not hold the sentence that is to be changed")
        return text

    def edit(self, number: int) -> str:
        """Put a new sentence in place of the one, wherever it stands in the file; returns it."""
        text = f"This is wording {number} of the sentence."
        file = self.project / self.builder.source
        fresh = file.with_suffix(".new")
        fresh.write_text(self._source.replace(self.sentence, text), encoding="utf-8")
        fresh.replace(file)  # in one step, as editors do
        return text

    def build(self) -> Run:
        """Build, measured. Raises RunError where that fails."""
        return self.run(self.builder.build_command(self.options.tools))

    def run(self, command: Command) -> Run:
        """Run a command in the project, measured. Raises RunError where it fails."""
        limit = self.options.limit
        run = measure(command, cwd=self.project, log=self.log("build"), limit=limit, environment=self.environment)
        if run.status:
            raise RunError(f"failed with status {run.status}, see {self.log('build')}")
        return run

    def log(self, name: str) -> Path:
        """Where the output of a command goes: beside the project."""
        return self.project.with_name(f"{self.project.name}.{name}.log")

    def page(self) -> str:
        """The HTML of the page that is edited."""
        path = self.project / self.builder.site / PAGE / "index.html"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def prepare(builders: Sequence[Builder], facts: int, options: Options) -> list[Case]:
    """Write the store, build it once, and give each builder its project."""
    folder = options.work / str(facts)
    store = folder / OURS
    write_store(store, facts, exports=False)
    sentence = sentence_of(store)
    ours = next(builders_named([OURS]))
    if Case(ours, facts, store, sentence, options).build().is_limited:
        raise RunError(f"no pages to compare: ours did not build {facts} facts within the limit")
    cases = []
    for builder in builders:
        project = folder / builder.key
        builder.lay_out(store, project, options.tools)
        cases.append(Case(builder, facts, project, sentence, options))
    return cases
