"""A programme's workbook to fill in: its subjects as they are now, its periods, and what to do with it."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dajuan.ledger.entry import Value, entry_of
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.sheets.columns import SHEETS, Column, period_columns, subject_columns
from dajuan.ledger.sheets.notes import comment_of, note_lines
from dajuan.ledger.sheets.periods import flows_of, last_day
from dajuan.ledger.sheets.stamp import SHEET, Stamp
from dajuan.ledger.sheets.trouble import letters
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Field, Language, Programme
from dajuan.programmes.values import show_value

MOST_ROWS = 1_048_575
"""Rows under the head of an xlsx sheet."""
_LISTS = "_lists"
_SPARE = 2000
"""Empty rows under the filled ones that have drop-downs too."""
_LONGEST_CELL = 32_767
_EXACT_DIGITS = 15
_TEXTS = frozenset(("text", "organisation", "credit-code", "moment", "reference", "geometry"))

Cell = str | float | date | None


class Filled(NamedTuple):
    """What a template shows, and the log that it was taken from."""

    programme: Programme
    subjects: Sequence[Sequence[Cell]]
    periods: Sequence[Sequence[Cell]]
    stamp: Stamp


def template(
    ledger: Ledger, programme: str, *, language: Language = "zh", only: Collection[str] | None = None
) -> bytes:
    """The workbook, filled in with what the ledger holds now; ``only`` of these subjects."""
    if programme not in ledger.programmes:
        listed = "、".join(ledger.programmes) or "（无）"
        raise LedgerError(
            f"没有启用“{programme}”；已启用：{listed}",
            f"'{programme}' is not switched on; on are: {', '.join(ledger.programmes) or 'none'}",
        )
    return workbook(filled(ledger, ledger.programmes[programme], language, only), language)


def filled(ledger: Ledger, programme: Programme, language: Language, only: Collection[str] | None = None) -> Filled:
    states: dict[str, State] = {}
    wide = []
    with ledger.store.reading() as reader:
        head = reader.head()
        for row in reader.of_programme(programme.code):
            entry = entry_of(row.data)
            if not entry.subject:
                wide.append((row.seq, entry))
                continue
            if only is None or entry.subject in only:
                states.setdefault(entry.subject, State(programme.code, entry.subject)).take(row.seq, entry)
    for seq, entry in wide:
        for state in states.values():
            state.take(seq, entry)
    here = {code: state for code, state in states.items() if state.opened is not None}
    columns = subject_columns(programme)
    return Filled(
        programme,
        [_subject(code, state, columns, programme, language) for code, state in here.items()],
        [row for code, state in here.items() for row in _periods(code, state, programme, language)],
        Stamp(programme.code, programme.version, head.size, head.edge.root().hex()),
    )


def _subject(
    code: str, state: State, columns: Sequence[Column], programme: Programme, language: Language
) -> list[Cell]:
    levels, stage = state.levels(), state.stage
    links: dict[str, list[str]] = {}
    latest = state.links()
    for entry in state.entries.values():
        for relation, other in entry.links.items():
            link = programme.links.get(relation)
            if link and (link.many or latest[relation].value == other) and other not in links.setdefault(relation, []):
                links[relation].append(other)

    def cell(column: Column) -> Cell:
        if column.role == "code":
            return code
        if column.field is not None:
            held = levels.get(column.key)
            return shown(column.field, held.value, language) if held else None
        if column.role == "stage" and stage is not None:
            known = programme.stages.get(str(stage.value))
            return known.name.said(language) if known else None
        if column.role == "stage-date" and stage is not None:
            return stage.on if str(stage.value) in programme.stages else None
        if column.role == "link" and column.link is not None:
            to = f"{column.link.to}/"
            return "；".join(other.removeprefix(to) for other in links.get(column.key, ())) or None
        return None

    return [cell(column) for column in columns]


def _periods(code: str, state: State, programme: Programme, language: Language) -> Iterable[list[Cell]]:
    """A row for each month that something was recorded of; what is kept by other periods has no row here."""
    months: dict[date, dict[str, Value]] = {}
    for (key, day), held in flows_of(state).items():
        if day == last_day(day.isoformat()[:7]):
            months.setdefault(day, {})[key] = held.value
    fields = [one for one in programme.fields.values() if one.flow]
    for day in sorted(months):
        values = [shown(one, months[day][one.key], language) if one.key in months[day] else None for one in fields]
        yield [code, day.replace(day=1), *values, None, None]


def shown(field: Field, value: Value, language: Language) -> Cell:
    """A value as a cell: a number where a sheet can hold it exactly, a date, else the words that read back as it."""
    said = show_value(field, value, language, with_unit=False)
    if field.is_quantity:
        digits = said.replace(",", "")
        return float(digits) if len(digits.replace(".", "").lstrip("-0")) <= _EXACT_DIGITS else digits
    if field.type == "date":
        return date.fromisoformat(said)
    if field.type == "month":
        return date.fromisoformat(f"{said}-01")
    return said if len(said) <= _LONGEST_CELL else None


def workbook(content: Filled, language: Language) -> bytes:
    """The bytes of an xlsx file. Words are written as words, never as formulas or links."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    programme = content.programme
    book.set_properties({"title": programme.name.said(language), "comments": f"dajuan template {programme.code}"})
    _, periods, notes = SHEETS[language]
    writer = _Writer(book, programme, language)
    writer.sheet(sheet_name(programme.subject.name.said(language)), subject_columns(programme), content.subjects)
    if period_columns(programme):
        writer.sheet(periods, period_columns(programme), content.periods)
    writer.notes(notes)
    writer.hide(_LISTS, writer.lists)
    writer.hide(SHEET, content.stamp.rows())
    book.close()
    return out.getvalue()


