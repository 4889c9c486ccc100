"""What the zone has published, publishing, and withdrawing: years of targets, and estates for their buyers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.forms import cleaned
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Day, Line, Pk, Text
from dajuan.web.public.estates import choices
from dajuan.web.public.forms import Publish, PublishEstates
from dajuan.web.public.models import EstatesPublication, Publication, Published
from dajuan.web.public.views import board_of
from dajuan.web.served import served

router = Router(tags=["publications"])


class PublicationOut(Schema):
    id: int
    year: int
    as_of: date
    size: int
    verified: bool
    note: str
    by: str
    at: datetime
    withdrawn_at: datetime | None


class Publications(Schema):
    items: list[PublicationOut]
    next: str | None


class PublishIn(Schema):
    year: int
    as_of: Day
    verified: bool = False
    note: Text = ""


def _object(one: Publication) -> dict[str, Any]:
    return {
        "id": one.pk,
        "year": one.year,
        "as_of": one.as_of.isoformat(),
        "size": one.size,
        "verified": one.verified,
        "note": one.note,
        "by": str(one.by),
        "at": one.at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


@router.get("/publications", response=Publications, summary="公开过的 / What was published")
def publications(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.PUBLISH, everywhere=True)
    found, more = page_of("publications", Publication.objects.select_related("by"), lambda one: one.pk, paging)
    return {"items": [_object(one) for one in found], "next": more}


@router.post("/publications", response={201: PublicationOut}, summary="公开一年 / Publish a year as it stands")
def publish(request: Request, told: PublishIn) -> Status[Any]:
    need(request, Action.PUBLISH, everywhere=True)
    here = served()
    asked = cleaned(Publish(told.model_dump(mode="json"), years=here.years(), today=here.today()))

    def work(key: str) -> dict[str, Any]:
        made = Publication(**asked, size=here.size(), by=request.user)
        board_of(made)  # Raises where the year has no plan by then.
        made.save()
        return _object(made)

    return once(request, (told,), work, tables=True)


@router.post("/publications/{publication}/withdraw", response={200: PublicationOut}, summary="撤下 / Withdraw")
def withdraw(request: Request, publication: Pk) -> Status[Any]:
    need(request, Action.PUBLISH, everywhere=True)
    found = get_object_or_404(Publication, pk=publication)
    return _withdrawn(request, found, lambda: _object(found))


class EstatesPublicationOut(Schema):
    id: int
    as_of: date
    size: int
    estates: list[str]
    with_plans: bool
    note: str
    by: str
    at: datetime
    withdrawn_at: datetime | None


class EstatesPublications(Schema):
    items: list[EstatesPublicationOut]
    next: str | None


class PublishEstatesIn(Schema):
    as_of: Day
    estates: list[Line] = Field(
        min_length=1, max_length=2000, description="公开哪些楼盘 / the codes of those published"
    )
    with_plans: bool = False
    note: Text = ""


def _estates_object(one: EstatesPublication) -> dict[str, Any]:
    return {
        "id": one.pk,
        "as_of": one.as_of.isoformat(),
        "size": one.size,
        "estates": one.estates,
        "with_plans": one.with_plans,
        "note": one.note,
        "by": str(one.by),
        "at": one.at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


@router.get("/publications/estates", response=EstatesPublications, summary="公开过的楼盘进度 / Estates published")
def estates_publications(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.PUBLISH, everywhere=True)
    every = EstatesPublication.objects.select_related("by")
    found, more = page_of("estates publications", every, lambda one: one.pk, paging)
    return {"items": [_estates_object(one) for one in found], "next": more}


@router.post(
    "/publications/estates",
    response={201: EstatesPublicationOut},
    summary="公开楼盘进度 / Publish estates as they stand",
)
def publish_estates(request: Request, told: PublishEstatesIn) -> Status[Any]:
    need(request, Action.PUBLISH, everywhere=True)
    here = served()
    asked = cleaned(PublishEstates(told.model_dump(mode="json"), estates=choices(), today=here.today()))

    def work(key: str) -> dict[str, Any]:
        return _estates_object(EstatesPublication.objects.create(**asked, size=here.size(), by=request.user))

    return once(request, (told,), work, tables=True)


@router.post(
    "/publications/estates/{publication}/withdraw",
    response={200: EstatesPublicationOut},
    summary="撤下楼盘进度 / Withdraw estates",
)
def withdraw_estates(request: Request, publication: Pk) -> Status[Any]:
    need(request, Action.PUBLISH, everywhere=True)
    found = get_object_or_404(EstatesPublication, pk=publication)
    return _withdrawn(request, found, lambda: _estates_object(found))


def _withdrawn(request: Request, found: Published, told: Callable[[], dict[str, Any]]) -> Status[Any]:
    def work(key: str) -> dict[str, Any]:
        found.withdraw(request.user)
        return told()

    return once(request, (), work, status=200, tables=True)
