"""``factbook fmt``: one layout; never a changed value, never a lost comment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factbook.cli import main
from factbook.editing.formatting import format_text
from factbook.editing.formatting.scalars import WIDTH
from factbook.reading.columns import columns
from factbook.reading.data_files import data_files
from factbook.reading.documents import read_document
from tests.checks.corpus_cases import GOOD
from tests.projects import MakeProject

REAL = Path(__file__).parents[2]

EXAMPLES = [
    pytest.param(
        "milestones",
        "- sources: {yearbook: page 2}\n  title: Hall\n  id: hall\n",
        "- id: hall\n  title: Hall\n  sources: {yearbook: page 2}\n",
        id="keys in the order of the schema, unknown order of sources kept",
    ),
    pytest.param(
        "milestones",
        "- id: b\n  date: 1601\n- id: a\n  date: 1600-05~\n- id: c\n  date: 1600\n",
        "- id: c\n  date: 1600\n- id: a\n  date: 1600-05~\n- id: b\n  date: 1601\n",
        id="milestones by date",
    ),
    pytest.param(
        "milestones",
        "- id: b\n  date: 1601\n- id: a\n  date: soon\n",
        "- id: b\n  date: 1601\n- id: a\n  date: soon\n",
        id="milestones as they stand, where a date cannot be read",
    ),
    pytest.param("sources", "- id: b\n- id: a\n", "- id: a\n- id: b\n", id="sources by id"),
    pytest.param("claims", "- id: b\n- id: a\n", "- id: b\n- id: a\n", id="claims as they stand"),
    pytest.param(
        "indicators",
        "- id: x\n  observations:\n  - {period: 1991, value: 2}\n  - {value: 4}\n  - {period: 1990, key: b, value: 3}\n"
        "  - {value: 1, period: 1990, key: a}\n",
        "- id: x\n  observations:\n    - {period: 1990, key: a, value: 1}\n    - {period: 1990, key: b, value: 3}\n"
        "    - {period: 1991, value: 2}\n    - {value: 4}\n",
        id="observations by period and key, two spaces an indent",
    ),
    pytest.param(
        "milestones",
        "- id: hall\n  date: 1992\n  title: 'no'\n  summary: \"Plain text\"\n  note: 010\n  caveats: [1e3, 0x1F]\n",
        "- id: hall\n  date: 1992\n  title: 'no'\n  summary: Plain text\n  caveats: [1e3, 0x1F]\n  note: 010\n".replace(
            "  caveats: [1e3, 0x1F]\n  note: 010\n", "  note: 010\n  caveats: [1e3, 0x1F]\n"
        ),
        id="quotes go where they say nothing, scalars stay as typed",
    ),
    pytest.param(
        "milestones",
        "- id: hall\n  topics:\n    - history\n    - 经济\n  places: [ town ,shire]\n",
        "- id: hall\n  topics: [history, 经济]\n  places: [town, shire]\n",
        id="words in brackets",
    ),
    pytest.param(
        "milestones",
        "# yaml-language-server: $schema=../schema/milestones.schema.json\n\n# about the hall\n- id: hall # an id\n\n\n"
        "  # the year\n  date: 1600\n  # at the end of the record\n# at the end\n",
        "# yaml-language-server: $schema=../schema/milestones.schema.json\n\n# about the hall\n- id: hall  # an id\n\n"
        "  # the year\n  date: 1600\n  # at the end of the record\n# at the end\n",
        id="comments and blank lines stay",
    ),
    pytest.param(
        "milestones",
        "- id: hall\n  date: 1600\n  sources: {a: b, # why\n    c: d}\n",
        "- id: hall\n  date: 1600\n  sources:\n    a: b  # why\n    c: d\n",
        id="a comment inside braces opens them",
    ),
    pytest.param(
        "milestones",
        "# of b\n- id: b\n  date: 1601\n# of a\n- id: a\n  date: 1600\n",
        "# of a\n- id: a\n  date: 1600\n# of b\n- id: b\n  date: 1601\n",
        id="a comment moves with its record",
    ),
    pytest.param(
        "milestones",
        "- id: hall\n  title:   A hall\n    in the town\n",
        "- id: hall\n  title: A hall in the town\n",
        id="short text on one line",
    ),
    pytest.param(
        "milestones",
        "- {id: hall, summary: " + "the hall " * 14 + "stands, date: 1600}\n",
        "- id: hall\n  date: 1600\n  summary: >-\n    "
        + ("the hall " * 11).strip()
        + " the"
        + "\n    "
        + "hall the hall the hall stands\n",
        id="long text is folded, and braces that do not fit are opened",
    ),
    pytest.param(
        "milestones",
        "- id: hall\n  summary: |\n    One line.\n\n    Another.\n",
        "- id: hall\n  summary: |\n    One line.\n\n    Another.\n",
        id="text with line breaks stays literal",
    ),
    pytest.param("milestones", "[]\n", "[]\n", id="no records"),
    pytest.param("milestones", "\n\n- id: a\n\n\n\n", "- id: a\n", id="blank lines at the ends go"),
]


@pytest.mark.parametrize(("collection", "before", "after"), EXAMPLES)
def test_the_layout(collection: str, before: str, after: str) -> None:
    assert format_text(before, collection) == after
    assert format_text(after, collection) == after


def value_of(root: Path, text: str, name: str = "claims") -> object:
    path = root / "data" / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    document, problems = read_document(root, path)
    assert not problems, problems
    return document.value, document.empty


# Claims keep their order, so that whole values can be compared.
WORDS = st.text("ab'\":#-,[]{}&*!|>%@?` 1.~0中文，：\n", max_size=40)
SCALARS = st.one_of(
    WORDS,
    st.sampled_from(
        ["no", "010", "1e3", "0x1F", "1992", "1992-11-09", "null", "~", "true", "1_000", "12:30", "- a", "a: b"]
    ),
    st.text("word 中 ", min_size=100, max_size=300),
)
COMMENT = st.text("ab #:'\"中[]{}-", max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """The text of a file: records with text of every style, comments and blank lines anywhere they may stand."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        keys = draw(st.permutations(["id", "source", "claim", "explanation", "facts", "strange"]))
        for number, key in enumerate(keys[: draw(st.integers(1, 6))]):
            if draw(st.integers(0, 3)) == 0:
                lines.append(
                    "" if draw(st.booleans()) else f"{' ' * draw(st.integers(0, 4))}# {draw(COMMENT)}".rstrip()
                )
            margin = "  " if number else "- "
            lines.extend(draw(values(f"{margin}{key}:")))
    return "\n".join(lines) + "\n"


