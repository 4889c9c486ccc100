"""What was done: changes of people and organisations, sign-ins, evidence and exports handed out. Newest first, by key."""

from __future__ import annotations

from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action, roles
from dajuan.web.administration.audit import WHAT as VIEWED
from dajuan.web.administration.audit import newest
from dajuan.web.administration.models import Viewed
from dajuan.web.people.changes import WHAT as CHANGED
from dajuan.web.people.models import Change
from dajuan.web.words import Words

_PAGE = 100


def _page(request: HttpRequest, rows: QuerySet[Any]) -> tuple[list[Any], int | None]:
    """Those before the one that the address names, and the last of them if there are more."""
    before = request.GET.get("before", "")
    return newest(rows, before=int(before) if before.isdecimal() else None, most=_PAGE)


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def changes(request: HttpRequest) -> HttpResponse:
    rows, older = _page(request, Change.objects.all())
    told = [
        (one, CHANGED.get(one.what, Words(one.what, one.what)), _said(one.before), _said(one.after)) for one in rows
    ]
    return render(request, "administration/changes.html", {"rows": told, "older": older})


_NAMES = {
    "name": Words("名称", "name"), "parent": Words("上级", "above it"), "role": Words("角色", "role"),
    "at": Words("单位", "at"), "rule": Words("规则", "rule"), "title": Words("职务", "position"),
    "organisation": Words("单位", "organisation"), "email": Words("邮箱", "e-mail"), "enterprise": Words("企业", "enterprise"),
    "username": Words("用户名", "user name"), "people": Words("人数", "people"), "roles": Words("角色", "roles"),
    "version": Words("版本", "version"),
}  # fmt: skip


def _said(fields: dict[str, Any]) -> str:
    told = {
        _NAMES.get(key, Words(key, key)): roles()[value].name if key == "role" and value in roles() else value
        for key, value in fields.items()
        if value not in ("", None)
    }
    return "；".join(f"{name}：{value}" for name, value in told.items())


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def sign_ins(request: HttpRequest) -> HttpResponse:
    failed = request.GET.get("failed") == "1"
    rows, older = _page(request, AccessFailureLog.objects.all() if failed else AccessLog.objects.all())
    return render(request, "administration/sign-ins.html", {"rows": rows, "older": older, "failed": failed})


@require_safe
@needs(Action.AUDIT, everywhere=True)
def viewed(request: HttpRequest) -> HttpResponse:
    rows, older = _page(request, Viewed.objects.all())
    told = [(one, VIEWED.get(one.what, Words(one.what, one.what))) for one in rows]
    return render(request, "administration/viewed.html", {"rows": told, "older": older})
