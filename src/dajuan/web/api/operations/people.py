"""Organisations, and for administrators the people and the roles they hold."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router, Schema

from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.people.models import Organisation, Person

router = Router(tags=["people"])


class OrganisationOut(Schema):
    name: str
    short: str
    parent: str | None


class Organisations(Schema):
    items: list[OrganisationOut]
    next: str | None


class GrantOut(Schema):
    role: str
    at: str


class PersonOut(Schema):
    username: str
    name: str
    title: str
    organisation: str
    actor: str
    enterprise: str
    is_active: bool
    grants: list[GrantOut]


class People(Schema):
    items: list[PersonOut]
    next: str | None


@router.get("/organisations", response=Organisations, summary="单位 / Organisations")
def organisations(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.SEE)
    rows = Organisation.objects.select_related("parent")
    found, more = page_of("organisations", rows, lambda one: one.pk, paging)
    return {
        "items": [
            {"name": one.name, "short": one.short, "parent": one.parent.name if one.parent else None} for one in found
        ],
        "next": more,
    }


@router.get("/people", response=People, summary="人员和角色 / People and their roles")
def people(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.ADMINISTER, everywhere=True)
    rows = Person.objects.select_related("organisation").prefetch_related("grants__organisation")
    found, more = page_of("people", rows, lambda one: one.pk, paging)
    return {"items": [_person(one) for one in found], "next": more}


def _person(one: Person) -> dict[str, Any]:
    return {
        "username": one.username,
        "name": one.name,
        "title": one.title,
        "organisation": one.organisation.name,
        "actor": one.actor,
        "enterprise": one.enterprise,
        "is_active": one.is_active,
        "grants": [{"role": each.role, "at": each.organisation.name} for each in one.grants.all()],
    }
