"""A file of shapes in: kept, looked at, asked about, then recorded, all of it or nothing; it stands behind what it said."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dajuan.ledger.append import append
from dajuan.ledger.entry import Evidence, keyed
from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.views.maps import BOUNDARY
from dajuan.web.served import served
from dajuan.web.systems.land.mapped import has_geo
from dajuan.web.systems.land.seen import ground_at, pack
from dajuan.web.words import Words

KIND = "界址图形"
ANSWERS = ("frame", "axes", "shift", "overlaps")
"""Questions that a look may ask."""
_SALT = "land.shapes"
_SHOWN = 200
"""Troubles of a file that a page lists."""


@needs(Action.RECORD)
def upload(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    pack()
    context: dict[str, Any] = {"has_geo": has_geo()}
    if request.method != "POST" or moment.is_past or not has_geo():
        return render(request, "land/shapes.html", context)
    answers = {key: request.POST[key] for key in ANSWERS if request.POST.get(key)}
    try:
        source = _source(request)
        report = look_at(source, answers, viewer)
    except LedgerError as error:
        context["trouble"] = Words(error.zh, error.en)
        return render(request, "land/shapes.html", context, status=422)
    told = {"source": msgspec.to_builtins(source), "key": uuid.uuid4().hex, "answers": answers}
    context |= {
        "report": report,
        "name": source.name,
        "answers": answers,
        "frame": report.frame.words if report.frame else None,
        "questions": [(one, [(option, option.value == one.likely) for option in one.options]) for one in report.questions],
        "troubles": report.troubles[:_SHOWN],
        "notes": report.notes[:_SHOWN],
        "more": max(0, len(report.troubles) - _SHOWN),
        "wrong_rows": len({one.row for one in report.troubles}),
        "accepted": [(one, f"{one.measured:,.2f}", f"{one.stated:,.2f}" if one.stated else "") for one in report.accepted[:_SHOWN]],
        "token": signing.dumps(told, salt=_salt(request)),
    }  # fmt: skip
    return render(request, "land/shapes.html", context)


def _source(request: HttpRequest) -> Evidence:
    """The file that is sent, or the one sent before that a question was asked of."""
    if token := request.POST.get("token"):
        return _told(request, token)[0]
    file = request.FILES.get("file")
    if file is None:
        raise LedgerError("没有选文件", "no file was chosen")
    return served().zone.evidence().keep_stream(cast(Any, file), name=file.name or "", kind=KIND)


def _told(request: HttpRequest, token: str) -> tuple[Evidence, dict[str, Any]]:
    try:
        told = signing.loads(token, salt=_salt(request))
        return msgspec.convert(told["source"], Evidence), told
    except (signing.BadSignature, msgspec.ValidationError) as error:
        raise PermissionDenied from error


def _salt(request: HttpRequest) -> str:
    return f"{_SALT}.{request.user.pk}"


def look_at(source: Evidence, answers: Mapping[str, str], viewer: Viewer) -> Any:
    """The report of a file by the parcels as they are now. Raises :class:`LedgerError` where it cannot be read at all."""
    from dajuan.systems.land.shapes.files import read_layer
    from dajuan.systems.land.shapes.frames import FrameError
    from dajuan.systems.land.shapes.ground import outline_in
    from dajuan.systems.land.shapes.intake import RowTrouble, look
    from dajuan.systems.land.shapes.layers import FileError

    here = served()
    path = here.zone.folder / BOUNDARY
    outline = outline_in(path.read_text(encoding="utf-8")) if path.is_file() else None
    try:
        layer = read_layer(here.zone.evidence().path_of(source.sha256).read_bytes(), source.name)
    except (FileError, FrameError) as error:
        raise LedgerError(f"{source.name}：{error.zh}", f"{source.name}: {error.en}") from error
    report = look(layer, answers, ground_at(Moment(), outline), pack())
    for one in report.accepted:
        if not viewer.may(Action.RECORD, thing_of_row(pack(), one.parcel)):
            code = one.parcel.code
            report.troubles.append(
                RowTrouble(one.row, "parcel", f"{code} 不归你填报", f"{code} is not yours to report")
            )
    return report


def record_report(report: Any, source: Evidence, viewer: Viewer, key: str) -> int:
    """How many shapes were recorded. Raises :class:`LedgerError` where something is wrong with the report by now."""
    from dajuan.systems.land.shapes.intake import drafts_of

    if not report.is_right:
        raise LedgerError(
            "还有不对的行或没有回答的问题，什么都没有记：重新上传看一遍",
            "rows are wrong or questions are open, and nothing was recorded: upload it again",
        )
    drafts = drafts_of(report, pack(), source, served().today())
    append(served().ledger, keyed(drafts, key), actor=viewer.actor)
    return len(drafts)


@require_POST
@needs(Action.RECORD)
def record(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    if moment.is_past or not has_geo():
        raise PermissionDenied
    source, told = _told(request, request.POST.get("token", ""))
    report = look_at(source, told["answers"], viewer)
    many = record_report(report, source, viewer, f"land-shapes/{told['key']}")
    messages.success(request, str(Words(f"已记下 {many} 宗地的图形", f"Recorded the shapes of {many} parcels")))
    return redirect("land:map")
