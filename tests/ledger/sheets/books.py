"""Workbooks as offices fill them in, made here cell by cell, and the zone that they are imported into."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl

from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_between
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import Imported, import_book
from dajuan.ledger.sheets.template import template
from dajuan.ledger.zone import Zone

NOW = datetime(2024, 12, 31, 9, 0, tzinfo=UTC)
TODAY = date(2024, 12, 31)
HEAD = ("楼盘编号", "项目名称", "开发企业", "应交付套数（套）", "阶段", "阶段日期")
ESTATE = ("E-001", "云岭苑", "云岭置业", 216, "纳入台账", date(2024, 1, 2))


@dataclass
class Office:
    """A department with its zone and a folder of files."""

    zone: Zone
    ledger: Ledger
    folder: Path
    programme: str = "housing-delivery"

    def take(self, data: bytes, name: str = "楼盘.xlsx", *, actor: str = "住建局 甲", **more) -> Imported:
        more = {"programme": "" if name.endswith("-stamped") else self.programme, "now": NOW, **more}
        book = read_book(data, name)
        return import_book(self.ledger, book, evidence=self.zone.evidence(), folder=self.folder, actor=actor, **more)

    def template(self) -> bytes:
        return template(self.ledger, self.programme)

    def kinds(self, start: int = 0) -> list[str]:
        return [entry.kind for _, entry in entries_between(self.ledger, start=start)]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows, change=None) -> bytes:
    """A workbook of one sheet 楼盘; ``change`` does to it what offices do."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "楼盘"
    for row in rows:
        page.append(row)
    if change:
        change(page)
    return saved(book)


def edited(data: bytes, page: int = 0, **cells) -> bytes:
    """A workbook with cells changed: ``edited(data, D2=217)``."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for place, value in cells.items():
        book.worksheets[page][place] = value
    return saved(book)


def at(data: bytes, head: str, row: int, page: int = 0) -> str:
    """Where a column of that head stands: ``D2``."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = next(book.worksheets[page].iter_rows(max_row=1))
    return next(f"{one.column_letter}{row}" for one in cells if str(one.value).startswith(head))


def told(done: Imported) -> list[str]:
    return [trouble.place for trouble in done.troubles]
