"""What is marked on a workbook's cells beside their values: hidden, an error, a formula never computed, a percentage.

The reader of values (calamine) leaves these out. They are looked for in the sheet's XML only where they can occur, so a
plain sheet costs no more than unpacking it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from dajuan.documents.markup import local, parsed
from dajuan.ledger.sheets.trouble import column_of
from dajuan.ledger.trouble import LedgerError

LARGEST = 1 << 29
"""Bytes of one part of a workbook when unpacked: a sheet of a million rows and ten columns."""
MOST_CELLS = 30_000_000
"""Cells between a sheet's corners; the reader of values makes room for all of them."""

_FAR = re.compile(rb'r="[A-Z]{2,3}[0-9]')
"""Without a word's edge before it, so that it is looked for as plain bytes; one too many costs a second look only."""
_REF = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA = re.compile(rb"<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>.*?</f>)\s*(?:<v>([^<]*)</v>|<v\s*/>)?", re.DOTALL)
_ANY_FORMULA = re.compile(rb"<f")
"""Twice as quick as ``in``, which stumbles over every other tag."""
_ERROR = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_STYLED = re.compile(rb'<c\b([^>]*\bs="(\d+)"[^>]*)>')
_HIDDEN_ROW = re.compile(
    rb'<row\b[^>]*\br="(\d+)"[^>]*\bhidden="(?:1|true)"|<row\b[^>]*\bhidden="(?:1|true)"[^>]*\br="(\d+)"'
)
_HIDDEN_COLUMN = re.compile(rb"<col\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_PERCENT_FORMATS = {"9", "10"}
"""0% and 0.00%, which every workbook has."""

Cells = set[tuple[int, int]]


@dataclass(slots=True)
class Marks:
    """Of one sheet; places are (row, column) from 0."""

    percents: Cells = field(default_factory=set)
    uncomputed: Cells = field(default_factory=set)
    """Formulas of which the file holds no result."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def marks_of(data: bytes, source: str) -> dict[str, Marks]:
    """The marks of each sheet, by its name. Raises :class:`LedgerError` for a workbook that cannot be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            styles = _percent_styles(book, source)
            return {
                name: _scanned(_part(book, path, source), styles, f"{source} {name}")
                for name, path in _sheet_paths(book, source).items()
            }
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise damaged(source) from error


def damaged(source: str) -> LedgerError:
    return LedgerError(
        f"{source}：工作簿已损坏或有密码；用表格软件打开后另存为 xlsx",
        f"{source}: the workbook is damaged or has a password; open it and save it again as xlsx",
    )


def _part(book: zipfile.ZipFile, path: str, source: str) -> bytes:
    with book.open(path) as part:
        data = part.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise LedgerError(
            f"{source}：解压后超过 {LARGEST >> 20} MB；分成几个文件再导入",
            f"{source}: unpacks to more than {LARGEST >> 20} MB; split it into several files",
        )
    return data


def _sheet_paths(book: zipfile.ZipFile, source: str) -> dict[str, str]:
    relations, workbook = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    targets = {
        one.get("Id", ""): one.get("Target", "") for one in parsed(_part(book, relations, source), source, relations)
    }
    found: dict[str, str] = {}
    for one in parsed(_part(book, workbook, source), source, workbook).iter():
        if local(one.tag) != "sheet":
            continue
        relation = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in book.NameToInfo:
            found[one.get("name", "")] = path
    return found


def _percent_styles(book: zipfile.ZipFile, source: str) -> frozenset[bytes]:
    """Numbers of the cell formats that show a percentage."""
    path = "xl/styles.xml"
    if path not in book.NameToInfo:
        return frozenset()
    data = _part(book, path, source)
    if b"%" not in data and b'numFmtId="9"' not in data and b'numFmtId="10"' not in data:
        return frozenset()
    percents, ids = set(_PERCENT_FORMATS), list[str]()
    for part in parsed(data, source, path):
        if local(part.tag) == "numFmts":
            percents |= {one.get("numFmtId", "") for one in part if "%" in one.get("formatCode", "")}
        elif local(part.tag) == "cellXfs":
            ids = [one.get("numFmtId", "") for one in part]
    return frozenset(str(place).encode() for place, one in enumerate(ids) if one in percents)


def _scanned(data: bytes, percent_styles: frozenset[bytes], where: str) -> Marks:
    _refuse_far_corners(data, where)
    marks = Marks()
    if percent_styles:
        marks.percents = {_place(found[1]) for found in _STYLED.finditer(data) if found[2] in percent_styles} - {
            (-1, -1)
        }
    if _ANY_FORMULA.search(data):
        marks.uncomputed = {
            _place(found[1]) for found in _FORMULA.finditer(data) if not found[2] and b't="str"' not in found[1]
        } - {(-1, -1)}
    if b't="e"' in data:
        for found in _ERROR.finditer(data):
            value = _VALUE.search(found[2])
            marks.errors[_place(found[1])] = value[1].decode("ascii", "replace") if value else "#"
    if b"hidden=" in data:
        marks.hidden_rows = [int(found[1] or found[2]) - 1 for found in _HIDDEN_ROW.finditer(data)]
        marks.hidden_columns = _hidden_columns(data)
    return marks


def _place(attributes: bytes) -> tuple[int, int]:
    found = _REF.search(attributes)
    return (int(found[2]) - 1, column_of(found[1].decode())) if found else (-1, -1)


def _hidden_columns(data: bytes) -> list[int]:
    hidden: list[int] = []
    for found in _HIDDEN_COLUMN.finditer(data):
        ends = [re.search(rb"\b" + name + rb'="(\d{1,5})"', found[0]) for name in (b"min", b"max")]
        if ends[0] and ends[1] and int(ends[1][1]) < 1000:
            hidden += range(int(ends[0][1]) - 1, int(ends[1][1]))
    return hidden


def _refuse_far_corners(data: bytes, where: str) -> None:
    """One stray cell at XFD1048576 would make the reader of values ask for the memory of the whole square."""
    if not _FAR.search(data):
        return
    row = column = 0
    for found in _REF.finditer(data):
        row, column = max(row, int(found[2])), max(column, column_of(found[1].decode()) + 1)
    if row * column > MOST_CELLS:
        raise LedgerError(
            f"{where}：到第 {row} 行、第 {column} 列还有单元格，太大了；删去数据区以外的行和列再存",
            f"{where}: has cells as far as row {row}, column {column}; delete the rows and columns outside the data",
        )
