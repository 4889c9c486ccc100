"""The API of land: all that the pages show and do."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any, cast

from django.http import HttpResponse
from ninja import Field, File, Form, Query, Router, Schema, Status, UploadedFile

from dajuan.ledger.read import is_recorded, recorded_under
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.land.custom_land import measures
from dajuan.standards.land.unit_code import UnitCodeError, read_either_code
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words as Told
from dajuan.systems.land.editing import DEEDS, touched
from dajuan.systems.land.file import certificates, steps
from dajuan.systems.land.parcels import CODES, Waiting, holders, is_gone
from dajuan.systems.land.promises import Custom
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked
from dajuan.web.layout.problems import ProblemError
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.land import schemas
from dajuan.web.systems.land.mapped import has_geo, map_of, overlaps_seen
from dajuan.web.systems.land.seen import (
    Weighed,
    custom_seen,
    desk_of,
    family_seen,
    parcel_called,
    settings,
    waiting_at,
    waiting_seen,
)
from dajuan.web.systems.land.views.deeds import check_opening, check_touched
from dajuan.web.systems.land.views.maps import GEO_JSON
from dajuan.web.systems.land.views.parcel import links_of, state_at
from dajuan.web.systems.land.views.shapes import KIND, look_at, record_report
from dajuan.web.words import Words

router = Router(tags=["land"])


class WantedParcels(Paging, Asked):
    stage: str = Field("", max_length=40)
    holder: str = Field("", max_length=100)
    late: bool = Field(False, description="只看等得太久的 / only those that wait too long")


class WantedPage(Paging, Asked):
    pass


class HowToTakeShapes(Schema):
    frame: str = Field("", pattern=r"^([0-9]{4,5})?$", description="EPSG，如 4547 / such as 4547")
    axes: str = Field("", pattern="^(swap)?$")
    shift: str = Field("", pattern="^(gcj02|none)?$")
    overlaps: str = Field("", pattern="^(keep)?$")
    record: bool = Field(False, description="不写就只看 / without it the file is only looked at")


@router.get("/land/parcels", response=schemas.LandParcels, summary="宗地和谁手里 / Parcels and who has them")
def land_parcels(request: Request, asked: Query[WantedParcels]) -> dict[str, Any]:
    viewer = need(request, Action.SEE)
    some = [
        one
        for one in waiting_seen(viewer, asked.moment())
        if asked.stage in ("", one.row.stage) and asked.holder in ("", one.holder) and (one.over > 0 or not asked.late)
    ]
    part, more = page_of("land", some, lambda one: one.row.code, asked)
    return {"items": [_parcel(one) for one in part], "next": more}


@router.get("/land/holders", response=schemas.LandHolders, summary="谁手里有几宗 / Who has how many")
def land_holders(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    return {"on": day_of(moment), "items": [one._asdict() for one in holders(waiting_seen(viewer, moment))]}


@router.get("/land/parcels/{code}", response=schemas.LandParcelWhole, summary="一宗地的全档 / A parcel's whole file")
def land_parcel(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    """环节和天数、在谁手里、代码谱系、证照、连着什么、定制地兑现。 Stages, holders, codes, certificates, links, promises."""
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    row, on = parcel_called(viewer, code, moment), day_of(moment)
    state, related = state_at(code, moment), family_seen(viewer, row, moment)
    own = _weighed(request, moment).of(row) if row.fields.get("custom") is True else None
    return _parcel(waiting_at(row, moment)) | {
        "steps": [{**one._asdict(), "spells": [spell._asdict() for spell in one.spells]} for one in steps(state, on)],
        "family": [{**one._asdict(), "parents": list(one.parents)} for one in related],
        "certificates": [
            {"stage": one.stage, "number": one.number, "entries": [seq for seq, _ in one.papers]} for one in certificates(state)
        ],
        "links": [{"programme": one, "code": its, "name": name} for one, its, name, _ in links_of(viewer, row, moment)],
        "custom": _custom(own) if own else None,
    }  # fmt: skip


@router.get("/land/custom", response=schemas.LandCustom, summary="工业定制地兑现 / Custom land")
def land_custom(request: Request, asked: Query[WantedPage]) -> dict[str, Any]:
    need(request, Action.SEE)
    moment = asked.moment()
    weighed = _weighed(request, moment)
    part, more = page_of("custom-land", weighed.parcels, lambda one: one.row.code, asked)
    return {
        "on": day_of(moment), "rule": weighed.rule.origin.code, "score_rule": weighed.score.origin.code,
        "grade_rule": weighed.grade.origin.code, "items": [_custom(one) for one in part], "next": more,
    }  # fmt: skip


@router.get("/land/codes/{code}", response=schemas.LandCodeOut, summary="读一个代码 / A code read in its parts")
def land_code(request: Request, code: str) -> dict[str, Any]:
    """28 位单元代码或 19 位宗地代码；不合法的说明哪一位不对。 What is wrong is told by position."""
    viewer = need(request, Action.SEE)
    try:
        found = read_either_code(code)
    except UnitCodeError as error:
        wrong = [one._asdict() for one in error.faults]
        return {"valid": False, "printed": "", "parts": [], "faults": wrong, "elsewhere": False, "parcel": None}
    known = settings().divisions
    row = served().subjects().one(CODES, found.text)
    parts = [
        {"name": name._asdict(), "value": value, "meaning": _said(meaning)} for name, value, meaning in found.parts()
    ]
    return {
        "valid": True, "printed": found.printed, "parts": parts, "faults": [], "elsewhere": bool(known) and found.division not in known,
        "parcel": row.linked_one("parcel") if row is not None and sees(viewer, row) else None,
    }  # fmt: skip


@router.get("/land/map", summary="宗地图 / Parcels as GeoJSON")
def land_map(request: Request, asked: Query[Asked]) -> HttpResponse:
    """GeoJSON，CGCS2000 经纬度；重叠处另有要素。 Overlaps are features of their own."""
    viewer = need(request, Action.SEE)
    return HttpResponse(map_of(viewer, asked.moment()), content_type=GEO_JSON)


@router.get("/land/overlaps", response=schemas.LandOverlaps, summary="重叠和碎片 / Overlaps and slivers")
def land_overlaps(request: Request, asked: Query[WantedPage]) -> dict[str, Any]:
    viewer = need(request, Action.SEE)
    _need_geo()
    some = overlaps_seen(viewer, asked.moment())
    part, more = page_of("overlaps", some, lambda one: f"{one.first.code} {one.second.code}", asked)
    items = [{**one._asdict(), "first": one.first.code, "second": one.second.code, "geometry": json.loads(one.geometry)} for one in part]  # fmt: skip
    return {"items": items, "next": more}


@router.post(
    "/land/deeds",
    response={201: schemas.LandDone},
    summary="建档、发码、分割、合并、转让 / Open, issue, split, merge, transfer",
)
def land_deed(request: Request, told: schemas.LandDeedIn) -> Status[Any]:
    """``deed`` 和页面的表单一样，``fields`` 照表单填。 A deed is a form of the pages, filled in the same way."""
    viewer = need(request, Action.RECORD)
    if told.deed not in DEEDS or bool(told.parcel) == (told.deed == "open"):
        zh = f"deed 是 {'、'.join(DEEDS)} 之一；除 open 外都要写 parcel"
        en = f"deed is one of {', '.join(DEEDS)}; all but open name a parcel"
        raise RefusedError([Trouble("deed", zh, en, field="deed")])
    if told.deed == "open":
        check_opening(viewer, told.fields)
    check_touched(viewer, touched(told.deed, told.parcel, told.fields), Moment())

    def work(key: str) -> dict[str, Any]:
        if key and is_recorded(served().ledger, key=key):
            entries = recorded_under(served().ledger, key=key)
            return {"codes": list(dict.fromkeys(entry.subject for _, entry in entries if entry.kind == "opened"))}
        desk = desk_of(viewer, told.on or served().today(), key)
        return {"codes": DEEDS[told.deed](desk, told.parcel, told.fields)}

    return once(request, (told,), work)


@router.post("/land/shapes", response={201: schemas.LandShapesOut}, summary="导入界址图形 / Take in shapes")
def land_shapes(request: Request, file: File[UploadedFile], how: Form[HowToTakeShapes]) -> Status[Any]:
    """先不带 ``record`` 看；有错或有没回答的问题，什么都不记。 With anything wrong or unanswered nothing is recorded."""
    viewer = need(request, Action.RECORD)
    _need_geo()
    answers = {key: value for key, value in how.dict(exclude={"record"}).items() if value}

    def work(key: str) -> dict[str, Any]:
        source = served().zone.evidence().keep_stream(cast(Any, file), name=file.name or "", kind=KIND)
        report = look_at(source, answers, viewer)
        if how.record and report.is_right:
            record_report(report, source, viewer, key)
        return _report(report, how.record and report.is_right)

    return once(request, (file, how), work)


def _need_geo() -> None:
    if not has_geo():
        raise ProblemError(422, Words("没有装地理扩展：pip install 'dajuan[geo]'", "the extra geo is not installed: pip install 'dajuan[geo]'"))  # fmt: skip


def _weighed(request: Request, moment: Moment) -> Weighed:
    try:
        return custom_seen(request.viewer, moment)
    except RuleError as error:
        raise ProblemError(422, Words(error.zh, error.en)) from error


def _parcel(one: Waiting) -> dict[str, Any]:
    row = one.row
    over = 0 if is_gone(row) else one.over
    return {
        "code": row.code, "name": row.name, "stage": row.stage, "unit_code": str(row.fields.get("unit-code", "")), "holder": one.holder,
        "days": one.days, "in_hand": one.in_hand, "over": over,
    }  # fmt: skip


def _custom(one: Custom) -> dict[str, Any]:
    return {
        "parcel": one.row.code, "name": one.row.name, "year": one.year, "score": _exact(one.score), "grade": one.grade,
        "pledges": [
            {
                "measure": pledge.measure, "unit": measures()[pledge.measure].unit, "asked": pledge.asked.said if pledge.asked else "",
                "promised": _exact(pledge.promised), "found": _exact(pledge.found), "due": pledge.due, "outcome": pledge.outcome.value,
                "promised_too_little": pledge.promised_too_little,
            }
            for pledge in one.pledges
        ],
    }  # fmt: skip


def _report(report: Any, recorded: bool) -> dict[str, Any]:
    return {
        "frame": report.frame.words.zh if report.frame else None,
        "accepted": [
            {"row": one.row, "parcel": one.parcel.code, "measured": one.measured, "stated": one.stated} for one in report.accepted
        ],
        "troubles": [one._asdict() for one in report.troubles],
        "notes": [one._asdict() for one in report.notes],
        "questions": [
            {
                "key": one.key, **one.words._asdict(), "likely": one.likely,
                "options": [{"value": option.value, **option.words._asdict()} for option in one.options],
            }
            for one in report.questions
        ],
        "recorded": recorded,
    }  # fmt: skip


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _said(words: Told | None) -> dict[str, str] | None:
    return words._asdict() if words else None
