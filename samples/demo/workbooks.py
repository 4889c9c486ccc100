"""A department's sheet of its targets as it was downloaded and filled in: once rightly, once with mistakes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dajuan.answers.read import targets
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.sheets.columns import subject_columns
from dajuan.ledger.sheets.template import Cell, Filled, filled, workbook

DEPARTMENT = "产业发展局"
CHANGED = 3
"""Cells."""
Row = list[Cell]


def written(ledger: Ledger, folder: Path, year: int) -> tuple[Path, Path]:
    """The filled-in workbook and the one with mistakes."""
    sheet = filled(ledger, ledger.programmes[PROGRAMME], "zh")
    columns = {one.key or one.role: place for place, one in enumerate(subject_columns(sheet.programme))}
    own = {one.code: one for one in targets(ledger, year=year) if one.owner == DEPARTMENT}
    rows = [list(row) for row in sheet.subjects if row[0] in own]
    right, wrong = [row.copy() for row in rows], [row.copy() for row in rows]
    numbers = [place for place, row in enumerate(rows) if _grows(own[str(row[0])])][:CHANGED]
    for place in numbers:
        right[place][columns["reported"]] = _more(own[str(rows[place][0])])
    for place, mistake in zip(numbers, _mistakes(columns), strict=False):
        mistake(wrong[place])
    paths = (
        folder / f"{DEPARTMENT}-目标填报（已填，可导入）.xlsx",
        folder / f"{DEPARTMENT}-目标填报（有错，导不进）.xlsx",
    )
    for path, subjects in zip(paths, (right, wrong), strict=True):
        path.write_bytes(workbook(Filled(sheet.programme, subjects, (), sheet.stamp), "zh"))
    return paths


def _grows(one: Target) -> bool:
    """Reported by hand, and adding up."""
    return one.kind == "number" and one.accrues and one.value is not None and not one.binding and one.stage != "closed"


def _more(one: Target) -> str:
    """Somewhat more than was last reported, in the target's unit."""
    assert one.value is not None
    unit = one.value.amount.unit
    last = float(one.reported[-1].amount.written) if one.reported else 0.0
    more = last + max(1.0, float(one.value.amount.written) / 20)
    return f"{int(more)}{unit.written}"


def _mistakes(columns: dict[str, int]) -> list[Callable[[Row], None]]:
    """What people do: another unit, a progress over all bounds, a day that no calendar has."""

    def put(key: str, value: Cell) -> Callable[[Row], None]:
        def mistaken(row: Row) -> None:
            row[columns[key]] = value

        return mistaken

    return [put("reported", "不少于往年"), put("progress", "已过半"), put("asked-until", "6月31日")]
