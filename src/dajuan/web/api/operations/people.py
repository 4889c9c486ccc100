"""人员: the people, their roles, passwords and second factors, for administrators. Rules, and what is kept of each change:
``people.enrolment``. A password is told once: the same request again gets the same answer without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Field, File, Query, Router, Schema, Status, UploadedFile

from dajuan.web.access.roles import Action
from dajuan.web.administration.forms import AddPerson, EditPerson, GiveRole
from dajuan.web.administration.views import people as pages
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.forms import cleaned
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Line, Pk
from dajuan.web.people import enrolment
from dajuan.web.people.loading import load_sent
from dajuan.web.people.models import Grant, Person

router = Router(tags=["people"])
_PASSWORD: Mapping[str, Any] = {"password": None}
"""What is kept of an answer that told one."""


class GrantOut(Schema):
    id: int
    role: str
    at: str


class PersonOut(Schema):
    id: int
    username: str
    name: str
    title: str
    organisation: str
    actor: str = Field(description="台账里的写法，不会变 / as entries name them, for good")
    email: str
    enterprise: str
    is_active: bool
    second_factor: bool
    grants: list[GrantOut]


class People(Schema):
    items: list[PersonOut]
    next: str | None


class WithPassword(PersonOut):
    password: str | None = Field(
        description="只说这一次，第一次登录就要换；用同一个键重来的为 null / told this once; null when the same key is sent again"
    )


class PeopleSearched(Paging):
    q: Line = Field("", description="用户名、姓名、单位里的字 / part of a user name, a name or an organisation")


class _Person(Schema):
    name: Line | None = None
    organisation: Pk | None = Field(None, description="单位的 id / an organisation's id")
    title: Line | None = None
    email: Line | None = None
    enterprise: Line | None = Field(None, description="企业账号的统一社会信用代码 / an enterprise's credit code")


class EditIn(_Person):
    """没有给的不改 / what is not given stays."""


class PersonIn(_Person):
    username: Line
    name: Line
    organisation: Pk = Field(description="单位的 id / an organisation's id")


class GrantIn(Schema):
    role: Line
    organisation: Pk = Field(description="在哪个单位（含下级）的 id / at the organisation with this id, and below")


class LoadedOut(Schema):
    organisations: int
    people: int
    passwords: dict[str, str] = Field(
        description="新来的人：用户名 → 初始密码，只说这一次 / of those new, told this once"
    )


def _object(one: Person) -> dict[str, Any]:
    return {
        "id": one.pk,
        "username": one.username,
        "name": one.name,
        "title": one.title,
        "organisation": one.organisation.name,
        "actor": one.actor,
        "email": one.email,
        "enterprise": one.enterprise,
        "is_active": one.is_active,
        "second_factor": one.second_factor,
        "grants": [{"id": each.pk, "role": each.role, "at": each.organisation.name} for each in one.grants.all()],
    }


@router.get("/people", response=People, summary="人员和角色 / People and their roles")
def people(request: Request, asked: Query[PeopleSearched]) -> dict[str, Any]:
    need(request, Action.ADMINISTER, everywhere=True)
    found, more = page_of("people", pages.called(asked.q), lambda one: one.pk, asked)
    return {"items": [_object(one) for one in found], "next": more}


@router.get(
    "/people.toml",
    summary="全部人员，一个文件 / Everybody in one file",
    openapi_extra={"responses": {200: {"content": {"application/toml": {}}}}},
)
def export(request: Request) -> HttpResponseBase:
    """里面没有密码；给出去过会记下。 No password is in it; that it was handed out is noted."""
    need(request, Action.ADMINISTER, everywhere=True)
    return pages.export(request)


@router.post("/people.toml", response={200: LoadedOut}, summary="装入人员 / Take a file in")
def load(request: Request, file: File[UploadedFile]) -> Status[Any]:
    """有一处不对就一个也不装；文件里没有的人不动。 All of it or nothing; whoever is not in it stays as they are."""
    need(request, Action.ADMINISTER, everywhere=True)
    return once(
        request,
        (file,),
        lambda key: load_sent(file, by=request.user)._asdict(),
        status=200,
        tables=True,
        shown_once={"passwords": {}},
    )


@router.post("/people", response={201: WithPassword}, summary="新增人员 / Add somebody")
def add(request: Request, told: PersonIn) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        fields = cleaned(AddPerson(told.model_dump()))
        username = fields.pop("username")
        made, password = enrolment.enrol(username=username, by=request.user, fields=fields)
        return _object(made) | {"password": password}

    return once(request, (told,), work, tables=True, shown_once=_PASSWORD)


@router.get("/people/{person}", response=PersonOut, summary="一个人 / One of them")
def one(request: Request, person: Pk) -> dict[str, Any]:
    need(request, Action.ADMINISTER, everywhere=True)
    return _object(_found(person))


@router.post("/people/{person}/change", response={200: PersonOut}, summary="修改 / Change")
def change(request: Request, person: Pk, told: EditIn) -> Status[Any]:
    def do(found: Person, by: Person) -> None:
        now = {key: getattr(found, key) for key in enrolment.EDITED} | {"organisation": found.organisation_id}
        fields = cleaned(EditPerson(now | told.model_dump(exclude_none=True)))
        enrolment.edit(found, by=by, fields=fields)

    return _changed(request, person, told, do)


@router.post("/people/{person}/activate", response={200: PersonOut}, summary="恢复 / Activate again")
def activate(request: Request, person: Pk) -> Status[Any]:
    return _changed(request, person, None, lambda found, by: enrolment.set_active(found, True, by=by))


@router.post("/people/{person}/deactivate", response={200: PersonOut}, summary="停用 / Deactivate")
def deactivate(request: Request, person: Pk) -> Status[Any]:
    """立刻退出，令牌也不能用了。 Signed out at once, and their tokens with them."""
    return _changed(request, person, None, lambda found, by: enrolment.set_active(found, False, by=by))


@router.post("/people/{person}/password", response={200: WithPassword}, summary="重设密码 / Hand out a password")
def password(request: Request, person: Pk) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        made = enrolment.hand_out_password(_found(person), by=request.user)
        return _object(_found(person)) | {"password": made}

    return once(request, (), work, status=200, tables=True, shown_once=_PASSWORD)


@router.post(
    "/people/{person}/without-second-factor", response={200: PersonOut}, summary="停用动态码 / Without a second factor"
)
def without_second_factor(request: Request, person: Pk) -> Status[Any]:
    """手机和恢复码都丢了。 The telephone and the codes are lost."""
    return _changed(request, person, None, lambda found, by: enrolment.without_second_factor(found, by=by))


@router.post("/people/{person}/roles", response={200: PersonOut}, summary="给角色 / Give a role")
def give(request: Request, person: Pk, told: GrantIn) -> Status[Any]:
    def do(found: Person, by: Person) -> None:
        enrolment.give_role(found, **cleaned(GiveRole(told.model_dump())), by=by)

    return _changed(request, person, told, do)


@router.post("/people/{person}/roles/{grant}/take", response={200: PersonOut}, summary="收角色 / Take a role back")
def take(request: Request, person: Pk, grant: Pk) -> Status[Any]:
    def do(found: Person, by: Person) -> None:
        rows = Grant.objects.select_related("person", "organisation").filter(person=found)
        enrolment.take_role(get_object_or_404(rows, pk=grant), by=by)

    return _changed(request, person, None, do)


def _found(pk: int) -> Person:
    rows = Person.objects.select_related("organisation").prefetch_related("grants__organisation")
    return get_object_or_404(rows, pk=pk)


def _changed(request: Request, pk: int, told: Schema | None, do: Callable[[Person, Person], None]) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        do(_found(pk), request.user)
        return _object(_found(pk))

    return once(request, (told,), work, status=200, tables=True)
