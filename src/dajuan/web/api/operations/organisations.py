"""单位: the tree, and what an administrator does with it. Rules, and what is kept of each change: ``people.organising``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from dajuan.web.access.roles import Action
from dajuan.web.administration.forms import AddOrganisation, MoveOrganisation, NameOrganisation
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.forms import cleaned
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Line, Pk
from dajuan.web.people import organising
from dajuan.web.people.models import Organisation, Person

router = Router(tags=["people"])


class OrganisationOut(Schema):
    id: int
    name: str
    short: str
    parent: str | None
    parent_id: int | None
    former: list[str] = Field(description="曾用名 / names it had")
    closed_at: datetime | None


class Organisations(Schema):
    items: list[OrganisationOut]
    next: str | None


class NameIn(Schema):
    name: Line
    short: Line = ""


class PlaceIn(Schema):
    parent: Pk = Field(description="上级的 id / the id of the one above it")


class OrganisationIn(NameIn, PlaceIn):
    pass


def _object(one: Organisation) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "short": one.short,
        "parent": one.parent.name if one.parent else None,
        "parent_id": one.parent_id,
        "former": [old.name for old in one.former.all()],
        "closed_at": one.closed_at.isoformat() if one.closed_at else None,
    }


@router.get("/organisations", response=Organisations, summary="单位 / Organisations")
def organisations(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.SEE)
    rows = Organisation.objects.select_related("parent").prefetch_related("former")
    found, more = page_of("organisations", rows, lambda one: one.pk, paging)
    return {"items": [_object(one) for one in found], "next": more}


@router.post("/organisations", response={201: OrganisationOut}, summary="新增单位 / Add one")
def add(request: Request, told: OrganisationIn) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        return _object(organising.add_organisation(**cleaned(AddOrganisation(told.model_dump())), by=request.user))

    return once(request, (told,), work, tables=True)


@router.post("/organisations/{organisation}/rename", response={200: OrganisationOut}, summary="改名 / Rename")
def rename(request: Request, organisation: Pk, told: NameIn) -> Status[Any]:
    """旧记录仍写旧名，权限照旧跟着走。 Entries keep the old name, rights over them follow."""

    def do(one: Organisation, by: Person) -> None:
        organising.rename_organisation(one, **cleaned(NameOrganisation(told.model_dump())), by=by)

    return _changed(request, organisation, told, do)


@router.post("/organisations/{organisation}/move", response={200: OrganisationOut}, summary="调整上级 / Move")
def move(request: Request, organisation: Pk, told: PlaceIn) -> Status[Any]:
    def do(one: Organisation, by: Person) -> None:
        organising.move_organisation(one, **cleaned(MoveOrganisation(told.model_dump())), by=by)

    return _changed(request, organisation, told, do)


@router.post("/organisations/{organisation}/close", response={200: OrganisationOut}, summary="停用 / Close")
def close(request: Request, organisation: Pk) -> Status[Any]:
    """里面没有人、没有下级、没有角色才行。 Only where nobody, nothing below and no role is left."""
    return _changed(request, organisation, None, lambda one, by: organising.close_organisation(one, by=by))


@router.post("/organisations/{organisation}/open", response={200: OrganisationOut}, summary="恢复 / Open again")
def open_(request: Request, organisation: Pk) -> Status[Any]:
    return _changed(request, organisation, None, lambda one, by: organising.open_organisation(one, by=by))


def _changed(request: Request, pk: int, told: Schema | None, do: Callable[[Organisation, Person], None]) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        do(get_object_or_404(Organisation, pk=pk), request.user)
        return _object(Organisation.objects.select_related("parent").get(pk=pk))

    return once(request, (told,), work, status=200, tables=True)
