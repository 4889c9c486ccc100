"""A plain edge list of a sheet as rows: which column is what, every cell as words. What it means is ``edge_list``'s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dajuan.ledger.sheets.book import Book, Cell, Sheet
from dajuan.ledger.sheets.columns import plain_head, tidy_head, without_unit
from dajuan.ledger.sheets.trouble import CellTrouble
from dajuan.programmes.values.words import plain_text

_LOOKED_AT = 10
"""Rows among which the head is looked for: there may be a title over it."""
HEADS: Mapping[str, tuple[str, ...]] = {
    "upstream": ("上游环节", "上游", "环节", "upstream", "from", "node"),
    "downstream": ("下游环节", "下游", "downstream", "to"),
    "position": ("位置", "position"),
    "firm": ("企业", "企业名称", "供方", "供应商", "firm", "enterprise", "supplier"),
    "code": ("信用代码", "统一社会信用代码", "credit code", "code"),
    "product": ("产品", "产品名称", "product"),
    "share": ("占本企业营收", "份额", "share"),
    "buyer": ("买方", "采购企业", "采购方", "buyer"),
    "place": ("供方所在地", "所在地", "place"),
    "value": ("年采购额", "采购额", "value"),
}
"""Column → what it may be called; the first is how the template calls it."""
_CALLED = {plain_head(name): column for column, names in HEADS.items() for name in (*names, column)}
_MEASURED = frozenset({"share", "value"})
"""Their plain numbers are in the unit that stands in brackets behind the head: 年采购额（亿元）."""
_PLAIN = re.compile(r"[\d,.]+")


class Place(NamedTuple):
    """A column of the sheet."""

    at: int
    """From 0."""
    unit: str = ""
    """As its head has it."""


class EdgeRow(NamedTuple):
    sheet: str
    at: int
    """From 0."""
    cells: Mapping[str, str]
    """Column → words; empty cells are left out."""
    places: Mapping[str, Place]
    """Column → where it stands."""

    def trouble(self, column: str, zh: str, en: str) -> CellTrouble:
        place = self.places.get(column)
        return CellTrouble(self.sheet, self.at, place.at if place else -1, zh, en)


def edge_rows(book: Book) -> tuple[list[EdgeRow], list[CellTrouble]]:
    """Of every sheet that is an edge list; it is told where none is."""
    rows, troubles = list[EdgeRow](), list[CellTrouble]()
    for sheet in book.sheets:
        if not sheet.hidden:
            rows += _of_sheet(sheet)
    if not rows:
        known = "、".join(some[0] for some in HEADS.values())
        troubles.append(
            CellTrouble(
                "", -1, -1,
                f"没有找到“上游环节”一栏和下面的行；可用的栏目：{known}",
                f"no column 'upstream' with rows under it; columns may be {', '.join(HEADS)}",
            )
        )  # fmt: skip
    return rows, troubles


def _of_sheet(sheet: Sheet) -> Iterator[EdgeRow]:
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        places = _heads(row)
        if "upstream" in places:
            yield from _under(sheet, at + 1, places)
            return


def _heads(row: Sequence[Cell]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for at, cell in enumerate(row):
        said, unit = without_unit(tidy_head(cell))
        column = _CALLED.get(said.casefold())
        if column:
            found.setdefault(column, Place(at, unit if column in _MEASURED else ""))
    return found


def _under(sheet: Sheet, first: int, places: dict[str, Place]) -> Iterator[EdgeRow]:
    for at in range(first, len(sheet.rows)):
        many = len(sheet.rows[at])
        cells = {key: said for key, place in places.items() if place.at < many and (said := _said(sheet, at, place))}
        if cells:
            yield EdgeRow(sheet.name, at, cells, places)


def _said(sheet: Sheet, at: int, place: Place) -> str:
    """A cell shown as a percentage holds its hundredth."""
    cell = sheet.rows[at][place.at]
    if (at, place.at) in sheet.marks.percents and isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{Decimal(str(cell)) * 100:f}%"
    said = plain_text(cell)
    return f"{said}{place.unit}" if _PLAIN.fullmatch(said) else said
