"""Rows → one sheet: a header that stays, filters, widths, numbers as numbers and words as words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dajuan.outputs.rows import Cell, Column
from dajuan.outputs.words import BASES, GRADES, QUALIFIERS, ROLES

_NAMES: dict[str, dict[str, dict[str, str]]] = {
    "basis": BASES,
    "role": ROLES,
    "qualifier": QUALIFIERS,
    "severity": GRADES,
}
_EXACT = 15
"""Digits that a spreadsheet's number holds; a longer decimal is written as words."""


def xlsx_bytes(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, language: str = "zh", sheet: str = "dajuan"
) -> bytes:
    """A workbook of one sheet. Words are written as strings, never as formulas or links."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    head = book.add_format(
        {"bold": True, "bg_color": "#F2EFE9", "bottom": 1, "bottom_color": "#B9B2A6", "valign": "vcenter"}
    )
    formats = {
        "text": book.add_format({"valign": "top", "text_wrap": True}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
        "decimal": book.add_format({"valign": "top", "num_format": "#,##0.########"}),
        "whole": book.add_format({"valign": "top"}),
    }
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.en if language == "en" else column.zh, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _write(page, last, place, column, cell, formats, language)
    page.set_row(0, 22)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(last, 1), len(columns) - 1)
    book.close()
    return out.getvalue()


def _write(page: Any, row: int, place: int, column: Column, cell: Cell, formats: dict[str, Any], language: str) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_string(row, place, ({"zh": "是", "en": "yes"}[language] if cell else ""), formats["text"])
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, formats["date"])
    elif isinstance(cell, int | float):
        page.write_number(row, place, cell, formats["whole"])
    elif column.kind == "decimal" and len(cell.replace(".", "").lstrip("-0")) <= _EXACT:
        page.write_number(row, place, float(cell), formats["decimal"])
    else:
        page.write_string(row, place, _NAMES.get(column.name, {}).get(cell, {}).get(language, cell), formats["text"])
