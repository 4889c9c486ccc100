"""The rows of a sheet as values: every cell read by its column, and everything wrong told by its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from dajuan.ledger.entry import Value
from dajuan.ledger.sheets.book import Cell, Sheet
from dajuan.ledger.sheets.columns import Column
from dajuan.ledger.sheets.heads import Head, merged_among
from dajuan.ledger.sheets.trouble import CellTrouble, Note, placed, spans
from dajuan.programmes.pack import Field, Name, Programme
from dajuan.programmes.values import ValueTrouble, read_subject_code, read_value
from dajuan.programmes.values.dates import read_date, read_month
from dajuan.programmes.values.words import plain_text, read_reference

_TOTALS = frozenset(("合计", "总计", "共计", "小计", "累计", "总数", "total", "sum", "subtotal"))
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_NUMBER = re.compile(r"\s*|\s*-?[0-9,]+(?:\.[0-9]+)?\s*")
_FILE_SEPARATORS = re.compile(r"[;；\n|]+")
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
    read = {
        place: _column(sheet, column, place, places, cells[place] if cells else (), programme, troubles)
        for place, column in head.places.items()
    }
    bad = {trouble.row for trouble in troubles}
    bad |= {row for (top, _), (bottom, _) in sheet.merged if top in bad for row in range(top, bottom + 1)}
    rows = _rows(head, number, places, read, sheet, troubles, bad)
    return Rows(rows, troubles, notes, places)


def _data_rows(sheet: Sheet, head: Head) -> tuple[list[int], list[Note]]:
    """Rows that are neither empty nor totals."""
    code = head.place_of("code")
    special = {row for row, _ in (*sheet.marks.errors, *sheet.marks.uncomputed)}
    places, notes = [], []
    used = tuple(head.places)
    for at in range(head.first, len(sheet.rows)):
        row = sheet.rows[at]
        if row[code] == "" or row[code].__class__ is str:
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
    values: list[Any] = []
    known: dict[object, Any] = {"": None}
    for at, cell in zip(places, cells, strict=True):
        key = (cell,) if cell.__class__ is bool else cell  # True is 1 to a dictionary.
        if key in known and at not in careful:
            values.append(known[key])
            continue
        try:
            value = _one(cell, reader, said.get(at, ""), at in uncomputed, at in percents)
        except ValueTrouble as trouble:
            troubles.append(_trouble(sheet, at, place, column, trouble))
            value = None
        else:
            if at not in careful:
                known[key] = value
        values.append(value)
    return values


def _one(cell: Cell, reader: Callable[[object], Any], error: str, uncomputed: bool, percent: bool) -> Any:
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
        return lambda raw: read_subject_code(programme, raw)
    if column.field is not None:
        own: Field = column.field
        return lambda raw: read_value(own, raw)
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
    sheet: Sheet,
    troubles: list[CellTrouble],
    bad: set[int],
) -> list[Row]:
    fields = [(one.key, read[place]) for place, one in head.places.items() if one.field is not None]
    links = [(one.key, read[place]) for place, one in head.places.items() if one.role == "link"]
    files = [(one.key, read[place]) for place, one in head.places.items() if one.role == "evidence"]
    said = [(one.key, words) for place, one in head.places.items() if (words := _words(one, place, places, sheet))]
    nothing: list[Any] = [None] * len(places)

    def only(role: str) -> list[Any]:
        return read.get(head.place_of(role), nothing)

    codes, stages, stage_dates, notes = only("code"), only("stage"), only("stage-date"), only("note")
    days = only("month" if head.kind == "periods" else "date")
    code_place, day_place = head.place_of("code"), head.place_of("month")
    rows = []
    for index, at in enumerate(places):
        if at in bad:
            continue
        if codes[index] is None:
            troubles.append(CellTrouble(sheet.name, at, code_place, "没有编号；补上，或清空这一行", "no code; add it, or clear the row", "code"))  # fmt: skip
            continue
        if head.kind == "periods" and days[index] is None:
            troubles.append(CellTrouble(sheet.name, at, day_place, "没有月份，如 2024-06", "no month, such as 2024-06", "month"))  # fmt: skip
            continue
        rows.append(
            Row(
                number,
                at,
                codes[index],
                {key: value for key, values in fields if (value := values[index]) is not None},
                stages[index] or "",
                stage_dates[index] or "",
                days[index] or "",
                _filled(links, index) if links else {},
                _filled(files, index) if files else {},
                notes[index] or "",
                _said(said, index) if said else {},
            )
        )
    return rows


def _filled(columns: Iterable[tuple[str, list[Any]]], index: int) -> dict[str, tuple[str, ...]]:
    return {key: value for key, values in columns if (value := values[index])}


def _words(column: Column, place: int, places: list[int], sheet: Sheet) -> dict[int, str]:
    """Of a column of quantities the cells that hold more than a number, by their place among the rows."""
    if column.field is None or not column.field.is_quantity:
        return {}
    unit = column.field.unit
    return {
        index: cell.strip()
        for index, at in enumerate(places)
        if isinstance(cell := sheet.rows[at][place], str) and not _NUMBER.fullmatch(cell.strip().removesuffix(unit))
    }


def _said(columns: Iterable[tuple[str, dict[int, str]]], index: int) -> dict[str, str]:
    return {key: words[index] for key, words in columns if index in words}
