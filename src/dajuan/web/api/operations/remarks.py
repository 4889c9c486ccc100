"""讨论: what people say of a target. Talk, no entry."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema, Status

from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Pk, Text
from dajuan.web.targets.models import LONGEST, Remark
from dajuan.web.targets.remarks import own_remark, remarks_of, reword, said, take_back
from dajuan.web.targets.request import found_or_404, found_to_do

router = Router(tags=["targets"])


class RemarkOut(Schema):
    id: int
    by: str
    at: datetime
    text: str | None = Field(description="收回的为 null / null once it was taken back")
    edited_at: datetime | None


class Remarks(Schema):
    items: list[RemarkOut]
    next: str | None


class RemarkIn(Schema):
    text: Annotated[Text, Field(min_length=1, max_length=LONGEST, pattern=r"\S")]


def _object(one: Remark) -> dict[str, Any]:
    return {
        "id": one.pk,
        "by": one.author.actor,
        "at": one.at.isoformat(),
        "text": None if one.withdrawn_at else one.text,
        "edited_at": one.edited_at.isoformat() if one.edited_at else None,
    }


@router.get("/targets/{code}/remarks", response=Remarks, summary="讨论 / Remarks")
def remarks(request: Request, code: str, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.SEE)
    found_or_404(request, code)  # type: ignore[arg-type]
    rows = remarks_of(code).select_related("author")
    found, more = page_of(f"remarks {code}", rows, lambda one: one.pk, paging)
    return {"items": [_object(one) for one in found], "next": more}


@router.post("/targets/{code}/remarks", response={201: RemarkOut}, summary="说一句 / Say something")
def say(request: Request, code: str, told: RemarkIn) -> Status[Any]:
    """``@住房保障中心 王`` 会通知到人。 An @ calls a person or an organisation."""
    need(request, Action.SEE)
    found = found_to_do(request, code, Action.COMMENT)  # type: ignore[arg-type]

    def work(key: str) -> dict[str, Any]:
        return _object(said(request, found.target, request.user, told.text, secrets.token_urlsafe(18)))  # type: ignore[arg-type]

    return once(request, (told,), work, tables=True)


@router.post("/targets/{code}/remarks/{remark}", response={200: RemarkOut}, summary="改自己说的 / Say it otherwise")
def edit(request: Request, code: str, remark: Pk, told: RemarkIn) -> Status[Any]:
    """看得出改过。 That it was changed is shown."""
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        found, one = own_remark(request, code, remark)  # type: ignore[arg-type]
        reword(request, found.target, one, told.text)  # type: ignore[arg-type]
        return _object(one)

    return once(request, (told,), work, status=200, tables=True)


@router.post("/targets/{code}/remarks/{remark}/withdraw", response={200: RemarkOut}, summary="收回 / Take it back")
def withdraw(request: Request, code: str, remark: Pk) -> Status[Any]:
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        _, one = own_remark(request, code, remark)  # type: ignore[arg-type]
        take_back(one)
        return _object(one)

    return once(request, (), work, status=200, tables=True)
