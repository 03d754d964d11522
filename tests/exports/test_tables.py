"""CSV, Excel, the data package, SQLite and the archive: read by independent readers, with types intact."""

from __future__ import annotations

import csv
import io
import json
import math
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import frictionless
import openpyxl
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.exports.columns import Cell, Column
from factbook.exports.sheets import BOM, csv_bytes
from factbook.exports.tables import Table, listed_tables, series_tables, tables
from mkdocs_timeline.cells import guarded, unguarded
from tests.exports.conftest import INFO, Exported
from tests.ports import free_port

PACKAGE = f"downloads/{INFO.package}"
NUMBERS = {"number", "integer"}


def _files(found: Exported) -> Iterator[tuple[Table, bytes]]:
    for table in listed_tables(found.records):
        yield table, found.files[f"downloads/{table.name}.csv"]
    for table in series_tables(found.records):
        yield table, found.files[f"downloads/indicators/{table.name}.csv"]


def _expected(cell: Cell) -> object:
    return float(cell) if isinstance(cell, (Decimal, int)) else cell


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, (int, float)):
        return math.isclose(one, float(other), rel_tol=1e-15)
    return one == other


def test_frictionless_finds_the_package_valid(any_store: Exported, tmp_path: Path) -> None:
    any_store.write(tmp_path, "downloads/")
    report = frictionless.validate(str(tmp_path / "downloads" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == len(list(_files(any_store)))


def test_the_package_names_the_encoding_as_iana_does(small: Exported) -> None:
    """`utf-8-sig` is Python's own name, which other readers refuse; a byte-order mark is no other encoding."""
    package = json.loads(small.files["downloads/datapackage.json"])
    assert {resource["encoding"] for resource in package["resources"]} == {"utf-8"}


def test_frictionless_would_find_a_broken_reference(small: Exported, tmp_path: Path) -> None:
    folder = small.write(tmp_path) / "downloads"
    text = (folder / "fact_sources.csv").read_bytes()
    (folder / "fact_sources.csv").write_bytes(text + b"no-such-fact,yearbook,page 1\r\n")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_pandas_reads_every_csv_with_types_intact(any_store: Exported) -> None:
    package = json.loads(any_store.files["downloads/datapackage.json"])
    fields = {resource["path"]: resource["schema"]["fields"] for resource in package["resources"]}
    for table, content in _files(any_store):
        path = f"{table.name}.csv" if f"{table.name}.csv" in fields else f"indicators/{table.name}.csv"
        texts = {field["name"]: "str" for field in fields[path] if field["type"] == "string"}
        empty = {field["name"]: [""] for field in fields[path]}
        frame = pandas.read_csv(io.BytesIO(content), dtype=texts, keep_default_na=False, na_values=empty)
        assert list(frame.columns) == [column.name for column in table.columns]
        assert len(frame) == len(table.rows)
        for index, column in enumerate(table.columns):
            if column.type in NUMBERS and len(frame):
                assert pandas.api.types.is_numeric_dtype(frame[column.name]), (table.name, column.name)
            for got, row in zip(frame[column.name], table.rows, strict=True):
                if row[index] is None:
                    assert pandas.isna(got) or got == ""
                else:
                    read = unguarded(got) if isinstance(got, str) else got
                    assert _same(_expected(row[index]), read), (table.name, column.name, got)


def test_csv_opens_in_spreadsheets_with_chinese(any_store: Exported) -> None:
    for table, content in _files(any_store):
        assert content.startswith(BOM), table.name
        assert content.endswith(b"\r\n")
        text = content.decode("utf-8-sig")
        assert "\n" not in text.replace("\r\n", "")
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == len(table.rows) + 1


def test_no_text_cell_is_a_formula_and_negative_numbers_stay_numbers(any_store: Exported) -> None:
    for table, content in _files(any_store):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
        for row in rows:
            for column, cell in zip(table.columns, row, strict=True):
                if cell and column.type in NUMBERS:
                    float(cell)
                else:
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), (table.name, cell)


@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("=+-@'\t\r"), max_size=6))
def test_the_guard_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_cells_of_every_kind() -> None:
    columns = [Column("a", "text", ""), Column("b", "number", ""), Column("c", "integer", "")]
    rows = [
        ("=1+1", Decimal("-1.50"), -3),
        ("-5%", Decimal("1E+3"), 0),
        ('a"b,c\r\nd', None, None),
        (None, Decimal("0.10"), 1),
    ]
    text = csv_bytes(Table("t", "T", columns, ["a"], rows)).decode("utf-8-sig")
    assert text == 'a,b,c\r\n\'=1+1,-1.50,-3\r\n\'-5%,1000,0\r\n"a""b,c\r\nd",,\r\n,0.10,1\r\n'


