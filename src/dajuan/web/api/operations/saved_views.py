"""Views that people keep: a page's address with its filters, under a name; and who looks after an indicator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.finding import indicator_called
from dajuan.web.api.forms import cleaned
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Line, Pk
from dajuan.web.figures.forms import ChooseSteward, KeepView
from dajuan.web.figures.models import SavedView
from dajuan.web.figures.views import views_for
from dajuan.web.programmes.found import programme_called

router = Router(tags=["figures"])


class ViewOut(Schema):
    id: int
    name: str
    address: str
    shared: bool
    by: str
    at: datetime
    mine: bool


class SavedViews(Schema):
    items: list[ViewOut]
    next: str | None


class ViewIn(Schema):
    name: Line
    address: Line = Field(description="本站的路径和条件 / path and query on this server")
    shared: bool = Field(False, description="园区里的人都找得到 / everybody of the zone finds it")


class StewardIn(Schema):
    organisation: Pk | None = Field(description="单位的 id；null 为没有 / an organisation's id; null: none")


class StewardOut(Schema):
    organisation: str | None


def _object(one: SavedView, request: Request) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "address": one.address,
        "shared": one.shared,
        "by": one.by.actor,
        "at": one.at.isoformat(),
        "mine": one.by_id == request.user.pk,
    }


@router.get("/views", response=SavedViews, summary="保存的视图 / Saved views")
def views(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    """自己的，和别人共享的。 One's own, and those that others share."""
    need(request, Action.SEE)
    found, more = page_of("views", views_for(request.user), lambda one: one.pk, paging)
    return {"items": [_object(one, request) for one in found], "next": more}


@router.post("/views", response={201: ViewOut}, summary="保存视图 / Keep a view")
def keep(request: Request, told: ViewIn) -> Status[Any]:
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        form = KeepView(told.model_dump())
        cleaned(form)
        return _object(form.keep(request.user), request)

    return once(request, (told,), work, tables=True)


@router.delete("/views/{view}", response={204: None}, summary="删除视图 / Drop a view")
def drop(request: Request, view: Pk) -> Status[Any]:
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        get_object_or_404(SavedView, pk=view, by=request.user).delete()
        return {}

    return once(request, (), work, status=204, tables=True)


@router.post(
    "/figures/{programme}/{indicator}/steward", response={200: StewardOut}, summary="指标责任单位 / Who looks after it"
)
def steward(request: Request, programme: str, indicator: str, told: StewardIn) -> Status[Any]:
    need(request, Action.PLAN, everywhere=True)
    pack = programme_called(programme)
    wanted = indicator_called(pack, indicator)

    def work(key: str) -> dict[str, Any]:
        form = ChooseSteward({"organisation": told.organisation})
        chosen = cleaned(form)["organisation"]
        form.save(pack.code, wanted.key)
        return {"organisation": chosen.name if chosen else None}

    return once(request, (told,), work, status=200, tables=True)
