"""The rows of a sheet as values: every cell read by its column, and everything wrong told by its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import msgspec

from dajuan.ledger.entry import Value
from dajuan.ledger.sheets.book import Cell, Sheet
from dajuan.ledger.sheets.columns import Column
from dajuan.ledger.sheets.heads import Head, merged_among
from dajuan.ledger.sheets.trouble import CellTrouble, Note, placed, spans
from dajuan.programmes.pack import Field, Name, Programme
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date, read_month
from dajuan.programmes.values.read import value_reader
from dajuan.programmes.values.subject_code import subject_code_reader
from dajuan.programmes.values.words import plain_text, read_reference

_TOTALS = frozenset(("合计", "总计", "共计", "小计", "累计", "总数", "total", "sum", "subtotal"))
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_NUMBER = re.compile(r"\s*|\s*-?[0-9,]+(?:\.[0-9]+)?\s*")
_FILE_SEPARATORS = re.compile(r"[;；\n|]+")
_DIGITS = frozenset("0123456789")
_CODE_SEPARATORS = re.compile(r"[;；,，、\n]+")


class Row(msgspec.Struct, gc=False):
    """One row of data. ``at`` is its row in the sheet from 0; what the row leaves empty is empty here."""

    sheet: int
    at: int
    code: str
    values: dict[str, Value]
    stage: str = ""
    stage_on: str = ""
    on: str = ""
    """The day of the values; of a sheet of periods the month, ``2024-06``."""
    links: dict[str, tuple[str, ...]] = {}
    evidence: dict[str, tuple[str, ...]] = {}
    """Kind → names of files."""
    note: str = ""
    written: dict[str, str] = {}
    """How a quantity stood in its cell where that was more than a number: ``300亩``."""


class Rows(msgspec.Struct):
    """What a sheet holds. A row with something wrong is not among ``rows``."""

    rows: list[Row]
    troubles: list[CellTrouble]
    notes: list[Note]
    places: list[int]
    """All rows of data, right or wrong."""


def read_rows(sheet: Sheet, head: Head, programme: Programme, number: int) -> Rows:
    """The rows of the ``number``-th sheet."""
    places, notes = _data_rows(sheet, head)
    notes += _hidden(sheet, head, places)
    troubles = [*head.troubles, *merged_among(sheet, head, set(places))]
    cells = list(zip(*(sheet.rows[place] for place in places), strict=True)) if places else []
    columns = {place: cells[place] if cells else () for place in head.places}
    read = {
        place: _column(sheet, column, place, places, columns[place], programme, troubles)
        for place, column in head.places.items()
    }
    bad = {trouble.row for trouble in troubles}
    bad |= {row for (top, _), (bottom, _) in sheet.merged if top in bad for row in range(top, bottom + 1)}
    said = [(one.key, words) for place, one in head.places.items() if (words := _words(one, columns[place]))]
    rows = _rows(head, number, places, read, said, sheet, troubles, bad)
    return Rows(rows, troubles, notes, places)


def _data_rows(sheet: Sheet, head: Head) -> tuple[list[int], list[Note]]:
    """Rows that are neither empty nor totals."""
    code = head.place_of("code")
    special = {row for row, _ in (*sheet.marks.errors, *sheet.marks.uncomputed)}
    places, notes = [], []
    used = tuple(head.places)
    for at in range(head.first, len(sheet.rows)):
        row = sheet.rows[at]
        own = row[code]
        # Most rows have a code that ends in a digit: no such row is empty, and none is headed 合计.
        if own.__class__ is str and own[-1:] not in _DIGITS:
            if at not in special and not any(row[place] != "" and not _blank(row[place]) for place in used):
                continue
            if _is_total(row, code):
                notes.append(Note(placed(sheet.name, at, code), "合计行，没有读", "a row of totals: left out"))
                continue
        places.append(at)
    return places, notes


def _blank(cell: Cell) -> bool:
    return cell.__class__ is str and not cell.strip()


def _is_total(row: Sequence[Cell], code: int) -> bool:
    """A row whose first words are 合计, with no code of its own."""
    first = next((cell for cell in row if cell != "" and not _blank(cell)), "")
    if not isinstance(first, str) or re.sub(r"[\s:：]", "", first).casefold() not in _TOTALS:
        return False
    own = row[code]
    return own == "" or own is first or own == first


def _hidden(sheet: Sheet, head: Head, places: list[int]) -> list[Note]:
    notes = []
    if sheet.hidden:
        notes.append(Note(sheet.name, "这张表是隐藏的，照样读了", "this sheet is hidden; it was read all the same"))
    if sheet.marks.hidden_rows:
        hidden = sorted(set(sheet.marks.hidden_rows) & set(places))
        if hidden:
            said = spans(hidden)
            notes.append(
                Note(sheet.name, f"隐藏的行照样读了：第 {said} 行", f"hidden rows were read all the same: {said}")
            )
    columns = [place for place in sheet.marks.hidden_columns if place in head.places]
    if columns:
        zh = "、".join(head.places[place].zh for place in columns)
        en = ", ".join(head.places[place].en for place in columns)
        notes.append(Note(sheet.name, f"隐藏的列照样读了：{zh}", f"hidden columns were read all the same: {en}"))
    return notes


def _column(
    sheet: Sheet,
    column: Column,
    place: int,
    places: list[int],
    cells: Sequence[Cell],
    programme: Programme,
    troubles: list[CellTrouble],
) -> list[Any]:
    """The values of a column, None where there is none. Equal cells are read once."""
    reader = _reader(column, programme)
    said = {at: cell for (at, one), cell in sheet.marks.errors.items() if one == place}
    uncomputed = {at for at, one in sheet.marks.uncomputed if one == place}
    percents = {at for at, one in sheet.marks.percents if one == place} if _is_ratio(column) else set()
    careful = percents | uncomputed | said.keys()
    values = _read_once(cells, reader)
    wrong = ValueTrouble in set(map(type, values))
    for index, at in enumerate(places) if careful or wrong else ():
        if at in careful:
            cell = cells[index]
            values[index] = _tried(cell, reader, said.get(at, ""), at in uncomputed, at in percents)
        trouble = values[index]
        if type(trouble) is ValueTrouble:
            troubles.append(_trouble(sheet, at, place, column, trouble))
            values[index] = None
    return values


def _read_once(cells: Sequence[Cell], reader: Callable[[object], Any]) -> list[Any]:
    """The value of each cell, or what is wrong with it; equal cells are read once."""
    if len(set(map(type, cells)) - {str}) > 1:  # True is 1 to a dictionary.
        keys = list(zip(map(type, cells), cells, strict=True))
        several = {key: _tried(key[1], reader) for key in dict.fromkeys(keys)}
        return [several[key] for key in keys]
    distinct = dict.fromkeys(cells)
    if 2 * len(distinct) > len(cells):
        return _read_each(cells, reader)
    known = dict(zip(distinct, _read_each(distinct, reader), strict=True))
    return list(map(known.__getitem__, cells))


def _read_each(cells: Iterable[Cell], reader: Callable[[object], Any]) -> list[Any]:
    """Each cell's value, or what is wrong with it."""
    values: list[Any] = []
    for cell in cells:
        # What begins with a letter or a digit is neither empty nor an error.
        sound = cell.__class__ is float or (cell.__class__ is str and cell[:1].isalnum())
        try:
            values.append(reader(cell) if sound else _one(cell, reader))
        except ValueTrouble as trouble:
            values.append(trouble.with_traceback(None))  # Else it would keep all that is local here.
    return values


