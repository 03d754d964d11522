"""Precision survives: for every form of EDTF, no output holds a finer date than what was written down.

The columns ``start`` and ``end`` of the tables are the exception: the first and the last day that a date may mean, and nothing else.
"""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factbook.exports import LinkedData, catalogue, export_all
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.render.markdown import page_markdown
from factbook.store import Store
from mkdocs_timeline.dates import Point, parse
from tests.exports.conftest import BASE, INFO

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
CENTURY = "16"
"""All dates lie in this century, and nothing but years is written beside the generated one: so each month, quarter or day of it in an
output was made of that date. A year is never finer than what was written (charts have an axis of years)."""

_ISO = re.compile(rf"(?<![\d.]){CENTURY}\d\d(?:-\d\d(?:-\d\d)?|-Q\d)?(?![\d])|(?<![\d.]){CENTURY}\d{{6}}(?!\d)")
_BLOB = re.compile(r"\bX'[0-9A-F]*'")
"""Bytes in a dump: only the inner tables of the full-text index have them, made of rows that stand in the dump themselves."""

_WORDS = re.compile(rf"(?:(?<!\d)(\d{{1,2}}) )?({'|'.join(MONTHS)}) ({CENTURY}\d\d)")
_CHINESE = re.compile(rf"({CENTURY}\d\d)年(?:(\d{{1,2}})月(?:(\d{{1,2}})日)?)?")

years = st.integers(1600, 1699)
marks = st.sampled_from(["", "~", "?", "%"])
points = st.one_of(
    years.map("{:04}".format),
    st.builds("{:04}-{:02}".format, years, st.integers(1, 12)),
    st.builds("{:04}-{:02}-{:02}".format, years, st.integers(1, 12), st.integers(1, 28)),
    st.builds("{:04}-Q{}".format, years, st.integers(1, 4)),
)
marked = st.builds("{}{}".format, points, marks)


def _reads(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


dates = st.one_of(
    marked,
    marked.map("{}/..".format),
    marked.map("../{}".format),
    st.builds("{}/{}".format, marked, marked).filter(_reads),
)

DATED = Path(__file__).parent / "dated"
"""A record of every kind, with DATE wherever a date may stand."""


def _store(folder: Path, text: str) -> Store:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "places.yml").write_bytes((BASE / "data" / "places.yml").read_bytes())
    for path in DATED.glob("*.yml"):
        (folder / "data" / path.name).write_text(path.read_text("utf-8").replace("DATE", f"'{text}'"), "utf-8")
    loaded = load(folder)
    assert not loaded.problems, loaded.problems
    return build_store(loaded)


