"""A subject's row as the cells of a list, and as those of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone

from dajuan.outputs.rows import Cell as Exported
from dajuan.programmes.pack import Field, Language, Programme, Value
from dajuan.programmes.values import show_value
from dajuan.subjects.row import Row
from dajuan.web.programmes.columns import CODE, LAST, SINCE, STAGE, STAGE_ON, Column

_SAFE = "!*'(),:@&=+$;~"
"""As ``reverse`` leaves them in a part of a path (RFC 3986, section 3.3)."""


class Cell(NamedTuple):
    """``links``: words and addresses instead of the text. ``light``: a tag's colour."""

    column: Column
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    unverified: bool = False


def subject_address(programme: str, code: str) -> str:
    return f"{_subjects(programme)}{quote(code, safe=_SAFE)}/"


@cache
def _subjects(programme: str) -> str:
    """The address under which a programme's subjects are: looked up once, not for each of a page's rows."""
    return reverse("programmes:subject", args=(programme, "0")).removesuffix("0/")


def cells_of(row: Row, columns: Sequence[Column], programme: Programme, language: Language) -> list[Cell]:
    return [_cell(row, column, programme, language) for column in columns]


def _cell(row: Row, column: Column, programme: Programme, language: Language) -> Cell:
    if column.key == CODE:
        return Cell(column, row.code, ((row.code, subject_address(row.programme, row.code)),))
    if column.key == STAGE:
        return Cell(column, stage_said(programme, row.stage, language), unverified=_waits(programme, row))
    if column.link is not None:
        return Cell(column, links=tuple(map(_other, row.links.get(column.key, ()))))
    if column.field is None:
        return Cell(column, _day(row, column.key))
    if column.key not in row.fields:
        return Cell(column)
    value = row.fields[column.key]
    if column.field.type == "reference":
        return Cell(column, links=(_other(str(value)),))
    return Cell(column, show_value(column.field, value, language, with_unit=False))


def _other(named: str) -> tuple[str, str]:
    programme, _, code = named.partition("/")
    return (code, subject_address(programme, code)) if code else (named, "")


def _waits(programme: Programme, row: Row) -> bool:
    """Whether its stage counts only once another person has verified it, and nobody has."""
    stage = programme.stages.get(row.stage)
    return stage is not None and stage.needs.reviewer and not row.verified


def _day(row: Row, key: str) -> str:
    if key == LAST:
        return timezone.localtime(datetime.fromisoformat(row.last_at)).strftime("%Y-%m-%d %H:%M")
    day = {STAGE_ON: row.stage_on, SINCE: row.since}.get(key)
    return day.isoformat() if day else ""


def stage_said(programme: Programme, key: str, language: Language) -> str:
    if not key:
        return {"zh": "尚无阶段", "en": "No stage yet"}[language]
    stage = programme.stages.get(key)
    return stage.name.said(language) if stage else key


def value_said(field: Field | None, value: Value, language: Language) -> str:
    """Of a field that the pack no longer has: as stored."""
    return str(value) if field is None else show_value(field, value, language)


def exported(row: Row, columns: Sequence[Column], programme: Programme, language: Language) -> list[Exported]:
    """The same row for a sheet: numbers and days as such, all else as words."""
    return [_exported(row, column, programme, language) for column in columns]


def _exported(row: Row, column: Column, programme: Programme, language: Language) -> Exported:
    if column.key == CODE:
        return row.code
    if column.link is not None:
        return "；".join(row.links.get(column.key, ()))
    if column.key in {STAGE_ON, SINCE}:
        return {STAGE_ON: row.stage_on, SINCE: row.since}[column.key]
    if column.field is None:
        return _cell(row, column, programme, language).text
    value = row.fields.get(column.key)
    if value is None:
        return None
    if column.field.type == "date":
        return date.fromisoformat(str(value))
    said = show_value(column.field, value, language, with_unit=False)
    return said.replace(",", "") if column.field.is_quantity else said
