"""A station's file: looked at, or taken in. What has to be answered first is listed, and the form comes back with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.ledger.sheets.book import LARGEST
from dajuan.ledger.trouble import LedgerError
from dajuan.systems.air.exports import ExportError, Note
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.systems.air import taking
from dajuan.web.systems.air.asked import choices_asked
from dajuan.web.systems.air.found import settings, stations_at
from dajuan.web.words import Words

_NOTES = 200
_MEGABYTES = LARGEST >> 20


@needs(Action.RECORD)
def take(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    if moment.is_past:
        raise PermissionDenied(Action.RECORD)
    file = request.FILES.get("file")
    if request.method != "POST":
        return _page(request)
    if file is None or (file.size or 0) > LARGEST:
        zh, en = f"没有选文件，或超过 {_MEGABYTES} MB", f"no file was chosen, or it is over {_MEGABYTES} MB"
        return _page(request, troubles=(Note(0, "file", zh, en),))
    data, name, choices = file.read(), file.name or "hours.csv", choices_asked(request.POST)
    try:
        if "check" in request.POST:
            export = taking.read(viewer, data, name, choices)
            return _page(request, looked=export, notes=export.notes)
        done = taking.record(viewer, data, name, choices)
    except ExportError as error:
        return _page(request, troubles=error.notes)
    except LedgerError as error:
        return _page(request, troubles=(Note(0, "file", error.zh, error.en),))
    return _page(request, done=done, notes=done.notes)


def _page(request: HttpRequest, *, troubles: Any = (), notes: Any = (), **found: Any) -> HttpResponse:
    (viewer, moment), lines = seen_by(request), settings()
    context = {
        "troubles": [(one.row, Words(one.zh, one.en)) for one in troubles[:_NOTES]],
        "notes": [(one.row, Words(one.zh, one.en)) for one in notes[:_NOTES]],
        "more": max(0, len(notes) - _NOTES),
        "stations": list(stations_at(viewer, moment).values()),
        "chosen": choices_asked(request.POST),
        "lines": lines,
        "frozen_hours": lines.frozen[""],
        **found,
    }
    return render(request, "air/take.html", context, status=422 if troubles else 200)
