"""A new request: typed by staff or by the enterprise itself, or read from a phone note; what it is like is shown before."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dajuan.ledger.trouble import RefusedError
from dajuan.systems.requests.alike import Alike, Asked
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.intake import TYPED
from dajuan.systems.requests.phone_note import read_phone_note
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.systems.files import files_in
from dajuan.web.systems.requests.asks import typed_in
from dajuan.web.systems.requests.found import alike_seen, firms_called, pack
from dajuan.web.systems.requests.recording import read, record_requests
from dajuan.web.systems.requests.rights import may_bring_in
from dajuan.web.systems.requests.views.lists import names
from dajuan.web.words import Words

_OWN = frozenset({"enterprise", "enterprise-name", "channel"})
"""What is known of an enterprise that speaks for itself."""


@needs(Action.SEE, enterprises=True)
def new(request: HttpRequest) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not may_bring_in(viewer):
        raise PermissionDenied(Action.RECORD)
    pack()
    if request.method != "POST":
        return _page(request, {"enterprise": request.GET.get("enterprise", "")})
    typed = {key: said for key, said in typed_in(request).items() if key in {*TYPED, "contact", "phone"} and said}
    if "read" in request.POST:
        return _page(request, _of_note(request.POST.get("phone-note", "")), note=request.POST.get("phone-note", ""))
    try:
        found = read(viewer, typed, evidence=files_in(request, "企业材料"))
    except RefusedError as error:
        return _page(request, typed, error=error)
    likely = _alike(viewer, typed)
    if likely and "sure" not in request.POST:
        return _page(request, typed, likely=likely)
    try:
        (code,) = record_requests(viewer, [found], key=request.POST.get("key", "")[:64])
    except RefusedError as error:
        return _page(request, typed, error=error)
    messages.success(request, str(Words(f"已受理：{code}", f"Received: {code}")))
    return redirect("requests:one", code)


def _of_note(text: str) -> dict[str, str]:
    """What a phone note seems to say; the firm by its code where only one can be meant."""
    note = read_phone_note(text)
    firms = firms_called(note.firm)
    said = {
        "enterprise": firms[0].code if len(firms) == 1 else "", "enterprise-name": note.firm, "contact": note.contact,
        "phone": note.phone, "what": note.what, "kind": note.kind, "field": note.field, "grade": note.grade,
        "channel": "phone",
    }  # fmt: skip
    return {key: value for key, value in said.items() if value}


def _alike(viewer: Viewer, typed: Mapping[str, str]) -> list[tuple[Alike, Case]]:
    """To an enterprise only its own are shown."""
    firm = viewer.enterprise or typed.get("enterprise") or typed.get("enterprise-name", "")
    return alike_seen(viewer, Asked("", firm, f"{typed.get('name', '')}。{typed.get('what', '')}"))


def _page(
    request: HttpRequest,
    typed: Mapping[str, str],
    *,
    note: str = "",
    error: RefusedError | None = None,
    likely: list[tuple[Alike, Case]] | None = None,
) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    troubles = {one.field: Words(one.zh, one.en) for one in reversed(error.troubles)} if error else {}
    declared = pack()
    fields = [declared.fields[key] for key in TYPED if not (viewer.enterprise and key in _OWN)]
    context: dict[str, Any] = {
        "blanks": [(one, typed.get(one.key, ""), troubles.get(one.key)) for one in fields],
        "contact": typed.get("contact", ""),
        "phone": typed.get("phone", ""),
        "troubles": troubles,
        "note": note,
        "likely": likely or [],
        "firms": firms_called(typed.get("enterprise-name", "")) if not typed.get("enterprise") else [],
        "key": request.POST.get("key", "")[:64] or uuid.uuid4().hex,
        **names(),
    }
    return render(request, "requests/new.html", context, status=422 if error else 200)
