"""Files to take away. Always attachments: nothing that was uploaded, or made of it, is opened in the browser from here."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase

from dajuan.checks.rule import rules
from dajuan.outputs.comparison_rows import COMPARISON_COLUMNS
from dajuan.outputs.contract import json_text, reading_object
from dajuan.outputs.html import marked_page
from dajuan.outputs.rows import CLAIM_COLUMNS, FINDING_COLUMNS, claim_rows, finding_rows
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import XLSX, saved
from dajuan.web.reader import readings, shelf
from dajuan.web.reader.comparisons import kept_comparison, seen_comparison
from dajuan.web.reader.views import read_document, seen_document
from dajuan.web.words import spoken

_TYPES = {
    "xlsx": XLSX,
    "json": "application/json",
    "html": "text/html; charset=utf-8",
}


@needs(Action.SEE)
def document(request: HttpRequest, pk: UUID, kind: str) -> HttpResponseBase:
    row = seen_document(request, pk)
    if kind == "original":
        try:
            file = shelf.file_of(row.sha256).open("rb")
        except FileNotFoundError:
            raise Http404 from None
        return FileResponse(file, as_attachment=True, filename=row.name, content_type="application/octet-stream")
    kept = read_document(row)
    found, _ = kept.findings(readings.decisions(shelf.decisions_of(row)))
    reading, lang = kept.reading, spoken()
    name = PurePath(row.name).stem
    match kind:
        case "claims.xlsx":
            return _file(xlsx_bytes(CLAIM_COLUMNS, claim_rows(reading), language=lang), f"{name}-claims.xlsx")
        case "findings.xlsx":
            rows = finding_rows(reading, found, lang)
            return _file(xlsx_bytes(FINDING_COLUMNS, rows, language=lang), f"{name}-findings.xlsx")
        case "marked.html":
            page = marked_page(reading, found, rules(), language=lang, coverage=kept.coverage)
            return _file(page.encode(), f"{name}-marked.html")
        case "reading.json":
            told = reading_object(reading, found, lang, kept.coverage)
            return _file(json_text(told).encode(), f"{name}.json")
    raise Http404


@needs(Action.SEE)
def comparison(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    row = seen_comparison(request, pk)
    kept: dict[str, Any] = kept_comparison(row)
    if not kept:
        raise Http404
    lang = spoken()
    match kind:
        case "comparison.xlsx":
            return _file(xlsx_bytes(COMPARISON_COLUMNS, kept["rows"][lang], language=lang), kind)
        case "comparison.json":
            return _file(json_text(kept[lang]).encode(), kind)
        case "comparison.html":
            return _file(shelf.comparison_of(row, "html").read_bytes(), kind)
    raise Http404


def _file(content: bytes, name: str) -> HttpResponse:
    return saved(content, _TYPES[name.rpartition(".")[2]], name)
