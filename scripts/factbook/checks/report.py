"""Problems as text for people and as JSON, GitHub annotations and SARIF for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from factbook import __version__
from factbook.checks.project import Project
from factbook.checks.rules import RULES, by_code
from factbook.content.counting import counted
from factbook.problems import Problem
from factbook.reading.columns import columns

_BOLD, _RED, _CYAN, _RESET = "\033[1m", "\033[31m", "\033[36m", "\033[0m"
_SHOWN = 160
"""How many characters of a line are shown."""


def report(project: Project, style: str = "text", *, colour: bool = False) -> str:
    """The problems of a project in one of the FORMATS, ending with a newline."""
    return FORMATS[style](project, colour)


def _text(project: Project, colour: bool) -> str:
    lines = {document.path: document.text.splitlines() for document in project.documents}
    lines.update({page.path: page.text.splitlines() for page in project.pages})
    parts = [_one(problem, lines.get(problem.path, []), colour) for problem in project.problems]
    return "\n".join((*parts, _summary(project)))


def _one(problem: Problem, lines: list[str], colour: bool) -> str:
    bold, red, cyan, reset = (_BOLD, _RED, _CYAN, _RESET) if colour else ("", "", "", "")
    place = f"{problem.path}:{problem.line}:{problem.column}:"
    text = f"{bold}{place}{reset} {red}{problem.code}{reset} {problem.message}\n"
    if 0 < problem.line <= len(lines):
        shown, before = _excerpt(lines[problem.line - 1], problem.column)
        gutter = f"{problem.line:>5} | "
        text += f"{gutter}{shown}\n{' ' * (len(gutter) + columns(before))}{red}^{reset}\n"
    if problem.hint:
        text += f"        {cyan}help:{reset} {problem.hint}\n"
    return text


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """What is shown of a line, and the part of it that stands before the column; of a long line, what is around it."""
    line = "".join(character if character.isprintable() else " " for character in line)
    begin = 0 if column <= _SHOWN else column - _SHOWN // 2
    part = line[begin : begin + _SHOWN]
    head, tail = "…" * (begin > 0), "…" * (begin + _SHOWN < len(line))
    return head + part + tail, head + line[begin : column - 1]


def _summary(project: Project) -> str:
    store = project.store
    if not project.problems:
        read = (
            counted(len(store.facts), "fact"), counted(len(store.sources), "source"), counted(len(project.pages), "page"),
        )  # fmt: skip
        return f"no problems: {', '.join(read)}\n"
    counts = Counter(problem.code for problem in project.problems)
    rows = [f"  {count:>4}  {code} {_name(code)}" for code, count in sorted(counts.items())]
    total = len(project.problems)
    files = len({problem.path for problem in project.problems})
    head = (
        f"{total} problem{'s' * (total != 1)} in {files} file{'s' * (files != 1)} (more on each: factbook explain CODE)"
    )
    return "\n".join((head, *rows)) + "\n"


def _name(code: str) -> str:
    rule = by_code(code)
    return rule.name if rule else ""


def _json(project: Project, _: bool) -> str:
    problems = [
        {"path": p.path, "line": p.line, "column": p.column, "code": p.code, "message": p.message, "hint": p.hint}
        for p in project.problems
    ]
    return json.dumps({"problems": problems, "count": len(problems)}, ensure_ascii=False, indent=2) + "\n"


def _github(project: Project, _: bool) -> str:
    """Workflow commands (docs.github.com, "Workflow commands for GitHub Actions"): one error annotation each, below the whole report.

    GitHub shows ten annotations of a step; the report stands in the log. While it is printed commands are stopped, so that no text of
    a file is taken for one.
    """
    text = _text(project, False)
    if not project.problems:
        return text
    token = sha256(text.encode("utf-8", "replace")).hexdigest()
    lines = [
        f"::error file={_property(p.path)},line={p.line},col={p.column},title={_property(f'{p.code} {_name(p.code)}')}::"
        f"{_data(p.message + (f' ({p.hint})' if p.hint else ''))}\n"
        for p in project.problems
    ]
    return f"::stop-commands::{token}\n{text}::{token}::\n" + "".join(lines)


def markdown(project: Project, limit: int = 900_000) -> str:
    """The whole report as Markdown, for the summary of a workflow, which may have a megabyte."""
    text = _text(project, False)
    if len(text.encode()) > limit:
        text = (
            text.encode()[: limit - 200].decode("utf-8", "ignore")
            + "\n… cut off here; the whole report stands in the log.\n"
        )
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}{fence}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(project: Project, _: bool) -> str:
    """SARIF 2.1.0 (OASIS Standard, 27 March 2020)."""
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "factbook", "version": __version__, "rules": [_sarif_rule(r) for r in RULES]}
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(problem) for problem in project.problems],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.wants},
        "fullDescription": {"text": rule.why},
    }


def _uri(path: str) -> str:
    """A path as a relative reference (RFC 3986): what is no letter of an address is percent-encoded, a colon in the first part too."""
    return quote(path, safe="/!$&'()*+,;=@", errors="surrogateescape")


def _sarif_result(problem: Problem) -> dict[str, Any]:
    text = problem.message + (f" ({problem.hint})" if problem.hint else "")
    region = {"startLine": problem.line, "startColumn": problem.column}
    location = {"artifactLocation": {"uri": _uri(problem.path)}, "region": region}
    return {
        "ruleId": problem.code,
        "level": "error",
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


FORMATS: dict[str, Callable[[Project, bool], str]] = {"text": _text, "json": _json, "github": _github, "sarif": _sarif}
"""The formats of a report."""