@st.composite
def values(draw: st.DrawFn, head: str) -> list[str]:
    behind = f" # {draw(COMMENT)}".rstrip() if draw(st.integers(0, 3)) == 0 else ""
    kind = draw(st.integers(0, 6))
    text = draw(SCALARS)
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    plain, more = draw(st.text("ab 中", max_size=20)).strip(), draw(st.text("cd 文", max_size=20)).strip()
    mark = draw(st.sampled_from("|>")) + "2" + draw(st.sampled_from(["", "-", "+"]))
    return [
        [f"{head} {double}{behind}"],
        [f"{head} '{text.replace(chr(39), chr(39) * 2).replace(chr(10), ' ')}'{behind}"],
        [f"{head} {mark}{behind}", *(f"    {line}" for line in text.split("\n"))],
        [f"{head} {plain}", f"    {more}{behind}"] if plain and more else [f"{head} {plain}{behind}"],
        [f"{head} [{double}, ab , {{a: {double}, 'b': }}]{behind}"],
        [f"{head}{behind}", f"    - {double}", "    # inside", "    - a: b", f"      c: {double}{behind}"],
        [f"{head} {{a: b,{behind}", f"    c: {double}, d: [x,", "", f"    y]}}{behind}"],
    ][kind]


@given(documents())
@example("- {id: a, claim: 'x', facts: [a, b]} # c\n")
@example("- id: |2+\n     a\n\n\n  claim: b\n")
@example('- id: >\n    folded\n\n    text\n\n# c\n  claim: "a\\n"\n')
@example("- id: a\n  facts:\n  # first\n  - a # b\n  # last\n")
def test_it_never_changes_a_value_and_a_second_run_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "layout"
    before = value_of(root, text)
    result = format_text(text, "claims")
    assert normal(value_of(root, result)) == normal(before)
    assert format_text(result, "claims") == result
    assert sorted(re.findall("# inside", result)) == sorted(re.findall("# inside", text))


def normal(value: object) -> object:
    """A value whatever the order of its keys: as dicts compare, but for the places of empty values."""
    records, empty = value  # type: ignore[misc]
    return records, set(empty)


def _breakable(line: str) -> str:
    """The text of a line in which it may be broken: not within a reference."""
    return re.sub(r"\[\[[^\]]*\]\]", "", line.strip().partition(": ")[2].strip("'\""))


@pytest.mark.parametrize("place", ["corpus", "store"])
def test_real_files_keep_their_values_and_fit(place: str, make_project: MakeProject) -> None:
    root = REAL if place == "store" else make_project(GOOD.text)
    for collection, path in data_files(root):
        document, problems = read_document(root, path)
        if problems:
            continue
        text = format_text(document.text, collection)
        if text != document.text:  # what is laid out already was formatted a second time just now
            assert format_text(text, collection) == text
        for line in text.splitlines():
            assert columns(line) <= WIDTH or " " not in _breakable(line) or "#" in line, line


def fmt(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "fmt", *arguments])


def test_check_says_what_would_change_and_changes_nothing(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(GOOD.text)
    path = root / "data" / "sources.yml"
    before = path.read_bytes()
    assert fmt(root, "--check") == 1
    assert f"{path.as_posix()}: would be laid out anew" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert fmt(root) == 0
    assert path.read_bytes() != before
    assert fmt(root, "--check") == 0


def test_line_ends_and_byte_order_marks_are_fixed(make_project: MakeProject) -> None:
    root = make_project("# data/claims.yml (crlf)\n{U+FEFF}- id: a\n  claim: 礼堂\n")
    path = root / "data" / "claims.yml"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf- id: a\r\n")
    assert fmt(root, str(path)) == 0
    assert path.read_bytes() == "- id: a\n  claim: 礼堂\n".encode()


def test_a_file_that_cannot_be_read_is_reported_and_left(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project("# data/claims.yml\n- id: a\n   claim: b\n# data/awards.yml\n- name: A\n  id: a\n")
    broken = (root / "data" / "claims.yml").read_bytes()
    assert fmt(root) == 1
    assert "data/claims.yml:2:9: FB103" in capsys.readouterr().out
    assert (root / "data" / "claims.yml").read_bytes() == broken
    assert (root / "data" / "awards.yml").read_text() == "- id: a\n  name: A\n"


def test_a_path_that_is_no_data_file_is_refused(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project()
    assert fmt(root, str(root / "docs")) == 2
    assert "is no data file" in capsys.readouterr().err
