"""Random input for everything that reads text from strangers: no traceback, and no input that takes a second.

How many inputs each test tries is set by its profile: a few hundred in `make test`, a million in all in `make soak`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from factbook.checks.markup import converted, faults
from factbook.checks.rules import RULES
from factbook.content.wording import reference_spans
from factbook.editing.formatting import format_file
from factbook.reading.documents import Document, _parse
from factbook.reading.load import build_store, load
from factbook.reading.prose import ProsePage
from factbook.store import Store
from factbook.store.records import COLLECTIONS
from factbook.store.scalars import Number
from factbook.store.texts import Text
from tests.projects import BASE, lay_out
from tests.safety.hostile import payloads
from tests.safety.targets import TARGETS, timed

SHORT = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
MILLION = 1_000_000
GUIDED = 100_000
SECOND = Path(__file__).parents[1] / "second"

_yaml = st.text(
    alphabet=st.sampled_from(list("-:[]{}&*!|>'\"#%@`,? \n\t\r01abzé中\u200b\ufeff\0\x85<=~.")), max_size=200
)
_any = st.one_of(st.text(max_size=300), _yaml)
_edtf = st.text(alphabet="0123456789-/.~?%XTQYSE:+", max_size=24)
_body = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="gdp@2023 area:x/*+-().,=|times percentdifference0129²٣source", max_size=120),
)
_numbers = st.one_of(st.text(alphabet="0123456789.-+eE_, 一", max_size=60), st.decimals(allow_nan=True).map(str))
_values = st.recursive(
    st.one_of(
        st.text(max_size=40),
        st.none(),
        _edtf,
        st.sampled_from(["charter", "town", "yearbook", "1", "actual", "history"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(
                st.sampled_from(sorted({k for m in COLLECTIONS.values() for k in m.model_fields})), st.text(max_size=10)
            ),
            inner,
            max_size=8,
        ),
    ),
    max_leaves=25,
)
INPUTS: dict[str, st.SearchStrategy[object]] = {
    "loader": _any,
    "bytes": st.binary(max_size=300),
    "records": _values,
    "references": _body,
    "dates": st.one_of(_edtf, st.text(max_size=30)),
    "numbers": st.one_of(_numbers, st.text(max_size=60)),
    "pages": st.one_of(_any, st.text(alphabet="<>/=\"'&;:#[]()!abcdefscript\n -`{}", max_size=200)),
    "timelines": _any,
}
SHARES = {
    "loader": 20,
    "bytes": 10,
    "records": 6,
    "references": 25,
    "dates": 25,
    "numbers": 10,
    "pages": 2,
    "timelines": 2,
}
"""Percent of the million: the quick ones more often."""


def _files(*patterns: str) -> list[bytes]:
    return [path.read_bytes()[:400] for pattern in patterns for path in sorted(SECOND.glob(pattern))]


def _examples() -> list[bytes]:
    """The right and wrong examples of all rules, which touch every kind of record."""
    return [text.encode() for rule in RULES for text in (rule.right, rule.wrong)]


def _texts(*texts: str) -> list[bytes]:
    return [text.encode() for text in texts]


_SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "loader": lambda: _files("data/*.yml") + _examples(),
    "bytes": lambda: [b"\xef\xbb\xbfa", b"\xff", *_files("data/*.yml")],
    "records": lambda: _files("data/*.yml") + _examples(),
    "references": lambda: _texts("gdp@2023", "= (a@2001 - b@2001:x) / 2 * 3, percent 1", "tcl name", "source:x-1"),
    "dates": lambda: _texts("1992-11-09", "1992~/..", "2023-Q3", "19XX?", "2004-06-%11/2005", "Y-17E7", "2001-21"),
    "numbers": lambda: _texts("1,007.15", "-0.5e3", "2001/2002", "https://example.org/a?b#c", "a-b-1"),
    "pages": lambda: _files("docs/*.md") + _texts(*payloads()),
    "timelines": lambda: (
        _files("data/milestones.yml") + _texts('[{"date": "1992", "title": "a"}]', "date,title\n1992,a\n")
    ),
}
"""Where the search begins: inputs that already reach far."""


def _try_out(name: str, how_many: settings) -> int:
    """Call a target with random inputs; returns how many there were."""
    target, tried = TARGETS[name], 0

    def once(value: object) -> None:
        nonlocal tried
        tried += 1
        timed(lambda: target(value))

    how_many(given(INPUTS[name])(once))()
    return tried


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_brings_it_down(name: str) -> None:
    _try_out(name, SHORT)


@pytest.mark.soak
@pytest.mark.parametrize("name", TARGETS)
def test_inputs_that_look_for_new_paths(name: str, tmp_path: Path) -> None:
    """atheris changes inputs so that they reach code which no input has reached yet."""
    pytest.importorskip("atheris", reason="atheris has no wheel for this system; see requirements/soak.in")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(_SEEDS[name]()):
        (seeds / str(number)).write_bytes(seed)
    command = [sys.executable, "-m", "tests.safety.fuzz_atheris", name, f"-runs={GUIDED}", "-max_len=400", str(seeds)]
    result = subprocess.run([*command, f"-artifact_prefix={tmp_path}/"], capture_output=True, text=True, check=False)
    said = result.stdout + result.stderr
    assert result.returncode == 0, said[-4000:]
    assert f"Done {GUIDED} runs" in said, said[-4000:]


@pytest.mark.soak
@pytest.mark.parametrize("name", TARGETS)
def test_a_million_inputs(name: str) -> None:
    count = MILLION * SHARES[name] // 100
    assert _try_out(name, settings(SHORT, max_examples=count, derandomize=False)) >= count


def test_the_shares_make_a_million() -> None:
    assert sum(SHARES.values()) == 100
    assert set(SHARES) == set(TARGETS) == set(INPUTS)


_GROWING = (
    "[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[" * 50_000 + "]" * 50_000, "'" * 100_000,
    "a: " * 30_000, "*a " * 50_000, "!!x " * 50_000, "\u200b" * 200_000, "<<<<<<< x\n" * 20_000, "- {}\n" * 100_000,
    "- a: [" * 40_000,
)  # fmt: skip
_LONG = (
    "[" * 20_000, "(" * 20_000, "*" * 20_000, "> " * 5_000, "- " * 3_000, "`" * 20_000, "<" * 20_000, "[a](" * 5_000,
    "![" * 5_000, "a\n" * 20_000, "|a" * 5_000, "_" * 20_000, "***a" * 3_000, "{: " * 5_000, "<b>" * 5_000, "&a" * 9_000,
)  # fmt: skip


@pytest.mark.parametrize("text", _GROWING, ids=lambda text: text[:6])
def test_what_is_made_to_grow_is_refused_in_time(text: str) -> None:
    document = Document("data/places.yml", text)
    started = time.thread_time()
    problems = list(_parse(document))
    assert time.thread_time() - started < 5
    assert 0 < len(problems) <= 201


def test_a_bomb_of_aliases_is_refused_before_it_expands() -> None:
    lines = ["- &a0 [x, x, x, x, x, x, x, x, x]", *(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    document = Document("data/places.yml", "\n".join(lines))
    problems = list(_parse(document))
    assert {problem.code for problem in problems} == {"FB106"}
    assert document.value == []


def test_a_file_with_thousands_of_problems_ends_its_list(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    text = "".join(f"- {{id: p-{n}, nme: x, kind: , extra: [], summary: ''}}\n" for n in range(9_000))
    (tmp_path / "data" / "places.yml").write_text(text, encoding="utf-8")
    started = time.thread_time()
    problems = load(tmp_path).problems
    assert time.thread_time() - started < 10
    assert len(problems) == 201
    assert problems[-1].code == "FB110"


@pytest.mark.parametrize("text", _LONG, ids=lambda text: text[:6])
def test_a_page_made_to_take_long_does_not(text: str) -> None:
    started = time.thread_time()
    page = ProsePage("docs/index.md", text)
    assert len(page.prose) == len(text)
    list(faults(text))
    assert time.thread_time() - started < 2


@pytest.mark.parametrize("digits", ["1" * 20, f"0.{'1' * 18}", "-9999999999.999999999", "0", "-0"])
def test_a_number_of_any_length_is_read_and_said(digits: str, tmp_path: Path) -> None:
    examples = {rule.code: rule for rule in RULES}["FB207"].right.replace("3000", digits)
    _checked(tmp_path, examples)


@pytest.mark.parametrize("digits", ["1" * 3_999, f"0.{'1' * 3_900}", f"{'9' * 60}.{'9' * 60}", "1" * 21])
def test_a_number_that_is_too_long_is_refused(digits: str) -> None:
    with pytest.raises(ValidationError, match="digits; the limit is 20"):
        TypeAdapter(Number).validate_python(digits)


@pytest.mark.parametrize(
    "escape", [r"\0", r"\x08", r"\u200b", r"\u202e", r"\ud800", r"\uFEFF", r"\N", r"\L", r"\U000e0041"]
)
def test_an_escape_hides_no_character(escape: str) -> None:
    document = Document("data/places.yml", f'- id: "a{escape}b"\n')
    assert {problem.code for problem in _parse(document)} <= {"FB105", "FB103"}
    assert document.value == []


@given(_body)
@SHORT
@example("= population@1990 / 0, times")
@example("= population@1990, percent 9")
@example("= population@1990, number 999999999")
@example("= population@1990 * 99999999999999999999999999999999999999, number 9")
@example("= " + "(" * 140 + "population@1990" + ")" * 140 + ", times")
def test_any_reference_is_shown_or_refused(body: str) -> None:
    store = _STORE
    try:
        reference_spans(body, store)
    except (KeyError, ValueError):
        return


def _checked(root: Path, text: str) -> None:
    """Read a small store with this file in it, and say everything in it."""
    from factbook.pages.generate import generate  # noqa: PLC0415 - slow to import
    from factbook.render.html import Writer  # noqa: PLC0415
    from factbook.render.links import Site  # noqa: PLC0415

    store = _store(root, text)
    for page in generate(store):
        Writer.on(page.path, store, Site()).whole(page)


def _store(root: Path, text: str) -> Store:
    shutil.copytree(BASE, root / "project")
    lay_out(root / "project", text)
    return build_store(load(root / "project"))


with tempfile.TemporaryDirectory() as _folder:
    _STORE = _store(Path(_folder), {rule.code: rule for rule in RULES}["FB207"].right)


@pytest.mark.parametrize("name", ["loader", "records"])
def test_fmt_takes_what_check_takes(name: str, tmp_path: Path) -> None:
    """What reads as YAML is laid out, or left alone with its problem; never a traceback, never other values."""
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "places.yml"

    @SHORT
    @given(INPUTS[name])
    @example({"a\rb": "c\rd"})
    @example({"summary": "a word \r" * 40})
    def laid_out(value: object) -> None:
        text = value if isinstance(value, str) else json.dumps([value], ensure_ascii=False)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        formatted = format_file(tmp_path, "places", path)
        before, after = Document("a", text), Document("b", formatted.text)
        if not list(_parse(before)) and formatted.changed:
            assert not list(_parse(after))
            assert before.value == after.value

    laid_out()


def test_text_in_both_languages_never_vanishes() -> None:
    assert str(Text.model_validate({"zh": "中"})) == "中"


def test_a_converted_page_of_nested_quotes_ends() -> None:
    try:
        converted("> " * 300 + "x", {"tables": {}})
    except RecursionError:
        pytest.fail("Markdown's own recursion reached the limit")
