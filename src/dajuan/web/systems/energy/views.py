"""The pages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.standards.rules.assess import rule_called
from dajuan.standards.rules.facts import asked_name
from dajuan.standards.rules.interval import Truth
from dajuan.systems.energy.doubts import doubts
from dajuan.systems.energy.factories import RULE, Factory
from dajuan.systems.energy.installations import FACTORIES, HEATING, INSTALLATIONS, Installation
from dajuan.systems.energy.totals import Total, by_month, totals
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import stretch
from dajuan.web.systems.energy.found import (
    factories_at,
    factory_called,
    installation_called,
    installations_at,
    kind_said,
    level_said,
    settings,
    stage_said,
)
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.this_year import of_year
from dajuan.web.words import Words

_FIGURES = {
    INSTALLATIONS: ("pv-capacity", "pv-capacity-new", "pv-generation", "pv-hours", "storage-power", "storage-energy", "self-used-rate"),
    "heat": ("heated-area", "distributed-heat-area", "waste-heat-area", "heat", "waste-heat", "heat-projects-new"),
    FACTORIES: ("green-factories", "green-factories-new", "green-factories-national"),
}  # fmt: skip
TRUTHS = {
    Truth.YES: (Words("符合", "met"), "green"),
    Truth.NO: (Words("不符合", "not met"), "red"),
    Truth.UNKNOWN: (Words("缺情况，定不了", "not known"), "grey"),
}
_SQUARE_METRES = 100
"""As the ledger keeps an area."""


def kilowatts(watts: int) -> str:
    return f"{watts / 1000:,.0f}" if watts else ""


def ten_thousand_kwh(watt_hours: int) -> str:
    return f"{watt_hours / 10**7:,.2f}"


def hours(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):,.0f}"


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """By kind what can be given and what was given; what cannot be; every installation."""
    viewer, moment = seen_by(request)
    every_one, on = installations_at(viewer, moment), day_of(moment)
    kind = request.GET.get("kind", "")
    shown = stretch([one for one in every_one if not kind or one.kind == kind], request.GET.get("from"))
    context = {
        "kinds": [_kind(one) for one in totals(every_one, on.year)],
        "kind": kind,
        "rows": [_row(one, on.year) for one in shown.rows],
        "stretch": shown,
        "doubts": doubts(every_one, settings(), on),
        "chart": _chart(every_one, on.year),
        "figures": of_year(INSTALLATIONS, _FIGURES[INSTALLATIONS], on.year, moment),
        "year": on.year,
        "pv_hours": settings().pv_hours,
        "on": on,
    }
    return render(request, "energy/home.html", context)


def _kind(one: Total) -> dict[str, Any]:
    return {
        "key": one.kind,
        "name": kind_said(one.kind),
        "all": one.all,
        "running": one.running,
        "filed": kilowatts(one.filed.watts),
        "connected": kilowatts(one.connected.watts),
        "stored": ten_thousand_kwh(one.stored.watt_hours) if one.stored else "",
        "generation": ten_thousand_kwh(one.generation.watt_hours) if one.generation else "",
        "hours": hours(one.hours),
    }


def _row(one: Installation, year: int) -> dict[str, Any]:
    total = totals([one], year)[0]
    return {**_kind(total), "one": one, "stage": stage_said(one.row), "area": _area(one.area), "heat": _heat(total)}


def _area(hundredths: int) -> str:
    return f"{hundredths / _SQUARE_METRES / 10_000:,.2f}" if hundredths else ""


def _heat(one: Total) -> str:
    return f"{float(one.heat.gigajoules):,.0f}" if one.heat.megajoules else ""


def _chart(some: list[Installation], year: int) -> dict[str, Any]:
    kinds = list(dict.fromkeys(one.kind for one in some if any(month.generation for month in one.of_year(year))))
    return {
        "kind": "bars",
        "stacked": True,
        "unit": "万千瓦时 10⁴ kWh",
        "about": str(Words(f"{year} 年各月发电量", f"Generation by month, {year}")),
        "across": [f"{year}-{month:02}" for month in range(1, 13)],
        "series": [
            {
                "name": kind_said(kind),
                "values": [round(one.watt_hours / 10**7, 3) for one in by_month([some_one for some_one in some if some_one.kind == kind], year)],
            }
            for kind in kinds
        ],
    }  # fmt: skip


@require_safe
@needs(Action.SEE, enterprises=True)
def installation(request: HttpRequest, code: str) -> HttpResponse:
    """One, month by month, each with its entry; what is doubted of it."""
    viewer, moment = seen_by(request)
    one, on = installation_called(viewer, code, moment), day_of(moment)
    months = [
        {
            "one": month,
            "generation": ten_thousand_kwh(month.generation.watt_hours) if month.generation else "",
            "self_used": ten_thousand_kwh(month.self_used.watt_hours) if month.self_used else "",
            "discharged": ten_thousand_kwh(month.discharged.watt_hours) if month.discharged else "",
            "heat": f"{float(month.heat.gigajoules):,.0f}" if month.heat.megajoules else "",
            "hours": hours(month.generation / one.connected if one.connected and month.generation else None),
        }
        for month in reversed(one.months)
    ]
    context = {
        **_row(one, on.year),
        "months": months[:36],
        "doubts": doubts([one], settings(), on),
        "enterprise": one.row.linked_one("enterprise"),
        "project": one.row.linked_one("project"),
        "year": on.year,
    }
    return render(request, "energy/installation.html", context)


@require_safe
@needs(Action.SEE)
def heat(request: HttpRequest) -> HttpResponse:
    """Heat and waste-heat projects: the area each heats, what it can give and gave."""
    viewer, moment = seen_by(request)
    on = day_of(moment)
    some = [one for one in installations_at(viewer, moment) if one.kind in HEATING]
    context = {
        "rows": [{**_row(one, on.year), "capacity": f"{float(one.heat_capacity.kilowatts) / 1000:,.1f}" if one.heat_capacity else ""} for one in some],
        "figures": of_year(INSTALLATIONS, _FIGURES["heat"], on.year, moment),
        "on": on,
        "year": on.year,
    }  # fmt: skip
    return render(request, "energy/heat.html", context)


@require_safe
@needs(Action.SEE)
def factories(request: HttpRequest) -> HttpResponse:
    """Who is listed, who could be, and what each lacks, by the standard in force."""
    viewer, moment = seen_by(request)
    every_one, on = factories_at(viewer, moment), day_of(moment)
    case = request.GET.get("case", "")
    found = [one for one in every_one if not case or _case(one) == case]
    shown = stretch(found, request.GET.get("from"))
    many = {key: sum(_case(one) == key for one in every_one) for key in CASES}
    rule = rule_called(RULE)
    context = {
        "cases": [(key, name, many[key]) for key, name in CASES.items()],
        "case": case,
        "rows": [_factory(one) for one in shown.rows],
        "stretch": shown,
        "version": rule.version(on) if rule.in_force(on) else None,
        "figures": of_year(FACTORIES, _FIGURES[FACTORIES], on.year, moment),
        "on": on,
    }
    return render(request, "energy/factories.html", context)


CASES = {
    "listed": Words("已列入名单", "Listed"),
    "ready": Words("自查没有不符合", "Nothing against it"),
    "open": Words("缺情况", "Not known"),
    "barred": Words("有不符合的", "Something against it"),
    "unknown": Words("名录里没有，不判", "Not on the register"),
}


def _case(one: Factory) -> str:
    if one.is_listed:
        return "listed"
    if one.verdict is None:
        return "unknown"
    return {Truth.YES: "ready", Truth.UNKNOWN: "open", Truth.NO: "barred"}[one.verdict.truth]


def _factory(one: Factory) -> dict[str, Any]:
    return {
        "one": one,
        "case": CASES[_case(one)],
        "stage": stage_said(one.row),
        "level": level_said(one.row),
        "lacking": [line.name for line in one.verdict.lacking] if one.verdict else [],
        "missing": [Words(*asked_name(key)) for key in sorted(one.verdict.missing)] if one.verdict else [],
    }


@require_safe
@needs(Action.SEE, enterprises=True)
def factory(request: HttpRequest, code: str) -> HttpResponse:
    """An enterprise's self-check, line by line, by the version in force."""
    viewer, moment = seen_by(request)
    one = factory_called(viewer, code, moment)
    lines = [(line, *TRUTHS[line.truth], [Words(*asked_name(key)) for key in sorted(line.missing)]) for line in one.verdict.lines] if one.verdict else []  # fmt: skip
    unconfirmed = [Words(some.zh, some.en) for some in one.verdict.version.unconfirmed] if one.verdict else []
    context = {**_factory(one), "lines": lines, "unconfirmed": unconfirmed, "on": day_of(moment)}
    return render(request, "energy/factory.html", context)
