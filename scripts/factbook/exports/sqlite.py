"""The store as an SQLite database: keys, foreign keys, views, and full-text search (https://www.sqlite.org/fts5.html).

Datasette serves the file as it is. The search splits text into runs of three characters (``trigram``), which finds words inside
Chinese text, where no spaces are; for two characters use ``LIKE '%…%'`` on the same table.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal

from factbook.exports.columns import Cell, Column
from factbook.exports.site import SiteInfo
from factbook.exports.tables import Table

_TYPES = {"text": "TEXT", "url": "TEXT", "date": "TEXT", "day": "TEXT", "number": "REAL", "integer": "INTEGER"}

_KINDS = {"milestones", "awards", "plans", "statements", "observations", "figures"}
"""Tables that are views of ``facts`` here: the same fact does not stand in two places."""

_SEARCHED = ("address", "title_en", "title_zh", "text_en", "text_zh", "note_en", "as_printed")

_ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)"

_SERIES = """CREATE VIEW series AS
SELECT i.id AS indicator, i.name_en, i.name_zh, i.place, f.date, f.date_precision, f.start, f."end", f.is_full_year,
       f.break_before, f.value, f.unit, f.bound, f.nature,
       f.as_printed, f.grade, f.read_as, f.status, f.source_titles, f.source_urls, f.address
FROM facts AS f JOIN indicators AS i ON i.id = f.indicator
ORDER BY i.id, f.start, f.date, f.address"""

_CITATIONS = """CREATE VIEW citations AS
SELECT f.address, f.kind, f.title_en, f.title_zh, l.locator, l.excerpt, s.language, s.id AS source, s.title_en AS source_title_en,
       s.title_zh AS source_title_zh, s.publisher_en, s.publisher_zh, s.published, s.access, s.url, s.archived
FROM fact_sources AS l JOIN facts AS f ON f.address = l.fact JOIN sources AS s ON s.id = l.source
ORDER BY f.address, s.id"""


def sqlite_bytes(tables: Sequence[Table], site: SiteInfo) -> bytes:
    """The database as bytes. Raises sqlite3.IntegrityError if a key is not unique or refers to nothing."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("BEGIN")
        database.execute(_ABOUT)
        database.executemany("INSERT INTO about VALUES (?, ?)", _about(site))
        names = {table.name for table in tables}
        for table in tables:
            if table.name in _KINDS:
                continue
            database.execute(_create(table, names))
            marks = ", ".join("?" * len(table.columns))
            rows = ([_cell(cell) for cell in row] for row in table.rows)
            database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)  # noqa: S608 - names are ours
        for table in tables:
            if table.name in _KINDS:
                database.execute(_view(table))
        database.execute(_SERIES)
        database.execute(_CITATIONS)
        _search(database)
        database.execute("COMMIT")
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"rows refer to nothing: {broken[:3]}")
        return database.serialize()


def _about(site: SiteInfo) -> list[tuple[str, str]]:
    return [
        ("name", site.name),
        ("description", site.description),
        ("url", site.url),
        *([("licence", site.licence.name), ("licence_url", site.licence.url)] if site.licence else []),
        ("dates", "EDTF (ISO 8601-2:2019): exactly as precise as they are known"),
    ]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _create(table: Table, known: set[str]) -> str:
    parts = [_definition(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.key)})")
    for column in table.columns:
        if column.refers in known:
            key = "address" if column.refers == "facts" else "id"
            parts.append(f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(column.refers)} ({_quoted(key)})")
    inner = ",\n  ".join(parts)
    return f"CREATE TABLE {_quoted(table.name)} (\n  {inner}\n)"


def _definition(column: Column) -> str:
    return f"{_quoted(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}"


def _view(table: Table) -> str:
    columns = ", ".join(_quoted(column.name) for column in table.columns)
    kind = table.name.removesuffix("s")
    return f"CREATE VIEW {_quoted(table.name)} AS SELECT {columns} FROM facts WHERE kind = '{kind}'"  # noqa: S608


def _search(database: sqlite3.Connection) -> None:
    columns = ", ".join(_SEARCHED)
    database.execute(f"CREATE VIRTUAL TABLE facts_fts USING fts5({columns}, content=\"facts\", tokenize='trigram')")
    database.execute("INSERT INTO facts_fts (facts_fts) VALUES ('rebuild')")


def _cell(cell: Cell) -> str | int | float | None:
    return float(cell) if isinstance(cell, Decimal) else cell