def _sheet(found: Exported) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(found.files[f"{PACKAGE}.xlsx"]))


def test_openpyxl_reads_every_table_with_types_intact(any_store: Exported) -> None:
    book = _sheet(any_store)
    found = listed_tables(any_store.records)
    assert book.sheetnames == ["about", *(table.name for table in found)]
    for table in found:
        rows = list(book[table.name].iter_rows())
        assert [cell.value for cell in rows[0]] == [column.name for column in table.columns]
        assert len(rows) == len(table.rows) + 1
        for got, row in zip(rows[1:], table.rows, strict=True):
            for cell, expected in zip(got, row, strict=True):
                assert cell.data_type == ("s" if isinstance(expected, str) else "n"), (table.name, cell.coordinate)
                assert _same(
                    _expected(expected),
                    cell.value if cell.data_type == "s" or cell.value is None else float(cell.value),
                )


def test_pandas_reads_the_workbook(real: Exported) -> None:
    frames = pandas.read_excel(io.BytesIO(real.files[f"{PACKAGE}.xlsx"]), sheet_name=None)
    facts = frames["facts"]
    assert len(facts) == len(real.records.facts)
    assert pandas.api.types.is_float_dtype(facts["value"])
    assert {type(date) for date in facts["date"].dropna()} == {str}


def _rows(content: bytes) -> dict[str, dict[str, str]]:
    """The rows of a CSV file by what stands in their first column."""
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return {next(iter(row.values())): row for row in found}


def test_a_series_can_be_plotted_from_its_file_alone(small: Exported) -> None:
    rows = _rows(small.files["downloads/indicators/population.csv"])
    open_ended = rows["population@2001~/2002"]
    assert (open_ended["start"], open_ended["end"], open_ended["is_full_year"]) == ("2001-01-01", "2002-12-31", "0")
    first, after = rows["population@1980"], rows["population@1990:count"]
    assert (first["is_full_year"], first["break_before"]) == ("1", "")
    assert after["break_before"] == "1989: The town grew."
    source = small.store.sources["yearbook"]
    assert (after["source_titles"], after["source_urls"]) == (str(source.title), source.url or "")


def test_breaks_and_gaps_of_a_series_are_in_the_table_of_series(real: Exported) -> None:
    rows = _rows(real.files["downloads/indicators.csv"])
    for indicator in real.records.indicators.values():
        row = rows[indicator.id]
        assert row["definition_en"]
        assert all(item.at.edtf in row["breaks"] and str(item.reason.en) in row["breaks"] for item in indicator.breaks)
        assert all(str(text.en) in row["not_found_en"] for text in indicator.not_found)
    assert any(row["breaks"] for row in rows.values())
    assert any(row["not_found_en"] for row in rows.values())


def test_titles_and_addresses_stand_in_the_order_of_the_sources(real: Exported) -> None:
    for row in _rows(real.files["downloads/facts.csv"]).values():
        sources = [real.records.sources[name] for name in row["sources"].split("; ")]
        assert row["source_titles"] == "; ".join(source.title.en or source.title.zh or "" for source in sources)
        if row["source_urls"]:
            assert row["source_urls"].split("; ") == [source.url or "" for source in sources]
        else:
            assert not any(source.url for source in sources)


