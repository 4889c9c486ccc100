"""数智治理的接口: the catalogue with its measures, the rows behind them, services, scenes, DCAT. What is declared, and
what becomes of a scene, is recorded through the operations of entries."""

from __future__ import annotations

import json
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema

from dajuan.standards.words import Words
from dajuan.systems.governance.datasets import DataSet, is_open
from dajuan.systems.governance.dcat import MEDIA_TYPE
from dajuan.systems.governance.quality import Measure
from dajuan.systems.governance.scenes import Scene
from dajuan.systems.governance.validity import Fault
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.systems.governance.seen import (
    all_services,
    data_set_called,
    data_sets,
    rows_lacking,
    rows_wrong,
    scene_called,
    seen_scenes,
)
from dajuan.web.systems.governance.told import whole_catalogue
from dajuan.web.systems.governance.words import DIMENSIONS
from dajuan.web.systems.kept import day_of

router = Router(tags=["governance"])


class MeasureOut(Schema):
    part: int = Field(description="分子 / numerator")
    whole: int = Field(description="分母 / denominator")
    share: float


class DataSetOut(Schema):
    code: str
    name: Said
    owners: list[str]
    owned_by: Literal["declared", "stewards", "subjects", "zone"]
    held: Literal["here", "elsewhere"]
    declared: str | None = Field(description="登记它的编号 / the row that declares it")
    is_open: bool
    subjects: int
    last: Day | None
    age: int | None = Field(description="天 / days")
    cycle: str | None
    cycle_is_declared: bool
    allowed: int | None = Field(description="周期容许的天数 / days that its cycle allows")
    is_stale: bool
    completeness: MeasureOut | None
    validity: MeasureOut | None
    timeliness: MeasureOut | None
    score: float | None


class DataSets(Schema):
    on: Day
    items: list[DataSetOut]
    next: str | None


class FieldFilledOut(Schema):
    field: str
    has: int
    asked: int


class FaultOut(Schema):
    code: str
    field: str
    value: str
    why: Said


class DataSetWhole(DataSetOut):
    on: Day
    about: Said
    fields: list[FieldFilledOut]
    faults: dict[str, int]
    doubts: list[FaultOut] = Field(description="登记里不对的 / what cannot be so in its declaration")


class Lacking(Schema):
    items: list[str]
    next: str | None


class Faults(Schema):
    items: list[FaultOut]
    next: str | None


class OperationOut(Schema):
    operation: str
    method: str
    path: str
    name: Said


class ServiceOut(Schema):
    key: str
    name: Said
    programmes: list[str]
    operations: list[OperationOut]


class Services(Schema):
    items: list[ServiceOut]
    next: str | None


class SceneOut(Schema):
    code: str
    name: str
    stage: str
    owner: str
    applicant: str
    place: str
    first: Day | None
    last: Day | None
    days_left: int | None
    result: str | None
    enterprises: list[str]
    doubts: list[Said]


class Scenes(Schema):
    on: Day
    items: list[SceneOut]
    next: str | None


class WantedSets(Paging, Asked):
    stale: bool = Field(False, description="只要过期的 / only the stale")


class WantedRows(Paging, Asked):
    pass


class WantedScenes(Paging, Asked):
    stage: Line = ""


@router.get("/governance/data-sets", response=DataSets, summary="数据目录 / Data sets")
def data_set_list(request: Request, asked: Query[WantedSets]) -> dict[str, Any]:
    """过期的在前，再按质量分。 The stale first, then by score."""
    need(request, Action.SEE)
    moment = asked.moment()
    found = [one for one in data_sets(moment) if one.fresh.is_stale or not asked.stale]
    part, more = page_of("data-sets", found, lambda one: one.code, asked)
    return {"on": day_of(moment), "items": [_set(one) for one in part], "next": more}