def _outputs(store: Store) -> Iterator[tuple[str, str]]:
    """Every output as text: archives opened, the workbook's cells, the database's rows, the JSON-LD of the pages."""
    pages = {page.path: page_markdown(page, store, INFO.site) for page in generate(store)}
    for name, content in export_all(store, INFO, pages=pages):
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield name, "\n".join(archive.read(item).decode("utf-8") for item in archive.namelist())
        elif name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            yield (
                name,
                "\n".join(repr(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row),
            )
        elif name.endswith(".db"):
            with closing(sqlite3.connect(":memory:")) as database:
                database.deserialize(content)
                yield name, "\n".join(line for line in database.iterdump() if not _BLOB.search(line))
        else:
            yield name, content.decode("utf-8")
    data = LinkedData(catalogue(store, INFO), store, INFO)
    for page in pages:
        yield f"{page} (JSON-LD)", data.page_script(page)


_TABLES = (".csv", ".zip", ".xlsx", ".db")
"""Files with the columns ``start`` and ``end``."""


def _allowed(text: str, *, exclusive_end: bool = False, bounds: bool = False) -> set[str]:
    """The dates that may stand in an output: those written down, cut shorter or not; a calendar's end is the day after.

    ``bounds``: tables have the first and the last day, too.
    """
    found = when_points(text)
    allowed = {part for point in found for part in _prefixes(point.text)}
    allowed |= {f"{point.text[:5]}{32 + int(point.text[-1])}" for point in found if point.precision == "quarter"}
    days = [point.lower for point in found if point.precision == "day"]
    if exclusive_end:
        days += [day + timedelta(days=1) for day in days]
    when = parse(text)
    ends = {day.isoformat() for day in (when.lower, when.upper) if day} if bounds else set()
    return (
        allowed | ends | {f"{day:%Y%m%d}" for day in days} | {day for year in _OTHERS for day in _year(year) if bounds}
    )


_OTHERS = ("1698", "1699")
"""The years of further values in the store of these tests."""


def _year(year: str) -> tuple[str, str]:
    return f"{year}-01-01", f"{year}-12-31"


def when_points(text: str) -> list[Point]:
    when = parse(text)
    return [point for point in (when.start, when.end) if point is not None]


def _prefixes(text: str) -> Iterator[str]:
    parts = text.split("-")
    for end in range(1, len(parts) + 1):
        yield "-".join(parts[:end])


def _dates_in(text: str) -> set[str]:
    found = {match[0] for match in _ISO.finditer(text)}
    for day, month, year in _WORDS.findall(text):
        found.add(f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{int(day):02}" if day else ""))
    for year, month, day in _CHINESE.findall(text):
        found.add(year + (f"-{int(month):02}" if month else "") + (f"-{int(day):02}" if day else ""))
    return found


@settings(
    max_examples=settings.default.max_examples
    // 12,  # each makes all exports, as the forms below; make soak looks for more
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=dates)
def test_no_output_holds_a_finer_date_than_the_input(text: str, tmp_path: Path) -> None:
    _nothing_finer(text, dict(_outputs(_store(tmp_path, text))))


def _nothing_finer(text: str, outputs: Mapping[str, str]) -> None:
    for name, output in outputs.items():
        allowed = _allowed(text, exclusive_end=name.endswith(".ics"), bounds=name.endswith(_TABLES))
        found = {date for date in _dates_in(output) if len(date) > len("1600")}
        assert found <= allowed, (text, name, sorted(found - allowed))
    assert any(text in output for output in outputs.values())


FORMS = [
    "1650",
    "1650-05",
    "1650-05-09",
    "1650-Q3",
    "1650~",
    "1650-05?",
    "1650-05-09%",
    "1650/1652",
    "1650-05/1650-07-01",
    "1650-05-09/..",
    "../1650-05",
    "1650~/1651-Q2?",
]


@pytest.mark.parametrize("text", FORMS)
def test_each_form_is_told_whole(text: str, tmp_path: Path) -> None:
    """The same, form by form; and each machine-readable output has the date as it was written."""
    outputs = dict(_outputs(_store(tmp_path, text)))
    _nothing_finer(text, outputs)
    for name in ("api/v1/facts/event.json", "downloads/milestones.csv", "downloads/facts.csv", f"downloads/{INFO.package}.xlsx",
                 f"downloads/{INFO.package}.db", "feeds/events.atom", "feeds/events.json"):  # fmt: skip
        edtf = re.sub(r"Q([1-4])", lambda quarter: str(32 + int(quarter[1])), text)  # as the standard writes quarters
        assert (edtf if name.startswith("feeds/") else text) in outputs[name], name
    assert ("BEGIN:VEVENT" in outputs["feeds/calendar.ics"]) == (text == "1650-05-09"), (
        "only a certain day is in the calendar"
    )


def test_the_test_would_notice() -> None:
    for output in (
        "1650-01-01",
        "DTSTART:16500101",
        "1650-01",
        "1 January 1650",
        "January 1650",
        "1650年1月",
        "1650-01-01T00:00:00Z",
    ):
        assert not _dates_in(output) <= _allowed("1650", exclusive_end=True), output
    assert _allowed("1650-05-09", exclusive_end=True) >= {"16500509", "16500510", "1650", "1650-05", "1650-05-09"}
    assert date(1650, 5, 9).isoformat() in _dates_in("on 1650-05-09.")
