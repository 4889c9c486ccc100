"""保交楼与安置的接口: the account on any day, estates with their plans, close-outs, resettlement. Areas in square metres."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Query, Router, Schema

from dajuan.systems.housing.account import Account, account, by_month
from dajuan.systems.housing.closing import Closing, closings
from dajuan.systems.housing.estate import Estate
from dajuan.systems.housing.moving import moved, over_time, wrongs
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day
from dajuan.web.systems.housing.seen import Seen, called, seen_at

router = Router(tags=["housing"])


class CountOut(Schema):
    estates: int
    homes: int
    area: float


class AccountOut(Schema):
    on: Day
    listed: CountOut
    listed_again: int
    closed: CountOut
    remaining: CountOut


class HousingOut(AccountOut):
    months: list[AccountOut]


class EstateOut(Schema):
    code: str
    name: str
    developer: str
    stage: str
    homes: int
    area: float
    plan: str
    lead: str
    due: Day | None


class EstatesOut(Schema):
    on: Day
    items: list[EstateOut]
    next: str | None


class EstateMoveOut(Schema):
    stage: str
    on: Day
    seq: int


class ClosingOut(Schema):
    estate: str
    on: Day
    seq: int
    by: str
    checked_by: list[str]
    evidence: list[str]


class EstateWholeOut(EstateOut):
    moves: list[EstateMoveOut]
    closings: list[ClosingOut]


class ClosingsOut(Schema):
    items: list[ClosingOut]
    next: str | None


class ResettlementOut(Schema):
    code: str
    name: str
    stage: str
    plan: str
    homes: int
    area: float
    households: int
    households_moved: int
    people: int
    people_moved: int
    households_over_time: int
    wrong: list[Literal["more-than-due", "before-delivery", "fewer-people"]]


class ResettlementsOut(Schema):
    on: Day
    items: list[ResettlementOut]
    next: str | None


class WantedEstates(Paging, Asked):
    pass


class WantedClosings(Paging, Asked):
    waiting: bool = False


def _seen(request: Request, asked: Asked) -> Seen:
    return seen_at(need(request, Action.SEE), asked.moment())


@router.get("/housing", response=HousingOut, summary="保交楼台账 / The account of estates")
def housing(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    """纳入减销号等于在账，每个月末都是。 Listed less closed is what remains, at every month's end."""
    seen = _seen(request, asked)
    months = by_month(seen.estates, seen.on.year, seen.on)
    return {**_account(account(seen.estates, seen.on)), "months": [_account(one) for one in months]}


@router.get("/housing/estates", response=EstatesOut, summary="楼盘 / Estates")
def housing_estates(request: Request, asked: Query[WantedEstates]) -> dict[str, Any]:
    seen = _seen(request, asked)
    part, more = page_of("estates", seen.estates, lambda one: one.code, asked)
    return {"on": seen.on, "items": [_estate(one, seen.on) for one in part], "next": more}


@router.get("/housing/estates/{code}", response=EstateWholeOut, summary="一个楼盘 / An estate")
def housing_estate(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    seen = _seen(request, asked)
    one = called(seen.estates, code)
    return {
        **_estate(one, seen.on),
        "moves": [{"stage": str(held.value), "on": held.on, "seq": held.seq} for held in one.moves],
        "closings": [_closing(each) for each in closings([one])],
    }


@router.get("/housing/closings", response=ClosingsOut, summary="销号 / Close-outs")
def housing_closings(request: Request, asked: Query[WantedClosings]) -> dict[str, Any]:
    some = [one for one in closings(_seen(request, asked).estates) if not (asked.waiting and one.checked_by)]
    part, more = page_of("closings", some, lambda one: one.seq, asked)
    return {"items": [_closing(one) for one in part], "next": more}


@router.get("/housing/resettlement", response=ResettlementsOut, summary="安置房 / Resettlement")
def housing_resettlement(request: Request, asked: Query[WantedEstates]) -> dict[str, Any]:
    seen = _seen(request, asked)
    part, more = page_of("resettlement", seen.resettlement, lambda one: one.code, asked)
    return {"on": seen.on, "items": [_resettlement(one, seen.on) for one in part], "next": more}


def _account(one: Account) -> dict[str, Any]:
    counts = {key: getattr(one, key) for key in ("listed", "closed", "remaining")}
    return {
        "on": one.on,
        "listed_again": one.again,
        **{key: {"estates": it.estates, "homes": it.homes, "area": it.area / 100} for key, it in counts.items()},
    }


def _estate(one: Estate, on: date) -> dict[str, Any]:
    return {
        "code": one.code, "name": one.name, "developer": one.word("developer"), "stage": one.stage, "homes": one.number("homes", on),
        "area": one.number("area", on) / 100, "plan": one.word("plan"), "lead": one.word("lead-department"), "due": one.day("due-on"),
    }  # fmt: skip


def _closing(one: Closing) -> dict[str, Any]:
    return {
        "estate": one.estate.code, "on": one.on, "seq": one.seq, "by": one.by, "checked_by": list(one.checked_by),
        "evidence": [f"{each.kind} {each.name}" for each in one.evidence],
    }  # fmt: skip


def _resettlement(one: Estate, on: date) -> dict[str, Any]:
    told = moved([one], on)
    return {
        "code": one.code, "name": one.name, "stage": one.stage, "plan": one.word("plan"), "homes": told.homes, "area": told.area / 100,
        "households": told.households, "households_moved": told.households_moved, "people": told.people,
        "people_moved": told.people_moved, "households_over_time": over_time(one, on),
        "wrong": [what.value for what in wrongs(one, on)],
    }  # fmt: skip
