"""What is taken in: a roster, the city's number, titles that are over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import LedgerError, RefusedError
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date
from dajuan.systems.talent.identity import DOCUMENTS
from dajuan.systems.talent.roster import COLUMNS
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import XLSX, saved
from dajuan.web.systems.talent.found import choices, known_at, office
from dajuan.web.systems.talent.recording import Done, record_city, record_ended, record_roster
from dajuan.web.systems.talent.views.people import home_page
from dajuan.web.words import Words, spoken

_NOTES = 200


@needs(Action.RECORD)
def take(request: HttpRequest) -> HttpResponse:
    """A roster: looked at, or taken in whole. What is wrong is told by cell; nothing of the file is kept."""
    viewer, moment = seen_by(request)
    if moment.is_past or not viewer.may(Action.RECORD, office()):
        raise PermissionDenied(Action.RECORD)
    known_at()
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("roster")
    if file is None:
        return _page(request, troubles=(Words("没有选名册", "no roster was chosen"),))
    dry_run = "check" in request.POST
    try:
        done = record_roster(viewer, file.read(), file.name or "roster.xlsx", dry_run=dry_run)
    except LedgerError as error:
        return _page(request, troubles=_told(error))
    return _page(request, done=done, dry_run=dry_run)


def _told(error: LedgerError) -> tuple[Words, ...]:
    some = error.troubles if isinstance(error, RefusedError) else (error,)
    return tuple(Words(one.zh, one.en) for one in some)


def _page(
    request: HttpRequest, *, done: Done | None = None, dry_run: bool = False, troubles: tuple[Words, ...] = ()
) -> HttpResponse:
    context: dict[str, Any] = {
        "columns": [Words(one.zh, one.en) for one in COLUMNS],
        "kinds": choices("kind").values(),
        "documents": DOCUMENTS.values(),
        "taken": done.taken if done else None,
        "notes": [(one.place, Words(one.zh, one.en)) for one in done.notes[:_NOTES]] if done else (),
        "dry_run": dry_run,
        "troubles": troubles,
    }
    return render(request, "talent/roster.html", context, status=422 if troubles else 200)


@require_safe
@needs(Action.RECORD)
def template(request: HttpRequest) -> HttpResponse:
    """An empty roster, its columns as text: a number of 18 digits in a number's cell loses the last three."""
    return saved(xlsx_bytes(COLUMNS, [], language=spoken(), sheet="名册 Roster"), XLSX, "roster.xlsx")


@require_POST
@needs(Action.RECORD)
def city(request: HttpRequest) -> HttpResponse:
    viewer, _ = seen_by(request)
    said = {key: request.POST.get(key, "").strip() for key in ("kind", "city", "source", "on")}
    try:
        on = read_date(said["on"])
    except ValueTrouble as error:
        return home_page(request, (Words(f"哪一天：{error.zh}", f"day: {error.en}"),), status=422)
    if not said["city"].isdecimal() or len(said["city"]) > 12:
        return home_page(request, (Words("全市人数是一个整数", "the city's number is a whole number"),), status=422)
    try:
        record_city(viewer, said["kind"], int(said["city"]), said["source"][:200], date.fromisoformat(on))
    except RefusedError as error:
        return home_page(request, _told(error), status=422)
    messages.success(
        request, str(Words("已记下；本区人数按那一天数出", "Recorded; the zone's people were counted for that day"))
    )
    return redirect("talent:home")


@require_POST
@needs(Action.RECORD)
def end(request: HttpRequest) -> HttpResponse:
    viewer, _ = seen_by(request)
    many = record_ended(viewer)
    messages.success(request, str(Words(f"已记 {many} 条到期", f"{many} entries of titles that are over")))
    return redirect("talent:home")