def sheet_name(name: str) -> str:
    """What Excel takes as a sheet's name."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or "Sheet"


class _Writer:
    """The sheets of one workbook."""

    def __init__(self, book: Any, programme: Programme, language: Language) -> None:
        self.book, self.programme, self.language = book, programme, language
        ground = {"bg_color": "#F2EFE9", "bottom": 1, "bottom_color": "#B9B2A6", "valign": "vcenter", "text_wrap": True}
        self.head = book.add_format({**ground, "bold": True})
        self.must = book.add_format({**ground, "bold": True, "font_color": "#A32020"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        formats = {"text": "@", "date": "yyyy-mm-dd", "month": "yyyy-mm", "whole": "#,##0", "": "General"}
        self.formats = {kind: book.add_format({"num_format": shape}) for kind, shape in formats.items()}
        self.lists: list[tuple[str, ...]] = []

    def sheet(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        if len(rows) > MOST_ROWS:
            raise LedgerError(
                f"有 {len(rows):,} 行，一张表放不下（最多 {MOST_ROWS:,}）",
                f"{len(rows):,} rows do not fit in a sheet ({MOST_ROWS:,} do)",
            )
        page = self.book.add_worksheet(name)
        page.set_row(0, 32)
        for place, column in enumerate(columns):
            shape = self.formats[kind_of(column)]
            page.set_column(place, place, column.width, shape)
            page.write_string(0, place, column.head(self.language), self.must if column.required else self.head)
            page.write_comment(0, place, comment_of(column, self.programme), {"x_scale": 1.6, "y_scale": 1.4})
            self._choices(page, place, column, len(rows))
        for at, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, str):
                    page.write_string(at, place, cell)
                elif isinstance(cell, date):
                    page.write_datetime(at, place, cell, self.formats[kind_of(columns[place])])
                else:
                    page.write_number(at, place, cell)
        page.freeze_panes(1, 2 if len(columns) > 2 else 1)
        page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def _choices(self, page: Any, place: int, column: Column, rows: int) -> None:
        """A drop-down; its words stand on a hidden sheet, since a list in the cell may hold 255 characters only."""
        words = choices_of(column, self.programme, self.language)
        if not words:
            return
        self.lists.append(words)
        where = f"={_LISTS}!$A${len(self.lists)}:${letters(len(words) - 1)}${len(self.lists)}"
        told = {"zh": ("不在选项里", "请从下拉列表里选。"), "en": ("Not a choice", "Choose from the list.")}
        title, message = told[self.language]
        page.data_validation(
            1, place, min(rows + _SPARE, MOST_ROWS), place,
            {"validate": "list", "source": where, "error_title": title, "error_message": message},
        )  # fmt: skip

    def notes(self, name: str) -> None:
        page = self.book.add_worksheet(name)
        page.set_column(0, 0, 26)
        page.set_column(1, 2, 70)
        for at, (bold, cells) in enumerate(note_lines(self.programme)):
            for place, words in enumerate(cells):
                page.write_string(at, place, words, self.head if bold else self.wrapped)

    def hide(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        page = self.book.add_worksheet(name)
        page.very_hidden()
        for at, row in enumerate(rows):
            for place, words in enumerate(row):
                page.write_string(at, place, words)


def kind_of(column: Column) -> str:
    """How the cells of a column are formatted."""
    if column.role in {"stage-date", "date"}:
        return "date"
    if column.role == "month" or (column.field is not None and column.field.type == "month"):
        return "month"
    if column.field is None:
        return "text"
    if column.field.type == "date":
        return "date"
    if column.field.type == "count":
        return "whole"
    return "text" if column.field.type in _TEXTS else ""


def choices_of(column: Column, programme: Programme, language: Language) -> tuple[str, ...]:
    if column.role == "stage":
        return tuple(one.name.said(language) for one in programme.stages.values())
    if column.field is None:
        return ()
    if column.field.type == "flag":
        return {"zh": ("是", "否"), "en": ("yes", "no")}[language]
    return tuple(one.name.said(language) for one in column.field.choices)