def _tried(cell: Cell, reader: Callable[[object], Any], *marks: Any) -> Any:
    try:
        return _one(cell, reader, *marks)
    except ValueTrouble as trouble:
        return trouble.with_traceback(None)


def _one(
    cell: Cell, reader: Callable[[object], Any], error: str = "", uncomputed: bool = False, percent: bool = False
) -> Any:
    if error or (isinstance(cell, str) and cell[:1] in "# " and _ERRORS.fullmatch(cell.strip())):
        raise ValueTrouble(
            f"单元格是错误值 {error or cell}；改正公式，或清空",
            f"the cell is an error, {error or cell}; mend its formula",
        )
    if uncomputed and cell == "":
        raise ValueTrouble(
            "公式没有算出的结果；用表格软件打开，保存一次，或粘贴为数值",
            "a formula without its result; open the file in a spreadsheet program and save it, or paste the value",
        )
    if isinstance(cell, str) and not cell.strip():
        return None
    if percent and isinstance(cell, float):
        return reader(f"{format(cell * 100, '.15g')}%")
    return reader(cell)


def _is_ratio(column: Column) -> bool:
    return column.field is not None and column.field.type in {"ratio", "point"}


def _trouble(sheet: Sheet, at: int, place: int, column: Column, trouble: ValueTrouble) -> CellTrouble:
    return CellTrouble(sheet.name, at, place, f"{column.zh}：{trouble.zh}", f"{column.en}: {trouble.en}")


