"""What editors show while people type: the guidance at every key, the ids of the store, the errors that ``check`` finds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factbook.checks.project import read_project
from factbook.cli import main
from factbook.editing.editor_schema import editor_schema, schema_files
from factbook.reading.data_files import data_files
from factbook.store.records import COLLECTIONS
from tests.checks.corpus_cases import CASES, GOOD
from tests.projects import BASE, TODAY, lay_out

ROOT = Path(__file__).parents[2]


def keys(collection: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for model, schema in editor_schema(collection)["definitions"].items():
        mapping = schema if "properties" in schema else next(form for form in schema["anyOf"] if "properties" in form)
        for key, part in mapping["properties"].items():
            yield f"{model}.{key}", part


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_key_tells_what_to_write_and_what_not(collection: str) -> None:
    for name, part in keys(collection):
        text = part["markdownDescription"]
        assert part["description"], name
        assert re.search(r"\n\nGood: `[\w-]+: \S.*`\n\nBad: `[\w-]+: \S.*` \(.+\)$", text), name


def test_the_schemas_of_the_project_are_fresh() -> None:
    for name, text in schema_files().items():
        assert (ROOT / "data" / "schema" / name).read_text(encoding="utf-8") == text, f"{name}: run factbook schema"


def ask(request: dict[str, Any]) -> dict[str, Any]:
    client = Path(__file__).parent / "client.mjs"
    done = subprocess.run(
        ["node", client], input=json.dumps(request), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real data and its ids, with one file in which somebody is typing."""
    root = tmp_path_factory.mktemp("editor")
    shutil.copytree(ROOT / "data", root / "data")
    assert (
        main(["--root", str(root), "schema"]) == 0
    )  # the ids are in no commit, and those of this folder may be of other data
    (root / "data" / "milestones" / "typing.yml").write_text(
        "# yaml-language-server: $schema=../schema/milestones.schema.json\n"
        "- id: typing\n  date: 2020-13\n  title: T\n  summary: S\n  places: [z]\n  sources:\n    h: first\n",
        encoding="utf-8",
    )
    return root


def test_the_language_server_helps_and_finds_nothing_wrong_in_the_store(project: Path) -> None:
    typing = str(project / "data" / "milestones" / "typing.yml")
    files = sorted(str(path) for _, path in data_files(project))
    answer = ask(
        {
            "root": str(project),
            "files": files,
            "completions": [
                {"path": typing, "line": 7, "character": 5},
                {"path": typing, "line": 5, "character": 12},
            ],
            "hovers": [{"path": typing, "line": 2, "character": 3}],
        }
    )
    (wrong,) = answer["diagnostics"].pop(typing)
    assert wrong["range"]["start"] == {"line": 2, "character": 8}
    assert wrong["message"] == "digits only: 1987-06; never more than the source says"
    assert {path: found for path, found in answer["diagnostics"].items() if found} == {}
    store = read_project(ROOT, TODAY).store
    sources, places = answer["completions"]
    assert set(sources) >= set(store.sources)
    assert set(places) >= set(store.places)
    assert "Bad: `date: June 1987`" in answer["hovers"][0]


# Where YAML 1.2 types a scalar by its look, a schema sees a number and no text; and a schema knows no calendar.
ONLY_THE_COMMAND_KNOWS = {
    "a number in scientific notation": "1e3 is a number to an editor",
    "a zero with a sign": "-0 is a number to an editor",
    "another zero with a sign": "-0.00 is a number to an editor",
    "the year 0000": "0000 is a number to an editor",
    "a period that ends a month before it begins": "no schema compares two parts of a text",
    "a text cut short at a comma": "in {yearbook: page 2, second paragraph} the server sees a key and no value to complain of",
    "a source without a locator": "in {yearbook} the server sees a key and no value to complain of",
    "a period that ends before it begins": "no schema compares two parts of a text",
}

SCHEMA_CASES = [
    case
    for case in CASES
    if {code for *_, code in case.expected}
    <= {"FB201", "FB202", "FB203", "FB204", "FB205", "FB206", "FB207", "FB209", "FB210"}
    and case.name not in ONLY_THE_COMMAND_KNOWS
    and not re.search(r"\((?:crlf|cr|utf-8-sig)\)|\{U\+FEFF\}", case.text)
]


@pytest.fixture(scope="module")
def diagnostics(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[int]]:
    """For each case the lines at which the language server finds something wrong: all cases in one run."""
    root = tmp_path_factory.mktemp("cases")
    for number, case in enumerate(SCHEMA_CASES):
        shutil.copytree(BASE, root / str(number))
        lay_out(root / str(number), GOOD.text + case.text)
    paths = [root / str(number) / case.expected[0][0] for number, case in enumerate(SCHEMA_CASES)]
    shutil.copytree(ROOT / "data", root / "data")
    assert main(["--root", str(root), "schema"]) == 0  # the ids are in no commit
    schemas = {
        (root / "data" / "schema" / f"{name}.schema.json").as_uri(): [f"**/data/{name}.yml", f"**/data/{name}/*.yml"]
        for name in COLLECTIONS
    }
    answer = ask({"root": str(root), "files": list(map(str, paths)), "settings": {"schemas": schemas}})
    return {
        case.name: {found["range"]["start"]["line"] + 1 for found in answer["diagnostics"][str(path)]}
        for case, path in zip(SCHEMA_CASES, paths, strict=True)
    }


def test_many_cases_are_compared() -> None:
    assert len(SCHEMA_CASES) > 50


@pytest.mark.parametrize("case", SCHEMA_CASES, ids=lambda case: case.name)
def test_the_editor_finds_what_the_command_finds(case: Any, diagnostics: dict[str, set[int]]) -> None:
    assert diagnostics[case.name] == {line for _, line, _, _ in case.expected}


def test_settings_and_tasks_of_vs_code_name_what_exists() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for path, files in settings["yaml.schemas"].items():
        name = Path(path).name.removesuffix(".schema.json")
        assert (ROOT / path).is_file()
        assert files == [f"data/{name}.yml", f"data/{name}/*.yml"]
    assert {Path(path).name for path in settings["yaml.schemas"]} == set(schema_files())
    (task,) = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    line = "data/awards.yml:3:9: FB211 'medal' is no kind of award"
    match = re.match(pattern["regexp"], line)
    assert match
    assert [match[pattern[key]] for key in ("file", "line", "column", "code", "message")] == [
        "data/awards.yml", "3", "9", "FB211", "'medal' is no kind of award",
    ]  # fmt: skip
