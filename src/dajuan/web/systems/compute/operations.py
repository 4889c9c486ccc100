"""算力网的接口: what the pages show and do, for programmes. Money in 分, energy in 瓦时, card-hours in millionths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Field, Query, Router, Schema, Status

from dajuan.ledger.append import Appended
from dajuan.ledger.entry import Value
from dajuan.ledger.trouble import RefusedError
from dajuan.systems.compute.jobs import Job
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.offers import CENTRES, OFFERS
from dajuan.systems.compute.reasons import Reasons
from dajuan.systems.firms import every
from dajuan.web.access.deeds import whose_fields
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, bad_cursor
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.operations.programmes import said
from dajuan.web.api.shapes.pieces import Day, Line, Said, Text
from dajuan.web.programmes.found import programme_called, subject_called
from dajuan.web.served import served
from dajuan.web.systems.compute import deeds, inhand
from dajuan.web.systems.compute.needing import need_typed, new_code
from dajuan.web.systems.compute.shown import (
    bill_shown,
    jobs_page,
    offers_of,
    placement_alone,
    placement_of,
    totals_of,
    vouchers_page,
)

router = Router(tags=["compute"])
Deed = Literal["match", "submit", "follow", "cancel", "meter", "settle"]


class TotalOut(Schema):
    precision: str
    unit: str
    offered: float
    free: float


class OfferOut(Schema):
    code: str
    name: str
    centre: str
    sold_by: Literal["card", "core"]
    quantity: int
    free: int
    powers: dict[str, int] = Field(description="各精度，GFLOPS 或 GOPS，不可相加 / never to be added up")
    memory: int
    price: int
    pue: int = Field(description="百万分之一 / millionths")
    location: str
    protection: int
    valid_from: Day
    valid_until: Day


class WrongOut(Schema):
    code: str
    troubles: list[Said]


class ComputeCatalogue(Schema):
    totals: list[TotalOut]
    offers: list[OfferOut]
    wrong: list[WrongOut]


class NeedIn(Schema):
    """As a person would write it: ``amount`` with its unit."""

    name: Line
    enterprise: Line = ""
    precision: Line = ""
    amount: Line = Field("", description="16卡、64核、3P、200TOPS")
    memory: Line = ""
    hours: Line = ""
    latest_finish: Line = ""
    location: Line = ""
    protection: Line = ""
    budget: Line = Field("", description="元 / yuan")
    objective: Line = ""
    command: Text = ""


class NeedRecordIn(NeedIn):
    code: Line = Field("", description="空着就给一个 / one is made where none is given")


class RankOut(Schema):
    offer: str
    possible: bool
    quantity: int | None
    cost: int | None
    energy: int | None
    starts_in: int | None
    ends_in: int | None
    loss: int | None
    words: Said | None
    obstacles: list[Said]


class Placement(Schema):
    chosen: str | None
    starts_in: int | None
    why: Said
    binding: list[Said]
    helps: list[Said]
    ranks: list[RankOut]


class ComputeJobOut(Schema):
    code: str
    name: str
    enterprise: str
    stage: str
    offer: str
    quantity: int
    price: int
    engine: str
    engine_job: str
    outcome: str
    runs: list[dict[str, Any]]


class ComputeJobs(Schema):
    items: list[ComputeJobOut]
    next: str | None


class BillOut(Schema):
    due: int
    by_vouchers: int
    own: int
    final: bool
    vouchers: list[dict[str, Any]]


class JobWhole(ComputeJobOut):
    may: list[str] = Field(description="接下来能办什么 / what is done next")
    placement: Placement | None
    bill: BillOut | None


class DeedIn(Schema):
    offer: Line = Field("", description="match：改放这里 / place it here")
    vouchers: list[Line] = Field([], max_length=20, description="settle：用哪几张 / which to spend")


class ComputeDone(Schema):
    code: str
    added: int
    seqs: list[int | None]


class CentreOut(Schema):
    code: str
    name: str
    stage: str
    location: str


class Centres(Schema):
    items: list[CentreOut]


class VoucherOut(Schema):
    code: str
    enterprise: str
    face: int
    stage: str
    paid: int | None
    job: str


class Vouchers(Schema):
    items: list[VoucherOut]
    next: str | None


class UseIn(Schema):
    month: Day = Field(description="那个月里的任何一天 / any day of the month")


@router.get("/compute/catalogue", response=ComputeCatalogue, summary="算力目录 / The catalogue")
def catalogue(request: Request) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    found = inhand.network_now()
    calendar = found.calendar(inhand.now())
    wrong = found.wrong if viewer.is_staff else ()
    return {
        "totals": [one._asdict() | {"offered": float(one.offered), "free": float(one.free)} for one in totals_of(found, calendar)],
        "offers": [_offer(line.offer, line.free) for line in offers_of(found, calendar)],
        "wrong": [{"code": one.row.code, "troubles": [said(it) for it in one.troubles]} for one in wrong],
    }  # fmt: skip


def _offer(offer: Any, free: int) -> dict[str, Any]:
    shown = {name: getattr(offer, name) for name in OfferOut.model_fields if name not in {"free", "powers"}}
    return shown | {"free": free, "powers": {str(key): giga for key, giga in offer.powers.items()}}


@router.post("/compute/placements", response=Placement, summary="试算：可放在哪 / Where a need could go")
def placements(request: Request, told: NeedIn) -> dict[str, Any]:
    """什么也不记。 Nothing is recorded."""
    viewer = need(request, Action.SEE, enterprises=True)
    return _placement(placement_alone(_fields(told, viewer)))


@router.get("/compute/jobs", response=ComputeJobs, summary="作业 / Jobs")
def jobs(request: Request, paging: Query[Paging], stage: Line = "") -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    programme_called(JOBS)
    try:
        found, more = jobs_page(viewer, stage, paging.after or None, paging.limit)
    except ValueError as error:
        raise bad_cursor() from error
    return {"items": [_job(one) for one in found], "next": more}


@router.post("/compute/jobs", response={201: ComputeDone}, summary="记为需求 / Put a need on record")
def record(request: Request, told: NeedRecordIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    pack = programme_called(JOBS)
    fields = _fields(told, viewer)
    if not viewer.may(Action.RECORD, whose_fields(pack, fields).to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    code = told.code or new_code()
    return once(request, (told,), lambda _: _done(code, deeds.request_(viewer, code, fields)))


@router.get("/compute/jobs/{code}", response=JobWhole, summary="一个作业 / One job")
def job(request: Request, code: str) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    found, one = inhand.job_called(viewer, code)
    may = viewer.may(Action.RECORD, found.whose.to(Action.RECORD))
    shown, placement = bill_shown(one), placement_of(viewer, one)
    return _job(one) | {
        "may": deeds.open_to(one.stage) if may else [],
        "placement": placement and _placement(placement),
        "bill": shown and {
            "due": shown.bill.due, "by_vouchers": shown.bill.by_vouchers, "own": shown.bill.own, "final": shown.final,
            "vouchers": [{"code": it.voucher.code, "amount": it.amount, "lapses": it.lapses} for it in shown.bill.vouchers],
        },
    }  # fmt: skip


@router.post("/compute/jobs/{code}/{deed}", response={201: ComputeDone}, summary="办一步 / Do a step")
def do(request: Request, code: str, deed: Deed, told: DeedIn) -> Status[Any]:
    """match 撮合，submit 提交引擎，follow 取回状态，cancel 取消，meter 计量，settle 结算。"""
    viewer = need(request, Action.SEE)
    one = inhand.job_called(viewer, code)
    if not viewer.may(Action.RECORD, one.found.whose.to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    more = deeds.Told(told.offer, told.vouchers)
    return once(request, (deed, told), lambda _: _done(code, deeds.do(viewer, one, deed, more)))


@router.post("/compute/offers/{code}/take-down", response={201: ComputeDone}, summary="下架 / Take an offer down")
def take_down(request: Request, code: str) -> Status[Any]:
    """各精度算力随之记零。 Its powers become nought with it."""
    viewer = need(request, Action.SEE)
    found = subject_called(viewer, OFFERS, code)
    if not viewer.may(Action.RECORD, found.whose.to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    return once(request, (), lambda _: _done(code, deeds.take_down(viewer, found)))


@router.get("/compute/centres", response=Centres, summary="算力中心 / Centres")
def centres(request: Request) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    return {
        "items": [
            {"code": row.code, "name": row.name, "stage": row.stage, "location": str(row.fields.get("location", ""))}
            for row in every(served().subjects(), CENTRES)
        ]
    }


@router.post(
    "/compute/centres/{code}/use", response={201: ComputeDone}, summary="记一个月的机时 / Record a month's hours"
)
def use(request: Request, code: str, told: UseIn) -> Status[Any]:
    viewer = need(request, Action.SEE)
    found = subject_called(viewer, CENTRES, code)
    if not viewer.may(Action.RECORD, found.whose.to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    row = served().subjects().one(CENTRES, code)
    if row is None:
        raise Http404
    return once(request, (told,), lambda _: _done(code, deeds.record_use(viewer, row, told.month)))


@router.get("/compute/vouchers", response=Vouchers, summary="算力券 / Vouchers")
def vouchers(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    try:
        rows, more = vouchers_page(viewer, paging.after or None, paging.limit)
    except ValueError as error:
        raise bad_cursor() from error
    return {"items": [_voucher(row.code, row.stage, row.fields) for row in rows], "next": more}


def _voucher(code: str, stage: str, fields: Mapping[str, Value]) -> dict[str, Any]:
    return {
        "code": code, "stage": stage, "enterprise": fields.get("enterprise", ""), "face": fields.get("face", 0),
        "paid": fields.get("paid"), "job": str(fields.get("job", "")).partition("/")[2],
    }  # fmt: skip


def _fields(told: NeedIn, viewer: Viewer) -> dict[str, Value]:
    typed = {f"f.{key.replace('_', '-')}": str(value) for key, value in told.model_dump().items() if key != "code"}
    fields, troubles = need_typed(typed, programme_called(JOBS), viewer)
    if troubles:
        raise RefusedError(troubles)
    return fields


def _placement(one: Reasons) -> dict[str, Any]:
    return {
        "chosen": one.chosen.offer if one.chosen else None,
        "starts_in": one.chosen.start if one.chosen else None,
        "why": said(one.why),
        "binding": [said(it) for it in one.binding],
        "helps": [said(it) for it in one.helps],
        "ranks": [
            {
                "offer": it.offer.code, "possible": it.candidate is not None, "loss": it.loss if it.candidate else None,
                "quantity": it.candidate and it.candidate.quantity, "cost": it.candidate and it.candidate.cost,
                "energy": it.candidate and it.candidate.energy, "starts_in": it.candidate and it.candidate.start,
                "ends_in": it.candidate and it.candidate.end, "words": said(it.words) if it.words else None,
                "obstacles": [said(each.words) for each in it.obstacles],
            }
            for it in one.ranks
        ],
    }  # fmt: skip


def _job(one: Job) -> dict[str, Any]:
    shown = {name: getattr(one, name) for name in ComputeJobOut.model_fields if name != "runs"}
    return shown | {"runs": [run._asdict() | {"metered": run.metered} for run in one.runs]}


def _done(code: str, done: Appended | None) -> dict[str, Any]:
    return {"code": code, "added": done.added if done else 0, "seqs": list(done.seqs) if done else []}
