"""能源与绿色工厂的接口: what the pages show. Months and self-checks are recorded as entries are (``POST /entries``)."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from dajuan.outputs.verdicts import said
from dajuan.standards.rules.facts import asked_name
from dajuan.systems.energy.doubts import doubts
from dajuan.systems.energy.factories import Factory
from dajuan.systems.energy.installations import Installation
from dajuan.systems.energy.totals import Total, totals
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.systems.energy.found import (
    factories_at,
    factory_called,
    installation_called,
    installations_at,
    settings,
)
from dajuan.web.systems.kept import day_of

router = Router(tags=["energy"])


class PowerOut(Schema):
    """Capacity: never an amount of energy."""

    kilowatts: float


class EnergyOut(Schema):
    """An amount of energy: never a capacity."""

    kilowatt_hours: float


class EnergyTotalOut(Schema):
    kind: str
    all: int
    running: int
    filed: PowerOut
    connected: PowerOut
    stored: EnergyOut
    area: float = Field(description="供热面积，平方米 / heated area, m²")
    generation: EnergyOut = Field(description="本年 / of the year")
    self_used: EnergyOut
    heat_gigajoules: float
    hours: float | None = Field(description="等效利用小时数 / equivalent hours")


class EnergyDoubtOut(Schema):
    installation: str
    month: Day | None
    why: Said
    certain: bool


class EnergyOverviewOut(Schema):
    on: Day
    year: int
    kinds: list[EnergyTotalOut]
    doubts: list[EnergyDoubtOut]


class EnergyMonthOut(Schema):
    month: Day
    generation: EnergyOut
    self_used: EnergyOut
    discharged: EnergyOut
    heat_gigajoules: float
    seq: int


class InstallationOut(EnergyTotalOut):
    code: str
    name: str
    stage: str
    enterprise: str
    months: list[EnergyMonthOut]


class InstallationsOut(Schema):
    on: Day
    items: list[InstallationOut]
    next: str | None


class WantedInstallations(Paging, Asked):
    kind: Line = ""


@router.get("/energy", response=EnergyOverviewOut, summary="能源设施合计 / Energy installations by kind")
def energy(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    on, some = day_of(moment), installations_at(viewer, moment)
    return {
        "on": on,
        "year": on.year,
        "kinds": [_total(one) for one in totals(some, on.year)],
        "doubts": [
            {"installation": one.code, "month": one.month, "why": {"zh": one.zh, "en": one.en}, "certain": one.certain}
            for one in doubts(some, settings(), on)
        ],
    }


@router.get("/energy/installations", response=InstallationsOut, summary="能源设施 / Installations")
def energy_installations(request: Request, asked: Query[WantedInstallations]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    some = [one for one in installations_at(viewer, moment) if not asked.kind or one.kind == asked.kind]
    found, more = page_of(f"installations {asked.kind}", some, lambda one: one.row.code, asked)
    on = day_of(moment)
    return {"on": on, "items": [_installation(one, on.year) for one in found], "next": more}


@router.get("/energy/installations/{code}", response=InstallationOut, summary="一处能源设施 / One installation")
def energy_installation(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    return _installation(installation_called(viewer, code, moment), day_of(moment).year)


def _installation(one: Installation, year: int) -> dict[str, Any]:
    return {
        **_total(totals([one], year)[0]),
        "code": one.row.code,
        "name": one.row.name,
        "stage": one.row.stage,
        "enterprise": one.row.linked_one("enterprise"),
        "months": [
            {
                "month": month.last, "generation": _energy(month.generation.watt_hours), "self_used": _energy(month.self_used.watt_hours),
                "discharged": _energy(month.discharged.watt_hours), "heat_gigajoules": float(month.heat.gigajoules), "seq": month.seq,
            }
            for month in one.months
        ],
    }  # fmt: skip


def _total(one: Total) -> dict[str, Any]:
    return {
        "kind": one.kind, "all": one.all, "running": one.running, "filed": {"kilowatts": one.filed.watts / 1000},
        "connected": {"kilowatts": one.connected.watts / 1000}, "stored": _energy(one.stored.watt_hours), "area": one.area / 100,
        "generation": _energy(one.generation.watt_hours), "self_used": _energy(one.self_used.watt_hours),
        "heat_gigajoules": float(one.heat.gigajoules), "hours": None if one.hours is None else float(one.hours),
    }  # fmt: skip


def _energy(watt_hours: int) -> dict[str, float]:
    return {"kilowatt_hours": watt_hours / 1000}


class FactoryLineOut(Schema):
    clause: str
    name: Said
    truth: Literal["yes", "no", "unknown"]
    missing: list[Said]


class FactoryOut(Schema):
    enterprise: str
    name: str
    stage: str
    version: str = Field(description="按哪一版判；空为没有判 / by which version; empty where nothing was judged")
    truth: Literal["yes", "no", "unknown"] | None
    lines: list[FactoryLineOut]
    missing: list[Said]


class FactoriesOut(Schema):
    on: Day
    items: list[FactoryOut]
    next: str | None


class WantedFactories(Paging, Asked):
    pass


@router.get("/energy/factories", response=FactoriesOut, summary="绿色工厂 / Green factories")
def energy_factories(request: Request, asked: Query[WantedFactories]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found, more = page_of("factories", factories_at(viewer, moment), lambda one: one.row.code, asked)
    return {"on": day_of(moment), "items": [_factory(one) for one in found], "next": more}


@router.get(
    "/energy/factories/{enterprise}", response=FactoryOut, summary="绿色工厂自查 / A green factory's self-check"
)
def energy_factory(request: Request, enterprise: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    return _factory(factory_called(viewer, enterprise, moment))


def _factory(one: Factory) -> dict[str, Any]:
    told = one.verdict
    return {
        "enterprise": one.row.code,
        "name": one.row.name,
        "stage": one.row.stage,
        "version": told.version.key if told else "",
        "truth": told.truth.value if told else None,
        "lines": [
            {"clause": line.clause, "name": said(line.name), "truth": line.truth.value, "missing": _names(line.missing)}
            for line in told.lines
        ]
        if told
        else [],
        "missing": _names(told.missing) if told else [],
    }


def _names(keys: frozenset[str]) -> list[dict[str, str]]:
    return [said(asked_name(key)) for key in sorted(keys)]
