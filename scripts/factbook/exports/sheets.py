"""Tables as CSV (RFC 4180) that spreadsheets open right, and as an Excel workbook (ECMA-376)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

import xlsxwriter  # type: ignore[import-untyped]

from factbook.exports.columns import Cell
from factbook.exports.site import SiteInfo
from factbook.exports.tables import Table
from mkdocs_timeline.cells import guarded

BOM = b"\xef\xbb\xbf"
_WIDTHS = {"number": 14, "integer": 11, "date": 16, "day": 12, "url": 30}
_LONG = ("text_", "summary_", "note_", "definition_", "reasoning_", "claim_", "explanation_")
_FIXED = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SHEET_NAME = 31
_CELL_LIMIT = 32_767
"""How many characters Excel accepts in a sheet's name and in a cell."""


def csv_bytes(table: Table) -> bytes:
    """A table as CSV: UTF-8 with a byte-order mark (or Excel takes Chinese for Latin), CRLF, formulas defused.

    Numbers are written as they are, with all their digits; a negative number is no formula.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return BOM + out.getvalue().encode("utf-8")


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return guarded(cell) if isinstance(cell, str) else str(cell)


def workbook_bytes(tables: Sequence[Table], site: SiteInfo) -> bytes:
    """All tables as one Excel workbook: text is text, numbers are numbers, no cell is a formula or a date.

    XlsxWriter dates the entries of the archive 1980 and takes the document's date from us: the same tables give
    the same bytes.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    comments = ", ".join(filter(None, (site.licence.name if site.licence else "", site.url)))
    book.set_properties({"title": site.name, "comments": comments, "created": _FIXED})
    bold = book.add_format({"bold": True})
    _about(book, tables, site, bold)
    for table in tables:
        sheet = book.add_worksheet(table.name[:_SHEET_NAME])
        sheet.freeze_panes(1, 1)
        for index, column in enumerate(table.columns):
            long = column.name.startswith(_LONG)
            sheet.set_column(index, index, 50 if long else _WIDTHS.get(column.type, 22))
            sheet.write_string(0, index, column.name, bold)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        for number, row in enumerate(table.rows, 1):
            for index, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, index, cell[:_CELL_LIMIT])
                elif cell is not None:
                    sheet.write_number(number, index, cell)
    book.close()
    return out.getvalue()


def _about(book: xlsxwriter.Workbook, tables: Sequence[Table], site: SiteInfo, bold: object) -> None:
    """The first sheet: what this is, under which licence, and what each sheet holds."""
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    lines = [
        ("name", site.name),
        ("description", site.description),
        ("address", site.url),
        *([("licence", site.terms)] if site.licence else []),
        ("dates", "EDTF, as text: exactly as precise as they are known"),
    ]
    for number, (label, text) in enumerate([*lines, *((table.name, table.title) for table in tables)]):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, text)
