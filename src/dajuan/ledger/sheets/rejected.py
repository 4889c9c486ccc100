"""The rows that an import did not take, as a workbook: as they were, with the reasons beside them, to mend and import."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from dajuan.ledger.sheets.book import Cell, Sheet
from dajuan.ledger.sheets.columns import REASON
from dajuan.ledger.sheets.heads import Head
from dajuan.ledger.sheets.importing import Rejected
from dajuan.ledger.sheets.stamp import SHEET
from dajuan.ledger.sheets.trouble import CellTrouble
from dajuan.programmes.pack import Language

_PERCENT = "0.00##%"


def rejected_workbook(rejected: Rejected, troubles: Sequence[CellTrouble], language: Language = "zh") -> bytes:
    """The bytes of an xlsx file; cells that are wrong are marked, and the last column says why."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    writer = _Writer(book, troubles, language)
    for sheet, head, places in rejected.sheets:
        if places:
            writer.sheet(sheet, head, places)
    if rejected.stamp is not None:
        page = book.add_worksheet(SHEET)
        page.very_hidden()
        for at, row in enumerate(rejected.stamp.rows()):
            for place, words in enumerate(row):
                page.write_string(at, place, words)
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any, troubles: Sequence[CellTrouble], language: Language) -> None:
        self.book, self.language = book, language
        self.reasons: dict[tuple[str, int], list[CellTrouble]] = {}
        for trouble in troubles:
            self.reasons.setdefault((trouble.sheet, trouble.row), []).append(trouble)
        self.head = book.add_format({"bold": True, "bg_color": "#F2EFE9", "bottom": 1, "text_wrap": True})
        self.why = book.add_format({"font_color": "#A32020", "text_wrap": True, "valign": "top"})
        self._formats: dict[tuple[str, bool], Any] = {}

    def sheet(self, sheet: Sheet, head: Head, places: Sequence[int]) -> None:
        page = self.book.add_worksheet(sheet.name or "rejected")
        width = len(sheet.rows[head.row])
        for row in range(head.row, head.first):
            for place, cell in enumerate(_spread(sheet, head, row)):
                self._write(page, row - head.row, place, cell, "General", wrong=False)
        top = head.first - head.row
        page.write_string(top - 1, width, REASON[self.language == "en"], self.head)
        page.set_column(0, width - 1, 16)
        page.set_column(width, width, 60)
        for at, row in enumerate(places, top):
            wrong = self.reasons.get((sheet.name, row), [])
            bad = {one.column for one in wrong}
            for place, cell in enumerate(sheet.rows[row]):
                shape = _PERCENT if (row, place) in sheet.marks.percents else "General"
                # What holds no value is written as an error, so that it is not taken for an empty cell when imported again.
                lost = "#N/A" if (row, place) in sheet.marks.uncomputed and cell == "" else ""
                cell = sheet.marks.errors.get((row, place), lost) or cell
                self._write(page, at, place, cell, shape, wrong=place in bad)
            page.write_string(at, width, "\n".join(self._said(one) for one in wrong) or self._with_others(), self.why)
        page.freeze_panes(top, 1)

    def _said(self, trouble: CellTrouble) -> str:
        return f"{trouble.place}：{trouble.zh}" if self.language == "zh" else f"{trouble.place}: {trouble.en}"

    def _with_others(self) -> str:
        return {"zh": "与它相关的行没有收下", "en": "a row that this one rests on was not taken"}[self.language]

    def _write(self, page: Any, at: int, place: int, cell: Cell, shape: str, *, wrong: bool) -> None:
        if isinstance(cell, (date, datetime)):
            whole = not isinstance(cell, datetime) or cell.time() == time()
            page.write_datetime(at, place, cell, self._format("yyyy-mm-dd" if whole else "yyyy-mm-dd hh:mm:ss", wrong))
        elif isinstance(cell, (time, timedelta)):
            page.write_string(at, place, str(cell), self._format("@", wrong))
        elif isinstance(cell, bool):
            page.write_boolean(at, place, cell, self._format(shape, wrong))
        elif isinstance(cell, (int, float)):
            page.write_number(at, place, cell, self._format(shape, wrong))
        elif cell:
            page.write_string(at, place, cell, self._format("@", wrong))
        elif wrong:
            page.write_blank(at, place, None, self._format("General", wrong))

    def _format(self, shape: str, wrong: bool) -> Any:
        found = self._formats.get((shape, wrong))
        if found is None:
            colour = {"bg_color": "#FBE3E0"} if wrong else {}
            found = self._formats[shape, wrong] = self.book.add_format({"num_format": shape, **colour})
        return found


def _spread(sheet: Sheet, head: Head, row: int) -> list[Cell]:
    """A row of the head; what was merged is written out in each column."""
    cells = list(sheet.rows[row])
    for (top, left), (bottom, right) in sheet.merged:
        if head.row <= top <= row <= bottom and left < len(cells):
            for place in range(left, min(right, len(cells) - 1) + 1):
                cells[place] = sheet.rows[top][left]
    return cells
