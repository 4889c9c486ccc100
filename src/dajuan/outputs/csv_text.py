"""Rows → csv that Excel opens as it should: UTF-8 with a byte order mark, and no cell that could run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from dajuan.outputs.rows import Cell, Column

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> str:
    """The whole file, header and byte order mark included."""
    return csv_head(columns) + csv_lines(columns, rows)


def csv_head(columns: Sequence[Column]) -> str:
    return BYTE_ORDER_MARK + ",".join(column.name for column in columns) + "\r\n"


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows alone, so that the parts of a long table can be put one after another."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(column, cell) for column, cell in zip(columns, row, strict=True)])
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")


def _cell(column: Column, cell: Cell) -> Cell:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if column.kind == "text" and isinstance(cell, str):
        return guarded(cell)
    return cell


def guarded(words: str) -> str:
    """Words that a spreadsheet would take for a formula get a leading apostrophe. A negative number is no text."""
    return f"'{words}" if words.startswith(_FORMULA) else words
