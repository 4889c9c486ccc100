"""The API of the industrial internet: what its pages show. Devices and consents are recorded as entries are
(``POST /entries``); readings come through the gateway alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Field, Query, Router, Schema

from dajuan.systems.telemetry.networking import Networking, networking, together
from dajuan.systems.telemetry.registry import DEVICES
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import LIMIT, MOST, Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.systems.telemetry import raw
from dajuan.web.systems.telemetry.finding import device_called, firm_called, names_of, rows_seen

router = Router(tags=["telemetry"])


class Rate(Schema):
    connected: int
    offline: int
    listed: int
    all: int = Field(description="分母 / below the line")
    rate: float | None = Field(description="没有设备时为空 / null where there is no device")
    digital: int
    digital_connected: int


class FirmRate(Rate):
    firm: str
    name: str


class Rates(Schema):
    all: Rate
    firms: list[FirmRate]


@router.get("/telemetry/networking", response=Rates, summary="设备联网率 / Devices connected, of all")
def rates(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    """全部和按企业；名单用 ``/programmes/industrial-devices/subjects?stage=connected``。 Of all and by firm."""
    viewer = need(request, Action.SEE)
    programme_called(DEVICES)
    by_firm = networking(rows_seen(viewer, DEVICES, asked.moment()))
    names = names_of(by_firm)
    firms = [{"firm": code, "name": names[code], **_rate(one)} for code, one in sorted(by_firm.items())]
    return {"all": _rate(together(by_firm.values())), "firms": firms}


def _rate(one: Networking) -> dict[str, Any]:
    return {**one._asdict(), "all": one.all, "rate": None if one.rate is None else float(one.rate)}


class Reading(Schema):
    at: datetime
    energy: float | None = Field(description="千瓦时 kWh")
    power: float | None = Field(description="千瓦 kW")
    output: int | None = Field(description="件")
    state: Said | None


class Heard(Schema):
    device: str
    last: Reading
    is_online: bool


class HeardPage(Schema):
    items: list[Heard]
    next: str | None


class OfFirm(Paging):
    firm: Line = Field("", description="企业信用代码 / a firm's credit code")


@router.get("/telemetry/heard", response=HeardPage, summary="各设备最近的读数 / What every device said last")
def heard(request: Request, asked: Query[OfFirm]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    programme_called(DEVICES)
    firm = asked.firm if not viewer.enterprise else viewer.enterprise
    last = raw.last_heard(firm or None)
    if not viewer.everywhere(Action.SEE):
        seen = {one.code for one in rows_seen(viewer, DEVICES, Moment())}
        last = {code: one for code, one in last.items() if code in seen}
    found, more = page_of(f"heard {firm}", sorted(last), lambda code: code, asked)
    items = [{"device": code, "last": reading(last[code].said), "is_online": last[code].is_online} for code in found]
    return {"items": items, "next": more}


def reading(one: raw.Said) -> dict[str, Any]:
    return {**one._asdict(), "state": one.state._asdict() if one.state else None}


class Readings(Schema):
    items: list[Reading]
    days: list[date] = Field(description="有读数的日子 / days of which there are readings")


class OfDay(Schema):
    day: Day | None = Field(None, description="缺省为最近有读数的一天 / else the newest with readings")


@router.get(
    "/telemetry/devices/{code}/readings", response=Readings, summary="一台设备一天的读数 / A device's readings of a day"
)
def readings(request: Request, code: Line, asked: Query[OfDay]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    firm = str(device_called(viewer, code).state.levels()["firm"].value)
    days = raw.days_of(code)
    day = asked.day or (days[0] if days else None)
    return {"items": [reading(one) for one in (raw.readings_of(firm, code, day) if day else [])], "days": days}


class Letter(Schema):
    at: datetime
    code: str
    why: Said
    firm: str
    device: str
    topic: str
    payload: str | None = Field(description="企业没有授权的不留 / null where the firm does not consent")


class Refused(Schema):
    counts: dict[str, int] = Field(description="七天里按原因 / by reason, of seven days")
    names: dict[str, Said]
    letters: list[Letter] = Field(description="最近的在前 / the newest first")


class Newest(Schema):
    limit: int = Field(LIMIT, ge=1, le=MOST, description="最近几封 / how many of the newest letters")
    firm: Line = Field("", description="企业信用代码 / a firm's credit code")


@router.get("/telemetry/refused", response=Refused, summary="退回的读数 / Refused readings")
def refused(request: Request, asked: Query[Newest]) -> dict[str, Any]:
    """一家企业的，看得到这家企业的都能看；企业账号只看自己的；全部的，要全区的权限。
    A firm's for whoever may see the firm; an enterprise's account sees its own; all of them for who sees the whole zone."""
    viewer = need(request, Action.SEE, enterprises=True)
    firm = viewer.enterprise or asked.firm
    if firm:
        firm_called(viewer, firm, Moment())
    elif not viewer.everywhere(Action.SEE):
        raise Http404
    whys = raw.counted(firm or None).whys
    letters = raw.newest_letters(asked.limit, firm or None)
    return {
        "counts": {one.code: one.many for one in whys},
        "names": {one.code: one.words._asdict() for one in whys},
        "letters": [
            {**one.letter._asdict(), "at": one.came, "why": {"zh": one.letter.zh, "en": one.letter.en}}
            for one in letters
        ],
    }
