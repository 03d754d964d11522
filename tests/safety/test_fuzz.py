"""Random input for everything that reads text from strangers: no traceback, and no input that takes a second.

How many inputs each test tries is set by its profile: a few hundred in `make test`, a million in all in `make soak`.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from factbook.documents import Document, _parse, decode
from factbook.formatting import format_file
from factbook.load import build_store, load
from factbook.lookalikes import lookalikes
from factbook.markup import converted, faults
from factbook.problems import Problem, ProjectError
from factbook.prose import ProsePage
from factbook.references import evaluate, parse
from factbook.rules import RULES
from factbook.schema.records import COLLECTIONS
from factbook.schema.scalars import Date, Id, Number, Text, Url
from factbook.store import Store
from factbook.wording import reference_spans
from mkdocs_timeline.dates import parse as parse_date
from mkdocs_timeline.labels import label
from mkdocs_timeline.load import load_text
from mkdocs_timeline.problems import LoadError
from tests.factbook.conftest import BASE, lay_out

SHORT = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
MILLION = 1_000_000

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


def _timed(action: Callable[[], object]) -> None:
    """Let an action take a second of the processor at most; what other programs take meanwhile does not count."""
    started = time.thread_time()
    action()
    assert time.thread_time() - started < 1, "it took more than a second"


def _says(*messages: str) -> None:
    assert messages
    assert all(messages)


def loader(text: str) -> None:
    """YAML: a document and its problems, whatever the text."""
    document = Document("data/places.yml", text)
    for problem in _parse(document):
        assert problem.line >= 1
        assert problem.column >= 1


def raw_bytes(raw: bytes) -> None:
    """A file's bytes."""
    text = decode("data/places.yml", raw)
    assert isinstance(text, (str, Problem))


def records(value: object) -> None:
    """Any value as a record of any collection."""
    for model in COLLECTIONS.values():
        try:
            model.model_validate(value)
        except ValidationError as error:
            _says(*(detail["msg"] for detail in error.errors(include_url=False)))


def references(body: str) -> None:
    """What stands between [[ and ]]."""
    try:
        parsed = parse(body)
    except ValueError as error:
        _says(str(error))
        return
    if hasattr(parsed, "tokens"):
        from decimal import Decimal  # noqa: PLC0415 - needed here alone

        try:
            evaluate(parsed.tokens, lambda _: Decimal("0.5"))
        except ValueError as error:
            _says(str(error))


def dates(text: str) -> None:
    """EDTF dates, and what is said of them."""
    try:
        when = parse_date(text)
    except ValueError as error:
        _says(str(error))
        return
    for language in ("en", "zh"):
        assert label(when, language)  # type: ignore[arg-type]
    assert parse_date(when.text) == when


_SCALARS = [TypeAdapter(kind) for kind in (Number, Date, Id, Url)]


def numbers(text: str) -> None:
    """Numbers, dates, ids, addresses as the schema reads them."""
    for adapter in _SCALARS:
        try:
            adapter.validate_python(text)
        except ValidationError:
            continue


def pages(text: str) -> None:
    """Pages: front matter, masks, markup."""
    page = ProsePage("docs/index.md", text)
    assert len(page.prose) == len(page.text)
    assert isinstance(page.front_matter, dict)
    list(faults(text))
    list(lookalikes(page.path, text))


def timelines(text: str) -> None:
    """Files of the timeline package."""
    for suffix in (".yml", ".json", ".csv"):
        try:
            load_text(text, suffix, "events")
        except LoadError as error:
            _says(*map(str, error.problems))


TARGETS: dict[str, tuple[Callable[..., None], st.SearchStrategy[object]]] = {
    "loader": (loader, _any),
    "bytes": (raw_bytes, st.binary(max_size=300)),
    "records": (records, _values),
    "references": (references, _body),
    "dates": (dates, st.one_of(_edtf, st.text(max_size=30))),
    "numbers": (numbers, st.one_of(_numbers, st.text(max_size=60))),
    "pages": (pages, st.one_of(_any, st.text(alphabet="<>/=\"'&;:#[]()!abcdefscript\n -`{}", max_size=200))),
    "timelines": (timelines, _any),
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


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_brings_it_down(name: str) -> None:
    target, strategy = TARGETS[name]
    SHORT(given(strategy)(lambda value: _timed(lambda: target(value))))()


@pytest.mark.soak
@pytest.mark.parametrize("name", TARGETS)
def test_a_million_inputs(name: str) -> None:
    target, strategy = TARGETS[name]
    count = MILLION * SHARES[name] // 100
    settings(SHORT, max_examples=count)(given(strategy)(lambda value: _timed(lambda: target(value))))()


def test_the_shares_make_a_million() -> None:
    assert sum(SHARES.values()) == 100
    assert set(SHARES) == set(TARGETS)


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
    from factbook.generate import generate  # noqa: PLC0415 - slow to import
    from factbook.render.html import Writer  # noqa: PLC0415
    from factbook.site import Site  # noqa: PLC0415

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
    @given(TARGETS[name][1])
    def laid_out(value: object) -> None:
        import json  # noqa: PLC0415

        text = value if isinstance(value, str) else json.dumps([value], ensure_ascii=False)
        try:
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            formatted = format_file(tmp_path, "places", path)
        except ProjectError:
            return
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
