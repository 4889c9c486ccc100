"""A month as files: its workbooks as an office would fill them in, and the evidence that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import xlsxwriter
from samples.year.month import Month, Row

from dajuan.programmes.find import find_programmes
from dajuan.programmes.pack import Programme


def write_month(month: Month, folder: Path) -> Iterator[tuple[str, Path]]:
    """Write a month's evidence and workbooks; gives each workbook's programme and path, in the order to import them."""
    packs = _packs()
    place = folder / f"{month.end:%Y-%m}"
    place.mkdir(parents=True, exist_ok=True)
    for name, data in month.evidence.items():
        (place / name).write_bytes(data)
    for name, programme, rows, flows in month.books():
        _write_book(place / name, packs[programme], rows, flows)
        yield programme, place / name


@cache
def _packs() -> Mapping[str, Programme]:
    return find_programmes().programmes


def _write_book(path: Path, programme: Programme, rows: list[Row], flows: list[Row]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, some in (("对象", rows), ("时期数", flows)):
        if not some:
            continue
        keys = list(dict.fromkeys(key for row in some for key in row))
        columns = [key for key in keys if key != "date"] + (["date"] if "date" in keys else [])
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, [_head(programme, key) for key in columns] + (["数据日期"] if "date" in keys else []))
        for at, row in enumerate(some, 1):
            cells = [_cell(programme, key, row.get(key), row) for key in columns]
            for column, cell in enumerate(cells + ([row["date"]] if "date" in keys else [])):
                if cell is not None:
                    sheet.write(at, column, cell)
    book.close()


_HEADS = {"code": "编号", "stage": "阶段", "date": "阶段日期", "month": "月份"}


def _head(programme: Programme, key: str) -> str:
    if key in programme.fields:
        field = programme.fields[key]
        return f"{field.name.zh}（{field.unit}）" if field.unit else field.name.zh
    return _HEADS.get(key, key)


def _cell(programme: Programme, key: str, value: object, row: Row) -> object:
    """As an office would fill it in: names for choices and stages, 是 and 否; a date only beside a stage."""
    if key == "date" and "stage" not in row:
        return None
    if key == "stage" and value is not None:
        return programme.stages[str(value)].name.zh
    choices = programme.fields[key].choices if key in programme.fields else ()
    if choices and value is not None:
        return next(one.name.zh for one in choices if one.key == value)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value