def _reader(column: Column, programme: Programme) -> Callable[[object], Any]:
    if column.role == "code":
        return subject_code_reader(programme)
    if column.field is not None:
        return value_reader(column.field)
    if column.link is not None:
        to, many = column.link.to, column.link.many
        return lambda raw: _links(raw, to, many, programme)
    if column.role == "stage":
        stages = {
            name.casefold(): key
            for key, one in programme.stages.items()
            for name in (key, one.name.zh, one.name.said("en"))
        }
        return lambda raw: _stage(raw, stages, programme)
    return {"stage-date": read_date, "date": read_date, "month": read_month, "evidence": _files}.get(
        column.role, lambda raw: plain_text(raw)[:2000]
    )


def _stage(raw: object, stages: dict[str, str], programme: Programme) -> str:
    said = plain_text(raw)
    found = stages.get(re.sub(r"\s+", "", said).casefold()) or stages.get(said.casefold())
    if found is None:
        zh = "、".join(one.name.zh for one in programme.stages.values())
        en = ", ".join(one.name.said("en") for one in programme.stages.values())
        raise ValueTrouble(f"没有“{said}”这个阶段，可填：{zh}", f"there is no stage “{said}”; there are {en}")
    return found


def _files(raw: object) -> tuple[str, ...]:
    return tuple(name for part in _FILE_SEPARATORS.split(plain_text(raw)) if (name := part.strip()))


def _links(raw: object, to: str, many: bool, programme: Programme) -> tuple[str, ...]:
    own = Field(key="link", type="reference", name=Name("关联"), to=to)
    codes = [part.strip() for part in _CODE_SEPARATORS.split(plain_text(raw)) if part.strip()]
    if len(codes) > 1 and not many:
        raise ValueTrouble(f"只能关联一个，这里有 {len(codes)} 个", f"takes one code, here are {len(codes)}")
    return tuple(dict.fromkeys(read_reference(own, code) for code in codes))


def _rows(
    head: Head,
    number: int,
    places: list[int],
    read: dict[int, list[Any]],
    said: list[tuple[str, dict[int, str]]],
    sheet: Sheet,
    troubles: list[CellTrouble],
    bad: set[int],
) -> list[Row]:
    fields = [(one.key, read[place]) for place, one in head.places.items() if one.field is not None]
    links = [(one.key, read[place]) for place, one in head.places.items() if one.role == "link"]
    files = [(one.key, read[place]) for place, one in head.places.items() if one.role == "evidence"]
    count = range(len(places))

    def only(role: str) -> Iterable[str]:
        column = read.get(head.place_of(role))
        return [value or "" for value in column] if column else repeat("")

    code_place, day_place = head.place_of("code"), head.place_of("month")
    found = map(
        Row,
        repeat(number),
        places,
        only("code"),
        ({key: value for key, values in fields if (value := values[index]) is not None} for index in count),
        only("stage"),
        only("stage-date"),
        only("month" if head.kind == "periods" else "date"),
        [_filled(links, index) for index in count] if links else repeat({}),
        [_filled(files, index) for index in count] if files else repeat({}),
        only("note"),
        [_said(said, index) for index in count] if said else repeat({}),
    )
    rows = []
    for row in found:
        if row.at in bad:
            continue
        if not row.code:
            troubles.append(CellTrouble(sheet.name, row.at, code_place, "没有编号；补上，或清空这一行", "no code; add it, or clear the row", "code"))  # fmt: skip
        elif head.kind == "periods" and not row.on:
            troubles.append(CellTrouble(sheet.name, row.at, day_place, "没有月份，如 2024-06", "no month, such as 2024-06", "month"))  # fmt: skip
        else:
            rows.append(row)
    return rows


def _filled(columns: Iterable[tuple[str, list[Any]]], index: int) -> dict[str, tuple[str, ...]]:
    return {key: value for key, values in columns if (value := values[index])}


def _words(column: Column, cells: Sequence[Cell]) -> dict[int, str]:
    """Of a column of quantities the cells that hold more than a number, by their place among the rows."""
    if column.field is None or not column.field.is_quantity or str not in set(map(type, cells)):
        return {}
    unit = column.field.unit
    return {
        index: cell.strip()
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and not _NUMBER.fullmatch(cell.strip().removesuffix(unit))
    }


def _said(columns: Iterable[tuple[str, dict[int, str]]], index: int) -> dict[str, str]:
    return {key: words[index] for key, words in columns if index in words}
