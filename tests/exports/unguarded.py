"""What a program that reads the CSV files does with their cells."""

from __future__ import annotations

from factbook.exports.sheets import guarded


def unguarded(cell: str) -> str:
    """Return the text of a cell, without the apostrophe before what a spreadsheet could take for a formula."""
    return cell[1:] if cell.startswith("'") and guarded(cell) != cell else cell
