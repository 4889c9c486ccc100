"""xlsx: each row of each sheet is a line, its cells side by side."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from dajuan.documents.archive import Archive
from dajuan.documents.document import Document
from dajuan.documents.docx_numbering import child, value, whole
from dajuan.documents.errors import DocumentError
from dajuan.documents.limits import MAX_CELLS
from dajuan.documents.markup import local, parsed
from dajuan.documents.text import Piece, document_of_pieces
from dajuan.language.lazy import lazy

Cell: TypeAlias = int | float | str | bool | date | datetime | time | timedelta
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]{0,200}?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]{0,200}?>")
_STYLE = re.compile(rb"\bs=\"(\d{1,6})\"")
_SHEET = lazy(r"xl/worksheets/[^/]+\.xml$")
_PERCENT_FORMATS = {"9", "10"}
"""Number formats that Excel has built in: 0% and 0.00%."""


def read_xlsx(data: bytes, source: str, digest: str) -> Document:
    """The document of a workbook. Raises ``DocumentError``."""
    from python_calamine import CalamineError, CalamineWorkbook

    percents = _percents(Archive(data, source))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pieces = list(_pieces(book, percents))
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise DocumentError(
            source,
            "工作簿已损坏或有密码；请用表格软件打开后另存为 xlsx",
            "the workbook is damaged or has a password; open it and save it again as xlsx",
        ) from error
    except BaseException as error:
        # calamine is Rust; when it panics, PyO3 raises something that is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise DocumentError(source, "工作簿已损坏，无法读取", "the workbook is damaged and cannot be read") from error
    return document_of_pieces(pieces, source, digest)


def _pieces(book: object, percents: dict[str, set[tuple[int, int]]]) -> Iterator[Piece]:
    names: Sequence[str] = book.sheet_names  # type: ignore[attr-defined]
    for name in names:
        sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
        rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
        shown = percents.get(name, set())
        if len(names) > 1 and any(any(cell != "" for cell in row) for row in rows):
            yield Piece(name, "heading", 1)
        for number, row in enumerate(rows):
            yield from _row([_shown(cell, (number, place) in shown) for place, cell in enumerate(row)])


def _row(cells: Sequence[str]) -> Iterator[Piece]:
    filled = [words for cell in cells if (words := " ".join(cell.split()))]
    if len(filled) == 1:
        yield Piece(filled[0])
        return
    for place, words in enumerate(filled):
        yield Piece(words, "cell", after="\t" if place < len(filled) - 1 else "\n")


def _shown(cell: Cell, percent: bool) -> str:
    """A cell as its reader sees it, as near as its value tells: 35 not 35.0, 5.6% where the cell is formatted so."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        number = round(cell * 100, 10) if percent else cell
        return f"{number:.15g}" + ("%" if percent else "")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return str(cell)


def _percents(archive: Archive) -> dict[str, set[tuple[int, int]]]:
    """Cells that show a percentage, by sheet name. Every part is inflated within the limits on the way."""
    styles = _percent_styles(archive)
    found: dict[str, set[tuple[int, int]]] = {}
    paths = _sheet_paths(archive)
    for path in archive.names:
        if not _SHEET.match(path):
            if path.endswith(".xml") and "sharedStrings" in path:
                archive.read(path)
            continue
        marked = _scanned(archive.read(path), styles, archive.source)
        if marked and path in paths:
            found[paths[path]] = marked
    return found


def _scanned(data: bytes, styles: frozenset[int], source: str) -> set[tuple[int, int]]:
    """The places of the percentages of a sheet. Refuses a sheet whose corners are too far apart."""
    marked, last_row, last_column, first_row = set(), 0, 0, 1 << 20
    for match in _CELL.finditer(data):
        column, row = _column(match[1]), int(match[2])
        last_row, last_column, first_row = max(last_row, row), max(last_column, column), min(first_row, row)
        style = _STYLE.search(match[0])
        if style and int(style[1]) in styles:
            marked.add((row - 1, column - 1))
    if last_row * last_column > MAX_CELLS:
        raise DocumentError(
            source,
            f"工作表有 {last_row} 行 {last_column} 列，超过上限；请删去数据区以外的单元格",
            f"a sheet of {last_row} rows and {last_column} columns is too large; delete the cells outside the data",
        )
    return marked


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _percent_styles(archive: Archive) -> frozenset[int]:
    """Indexes of the cell formats that show a percentage."""
    if "xl/styles.xml" not in archive:
        return frozenset()
    root = parsed(archive.read("xl/styles.xml"), archive.source, "xl/styles.xml")
    formats = child(root, "numFmts")
    percent = _PERCENT_FORMATS | {
        value(one, "numFmtId") for one in (formats if formats is not None else ()) if "%" in value(one, "formatCode")
    }
    cells = child(root, "cellXfs")
    ids = [value(one, "numFmtId") for one in (cells if cells is not None else ())]
    return frozenset(index for index, one in enumerate(ids) if one in percent)


def _sheet_paths(archive: Archive) -> dict[str, str]:
    """Sheet names by the part they are in."""
    rels, book = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    if rels not in archive or book not in archive:
        return {}
    targets = {
        value(one, "Id"): value(one, "Target").lstrip("/").removeprefix("xl/")
        for one in parsed(archive.read(rels), archive.source, rels)
    }
    sheets = child(parsed(archive.read(book), archive.source, book), "sheets")
    return {
        f"xl/{targets.get(value(one, 'id'), '')}": value(one, "name")
        for one in (sheets if sheets is not None else ())
        if local(one.tag) == "sheet" and whole(value(one, "sheetId")) >= 0
    }
