"""A table to take along: csv or a workbook, in which no cell can run as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.rows import Cell, Column
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.web.words import spoken

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(
    form: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, name: str, sheet: str
) -> HttpResponse:
    """``form`` is ``csv`` or ``xlsx``, and ends the file's name; raises ``Http404`` for any other."""
    if form == "csv":
        return saved(csv_text(columns, rows), "text/csv; charset=utf-8", f"{name}.csv")
    if form == "xlsx":
        return saved(xlsx_bytes(columns, rows, language=spoken(), sheet=sheet), XLSX, f"{name}.xlsx")
    raise Http404


def saved(data: bytes | str, kind: str, name: str) -> HttpResponse:
    """A file that the browser saves, whatever is in it."""
    answer = HttpResponse(data, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
