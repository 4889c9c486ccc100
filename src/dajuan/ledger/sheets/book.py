"""A file as sheets of cells: xlsx, or CSV in any encoding that Chinese offices use."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from dajuan.documents.encodings import decoded
from dajuan.documents.errors import DocumentError
from dajuan.documents.kinds import format_of
from dajuan.ledger.sheets.collecting import no_collecting
from dajuan.ledger.sheets.marks import Marks, damaged, marks_of
from dajuan.ledger.sheets.stamp import SHEET, Stamp, read_stamp
from dajuan.ledger.trouble import LedgerError

Cell: TypeAlias = int | float | str | bool | date | datetime | time | timedelta
LARGEST = 1 << 28
"""Bytes of a file."""


@dataclass(slots=True)
class Sheet:
    """One sheet as read. ``rows`` start at A1; an empty cell is ""."""

    name: str
    rows: list[list[Cell]]
    marks: Marks = field(default_factory=Marks)
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """First and last cell of each merged range."""
    hidden: bool = False


@dataclass(slots=True)
class Book:
    """A file as read: its sheets with data, and what its template said of itself (none: made by hand)."""

    source: str
    sheets: list[Sheet]
    stamp: Stamp | None = None


@no_collecting()
def read_book(data: bytes, source: str) -> Book:
    """Raises :class:`LedgerError` saying what to save the file as, where it cannot be read."""
    if not data.strip(b"\0 \r\n\t"):
        raise LedgerError(f"{source}：文件是空的", f"{source}: the file is empty")
    if len(data) > LARGEST:
        raise LedgerError(
            f"{source}：超过 {LARGEST >> 20} MB；分成几个文件", f"{source}: over {LARGEST >> 20} MB; split it"
        )
    try:
        kind = format_of(data, source)
        book = _workbook(data, source) if kind == "xlsx" else None
        if book is None and kind not in {"text", "markdown"}:
            raise LedgerError(
                f"{source}：导入要 xlsx 或 csv，这是 {kind}", f"{source}: an import takes xlsx or csv, this is {kind}"
            )
        book = book or Book(source, [Sheet("", _csv_rows(decoded(data, source)[0], source))])
    except DocumentError as error:
        raise LedgerError(f"{source}：{error.zh}", f"{source}: {error.en}") from error
    if not any(any(cell != "" for cell in row) for sheet in book.sheets for row in sheet.rows[:5000]):
        raise LedgerError(f"{source}：里面没有数据", f"{source}: there is no data in it")
    return book


def _workbook(data: bytes, source: str) -> Book:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    marks = marks_of(data, source)
    try:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: list[Sheet] = []
        stamp = None
        for about in opened.sheets_metadata:
            if about.name not in marks:
                continue  # A chart.
            read = opened.get_sheet_by_name(about.name)
            rows: list[list[Cell]] = read.to_python(skip_empty_area=False)
            if about.name == SHEET:
                stamp = read_stamp(rows)
                continue
            hidden = about.visible != SheetVisibleEnum.Visible
            sheets.append(Sheet(about.name, rows, marks[about.name], tuple(read.merged_cell_ranges or ()), hidden))
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise damaged(source) from error
    except BaseException as error:
        # calamine is Rust; when it panics, PyO3 raises something that is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(source) from error
    return Book(source, sheets, stamp)


def _csv_rows(text: str, source: str) -> list[list[Cell]]:
    """Rows of equal length; the separator is the one its first lines have most of."""
    csv.field_size_limit(1 << 20)
    text = text.removeprefix("\ufeff")
    head = "\n".join(text.splitlines()[:5])
    separator = max(",\t;", key=head.count)
    try:
        rows: list[Sequence[str]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
    except csv.Error as error:
        raise LedgerError(
            f"{source}：不是完好的 CSV（{error}）；另存为 xlsx 再导入",
            f"{source}: no sound CSV ({error}); save it as xlsx and import that",
        ) from error
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