@router.get("/governance/data-sets/{code}", response=DataSetWhole, summary="一个数据集 / A data set")
def one_data_set(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    need(request, Action.SEE)
    one = data_set_called(code, asked.moment())
    return {
        **_set(one),
        "on": day_of(asked.moment()),
        "about": _said(one.about),
        "fields": [{"field": each.field.key, "has": each.has, "asked": each.asked} for each in one.content.filled],
        "faults": dict(one.content.faults),
        "doubts": [_fault(each) for each in one.doubts],
    }


@router.get(
    "/governance/data-sets/{code}/lacking/{field}", response=Lacking, summary="没填的 / Those that lack a field"
)
def lacking_field(request: Request, code: str, field: str, asked: Query[WantedRows]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found = rows_lacking(viewer, data_set_called(code, moment), field, moment)
    part, more = page_of(f"lacking {code} {field}", [row.code for row in found], lambda one: one, asked)
    return {"items": part, "next": more}


@router.get("/governance/data-sets/{code}/faults", response=Faults, summary="不合规的值 / Values that do not pass")
def set_faults(request: Request, code: str, asked: Query[WantedRows]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found = rows_wrong(viewer, data_set_called(code, moment), moment)
    part, more = page_of(f"faults {code}", enumerate(found), lambda one: one[0], asked)
    return {"items": [_fault(one) for _, one in part], "next": more}


@router.get("/governance/services", response=Services, summary="接口目录 / Services")
def service_list(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.SEE)
    part, more = page_of("services", all_services(), lambda one: one.key, paging)
    items = [
        {
            "key": one.key,
            "name": _said(one.name),
            "programmes": list(one.programmes),
            "operations": [
                {"operation": each.key, "method": each.method, "path": each.path, "name": _said(each.name)}
                for each in one.operations
            ],
        }
        for one in part
    ]
    return {"items": items, "next": more}


@router.get(
    "/governance/catalogue",
    summary="DCAT 目录 / The catalogue as DCAT",
    openapi_extra={"responses": {200: {"content": {MEDIA_TYPE: {}}}}},
)
def dcat(request: Request, asked: Query[Asked]) -> HttpResponse:
    """JSON-LD；不登录能看的部分在 ``/systems/governance/public.jsonld``。 The public part is there, without a token."""
    need(request, Action.SEE)
    told = whole_catalogue(asked.moment(), request.build_absolute_uri)
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=MEDIA_TYPE)


@router.get("/governance/scenes", response=Scenes, summary="开放场景 / Open scenes")
def scene_list(request: Request, asked: Query[WantedScenes]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    found = [one for one in seen_scenes(viewer, moment) if not asked.stage or one.row.stage == asked.stage]
    part, more = page_of("scenes", found, lambda one: one.row.code, asked)
    return {"on": day_of(moment), "items": [_scene(one) for one in part], "next": more}


@router.get("/governance/scenes/{code}", response=SceneOut, summary="一个场景 / A scene")
def one_scene(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    return _scene(scene_called(viewer, code, asked.moment()))


def _set(one: DataSet) -> dict[str, Any]:
    fresh = one.fresh
    return {
        "code": one.code,
        "name": _said(one.name),
        "owners": list(one.owners),
        "owned_by": one.owned_by.value,
        "held": "here" if one.pack else "elsewhere",
        "declared": one.row.code if one.row else None,
        "is_open": is_open(one.row),
        "subjects": one.content.subjects,
        "last": fresh.last,
        "age": fresh.age,
        "cycle": fresh.cycle.key if fresh.cycle else None,
        "cycle_is_declared": fresh.is_declared,
        "allowed": fresh.allowed,
        "is_stale": fresh.is_stale,
        **{key: _measure(getattr(one.quality, key)) for key in DIMENSIONS},
        "score": None if one.quality.score is None else float(one.quality.score),
    }


def _measure(one: Measure | None) -> dict[str, Any] | None:
    return None if one is None else {"part": one.part, "whole": one.whole, "share": float(one.share)}


def _fault(one: Fault) -> dict[str, Any]:
    return {"code": one.row.code, "field": one.field, "value": one.value, "why": _said(one.words)}


def _said(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _scene(one: Scene) -> dict[str, Any]:
    fields = one.row.fields
    return {
        "code": one.row.code,
        "name": one.row.name,
        "stage": one.row.stage,
        "owner": str(fields.get("owner", "")),
        "applicant": str(fields.get("applicant", "")),
        "place": str(fields.get("place", "")),
        "first": one.first,
        "last": one.last,
        "days_left": one.days_left,
        "result": fields.get("result"),
        "enterprises": list(one.firms),
        "doubts": [_said(words) for words in one.doubts],
    }
