"""What reads text from strangers, each part as one call that a fuzzer can make: it returns, or an error has been found.

Two fuzzers call them: hypothesis, in test_fuzz.py, and atheris, by fuzz_atheris.py, which instruments what is imported here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from factbook.checks.markup import faults
from factbook.problems import Problem
from factbook.reading.documents import Document, _parse, decode
from factbook.reading.lookalikes import lookalikes
from factbook.reading.prose import ProsePage
from factbook.store.records import COLLECTIONS
from factbook.store.references import evaluate, parse
from factbook.store.scalars import Date, Id, Number, Url
from mkdocs_timeline.dates import parse as parse_date
from mkdocs_timeline.labels import label
from mkdocs_timeline.load import load_text
from mkdocs_timeline.problems import LoadError


def timed(action: Callable[[], object]) -> None:
    """Let an action take a second of the processor at most.

    What other programs take meanwhile does not count, nor what happens once: in a million calls the collector walks through all
    that the test itself keeps, or memory comes back from a disk. An input that is slow is slow every time.
    """
    for _ in range(3):
        started = time.thread_time()
        action()
        if time.thread_time() - started < 1:
            return
    raise AssertionError("it took more than a second, three times")


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


TARGETS: dict[str, Callable[..., None]] = {
    "loader": loader,
    "bytes": raw_bytes,
    "records": records,
    "references": references,
    "dates": dates,
    "numbers": numbers,
    "pages": pages,
    "timelines": timelines,
}
