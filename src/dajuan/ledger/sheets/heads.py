"""Finding the head of a sheet: which row it is, and which column holds what, in any order and either language.

A title above the head, a head of two rows, merged cells in it: all are looked through. What a column is called decides,
never where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Literal

from dajuan.ledger.sheets.book import Cell, Sheet
from dajuan.ledger.sheets.columns import (
    REASON,
    Column,
    names_of,
    period_columns,
    plain_head,
    subject_columns,
    tidy_head,
    without_unit,
)
from dajuan.ledger.sheets.trouble import CellTrouble, Note, letters, placed
from dajuan.programmes.pack import Programme
from dajuan.programmes.units import same_base
from dajuan.programmes.values.quantities import unit_for

_LOOKED_AT = 20
"""Rows among which the head is looked for."""


@dataclass(slots=True)
class Head:
    """The head of one sheet. ``places`` are its columns from the left, ``first`` is the first row of data."""

    kind: Literal["subjects", "periods"]
    row: int
    first: int
    places: dict[int, Column]
    troubles: list[CellTrouble] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def place_of(self, role: str, key: str = "") -> int:
        """The first column of this role; -1 where there is none."""
        return next((place for place, one in self.places.items() if (one.role, one.key) == (role, key)), -1)

    def cell_of(self, role: str, key: str) -> int:
        """The column to point at; that of the code where the sheet has no such column."""
        place = self.place_of(role, key)
        if place < 0 and role == "evidence":
            place = self.place_of(role)
        return place if place >= 0 else self.place_of("code")


def find_head(sheet: Sheet, programme: Programme) -> Head | None:
    """The head of a sheet; None for a sheet that has no column of codes with something beside it."""
    names = names_of([*subject_columns(programme), *period_columns(programme)])
    names.setdefault(plain_head(REASON[0]), Column("reason", *REASON))
    names.setdefault(plain_head(REASON[1]), Column("reason", *REASON))
    rows = [_spread(sheet, row) for row in range(min(_LOOKED_AT, len(sheet.rows)))]
    best: tuple[int, int, list[list[Cell]]] | None = None
    for row in range(len(rows)):
        for used in (rows[row : row + 1], rows[row : row + 2]):
            known = [column for column in map(_named(names), zip(*used, strict=True)) if column]
            found = len({(column.role, column.key) for column, _ in known})
            has_code = any(column.role == "code" for column, _ in known)
            if has_code and found > 1 and (best is None or found > best[0]):
                best = found, row, used
    if best is None:
        return None
    _, row, used = best
    return _head(sheet, programme, row, used, names)


def _spread(sheet: Sheet, row: int) -> list[Cell]:
    """A row with the text of merged cells in every column that they cover."""
    cells = list(sheet.rows[row])
    for (top, left), (bottom, right) in sheet.merged:
        if top <= row <= bottom and top < _LOOKED_AT and left < len(cells):
            text = sheet.rows[top][left]
            cells[left : min(right, len(cells) - 1) + 1] = [text] * (min(right, len(cells) - 1) + 1 - left)
    return cells


class _named:  # noqa: N801 — used as a function
    """The cells of a head, one under the other → the column they name, and the unit in brackets."""

    def __init__(self, names: dict[str, Column]) -> None:
        self.names = names

    def __call__(self, cells: Sequence[Cell]) -> tuple[Column, str] | None:
        said = [tidy_head(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
        for text in dict.fromkeys([*reversed(said), "".join(said)]):
            if text.casefold() in self.names:
                return self.names[text.casefold()], ""
            short, unit = without_unit(text)
            if unit and short.casefold() in self.names:
                return self.names[short.casefold()], unit
        return None


def _head(sheet: Sheet, programme: Programme, row: int, used: list[list[Cell]], names: dict[str, Column]) -> Head:
    first = row + len(used)
    head = Head("subjects", row, first, {})
    told = dict[tuple[str, str], int]()
    for place, cells in enumerate(zip(*used, strict=True)):
        named = _named(names)(cells)
        if named is None:
            if any(isinstance(cell, str) and cell.strip() for cell in cells):
                said = " ".join(str(cell).strip() for cell in cells if cell)
                where = placed(sheet.name, -1, place)
                head.notes.append(
                    Note(
                        where,
                        f"“{said}”不是{programme.name.zh}的栏目，没有读",
                        f"“{said}” is no column of {programme.name.said('en')}: ignored",
                    )
                )
            continue
        column, unit = named
        if column.role == "reason":
            continue
        earlier = told.setdefault((column.role, column.key), place)
        if earlier != place:
            head.troubles.append(
                CellTrouble(sheet.name, first - 1, place, f"和 {letters(earlier)} 列是同一栏（{column.zh}）；留一列", f"the same column as {letters(earlier)} ({column.en}); keep one", "head")
            )  # fmt: skip
            continue
        head.places[place] = _in_unit(sheet, head, first - 1, place, column, unit)
    _settle_kind(sheet, programme, head)
    return head


def _in_unit(sheet: Sheet, head: Head, row: int, place: int, column: Column, unit: str) -> Column:
    """A head that names another unit than the pack does: its plain numbers are read in that unit."""
    own = column.field
    if not unit or own is None or not own.is_quantity or unit == tidy_head(own.unit):
        return column
    try:
        fits = same_base(unit_for(own.type, unit), unit_for(own.type, own.unit))
    except ValueError:
        fits = False
    if not fits:
        head.troubles.append(
            CellTrouble(sheet.name, row, place, f"“{column.zh}”的单位写成了“{unit}”；应是{own.unit}，或能换算成它的单位", f"the unit of “{column.en}” is “{unit}”; it should be {own.unit} or one that converts to it", "head")
        )  # fmt: skip
        return column
    head.notes.append(
        Note(placed(sheet.name, row, place), f"“{column.zh}”按{unit}读（平时是{own.unit}）", f"“{column.en}” is read in {unit}, not {own.unit}")
    )  # fmt: skip
    return column._replace(field=replace(own, unit=unit))


def _settle_kind(sheet: Sheet, programme: Programme, head: Head) -> None:
    """A column of months makes it a sheet of periods: levels in it are only there to be read by people."""
    roles = {column.role for column in head.places.values()}
    flows = [place for place, column in head.places.items() if column.field is not None and column.field.flow]
    if "month" in roles:
        head.kind = "periods"
        for place, column in list(head.places.items()):
            if column.role in {"stage", "stage-date", "date", "link"} or (column.field and not column.field.flow):
                del head.places[place]
                if column.key != "name":
                    head.notes.append(
                        Note(placed(sheet.name, -1, place), f"“{column.zh}”不随月份变，这张表里的没有读；填到{programme.subject.name.zh}表", f"“{column.en}” has no month and was not read here; it belongs in the sheet of subjects")
                    )  # fmt: skip
        return
    for place in flows:
        column = head.places[place]
        head.troubles.append(
            CellTrouble(sheet.name, head.first - 1, place, f"“{column.zh}”是时期数，这张表没有“月份”一列；加上，或填到时期数表", f"“{column.en}” is the amount of a period, and there is no column 'Month'; add one", "head")
        )  # fmt: skip


def merged_among(sheet: Sheet, head: Head, rows: Set[int]) -> list[CellTrouble]:
    """Merged cells among the data: whose value it is cannot be told."""
    return [
        CellTrouble(sheet.name, top, left, f"合并单元格（到 {placed('', bottom, right)}）：取消合并，每行都填上", f"merged cells (to {placed('', bottom, right)}): unmerge them and fill every row", "merged")
        for (top, left), (bottom, right) in sheet.merged
        if not rows.isdisjoint(range(top, bottom + 1)) and not head.places.keys().isdisjoint(range(left, right + 1))
    ]  # fmt: skip