def test_excel_and_the_database_have_the_same_columns(small: Exported) -> None:
    with _database(small) as database:
        columns = 'address, start, "end", is_full_year, break_before'
        found = database.execute(f"SELECT {columns} FROM series WHERE address = 'population@1990:count'").fetchall()
    assert found == [("population@1990:count", "1990-01-01", "1990-12-31", 1, "1989: The town grew.")]
    sheet = _sheet(small)["observations"]
    names = [cell.value for cell in next(iter(sheet.iter_rows()))]
    assert {"start", "end", "is_full_year", "break_before", "source_titles", "source_urls"} <= set(names)


@contextmanager
def _database(found: Exported) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(found.files[f"{PACKAGE}.db"])
        yield database


def test_the_database_is_sound(any_store: Exported) -> None:
    with _database(any_store) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in tables(any_store.records):
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            rows = database.execute(f'SELECT {columns} FROM "{table.name}"').fetchall()
            assert rows == [tuple(_expected(c) if isinstance(c, Decimal) else c for c in row) for row in table.rows]


def test_the_database_has_views_keys_and_search(any_store: Exported) -> None:
    store = any_store.store
    with _database(any_store) as database:
        count = sum(len(fact.sources) for fact in store.facts.values())
        assert database.execute("SELECT count(*) FROM citations").fetchone() == (count,)
        assert database.execute("SELECT count(*) FROM series").fetchone() == (len(store.facts_of("observation")),)
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO sources SELECT * FROM sources LIMIT 1")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO fact_sources VALUES ('nothing', 'nowhere', '', NULL)")
        names = [str(fact.record.title) for fact in store.facts_of("milestone")[:20]]  # type: ignore[attr-defined]
        query = (
            "SELECT facts.title_en FROM facts_fts JOIN facts ON facts.rowid = facts_fts.rowid WHERE facts_fts MATCH ?"
        )
        for name in names:
            quoted = '"' + name.replace('"', '""') + '"'
            assert (name,) in database.execute(query, [quoted]).fetchall()


def test_the_search_finds_words_inside_chinese_text(real: Exported) -> None:
    with _database(real) as database:
        found = database.execute("SELECT address FROM facts_fts WHERE facts_fts MATCH '国务院'").fetchall()
        assert found
        assert all(
            "国务院" in str(database.execute("SELECT * FROM facts WHERE address = ?", row).fetchone()) for row in found
        )


def _ask(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.load(answer)


def test_datasette_serves_the_file_as_it_is(small: Exported, tmp_path: Path) -> None:
    path = small.write(tmp_path) / f"{PACKAGE}.db"
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(path), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}/{INFO.package}"
    try:
        for _ in range(600):
            try:
                _ask(f"{base}.json")
                break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None
                time.sleep(0.1)
        rows = _ask(f"{base}/facts.json?_shape=array&address=population%401990%3Acount")
        assert [(row["value"], row["unit"], row["title_zh"]) for row in rows] == [(3000, "people", "人口，1990年")]
        assert [row["address"] for row in _ask(f"{base}/facts.json?_shape=array&_search=market")] == ["charter"]
        sql = (
            "select indicators.name_en from indicators join series on series.indicator = indicators.id where value < 0"
        )
        assert _ask(f"{base}.json?_shape=array&sql={quote(sql)}") == [{"name_en": "Balance"}]
    finally:
        server.terminate()
        server.wait()


def test_the_archive_holds_the_tables_their_description_and_the_licence(any_store: Exported) -> None:
    with zipfile.ZipFile(io.BytesIO(any_store.files[f"{PACKAGE}.zip"])) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {"README.md", "LICENCE.txt", "datapackage.json", "facts.csv"} <= set(names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            assert archive.read(name) == any_store.files[f"downloads/{name}"]
        readme = archive.read("README.md").decode()
    assert INFO.licence.url in readme
    for table in listed_tables(any_store.records):
        assert f"`{table.name}.csv`" in readme
