"""What was done: changes of people, organisations, rules and packs; sign-ins; evidence and exports handed out. Newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django.db.models import QuerySet
from ninja import Field, Query, Router, Schema

from dajuan.web.access.roles import Action
from dajuan.web.administration.audit import newest
from dajuan.web.administration.models import Viewed
from dajuan.web.api.cursors import Paging, cursor, key_of
from dajuan.web.api.door import Request, need, need_overseer
from dajuan.web.people.models import Change

router = Router(tags=["administration"])


class LoggedChange(Schema):
    at: datetime
    by: str = Field(description="空：命令行 / empty: the command line")
    what: str
    name: str
    before: dict[str, Any]
    after: dict[str, Any]


class LoggedChanges(Schema):
    items: list[LoggedChange]
    next: str | None


class SignInOut(Schema):
    at: datetime
    username: str
    address: str | None


class SignIns(Schema):
    items: list[SignInOut]
    next: str | None


class WantedAudit(Paging):
    failed: bool = Field(False, description="没登上的 / those that failed")


class ViewedOut(Schema):
    at: datetime
    by: str
    what: str
    key: str
    address: str | None


class LoggedViews(Schema):
    items: list[ViewedOut]
    next: str | None


def _page(of: str, rows: QuerySet[Any], told: Callable[[Any], dict[str, Any]], paging: Paging) -> dict[str, Any]:
    found, older = newest(rows, before=key_of(of, paging.after), most=paging.limit)
    return {"items": [told(one) for one in found], "next": None if older is None else cursor(of, older)}


@router.get("/audit/changes", response=LoggedChanges, summary="变更记录 / Changes")
def changes(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need_overseer(request)

    def told(one: Change) -> dict[str, Any]:
        return {
            "at": one.at,
            "by": one.by,
            "what": one.what,
            "name": one.name,
            "before": one.before,
            "after": one.after,
        }

    return _page("changes", Change.objects.all(), told, paging)


@router.get("/audit/sign-ins", response=SignIns, summary="登录记录 / Sign-ins")
def sign_ins(request: Request, asked: Query[WantedAudit]) -> dict[str, Any]:
    need_overseer(request)
    rows = AccessFailureLog.objects.all() if asked.failed else AccessLog.objects.all()

    def told(one: Any) -> dict[str, Any]:
        return {"at": one.attempt_time, "username": one.username or "", "address": one.ip_address}

    return _page(f"sign-ins {asked.failed}", rows, told, asked)


@router.get("/audit/viewed", response=LoggedViews, summary="谁看过什么 / Who saw what")
def viewed(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.AUDIT, everywhere=True)

    def told(one: Viewed) -> dict[str, Any]:
        return {"at": one.at, "by": one.by, "what": one.what, "key": one.key, "address": one.address}

    return _page("viewed", Viewed.objects.all(), told, paging)
